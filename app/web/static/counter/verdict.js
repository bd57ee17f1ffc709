// The verdict: first whether to collect, how much, from whom and from which day it covers; then what to do instead.
//
// An amount, and the word that somebody is covered, stand here only where the answer is to collect.

import { day, el, table, terms } from "./dom.js";
import { questionList } from "./faults.js";
import { doubtful, named, say, spoken, yuan } from "./language.js";

const COLLECTS = ["collect", "collect_with_wait"];
const SETTLED = [...COLLECTS, "do_not_collect"];

export const collects = (answer) => COLLECTS.includes(answer.outcome);
export const settled = (answer) => SETTLED.includes(answer.outcome);

/** What the section of the verdict holds. */
export function verdict(answer, places) {
  return [
    el("p", { class: "outcome" }, named("outcome", answer.outcome)),
    el("h2", { id: "headline" }, spoken(answer.headline)),
    collects(answer) ? figures(answer) : null,
    answer.refusal ? el("p", { class: "instead" }, el("strong", {}, say("instead")), " ", spoken(answer.refusal.text)) : null,
    answer.questions.length ? part("questions", questionList(answer.questions, places)) : null,
    listed("missing", answer.policy.missing),
    listed("findings", answer.findings),
    listed("warnings", answer.policy.warnings),
  ];
}

/** A part of the answer with its heading. */
export const part = (heading, ...content) => el("section", { class: heading }, el("h3", {}, say(heading)), ...content);

const listed = (heading, told) =>
  told.length ? part(heading, el("ul", {}, told.map((each) => el("li", {}, spoken(each.text))))) : null;

function figures(answer) {
  const { charge, years, policy } = answer;
  const cover = doubtful(policy) ? "cover_expected" : "cover_from";
  return el(
    "div",
    { class: "figures" },
    terms([
      [say("amount"), charge ? el("strong", { class: "amount" }, yuan(charge.total_fen)) : null],
      [say("payer"), charge ? payers(charge.items) : null],
      [say(cover), years.length === 1 ? span(years[0]) : null],
    ]),
    charge ? chargeTable(charge) : null,
    years.length ? yearTable(years, cover) : null,
  );
}

function payers(items) {
  const sums = new Map();
  for (const { payer, amount_fen } of items) {
    const before = sums.get(payer) ?? 0;
    sums.set(payer, amount_fen === null || before === null ? null : before + amount_fen);
  }
  return [...sums].map(([payer, fen]) => `${named("payer", payer)} ${fen === null ? say("not_computed") : yuan(fen)}`).join("；");
}

const span = ({ covered_from, covered_to }) =>
  covered_from ? [day(covered_from), ` ${say("until")} `, day(covered_to)] : say("cover_none");

function chargeTable({ items, total_fen }) {
  const rows = items.map(({ kind, year, amount_fen, payer }) => [
    `${say("year_of", { year })} ${named("charge", kind)}`,
    named("payer", payer),
    amount_fen === null ? say("not_computed") : yuan(amount_fen),
  ]);
  return table(say("charge"), [say("item_of_charge"), say("payer"), say("amount")], [...rows, [say("total"), "", yuan(total_fen)]]);
}

function yearTable(years, cover) {
  return table(
    say("cover_years"),
    [say("year"), say("ground"), say("wait"), say(cover)],
    years.map((each) => [String(each.year), named("basis", each.basis), wait(each), span(each)]),
  );
}

function wait({ waiting, carried_until }) {
  const told = waiting?.total_months ? [say("wait_months", { count: waiting.total_months, from: waiting.from })] : [];
  if (carried_until) told.push(say("carried", { until: carried_until }));
  return told.join("；") || say("none");
}
