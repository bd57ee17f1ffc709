// The counter page: what happens when.

import { fetchAreas, offerAreas } from "./areas.js";
import { Failed, Line } from "./ask.js";
import { at } from "./dom.js";
import { confirmSpell, listenElsewhere } from "./elsewhere.js";
import * as faults from "./faults.js";
import * as form from "./form.js";
import { fetchTitles } from "./grounds.js";
import { offerFormats, openIntake } from "./intake.js";
import * as keep from "./keep.js";
import { keysTold, listenToKeys } from "./keys.js";
import { declareLanguage, say, sayAll, switchLanguage } from "./language.js";
import { openLookup } from "./lookup.js";
import { addRow, showDetails } from "./records.js";
import * as on from "./shown.js";
import { forgetTaken } from "./taken.js";
import { keepTyped, restoreTyped } from "./typed_before.js";

const QUERY = "?readings=all";
const assessments = new Line();
const actions = new Line();
const show = () => on.show({ use, keep: keepIt, confirm: (record) => confirmSpell(record, does) });
const does = { show, typed };

async function ask({ quietly = false } = {}) {
  const { told, places } = form.caseTyped();
  const body = JSON.stringify(told);
  on.state("asking");
  try {
    const answer = await assessments.ask(`/v1/assessments${QUERY}`, body);
    if (!answer) return;
    form.rememberArea(told.area);
    on.put({ body, told, places, answer, at: new Date(), receipt: keep.receiptOf(body), notKept: null, found: null });
    show();
    on.state("answered");
    if (!quietly) at("verdict").focus();
  } catch (error) {
    on.takeAway();
    failed(error, places);
  }
}

function failed(error, places, heading = "failed_heading") {
  if (!(error instanceof Failed)) throw error;
  on.state();
  show();
  if (error.problem?.errors?.length) faults.showFaults(error.problem.errors, places);
  else faults.showFailure(error, heading);
}

/** What would be better; where that cannot be told, a verdict that stands goes on standing. */
async function better() {
  const { body, places } = form.openCaseTyped();
  on.state("asking");
  try {
    const options = await actions.ask("/v1/options", body);
    if (!options) return;
    faults.clearMarks();
    on.put({ options, optionsOf: body });
    show();
    on.state("answered");
    at("options").focus();
  } catch (error) {
    on.put({ options: null });
    failed(error, places, "better_failed");
  }
}

function use(action) {
  form.choosePlan(action);
  typed();
  ask();
}

/** Keeps what is on show, if it is what the form says; the receipt gets the focus. */
async function keepIt() {
  const { answer, receipt } = on.shown;
  if (!answer || !keep.keeps || on.compareWithForm()) return;
  if (receipt) at("number").focus();
  else if (!keep.hasSecret()) at("secret").focus();
  else await keepNow(on.shown);
}

async function keepNow({ body, answer }) {
  on.state("keeping");
  try {
    const decision = await keep.kept(`/v1/decisions${QUERY}`, body);
    if (!decision || on.shown.body !== body) return;
    const { assessment, receipt } = decision;
    on.put({ answer: assessment, receipt, notKept: null });
    show();
    on.state(JSON.stringify(assessment) === JSON.stringify(answer) ? "kept_now" : "kept_differs");
    at("number").focus();
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    if (on.shown.body === body) on.put({ notKept: error });
    show();
    on.state();
    at("secret")?.focus();
  }
}

function typed() {
  keepTyped();
  form.showNotes();
  on.compareWithForm();
}

/** Another person; not while a decision is being kept, whose receipt would be lost. */
function next() {
  if (keep.isUnderWay()) return;
  assessments.drop();
  actions.drop();
  keep.newBusiness();
  form.empty();
  forgetTaken();
  on.takeAway();
  on.put({ taken: null });
  show();
  on.state();
  typed();
  at("birth_date").focus();
}

function openHelp() {
  at("help").showModal();
}

function speak() {
  declareLanguage();
  sayAll(document);
  at("language").textContent = say("other_language");
  at("language").lang = say("other_language_tag");
  at("keys").replaceChildren(...keysTold());
  offerAreas();
  offerFormats();
  form.showNotes();
  show();
}

function changed({ target }) {
  form.left(target);
  if (target.dataset.year && target.tagName === "SELECT") showDetails();
  if (["on", "birth_date"].includes(target.id)) form.adapt();
  typed();
}

function clicked({ target }) {
  const { dataset, classList } = target.closest("button") ?? target;
  if (dataset.add) addRow(dataset.add).querySelector("input, select").focus();
  else if (classList.contains("remove")) {
    target.closest(".row").remove();
    at("ask").focus();
  } else return;
  typed();
}

function listen() {
  at("case").addEventListener("submit", (event) => {
    event.preventDefault();
    form.left(document.activeElement);
    ask();
  });
  at("case").addEventListener("input", typed);
  at("case").addEventListener("change", changed);
  at("case").addEventListener("click", clicked);
  listenToKeys({ F1: openHelp, F2: next, F4: faults.goToNext, F6: openIntake, F7: openLookup, F8: better, F9: keepIt });
  at("better").addEventListener("click", better);
  at("fresh").addEventListener("click", next);
  at("help-open").addEventListener("click", openHelp);
  at("intake-open").addEventListener("click", openIntake);
  at("lookup-open").addEventListener("click", openLookup);
  listenElsewhere(does);
  at("language").addEventListener("click", () => {
    switchLanguage();
    speak();
    if (!at("faults").hidden) ask({ quietly: true });
  });
  window.addEventListener("offline", () => on.state("failed_offline"));
  window.addEventListener("online", () => on.state("back_online"));
  document.addEventListener("visibilitychange", form.showNotes);
}

form.prepare();
restoreTyped();
speak();
listen();
at("birth_date").focus();
if (on.wasAnswered()) ask({ quietly: true });
await Promise.all([fetchAreas(), fetchTitles()]);
form.showNotes();
