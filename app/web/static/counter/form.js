// The form: what is typed in it as a case, and where each part of the case was typed.

import { nameOf } from "./areas.js";
import { at, el } from "./dom.js";
import { say } from "./language.js";
import * as records from "./records.js";
import { browser } from "./stored.js";
import { tidied, valueIn, yearsIn } from "./typed.js";

const AREA = "canbao.area";
const form = at("case");
export const controls = () => [...form.querySelectorAll("[data-pointer]")];
const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"]`)];

/** Today where the law is: in Shanghai. */
export const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());

/** Fills in what the page itself cannot hold: choices, and how fields are typed into. */
export function prepare() {
  for (const control of controls()) {
    const kind = control.dataset.kind;
    if (control.tagName === "SELECT") control.append(...records.choices(control.dataset.names ?? "word"));
    else for (const [name, value] of Object.entries(records.typing(kind))) if (value) control.setAttribute(name, value);
  }
  at("plan-years").append(box("year", "1", {}), box("year", "2", {}));
  at("cover_by").setAttribute("placeholder", "YYYY-MM-DD");
  for (const option of records.choices("special_status").slice(1)) {
    at("special_status").append(box("special_status", option.value, { "data-name": option.dataset.name }));
  }
}

function box(name, value, said) {
  const id = `${name}-box-${value}`;
  const input = el("input", { type: "checkbox", id, name, value });
  return el("span", { class: "box" }, input, " ", el("label", { for: id, ...said }, said["data-name"] ? "" : value));
}

/** The same box, which may have the focus, for another year. */
function offerYear(input, year) {
  const label = input.nextElementSibling;
  input.value = year;
  input.id = `year-box-${year}`;
  label.htmlFor = input.id;
  label.textContent = year;
}

/** Shows what depends on other fields: the years on offer, the cells of the years, the name of the area. */
export function adapt() {
  const on = String(valueIn(at("on")) ?? "");
  const now = Number(on.slice(0, 4)) || Number(today().slice(0, 4));
  const chosen = boxes("year").filter((each) => each.checked).map((each) => each.value);
  if (boxes("year")[0].value !== String(now)) {
    boxes("year").forEach((each, index) => offerYear(each, String(now + index)));
    choosePlanYears([...chosen, ...yearsIn(at("other-years").value).map(String)]);
  }
  records.showYears(on, String(valueIn(at("birth_date")) ?? ""));
  showNotes();
}

/** Says which area it is, and where the day is not today's. */
export function showNotes() {
  at("area-name").textContent = nameOf(String(valueIn(at("area")) ?? ""));
  const on = valueIn(at("on"));
  at("on-note").textContent = on === undefined || on === today() ? "" : say("not_today", { today: today() });
}

function choosePlanYears(years) {
  const offered = boxes("year").map((each) => each.value);
  for (const each of boxes("year")) each.checked = years.includes(each.value);
  const others = years.filter((year) => !offered.includes(year));
  at("other-years").value = others.join(" ");
}

/** The case as typed, and `places`: the control in which each part of it, by its JSON pointer, was typed. */
export function caseTyped() {
  const told = { area: undefined, on: undefined, person: {}, history: [], unknown_years: [], plan: { years: [] } };
  const places = new Map();
  for (const control of controls()) {
    const [name, ...path] = control.dataset.pointer.slice(1).split("/").reverse();
    const value = valueIn(control);
    places.set(control.dataset.pointer, control);
    if (value !== undefined) path.reverse().reduce((into, step) => (into[step] ??= {}), told)[name] = value;
  }
  putPlanYears(told, places);
  putHistory(told, places);
  told.person.special_status = boxes("special_status").filter((each) => each.checked).map((each) => each.value);
  places.set("/person/special_status", boxes("special_status")[0]);
  told.person.hardship = [...at("hardship").children].map((row, index) => {
    const { controls: fields, record } = records.recordIn(row);
    for (const [name, control] of Object.entries(fields)) places.set(`/person/hardship/${index}/${name}`, control);
    return record;
  });
  places.set("/person/hardship", form.querySelector('[data-add="hardship"]'));
  return { told, places };
}

/** The same without a plan, as its body, for asking what would be better. */
export function openCaseTyped() {
  const { told, places } = caseTyped();
  const { plan: _, ...open } = told;
  places.set("/cover_by", at("cover_by"));
  return { body: JSON.stringify({ ...open, cover_by: valueIn(at("cover_by")) }), places };
}

function putPlanYears(told, places) {
  const ticked = boxes("year").filter((each) => each.checked).map((each) => [Number(each.value), each]);
  const others = yearsIn(at("other-years").value).map((year) => [year, at("other-years")]);
  const all = [...ticked, ...others].sort(([one], [other]) => one - other);
  told.plan.years = all.map(([year]) => year);
  places.set("/plan/years", boxes("year")[0]);
  all.forEach(([, control], index) => places.set(`/plan/years/${index}`, control));
}

function putHistory(told, places) {
  const keep = (kind, { controls: fields, record }) => {
    const pointer = `/history/${told.history.length}`;
    for (const [name, control] of Object.entries(fields)) places.set(`${pointer}/${name}`, control);
    if (record.area === undefined) places.set(`${pointer}/area`, at("area"));
    told.history.push({ kind, ...record, ...(kind === "repair" ? {} : { area: record.area ?? told.area }) });
  };
  for (const [year, { status }] of Object.entries(records.yearsTyped())) {
    if (status === "unknown") {
      places.set(`/unknown_years/${told.unknown_years.length}`, records.statusOf(year));
      told.unknown_years.push(Number(year));
    } else if (status === "paid") {
      const { controls: fields, record } = records.recordIn(records.detailsOf(year));
      const day = records.dayOf(year);
      const known = { year: Number(year), paid_on: valueIn(day), ...record };
      keep("resident", { controls: { paid_on: day, year: day, ...fields }, record: known });
    }
  }
  for (const row of at("rows").children) keep(row.dataset.kindOfRow, records.recordIn(row));
}

/** The control at a pointer: its own, else the first below it, else the one that holds it. */
export function controlAt(pointer, places) {
  for (let wanted = pointer; wanted; wanted = wanted.slice(0, wanted.lastIndexOf("/"))) {
    const found = places.get(wanted) ?? [...places].find(([each]) => each.startsWith(`${wanted}/`))?.[1];
    if (found) return found;
  }
  return null;
}

/** Fills the plan in as an option has it. */
export function choosePlan({ area, on, plan }) {
  at("area").value = area;
  at("on").value = on;
  adapt();
  choosePlanYears(plan.years.map(String));
  at("repair_years").value = plan.repair_years || "";
  at("scheme").value = plan.scheme;
  at("in_window").value = plan.in_window ?? "";
  at("through_school").value = plan.through_school ?? "";
}

/** Empties the form for the next person; the area and the years to pay for stay, the day is today. */
export function empty() {
  const kept = { area: at("area").value || (browser.get(AREA) ?? ""), years: boxes("year").filter((each) => each.checked).map((each) => each.value) };
  form.reset();
  for (const fold of form.querySelectorAll("details")) fold.open = false;
  for (const part of ["rows", "hardship", "years"]) at(part).replaceChildren();
  at("area").value = kept.area;
  at("on").value = today();
  at("scheme").value = "resident";
  adapt();
  choosePlanYears(kept.years);
}

/** The area is remembered for all who come to this counter. */
export const rememberArea = (code) => browser.set(AREA, code);

/** Tidies a control that was left. */
export const left = (control) => control?.dataset?.kind && tidied(control);
