// The language of the page, and how things are said in it.

import { browser } from "./stored.js";
import { words } from "./words.js";

const KEPT_AS = "canbao.language";
const TAGS = { zh: "zh-CN", en: "en" };
let language = browser.get(KEPT_AS) === "en" ? "en" : "zh";

export const spokenNow = () => language;

/** The other language from now on, also the next time. */
export function switchLanguage() {
  language = language === "zh" ? "en" : "zh";
  browser.set(KEPT_AS, language);
}

/** A word of the page, with what it speaks of filled in. */
export function say(key, facts = {}) {
  return words.label[key][language].replace(/\{(\w+)\}/g, (slot, name) => facts[name] ?? slot);
}

/** What a code is called; a code that has no name is said as it stands. */
export const named = (kind, code) => words.name[kind]?.[code]?.[language] ?? code;

/** The names of a kind, code by code, in the order of the catalogue. */
export const codes = (kind) => Object.keys(words.name[kind]);

/** What a segment of the timeline rests on. */
export const segmentNamed = (rule) => named(["segment", "basis", "standing"].find((kind) => words.name[kind][rule]), rule);

/** A text of an answer. */
export const spoken = (text) => text?.[language] ?? "";

export const yuan = (fen) => `${fen < 0 ? "−" : ""}¥${(Math.abs(fen) / 100).toFixed(2)}`;

/** Whether the days of an answer rest on something less than sure: then cover is only expected. */
export const doubtful = (policy) =>
  policy.warnings.some((each) => words.doubts.includes(each.code) && !words.subjects_of_money.includes(each.subject));

/** Says again whatever stands below `root`, and the page itself, in the language of now. */
export function sayAll(root) {
  for (const each of root.querySelectorAll("[data-say]")) each.textContent = say(each.dataset.say, each.dataset);
  for (const each of root.querySelectorAll("[data-name]")) {
    const { name, number } = each.dataset;
    each.textContent = `${number ? `${number} ` : ""}${named(...name.split("."))}`;
  }
  for (const each of root.querySelectorAll("[data-say-label]")) {
    each.setAttribute("aria-label", say(each.dataset.sayLabel, each.dataset));
  }
}

/** Tells the browser, and whoever reads aloud, which language it is. */
export function declareLanguage() {
  document.documentElement.lang = TAGS[language];
  document.title = say("title");
}
