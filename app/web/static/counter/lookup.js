// A kept decision looked up by its receipt number: what was answered then, and whether the same is answered today.
//
// Nothing of it is stored. It stands apart from any verdict of now, on which alone money may be collected.

import { nameOf } from "./areas.js";
import { Failed, Line } from "./ask.js";
import { at, el, terms } from "./dom.js";
import { grounds } from "./grounds.js";
import { bearer, forgetWhereRefused, hasSecret, keeps, takeSecret, whyNot } from "./keep.js";
import { named, say, spoken } from "./language.js";
import { part, verdict } from "./verdict.js";

const line = new Line();

/** Opens the dialog; a service that keeps nothing has nothing to look up. */
export function openLookup() {
  at("lookup").showModal();
  if (!keeps) at("lookup-faults").replaceChildren(say("keeps_nothing"));
  at("lookup-asks-secret").hidden = hasSecret();
  at("lookup-number").focus();
}

/** Looks the number up; `use` gets the decision and its replay. */
async function find(use) {
  const number = encodeURIComponent(at("lookup-number").value.trim().toLowerCase());
  if (!at("lookup-asks-secret").hidden) takeSecret(at("lookup-secret").value);
  if (!number) return at("lookup-number").focus();
  if (!hasSecret()) return at("lookup-secret").focus();
  at("lookup-faults").replaceChildren();
  try {
    const decision = await line.ask(`/v1/decisions/${number}`, null, bearer());
    const replay = decision && (await line.ask(`/v1/decisions/${number}/replay`, "", bearer()));
    if (!replay || !at("lookup").open) return;
    at("lookup").close();
    use({ ...decision, replay });
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    forgetWhereRefused(error);
    at("lookup-asks-secret").hidden = hasSecret();
    at("lookup-faults").replaceChildren(whyNot(error));
    at(hasSecret() ? "lookup-number" : "lookup-secret").focus();
  }
}

/** From now on the dialog does what its buttons and keys say. */
export function listenToLookup(use) {
  at("lookup-form").addEventListener("submit", (event) => {
    event.preventDefault();
    find(use);
  });
  at("lookup").addEventListener("close", () => {
    line.drop();
    at("lookup-form").reset();
    at("lookup-faults").replaceChildren();
  });
}

/** What the section of a decision that was looked up holds; `dismiss` takes it away. */
export function found({ receipt, assessment, replay }, dismiss) {
  const close = el("button", { type: "button" }, say("close"));
  close.addEventListener("click", dismiss);
  return [
    el("h2", { id: "found-heading" }, say("found_heading"), " ", close),
    el("p", { class: "wrong" }, say("found_not_now")),
    terms([
      [say("receipt_number"), el("code", {}, receipt.number)],
      [say("kept_at"), receipt.kept_at.slice(0, 19).replace("T", " ")],
      [say("kept_for"), receipt.caller],
      [say("area"), `${nameOf(replay.then.area)} ${replay.then.area}`],
      [say("on"), replay.then.on],
    ]),
    today(replay),
    part("found_then", ...answered(assessment, replay.then.on)),
  ];
}

/** What the policy of today makes of it: the same, or each difference with its rule. */
function today({ same, headline, differences, parts, warnings }) {
  const told = differences.map((each) => el("li", {}, spoken(each.text), " ", source(each)));
  const others = same || told.length ? null : el("p", {}, say("found_parts", { parts: parts.join(" ") }));
  return part(
    "found_today",
    el("p", { class: same ? "same" : "differs" }, el("strong", {}, say(same ? "found_same" : "found_differs")), " ", same ? null : spoken(headline)),
    told.length ? el("ul", {}, told) : others,
    warnings.length ? el("ul", {}, warnings.map((each) => el("li", {}, spoken(each.text)))) : null,
  );
}

function source({ rule, clause }) {
  if (!rule) return null;
  return el("cite", { class: "clause", lang: "zh-CN" }, `${rule} · ${clause.document} ${clause.item} `, clause.quote ? el("q", {}, clause.quote) : null);
}

/** The answer of then; one that was asked for in brief has no words, so that its outcome alone is told. */
function answered(answer, on) {
  if (!answer.headline) return [el("p", { class: "outcome" }, named("outcome", answer.outcome)), el("p", {}, say("found_brief"))];
  const [outcome, headline, ...rest] = verdict(answer, new Map());
  headline.removeAttribute("id");
  return [outcome, headline, ...rest.filter(Boolean), ...grounds(answer, on).filter(Boolean)];
}
