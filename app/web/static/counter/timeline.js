// The cover of every day: a bar for the eye, a table for everybody.

import { day, el, table } from "./dom.js";
import { named, say, segmentNamed } from "./language.js";

const DAY_MILLISECONDS = 86_400_000;

const days = ({ from, to }) => (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS + 1;

/** A timeline. Where nothing is decided yet no day is said to be covered, and from `doubtedFrom` on cover is only expected. */
export function timeline(segments, { settled, doubtedFrom }) {
  const told = segments.map((each) => {
    if (each.status !== "covered") return { ...each, word: named("cover", each.status) };
    if (!settled) return { ...each, status: "unknown", word: say("not_certain") };
    return { ...each, word: doubtedFrom && each.to >= doubtedFrom ? say("covered_expected") : named("cover", "covered") };
  });
  return el("section", { class: "timeline" }, el("h2", {}, say("timeline")), bar(told), rows(told));
}

function bar(segments) {
  const parts = segments.map((each) => {
    const part = el("span", { class: `segment ${each.status}`, title: `${each.from} – ${each.to} ${each.word}` });
    part.style.flexGrow = days(each);
    return part;
  });
  const years = new Map();
  for (const each of segments) {
    for (let year = Number(each.from.slice(0, 4)); year <= Number(each.to.slice(0, 4)); year += 1) {
      const [from, to] = [`${year}-01-01`, `${year}-12-31`];
      const inside = days({ from: each.from > from ? each.from : from, to: each.to < to ? each.to : to });
      years.set(year, (years.get(year) ?? 0) + inside);
    }
  }
  const scale = [...years].map(([year, count]) => {
    const mark = el("span", {}, String(year));
    mark.style.flexGrow = count;
    return mark;
  });
  return el("div", { class: "bar", "aria-hidden": "true" }, el("div", {}, parts), el("div", { class: "scale" }, scale));
}

function rows(segments) {
  const head = [say("rest_days"), say("rest_to"), say("rest_status"), say("rest_because")];
  return table(
    say("timeline"),
    head,
    segments.map((each) => [
      day(each.from),
      day(each.to),
      el("span", { class: `status ${each.status}` }, each.word),
      [each.scheme ? named("scheme", each.scheme) : null, segmentNamed(each.rule)].filter(Boolean).join(" · "),
    ]),
  );
}
