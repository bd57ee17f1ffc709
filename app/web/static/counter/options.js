// What would be better: everything that could be done, what could not, and what waiting costs, in the words of the service.

import { el } from "./dom.js";
import { say, spoken } from "./language.js";

/** What the section of the options holds; `use` is called with the action that is chosen. */
export function options(answer, use) {
  const best = answer.options.filter((each) => each.beaten_by === null);
  const beaten = answer.options.filter((each) => each.beaten_by !== null);
  const cliffs = (answer.delay?.cliffs ?? []).map((each) => el("li", {}, spoken(each.text)));
  return [
    el("h2", { id: "options-heading" }, say("better")),
    answer.cover ? el("p", { class: "instead" }, spoken(answer.cover.text)) : null,
    answer.cover?.reasons.length ? list(answer.cover.reasons) : null,
    answer.complete ? null : el("p", {}, say("incomplete")),
    best.length ? el("ol", {}, best.map((each) => option(each, use))) : el("p", {}, say("nothing_better")),
    told("questions", answer.questions),
    told("findings", answer.findings),
    cliffs.length ? folded("delay", el("ul", {}, cliffs)) : null,
    beaten.length ? folded("better_than_these", el("ol", {}, beaten.map((each) => option(each, use)))) : null,
    answer.refused.length ? folded("refused", el("ul", {}, answer.refused.map(refused))) : null,
    answer.unpriced.length ? folded("unpriced", list(answer.unpriced)) : null,
  ];
}

function option(each, use) {
  const choose = el("button", { type: "button" }, say("use_option"));
  choose.addEventListener("click", () => use(each.action));
  return el("li", {}, el("strong", {}, spoken(each.headline)), el("p", {}, spoken(each.text), " ", choose));
}

const refused = ({ headline, refusal }) => el("li", {}, spoken(headline), refusal ? el("p", {}, spoken(refusal.text)) : null);
const list = (items) => el("ul", {}, items.map((each) => el("li", {}, spoken(each.text))));
const told = (heading, items) => (items.length ? el("section", {}, el("h3", {}, say(heading)), list(items)) : null);
const folded = (heading, content) => el("details", {}, el("summary", {}, say(heading)), content);
