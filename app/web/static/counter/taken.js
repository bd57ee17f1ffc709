// Puts what another system told into the form. What is typed stays; what nobody tells is unsure, never unpaid.

import { at } from "./dom.js";
import { adapt } from "./form.js";
import * as records from "./records.js";
import { valueIn } from "./typed.js";

const SINCE = Number(document.documentElement.dataset.since);

/** What payloads of this person said before: the years that a refund leaves unsure, whoever else says they are paid. */
let refunded = null;

/** Another person, of whom no payload has told anything. */
export const forgetTaken = () => (refunded = null);

/** Fills the form in. Tells whether the payload speaks of another day of birth than the one that is typed. */
export function fill({ on, person, history, unknown_years, findings }) {
  const typed = valueIn(at("birth_date"));
  const differs = Boolean(typed && person.birth_date && typed !== person.birth_date);
  at("on").value = on;
  for (const name of ["birth_date", "category"]) at(name).value ||= person[name] ?? "";
  for (const each of person.hardship ?? []) addOnce("hardship", each);
  const years = { ...records.yearsTyped() };
  for (const each of history) {
    if (each.kind !== "resident" || years[each.year]?.status === "paid") addOnce(each.kind, each, years[each.year]);
    else years[each.year] = { status: "paid", paid_on: each.paid_on, details: texts(each) };
  }
  leaveUnsure(years, on, unknown_years, findings);
  records.showYears(on, at("birth_date").value, years);
  adapt();
  return differs;
}

/** Years nobody tells of: of one payload all that are not paid, of several those that each of them leaves open. */
function leaveUnsure(years, on, unknown, findings) {
  const first = refunded === null;
  refunded = [...(refunded ?? []), ...(findings.some(({ code }) => code === "refunded_payment") ? unknown : [])];
  for (const year of unknown) if (first && years[year]?.status !== "paid") years[year] = { status: "unknown" };
  for (const year of refunded) years[year] = { status: "unknown" };
  for (const [year, { status }] of Object.entries(years)) {
    const spokenOf = year >= SINCE && year <= Number(on.slice(0, 4)) + 1;
    const open = [...unknown, ...refunded].includes(Number(year));
    if (!first && status === "unknown" && spokenOf && !open) years[year] = { status: "unpaid" };
  }
}

const texts = (record) => Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value === null ? "" : String(value)]));

/** A row, unless the form has the very same already: as one, or as a year that is paid on that day. */
function addOnce(kind, record, year) {
  const same = (row) => Object.entries(records.typedIn(row)).every(([name, typed]) => typed === (texts(record)[name] ?? ""));
  const rows = [...document.querySelectorAll(`[data-kind-of-row="${kind}"]`)];
  if (year?.paid_on !== (record.paid_on ?? null) && !rows.some(same)) records.addRow(kind, texts(record));
}

/** Puts a whole spell, now confirmed, in the place of the months of it that were certain. */
export function putSpell(record) {
  for (const row of document.querySelectorAll('[data-kind-of-row="employee"]')) {
    const { area, from, to } = records.typedIn(row);
    const within = from >= record.from && (!record.to || (to && to <= record.to));
    if (area === record.area && within) row.remove();
  }
  addOnce("employee", record);
}
