// What is typed into a field, as the service wants it. What cannot be read is sent as it stands: the service says what is wrong.

import { areaNamed } from "./areas.js";

const DAY = /^(\d{4})(?:(\d{2})(\d{2})|\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?)$/;
const MONTH = /^(\d{4})(?:(\d{2})|\s*[-./年]\s*(\d{1,2})\s*月?)$/;
const COUNT = /^\d{1,9}$/;

const plain = (typed) => typed.normalize("NFKC").trim();
const two = (digits) => digits.padStart(2, "0");

const READERS = {
  day(typed) {
    const found = DAY.exec(plain(typed));
    return found ? `${found[1]}-${two(found[2] ?? found[4])}-${two(found[3] ?? found[5])}` : plain(typed);
  },
  month(typed) {
    const found = MONTH.exec(plain(typed));
    return found ? `${found[1]}-${two(found[2] ?? found[3])}` : plain(typed);
  },
  count: (typed) => (COUNT.test(plain(typed)) ? Number(plain(typed)) : plain(typed)),
  word: (typed) => (typed === "true" ? true : typed === "false" ? false : typed),
  area: (typed) => areaNamed(plain(typed)),
  code: (typed) => typed,
};

/** The value in a control; undefined where nothing is typed. */
export function valueIn(control) {
  const value = READERS[control.dataset.kind ?? "code"](control.value);
  return value === "" ? undefined : value;
}

/** Years typed one after another, parted by whatever is no digit or letter. */
export const yearsIn = (typed) => plain(typed).split(/[\s,，、;；]+/).filter(Boolean).map(READERS.count);

/** Shows a day, a month or an area as it was understood. */
export function tidied(control) {
  if (["day", "month", "area"].includes(control.dataset.kind)) control.value = READERS[control.dataset.kind](control.value);
}
