// What is on show: the question, its answer, what was kept of it, and the options; and whether the form still says the same.

import { at, el } from "./dom.js";
import { clearMarks } from "./faults.js";
import { caseTyped, openCaseTyped } from "./form.js";
import { grounds, slip } from "./grounds.js";
import { report } from "./intake.js";
import { keeping } from "./keep.js";
import { say } from "./language.js";
import { found } from "./lookup.js";
import { options } from "./options.js";
import { tab } from "./stored.js";
import { verdict } from "./verdict.js";

const ASKED = "canbao.asked";
const SECTIONS = ["verdict", "keeping", "grounds"];

/**
 * `body`, `told`, `places`, `answer`, `at`, `receipt`, `notKept` of the question; `options` and the body they answer;
 * `taken` of another system; `found`, a kept decision that was looked up.
 */
export let shown = {};

/** Puts more on show. */
export function put(changes) {
  shown = { ...shown, ...changes };
  if (changes.body) tab.set(ASKED, changes.body);
}

/** Nothing that was answered is on show any more. */
export function takeAway() {
  shown = { taken: shown.taken };
  tab.remove(ASKED);
  clearMarks();
}

/** Whether the form says what was answered before the page was loaded anew. */
export const wasAnswered = () => tab.get(ASKED) === JSON.stringify(caseTyped().told);

/** Says how things stand, in the language of now also when that changes. */
export function state(key) {
  at("state").dataset.say = key ?? "nothing";
  at("state").textContent = say(at("state").dataset.say);
}

const fill = (id, content) => at(id).replaceChildren(...content.filter(Boolean));

/**
 * Puts what is on show into the page, in the language of now. `use` takes an option, `keep` keeps the decision, `confirm`
 * puts in a spell that was in doubt.
 */
export function show({ use, keep, confirm }) {
  const { answer, places, told } = shown;
  at("idle").hidden = Boolean(answer || shown.options || shown.taken || shown.found);
  for (const id of SECTIONS) at(id).hidden = !answer;
  for (const id of ["taken", "found"]) at(id).hidden = !shown[id];
  if (answer) {
    clearMarks();
    const when = shown.at.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" });
    at("verdict").dataset.outcome = answer.outcome;
    fill("verdict", [slip(told, when), ...verdict(answer, places), printButton()]);
    at("keeping").classList.toggle("kept", Boolean(shown.receipt));
    fill("keeping", keeping(shown, keep, () => show({ use, keep, confirm })));
    fill("grounds", grounds(answer, told.on));
  } else for (const id of SECTIONS) fill(id, []);
  if (shown.taken) fill("taken", report(shown.taken, confirm));
  if (shown.found) fill("found", found(shown.found, () => dismiss({ use, keep, confirm })));
  if (shown.options) fill("options", options(shown.options, use));
  compareWithForm();
}

function dismiss(does) {
  put({ found: null });
  show(does);
  at("birth_date").focus();
}

function printButton() {
  const print = el("button", { type: "button" }, say("print"), " ", el("kbd", {}, "Ctrl+P"));
  print.addEventListener("click", () => window.print());
  return el("p", { class: "buttons" }, print);
}

/** Where the form is no longer what was asked about, says so, and nothing may be collected on what is on show. */
export function compareWithForm() {
  const changed = Boolean(shown.answer) && JSON.stringify(caseTyped().told) !== shown.body;
  at("changed").hidden = !changed;
  at("results").classList.toggle("stale", changed);
  if (shown.options && openCaseTyped().body !== shown.optionsOf) shown.options = null;
  at("options").hidden = !shown.options;
  return changed;
}
