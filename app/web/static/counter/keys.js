// The keyboard: which key does what, and the help that says so.

import { at, el } from "./dom.js";
import { say } from "./language.js";
import { choiceKey, yearKey } from "./records.js";

const TOLD = [
  ["Enter", "key_ask"],
  ["Esc", "key_back"],
  ["F2", "key_fresh"],
  ["F4", "key_next"],
  ["F6", "key_intake"],
  ["F7", "key_lookup"],
  ["F8", "key_better"],
  ["F9", "key_keep"],
  ["Ctrl+P", "key_print"],
  ["F1", "key_help"],
];

/** The keys and what they do, for the help. */
export const keysTold = () => TOLD.flatMap(([key, word]) => [el("dt", {}, el("kbd", {}, key)), el("dd", {}, say(word))]);

/** From now on these keys do what is given for them; in choices digits choose, and Enter asks there too. */
export function listenToKeys(actions) {
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (document.querySelector("dialog[open]") || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const choosing = target.tagName === "SELECT";
    const typing = choosing || target.tagName === "INPUT";
    if (choosing && key === "Enter") at("case").requestSubmit();
    else if (key === "Escape" && !typing) at("birth_date").focus();
    else if (actions[key]) actions[key]();
    else if (!choosing || !(target.dataset.year ? yearKey : choiceKey)(target, key)) return;
    event.preventDefault();
  });
}
