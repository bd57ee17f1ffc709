// Keeping a decision: one key for each case of a person, so that a retry, a double press or the way back gives the same receipt.

import { Line } from "./ask.js";
import { at, el, terms } from "./dom.js";
import { say } from "./language.js";
import { tab } from "./stored.js";

const KEYS = "canbao.keys";
const SECRET = "canbao.secret";
const SENDABLE = /^[!-~]+$/;
const line = new Line();
let underWay = false;

/** Whether this service keeps decisions at all. */
export const keeps = document.documentElement.dataset.keeps === "yes";
export const hasSecret = () => SENDABLE.test(tab.get(SECRET) ?? "");
export const isUnderWay = () => underWay;
export const takeSecret = (typed) => tab.set(SECRET, typed.trim());
export const bearer = () => ({ authorization: `Bearer ${tab.get(SECRET)}` });

/** A secret that the service does not know is forgotten. */
export function forgetWhereRefused(error) {
  if (error.problem?.code === "unauthorised") tab.remove(SECRET);
}

const known = () => JSON.parse(tab.get(KEYS) ?? "{}");
const remember = (body, told) => tab.set(KEYS, JSON.stringify({ ...known(), [body]: told }));

/** The receipt of a case that this person's business has kept already, if any. */
export const receiptOf = (body) => known()[body]?.receipt ?? null;

/** Another person, another business: the same facts told again are a new decision. */
export const newBusiness = () => tab.remove(KEYS);

function keyOf(body) {
  const key = known()[body]?.key;
  if (key) return key;
  const fresh = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  remember(body, { key: fresh });
  return fresh;
}

/** The decision as it is kept; null where the very same is under way. Throws `Failed`. */
export async function kept(path, body) {
  if (underWay) return null;
  underWay = true;
  try {
    const key = keyOf(body);
    const headers = { ...bearer(), "idempotency-key": key };
    const decision = await line.ask(path, body, headers);
    if (decision) remember(body, { key, receipt: decision.receipt });
    return decision;
  } catch (error) {
    forgetWhereRefused(error);
    throw error;
  } finally {
    underWay = false;
  }
}

/** What the section on keeping holds; `keep` is called to keep, `again` to show it anew. */
export function keeping({ receipt, notKept, answer }, keep, again) {
  if (!keeps) return [el("p", {}, say("keeps_nothing"))];
  if (receipt) return [told(receipt, answer)];
  const press = el("button", { type: "button", "aria-keyshortcuts": "F9" }, say("keep"), " ", el("kbd", {}, "F9"));
  press.addEventListener("click", keep);
  const failure = notKept ? el("p", { class: "fault", role: "alert" }, whyNot(notKept), " ", say("keep_again")) : null;
  return [failure, el("p", { class: "buttons" }, press, ...(hasSecret() ? [forget(again)] : secretField(keep)))];
}

export function whyNot({ why, facts, problem }) {
  if (problem?.title) return say("failed_problem", problem);
  return say(`failed_${why}`, facts);
}

function secretField(keep) {
  const field = el("input", { id: "secret", type: "password", autocomplete: "off", maxlength: 200, spellcheck: "false" });
  field.addEventListener("input", () => takeSecret(field.value));
  field.addEventListener("keydown", (event) => event.key === "Enter" && keep());
  return [el("label", { for: "secret" }, say("secret")), field];
}

function forget(again) {
  const button = el("button", { type: "button" }, say("forget_secret"));
  button.addEventListener("click", () => {
    tab.remove(SECRET);
    again();
  });
  return button;
}

function told(receipt, answer) {
  const number = el("code", { id: "number", tabindex: "-1" }, receipt.number);
  const copy = el("button", { type: "button" }, say("copy"));
  copy.addEventListener("click", () => copied(number));
  return el(
    "div",
    { id: "receipt" },
    el("h2", {}, say("receipt")),
    terms([
      [say("receipt_number"), [number, " ", copy]],
      [say("kept_at"), receipt.kept_at.slice(0, 19).replace("T", " ")],
      [say("kept_for"), receipt.caller],
    ]),
    receipt.policy === answer.policy.revision ? null : el("p", { class: "fault" }, say("kept_by_other_policy")),
  );
}

/** Copies a number also where the page came by plain HTTP, for which browsers have no clipboard. */
function copied(number) {
  getSelection().selectAllChildren(number);
  document.execCommand("copy");
  at("state").dataset.say = "copied";
  at("state").textContent = say("copied");
}
