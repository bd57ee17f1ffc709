// What has to be put right or asked: beside each field, and of faults a summary on top with the way to each field.

import { at, bringForward, el } from "./dom.js";
import { controlAt } from "./form.js";
import { say, spoken } from "./language.js";

const OWN_WORDS = { area: "fault_area", month: "fault_month", count: "fault_count" };
const MARKS = ".fault, .asked";

/** Takes away all that stands beside fields, and the summary. */
export function clearMarks() {
  for (const mark of document.querySelectorAll(MARKS)) mark.remove();
  for (const control of document.querySelectorAll("[data-marked]")) {
    for (const name of ["aria-invalid", "aria-describedby", "data-marked"]) control.removeAttribute(name);
  }
  at("faults").hidden = true;
}

function mark(control, kind, text) {
  const id = `${control.id || control.dataset.add}-${kind}`;
  const before = at(id);
  if (before) before.append(` ${text}`);
  else (control.closest(".field, fieldset, .buttons") ?? control.parentElement).append(el("span", { class: kind, id }, text));
  control.dataset.marked = kind;
  if (kind === "fault") control.setAttribute("aria-invalid", "true");
  control.setAttribute("aria-describedby", id);
}

/** What is wrong in a field: the words of the service, unless they speak of JSON. */
function inWords({ code, detail, hint }, control) {
  if (code === "missing_field") return say("fault_missing");
  const kind = OWN_WORDS[control.dataset.kind];
  return kind && ["wrong_format", "wrong_type"].includes(code) ? say(kind) : `${detail} ${hint}`;
}

/** What a field is called: its own label, and that of the row or group it stands in. */
function nameOf(control) {
  const own = control.getAttribute("aria-label") ?? control.labels?.[0]?.textContent ?? "";
  const group = control.closest(".row")?.querySelector("legend")?.textContent;
  return [group, own || control.textContent].filter(Boolean).join(" · ");
}

function link(control, text) {
  const made = el("a", { href: `#${control.id}` }, text);
  made.addEventListener("click", (event) => {
    event.preventDefault();
    bringForward(control);
  });
  return made;
}

/** The faults of a request, each beside its field; the summary gets the focus. */
export function showFaults(errors, places) {
  const seen = new Set();
  const items = errors.flatMap((error) => {
    const control = controlAt(error.pointer, places);
    const same = control && `${control.id} ${error.code}`;
    if (seen.has(same)) return [];
    if (same) seen.add(same);
    if (!control) return el("li", {}, `${say("fault_unplaced")} ${error.pointer}: ${error.detail} ${error.hint}`);
    mark(control, "fault", inWords(error, control));
    return el("li", {}, link(control, nameOf(control)), ` ${inWords(error, control)}`);
  });
  summary(say("faults_heading", { count: items.length }), items);
}

/** A failure that no field is to blame for, and what there is not because of it. */
export function showFailure(failed, heading) {
  summary(say(heading), [el("li", {}, say(`failed_${failed.why}`, failed.facts))]);
}

function summary(heading, items) {
  at("faults-heading").textContent = heading;
  at("faults-list").replaceChildren(...items);
  at("faults").hidden = false;
  at("faults").focus();
}

/** The questions of an answer: a list with the way to each field, and each beside its field. */
export function questionList(questions, places) {
  return el(
    "ol",
    {},
    questions.map((question) => {
      const control = controlAt(question.pointer, places);
      if (!control) return el("li", {}, spoken(question.text));
      mark(control, "asked", spoken(question.text));
      const way = el("button", { type: "button" }, say("go_to_field"));
      way.addEventListener("click", () => bringForward(control));
      return el("li", {}, spoken(question.text), " ", way);
    }),
  );
}

/** Goes to the next field that is at fault or asked for, in the order of the page, from the one in focus on. */
export function goToNext() {
  const marked = [...document.querySelectorAll("[data-marked]")];
  const after = marked.indexOf(document.activeElement) + 1;
  const next = marked[after % marked.length];
  if (next) bringForward(next);
}
