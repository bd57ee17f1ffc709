// What another system told of a person: asked for in a dialog, put into the form, and said beside it what was not taken.
//
// The payload stands in the dialog alone: it is emptied when that closes, and nothing of it is stored.

import { Failed, Line } from "./ask.js";
import { at, el } from "./dom.js";
import { today } from "./form.js";
import { say, spoken } from "./language.js";
import { browser } from "./stored.js";
import { valueIn } from "./typed.js";
import { whyNot } from "./keep.js";

const FORMAT = "canbao.format";
const line = new Line();
let formats = [];

const chosen = () => formats.find(({ format }) => format === at("intake-format").value);

/** Opens the dialog, with the format that was used last. */
export async function openIntake() {
  at("intake").showModal();
  at("intake-on").value = today();
  at("intake-payload").focus();
  try {
    formats = (await line.ask("/v1/intake", null))?.formats ?? formats;
    offerFormats();
  } catch (error) {
    refuse(error);
  }
}

/** The formats to choose from, in the language of now. */
export function offerFormats() {
  const format = at("intake-format").value || browser.get(FORMAT);
  at("intake-format").replaceChildren(...formats.map((each) => el("option", { value: each.format }, spoken(each.name))));
  if (formats.some((each) => each.format === format)) at("intake-format").value = format;
  showDay();
}

const showDay = () => (at("intake-day").hidden = !chosen()?.needs_on);

function refuse(error) {
  if (!(error instanceof Failed)) throw error;
  const faults = error.problem?.errors ?? [];
  const told = faults.map(({ pointer, detail, hint }) => el("li", {}, `${pointer || "/"}: ${detail} ${hint}`));
  at("intake-faults").replaceChildren(faults.length ? el("ul", {}, told) : whyNot(error));
}

/** Has the payload read; `use` gets what it tells, and the format it is of. Nothing typed is lost where it cannot be read. */
async function take(use) {
  const format = chosen();
  if (!format) return;
  const query = format.needs_on ? `?on=${encodeURIComponent(valueIn(at("intake-on")) ?? "")}` : "";
  at("intake-faults").replaceChildren();
  try {
    const told = await line.ask(`/v1/intake/${format.format}${query}`, at("intake-payload").value);
    if (!told || !at("intake").open) return;
    browser.set(FORMAT, format.format);
    at("intake").close();
    use(told, format);
  } catch (error) {
    refuse(error);
  }
}

function empty() {
  line.drop();
  at("intake-form").reset();
  at("intake-faults").replaceChildren();
}

/** From now on the dialog does what its buttons and keys say; `use` gets what is taken in. */
export function listenToIntake(use) {
  at("intake-format").addEventListener("change", showDay);
  at("intake-file").addEventListener("change", async ({ target }) => {
    at("intake-payload").value = (await target.files[0]?.text()) ?? "";
    at("intake-payload").focus();
  });
  at("intake-form").addEventListener("submit", (event) => {
    event.preventDefault();
    take(use);
  });
  at("intake").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) take(use);
  });
  at("intake").addEventListener("close", empty);
}

/** What was taken in, what not and why, and what the source cannot tell; `confirm` puts a spell in that was in doubt. */
export function report({ told, format, differs, confirmed }, confirm) {
  const findings = told.findings.map((each) => {
    const sure = el("button", { type: "button" }, say("intake_confirm"));
    sure.addEventListener("click", () => confirm(each.record));
    const doubt = each.record && !confirmed.includes(each.record) ? sure : null;
    return el("li", {}, spoken(each.text), " ", el("code", {}, each.pointer || "/"), " ", doubt);
  });
  const years = told.unknown_years.join(" ");
  return [
    el("h2", { id: "taken-heading" }, say("intake_taken", { name: spoken(format.name), on: told.on })),
    differs ? el("p", { class: "wrong" }, say("intake_differs")) : null,
    told.on === today() ? null : el("p", { class: "wrong" }, say("intake_older", { on: told.on })),
    el("p", {}, say("intake_counts", { count: told.history.length, years: years || say("none") })),
    findings.length ? el("h3", {}, say("findings")) : null,
    findings.length ? el("ul", {}, findings) : null,
    el("details", {}, el("summary", {}, say("cannot_tell")), el("ul", {}, format.cannot_tell.map((each) => el("li", {}, spoken(each))))),
  ];
}
