// What was typed, kept while the tab is open: reload and back bring it again.

import { at } from "./dom.js";
import { adapt, controls, empty } from "./form.js";
import { sayAll } from "./language.js";
import * as records from "./records.js";
import { tab } from "./stored.js";

const KEPT_AS = "canbao.form";

/** Keeps what is typed for as long as the tab is open: reload and back bring it again. */
export function keepTyped() {
  const kept = {
    fields: controls().map((each) => [each.id, each.value]),
    boxes: [...at("case").querySelectorAll("input:checked")].map((each) => each.id),
    other: at("other-years").value,
    cover_by: at("cover_by").value,
    years: records.yearsTyped(),
    rows: [...at("case").querySelectorAll("[data-kind-of-row]")].map((row) => [row.dataset.kindOfRow, records.typedIn(row)]),
  };
  tab.set(KEPT_AS, JSON.stringify(kept));
}

/** Brings back what was typed in this tab before; else an empty form. */
export function restoreTyped() {
  empty();
  try {
    restore(JSON.parse(tab.get(KEPT_AS) ?? "null"));
  } catch {
    // What another version of the page kept may not fit this one.
    empty();
  }
}

function restore(kept) {
  if (!kept) return;
  for (const [id, value] of kept.fields) if (at(id)) at(id).value = value;
  at("cover_by").value = kept.cover_by;
  records.showYears(at("on").value, at("birth_date").value, kept.years);
  adapt();
  at("other-years").value = kept.other;
  for (const id of kept.boxes) if (at(id)) at(id).checked = true;
  for (const [kind, values] of kept.rows) records.addRow(kind, values);
  sayAll(at("case"));
}
