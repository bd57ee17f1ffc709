// Why: the timeline, each reason with its clause, other readings, and the policy that the answer rests on.

import { nameOf } from "./areas.js";
import { el, terms } from "./dom.js";
import { doubtful, named, say, spoken, yuan } from "./language.js";
import { timeline } from "./timeline.js";
import { collects, part, settled } from "./verdict.js";

const titles = new Map();

/** Asks the service what its documents are called; without their titles they go by their ids. */
export async function fetchTitles() {
  const answer = await fetch("/v1/policies").catch(() => null);
  if (!answer?.ok) return;
  for (const { id, title, number } of (await answer.json()).documents) titles.set(id, number ? `${title} ${number}` : title);
  for (const each of document.querySelectorAll("[data-document]")) each.textContent = titled(each.dataset.document);
}

const titled = (id) => titles.get(id) ?? id;
const documentNamed = (id) => el("span", { "data-document": id }, titled(id));

/** What stands below the verdict, of a question asked for the day `on`. */
export function grounds(answer, on) {
  return [
    answer.reasons.length
      ? el("section", { class: "reasons" }, el("h2", {}, say("reasons")), el("ol", {}, answer.reasons.map(reason)))
      : null,
    answer.timeline.length ? timeline(answer.timeline, certainty(answer, on)) : null,
    answer.eligibility.length ? part("eligibility", ways(answer.eligibility)) : null,
    figuresOf(answer),
    readings(answer),
    policy(answer.policy),
  ];
}

const certainty = (answer, on) => ({ settled: settled(answer), doubtedFrom: doubtful(answer.policy) ? on : null });

/** Where to enrol; what would have to be known for it is asked once. */
function ways(eligibility) {
  const asked = new Set(eligibility.filter((each) => each.question).map((each) => spoken(each.question.text)));
  const told = [...eligibility.map((each) => spoken(each.text)), ...asked];
  return el("ul", {}, told.map((each) => el("li", {}, each)));
}

function reason({ text, clause }) {
  const quote = clause.quote ? el("q", { lang: "zh-CN" }, clause.quote) : null;
  const source = el("cite", { lang: "zh-CN" }, documentNamed(clause.document), ` ${clause.item}`);
  return el("li", {}, spoken(text), el("p", { class: "clause" }, quote, " ", source));
}

function figuresOf(answer) {
  const { lapse, repair, awards, contributions } = answer;
  const money = collects(answer);
  const told = [
    [say("lapse_count"), settled(answer) ? lapse?.lapse_years : null],
    [say("continuous_count"), settled(answer) ? lapse?.continuous_years : null],
    [say("repair_worth"), settled(answer) ? repair?.worth_years : null],
    [say("repair_cost"), money && repair?.cost_fen ? yuan(repair.cost_fen) : null],
    [awards && say("award_total", awards), money && awards ? award(awards) : null],
    [named("field", "counted_months"), contributions?.counted_months],
    [named("field", "counted_years"), contributions?.counted_years],
  ].map(([term, value]) => [term, typeof value === "number" ? String(value) : value]);
  const asked = (money && awards?.questions) || [];
  if (!asked.length && told.every(([, value]) => value === null || value === undefined)) return null;
  return el(
    "section",
    {},
    el("h2", {}, say("more_grounds")),
    terms(told),
    asked.length ? el("ul", {}, asked.map((each) => el("li", {}, spoken(each.text)))) : null,
  );
}

function award({ total_fen, least, most }) {
  if (total_fen !== null) return yuan(total_fen);
  if (least.total_fen === null || most.total_fen === null) return say("unsaid");
  return say("between", { least: yuan(least.total_fen), most: yuan(most.total_fen) });
}

function readings(answer) {
  const deciding = answer.readings.filter((each) => each.decides);
  const others = answer.readings.length - deciding.length;
  if (!answer.readings.length) return null;
  const told = deciding.map(({ id }) => {
    const otherwise = (answer.readings_tried ?? []).filter((each) => each.id === id && each.changes);
    const texts = collects(answer) ? otherwise.map((each) => el("li", {}, spoken(each.text))) : [];
    return el("li", {}, say("reading_decides", { id }), texts.length ? el("ul", {}, texts) : null);
  });
  return el(
    "section",
    { class: "readings" },
    el("h2", {}, say("readings")),
    told.length ? el("ul", {}, told) : null,
    el("p", {}, say("readings_alike", { count: others })),
  );
}

function policy({ revision, documents, verified_on }) {
  return el(
    "section",
    { class: "policy" },
    el("h2", {}, say("policy")),
    terms([
      [say("revision"), el("code", {}, revision)],
      [say("verified_on"), verified_on],
      [say("documents"), el("ul", { lang: "zh-CN" }, documents.map((id) => el("li", {}, documentNamed(id))))],
    ]),
  );
}

/** The head of the printed slip: what was asked, and when. */
export function slip(told, checkedAt) {
  const { area, on, person, plan, history, unknown_years } = told;
  return el(
    "section",
    { class: "slip" },
    el("h2", {}, say("slip_title")),
    terms([
      [say("area"), `${nameOf(area)} ${area}`],
      [say("on"), on],
      [say("category"), named("category", person.category)],
      [say("birth_date"), person.birth_date],
      [say("plan_years"), plan.years.join(" ")],
      [say("repair_years"), plan.repair_years ? String(plan.repair_years) : null],
      [say("slip_records"), String(history.length + unknown_years.length)],
      [say("slip_at"), checkedAt],
    ]),
    el("p", {}, say("slip_note")),
  );
}
