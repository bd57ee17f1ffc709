// The history of a person in the form: a cell for each year of resident fees, and rows for everything else.

import { at, el } from "./dom.js";
import { codes, sayAll } from "./language.js";
import { valueIn } from "./typed.js";

const PAID = [
  ["area", "area", "record_area"],
  ["in_window", "word", "record_in_window"],
  ["through_school", "word", "record_through_school"],
  ["reimbursed", "word", "reimbursed"],
  ["major_illness_reimbursed", "word", "major_illness_reimbursed"],
  ["zero_claim_award_used", "word", "zero_claim_award_used"],
];
const FIELDS = {
  resident: [["year", "count", "paid_year"], ["paid_on", "day", "paid_on"], ...PAID],
  employee: [
    ["from", "month", "spell_from"],
    ["to", "month", "spell_to"],
    ["ended_on", "day", "ended_on"],
    ["basis", "spell_basis", "spell_basis"],
    ["area", "area", "record_area"],
  ],
  repair: [["applied_on", "day", "applied_on"], ["years", "count", "repaired_years"]],
  hardship: [["category", "hardship", "hardship"], ["from", "day", "hardship_from"], ["to", "day", "hardship_to"]],
};
const STATUSES = ["unpaid", "paid", "unknown"];
/** The year before the first that any law counts, and how many before this one are enough; others go to rows. */
const FIRST_YEAR = Number(document.documentElement.dataset.since) - 1;
const YEARS_BACK = 8;
let made = 0;

/** The choices of a control: none, then yes and no, or the codes of a kind by their names; a digit chooses one. */
export function choices(kind) {
  const offered =
    kind === "word"
      ? [["true", { "data-say": "word_yes" }], ["false", { "data-say": "word_no" }]]
      : codes(kind).map((code, index) => [code, { "data-name": `${kind}.${code}`, "data-number": index + 1 }]);
  return [["", { "data-say": "word_none" }], ...offered].map(([value, said]) => el("option", { value, ...said }));
}

function field([name, kind, label], value = "") {
  made += 1;
  const id = `field-${made}`;
  const choice = kind === "word" || kind === "spell_basis" || kind === "hardship";
  const attributes = { id, "data-field": name, "data-kind": kind === "word" || !choice ? kind : "code" };
  const control = choice ? el("select", attributes, ...choices(kind)) : el("input", { ...attributes, ...typing(kind) });
  control.value = value;
  return el("p", { class: "field" }, el("label", { for: id, "data-say": label }), control);
}

/** How a field of a kind is typed into. */
export function typing(kind) {
  const shape = { day: "YYYY-MM-DD", month: "YYYY-MM" }[kind];
  const digits = kind === "area" ? { list: "areas" } : { inputmode: "numeric" };
  return { ...digits, placeholder: shape, autocomplete: "off", maxlength: 64 };
}

/** A row for one record, with what is known of it; the row is given. */
export function addRow(kind, values = {}) {
  const row = el(
    "fieldset",
    { class: "row", "data-kind-of-row": kind },
    el("legend", { "data-say": `kind_${kind}` }),
    el("div", { class: "fields" }, FIELDS[kind].map((each) => field(each, values[each[0]]))),
    el("button", { type: "button", class: "remove", "data-say": "remove" }),
  );
  at(kind === "hardship" ? "hardship" : "rows").append(row);
  sayAll(row);
  return row;
}

/** What stands in the controls of a row, as typed. */
export const typedIn = (row) =>
  Object.fromEntries([...row.querySelectorAll("[data-field]")].map((control) => [control.dataset.field, control.value]));

/** The record that a row states, and its controls by their names. */
export function recordIn(row) {
  const controls = Object.fromEntries([...row.querySelectorAll("[data-field]")].map((each) => [each.dataset.field, each]));
  return { controls, record: Object.fromEntries(Object.entries(controls).map(([name, each]) => [name, valueIn(each)])) };
}

function cell(year, { status = "unpaid", paid_on = "" } = {}) {
  const select = el("select", { id: `year-${year}`, "data-year": year });
  select.append(...STATUSES.map((each) => el("option", { value: each, "data-say": `year_${each}` })));
  select.value = status;
  const day = el("input", { id: `paid-${year}`, "data-kind": "day", ...typing("day") });
  day.setAttribute("data-say-label", "year_paid_on");
  day.dataset.year = year;
  day.value = paid_on;
  day.hidden = status !== "paid";
  const label = el("label", { for: select.id, "data-say": "year_of", "data-year": year });
  return el("div", { class: "year field", "data-cell": year }, label, select, day);
}

const cells = () => [...at("years").children];
export const statusOf = (year) => at(`year-${year}`);
export const dayOf = (year) => at(`paid-${year}`);
export const detailsOf = (year) => at("paid-rows").querySelector(`[data-paid-year="${year}"]`);

/** What the cells hold, year by year; of paid years the details too. */
export function yearsTyped() {
  return Object.fromEntries(
    cells().map(({ dataset: { cell: year } }) => {
      const details = detailsOf(year);
      const told = { status: statusOf(year).value, paid_on: dayOf(year).value };
      return [year, { ...told, details: details ? typedIn(details) : {} }];
    }),
  );
}

/** The cells for the years that matter on a day, from birth on; whatever is known already stays. */
export function showYears(on, birth, given) {
  const known = given ?? yearsTyped();
  const now = Number(on.slice(0, 4)) || new Date().getFullYear();
  const first = Math.max(FIRST_YEAR, now - YEARS_BACK, Number(birth.slice(0, 4)) || 0);
  const wanted = Array.from({ length: Math.max(now + 2 - first, 1) }, (_, index) => String(first + index));
  const told = Object.keys(known).filter((year) => known[year].status !== "unpaid");
  const years = [...new Set([...wanted, ...told])].sort();
  if (cells().map(({ dataset }) => dataset.cell).join() === years.join() && !given) return;
  at("years").replaceChildren(...years.map((year) => cell(year, known[year])));
  sayAll(at("years"));
  showDetails(known);
}

/** The details of the years that are paid, and the day beside each. */
export function showDetails(known = yearsTyped()) {
  const paid = cells().map(({ dataset }) => dataset.cell).filter((year) => statusOf(year).value === "paid");
  for (const { dataset } of cells()) dayOf(dataset.cell).hidden = !paid.includes(dataset.cell);
  at("paid-details").hidden = paid.length === 0;
  at("paid-rows").replaceChildren(
    ...paid.map((year) =>
      el(
        "fieldset",
        { class: "row", "data-paid-year": year },
        el("legend", { "data-say": "year_of", "data-year": year }),
        el("div", { class: "fields" }, PAID.map((each) => field(each, known[year]?.details?.[each[0]]))),
      ),
    ),
  );
  sayAll(at("paid-details"));
}

/** One key chooses: the digit before the name of a choice. Tells whether the key was one of these. */
export function choiceKey(select, key) {
  const wanted = [...select.options].find((option) => option.textContent.startsWith(`${key} `));
  if (!wanted) return false;
  select.value = wanted.value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

/** Where a key leads from a year: arrows to the next one; a digit says what the year is, and goes on to what is to be said then. */
export function yearKey(select, key) {
  const all = cells().map(({ dataset }) => statusOf(dataset.cell));
  const beside = (step) => all[all.indexOf(select) + step];
  if (key === "ArrowLeft" || key === "ArrowRight") beside(key === "ArrowLeft" ? -1 : 1)?.focus();
  else if (!choiceKey(select, key)) return false;
  else (select.value === "paid" ? dayOf(select.dataset.year) : beside(1))?.focus();
  return true;
}
