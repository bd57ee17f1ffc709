// The counter page: what happens when.

import { fetchAreas, offerAreas } from "./areas.js";
import { Failed, Line } from "./ask.js";
import { at, el } from "./dom.js";
import * as faults from "./faults.js";
import * as form from "./form.js";
import { fetchTitles, grounds, slip } from "./grounds.js";
import * as keep from "./keep.js";
import { keysTold, listenToKeys } from "./keys.js";
import { declareLanguage, say, sayAll, switchLanguage } from "./language.js";
import { options } from "./options.js";
import { addRow, showDetails } from "./records.js";
import { verdict } from "./verdict.js";

const ASKED = "canbao.asked";
const QUERY = "?readings=all";
const assessments = new Line();
const actions = new Line();
/** What is on show: the question (body and case), its answer, the options and the question they answer. */
let shown = {};

/** Says how things stand, in the language of now also when that changes. */
function state(key) {
  at("state").dataset.say = key ?? "nothing";
  at("state").textContent = say(at("state").dataset.say);
}

async function ask({ quietly = false } = {}) {
  const { told, places } = form.caseTyped();
  const body = JSON.stringify(told);
  state("asking");
  try {
    const answer = await assessments.ask(`/v1/assessments${QUERY}`, body);
    if (!answer) return;
    shown = { ...shown, body, told, places, answer, at: new Date(), receipt: keep.receiptOf(body), notKept: null };
    sessionStorage.setItem(ASKED, body);
    show();
    state("answered");
    if (!quietly) at("verdict").focus();
  } catch (error) {
    failed(error, places);
  }
}

function failed(error, places) {
  if (!(error instanceof Failed)) throw error;
  state();
  forget();
  if (error.problem?.errors?.length) faults.showFaults(error.problem.errors, places);
  else faults.showFailure(error);
}

/** Nothing is on show any more. */
function forget() {
  shown = {};
  sessionStorage.removeItem(ASKED);
  faults.clearMarks();
  show();
}

async function better() {
  const { told, places } = form.caseTyped();
  const { plan, ...open } = told;
  const by = form.valueOf("cover_by");
  const body = JSON.stringify({ ...open, cover_by: by });
  places.set("/cover_by", at("cover_by"));
  state("asking");
  try {
    const answer = await actions.ask("/v1/options", body);
    if (!answer) return;
    faults.clearMarks();
    shown = { ...shown, options: answer, optionsOf: body };
    show();
    state("answered");
    at("options").focus();
  } catch (error) {
    failed(error, places);
  }
}

/** Keeps what is on show, if it is what the form says; the receipt gets the focus. */
async function keepIt() {
  const { body, answer } = shown;
  if (!answer || !keep.keeps || !at("changed").hidden) return;
  if (shown.receipt) at("number").focus();
  else if (!keep.hasSecret()) at("secret").focus();
  else await keepNow(body, answer);
}

async function keepNow(body, answer) {
  state("keeping");
  try {
    const decision = await keep.kept(`/v1/decisions${QUERY}`, body);
    if (!decision || shown.body !== body) return;
    const { assessment, receipt } = decision;
    shown = { ...shown, answer: assessment, receipt, notKept: null };
    show();
    state(JSON.stringify(assessment) === JSON.stringify(answer) ? "kept_now" : "kept_differs");
    at("number").focus();
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    if (shown.body === body) shown.notKept = error;
    show();
    state();
    at("secret")?.focus();
  }
}

function use(action) {
  form.choosePlan(action);
  typed();
  ask();
}

/** Puts what is on show into the page, in the language of now. */
function show() {
  const { answer, places, told } = shown;
  at("idle").hidden = Boolean(answer || shown.options);
  for (const id of ["verdict", "keeping", "grounds"]) at(id).hidden = !answer;
  if (answer) {
    faults.clearMarks();
    const when = shown.at.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" });
    const print = el("button", { type: "button" }, say("print"), " ", el("kbd", {}, "Ctrl+P"));
    print.addEventListener("click", () => window.print());
    at("verdict").dataset.outcome = answer.outcome;
    at("verdict").replaceChildren(...[slip(told, when), ...verdict(answer, places), el("p", { class: "buttons" }, print)].filter(Boolean));
    at("keeping").replaceChildren(...keep.keeping(shown, keepIt, show).filter(Boolean));
    at("grounds").replaceChildren(...grounds(answer).filter(Boolean));
  }
  at("options").hidden = !shown.options;
  if (shown.options) at("options").replaceChildren(...options(shown.options, use).filter(Boolean));
  compareWithForm();
}

/** Says so where the form is no longer what was asked about; then nothing may be collected on what is on show. */
function compareWithForm() {
  const changed = Boolean(shown.answer) && JSON.stringify(form.caseTyped().told) !== shown.body;
  at("changed").hidden = !changed;
  at("results").classList.toggle("stale", changed);
}

function typed() {
  form.keepTyped();
  form.showArea();
  compareWithForm();
}

function next() {
  if (keep.isUnderWay()) return state("keeping");
  keep.newBusiness();
  assessments.drop();
  actions.drop();
  form.empty();
  forget();
  state();
  typed();
  return at("birth_date").focus();
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
  form.showArea();
  show();
}

function changed({ target }) {
  form.left(target);
  if (target.dataset.year && target.tagName === "SELECT") showDetails();
  if (["on", "birth_date"].includes(target.id)) form.adapt();
  typed();
}

function clicked({ target }) {
  const button = target.closest("button");
  if (button?.dataset.add) addRow(button.dataset.add).querySelector("input, select").focus();
  if (button?.classList.contains("remove")) {
    button.closest(".row").remove();
    at("ask").focus();
  }
  if (button?.dataset.add || button?.classList.contains("remove")) typed();
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
  listenToKeys({ F1: openHelp, F2: next, F4: faults.goToNext, F8: better, F9: keepIt });
  at("better").addEventListener("click", better);
  at("fresh").addEventListener("click", next);
  at("help-open").addEventListener("click", openHelp);
  at("language").addEventListener("click", () => {
    switchLanguage();
    speak();
    if (!at("faults").hidden) ask({ quietly: true });
  });
  window.addEventListener("offline", () => state("failed_offline"));
  window.addEventListener("online", () => state("back_online"));
}

form.prepare();
form.restoreTyped();
speak();
listen();
at("birth_date").focus();
await Promise.all([fetchAreas(), fetchTitles()]);
form.showArea();
if (sessionStorage.getItem(ASKED) === JSON.stringify(form.caseTyped().told)) ask({ quietly: true });
