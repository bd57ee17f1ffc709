"""地区政策一览. What an area is answered from, subject by subject: as rows, as a table and as JSON."""

from collections.abc import Iterator

import msgspec
from rich.table import Table

from app.model.policy import Policy
from app.policies.span import Span, spans_of
from app.policies.subject import SUBJECTS

HEADINGS = ("subject", "years", "value", "area", "source", "confidence", "checked")


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """一行. One version of a subject as it answers for the area."""

    subject: str
    from_year: int = msgspec.field(name="from")
    until_year: int | None = msgspec.field(name="until")
    recurs: bool
    value: dict[str, object]
    area: str
    document: str
    item: str
    standing: str
    confidence: str
    checked: str


def rows(policy: Policy, year: int | None) -> Iterator[Row]:
    """各行. Every version that answers, or those of one coverage year."""
    for span in spans_of(policy):
        if year is None:
            yield _row(span)
        elif year in span.laws:
            law = {year: span.laws[year]}
            yield _row(msgspec.structs.replace(span, from_year=year, until_year=year, laws=law))


def as_json(policy: Policy, year: int | None) -> dict[str, object]:
    """JSON. The rows with what is said of the area as a whole."""
    return {
        "area": policy.area,
        "name": policy.name,
        "modelled": policy.modelled,
        "revision": policy.revision,
        "known_until": policy.known_until,
        "not_known": _not_known(policy, year),
        "versions": msgspec.to_builtins(list(rows(policy, year))),
    }


def as_table(policy: Policy, year: int | None) -> Table:
    """表. The rows for people."""
    title = f"{policy.area} {policy.name['zh']} {policy.name['en']}"
    table = Table(*HEADINGS, title=title, caption=_caption(policy, year), show_lines=True)
    for row in rows(policy, year):
        value = "\n".join(f"{name} = {_words(said)}" for name, said in row.value.items())
        note = "" if row.standing == "in_force" else f" ({row.standing})"
        years = f"{row.from_year}…" if row.until_year is None else f"{row.from_year}…{row.until_year}"
        table.add_row(
            row.subject,
            str(row.from_year) if row.from_year == row.until_year else years,
            f"each year, e.g. {row.from_year}:\n{value}" if row.recurs else value or "as its text says",
            row.area,
            f"{row.document}\n{row.item}",
            row.confidence + note,
            row.checked,
        )
    return table


def _row(span: Span) -> Row:
    cited = span.cited
    return Row(
        subject=span.subject,
        from_year=span.from_year,
        until_year=span.until_year,
        recurs=len(set(map(id, span.laws.values()))) > 1,
        value=span.said(),
        area=cited.area,
        document=cited.document,
        item=cited.item,
        standing=cited.standing,
        confidence=cited.confidence,
        checked=cited.checked.isoformat(),
    )


def _not_known(policy: Policy, year: int | None) -> list[str]:
    known = {row.subject for row in rows(policy, year)}
    return [subject for subject in SUBJECTS if subject not in known]


def _caption(policy: Policy, year: int | None) -> str:
    if not policy.modelled:
        return "not modelled: nothing is answered for this area"
    ends = [f"{subject} {last}" for subject, last in policy.known_until.items() if last is not None]
    parts = [f"known until: {', '.join(ends)}"] if ends else []
    if missing := _not_known(policy, year):
        parts.append(f"not known: {', '.join(missing)}")
    return "; ".join([*parts, policy.revision])


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {inner}" for key, inner in value.items() if inner is not None)
    if isinstance(value, list | tuple):
        return "-".join(str(part) for part in value)
    return "not known" if value is None else str(value)
