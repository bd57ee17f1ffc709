// What comes from elsewhere: what another system told, and decisions that were kept.

import { at } from "./dom.js";
import { listenToIntake } from "./intake.js";
import { listenToLookup } from "./lookup.js";
import * as on from "./shown.js";
import { fill, putSpell } from "./taken.js";

const FIRST = ["birth_date", "category", "area"];

/** From now on both dialogs do what they say; `show` puts what is on show into the page, `typed` heeds a changed form. */
export function listenElsewhere(does) {
  listenToIntake((told, format) => takeIn(told, format, does));
  listenToLookup((found) => showFound(found, does));
  for (const each of document.querySelectorAll("dialog .leave")) {
    each.addEventListener("click", () => each.closest("dialog").close());
  }
}

/** Puts what another system told into the form; what is still to be filled in gets the focus. */
function takeIn(told, format, { show, typed }) {
  on.put({ taken: { told, format, differs: fill(told), confirmed: [] }, found: null });
  typed();
  show();
  on.state("intake_done");
  (FIRST.map(at).find((each) => !each.value) ?? at("plan-years").querySelector("input")).focus();
}

/** Puts in a spell that was in doubt, and says it no more. */
export function confirmSpell(record, { show, typed }) {
  putSpell(record);
  on.shown.taken.confirmed.push(record);
  typed();
  show();
  at("taken").focus();
}

/** Shows a decision that was kept; the verdict of now gives way, so that nobody takes one for the other. */
function showFound(found, { show }) {
  on.takeAway();
  on.put({ found });
  show();
  on.state();
  at("found").focus();
}
