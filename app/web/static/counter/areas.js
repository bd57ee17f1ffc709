// The areas whose policy the service holds: for choosing one by its name, and for saying which one a code is.

import { at, el } from "./dom.js";
import { spoken } from "./language.js";

let held = new Map();

/** Asks the service for its areas; without them a code can still be typed. */
export async function fetchAreas() {
  const answer = await fetch("/v1/areas").catch(() => null);
  if (!answer?.ok) return;
  held = new Map((await answer.json()).areas.map((area) => [area.area, area.name]));
  offerAreas();
}

/** The areas to choose from, in the language of now. */
export function offerAreas() {
  at("areas").replaceChildren(...[...held].map(([code, name]) => el("option", { value: code }, `${spoken(name)} ${code}`)));
}

/** The code of what was typed: a code, or the whole name of an area in either language. */
export function areaNamed(typed) {
  for (const [code, name] of held) {
    if ([name.zh, name.zh.replace(/[市省]$/, ""), name.en.toLowerCase()].includes(typed.toLowerCase())) return code;
  }
  return typed;
}

/** The name of an area, or of the one above it whose policy answers. */
export function nameOf(code) {
  const near = [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`].find((each) => held.has(each));
  return near && code.length === 6 ? spoken(held.get(near)) : "";
}
