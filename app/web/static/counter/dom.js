// Elements, and the way to them. Whatever comes from an answer or a field goes in as text, never as markup.

/** An element with attributes (false or null: left out; true: there) and children (null: left out). */
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

export const at = (id) => document.getElementById(id);

/** Brings a control forward: whatever is folded around it opens, and it gets the focus. */
export function bringForward(control) {
  for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  control.focus();
  control.scrollIntoView({ block: "center" });
}

/** A day, kept on one line. */
export const day = (iso) => el("time", {}, iso);

/** A table with a head; cells may be texts or elements. */
export function table(caption, head, rows) {
  return el(
    "table",
    {},
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, head.map((cell) => el("th", { scope: "col" }, cell)))),
    el("tbody", {}, rows.map((row) => el("tr", {}, row.map((cell) => el("td", {}, cell))))),
  );
}

/** A list of terms; pairs without a value are left out. */
export function terms(pairs, attributes = {}) {
  const told = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return el("dl", attributes, told.map(([term, value]) => el("div", {}, el("dt", {}, term), el("dd", {}, value))));
}
