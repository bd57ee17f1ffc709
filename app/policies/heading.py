"""版头. What every version of a subject says of itself: its years, its source, where it stands."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

import msgspec

from app.model.citation import Confidence, Standing
from app.policies.built import built, keys_of
from app.policies.problem import Place
from app.policies.subject import LAST_YEAR, Year


class Source(msgspec.Struct, frozen=True):
    """来源. The document and the item that a version rests on."""

    document: str
    item: str


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """版头. What every version says of itself; `after_gap`: the parent answers for the years before it.

    `inferred` are rules that the version takes from elsewhere though its source does not speak of them, `secondary`
    those that it takes from a text known by copies or reports alone.
    """

    from_year: Year = msgspec.field(name="from")
    until: Year | None = None
    after_gap: bool = False
    source: Source
    checked: date
    standing: Standing
    confidence: Confidence
    inferred: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()
    clauses: dict[str, str] = {}

    def years(self) -> range:
        """年度. The coverage years of the version."""
        return range(self.from_year, (self.until or LAST_YEAR) + 1)


def heading_of(table: Mapping[str, object], place: Place) -> Heading | None:
    """版头. The heading of a version's table; null when a problem was noted."""
    known = {key: value for key, value in table.items() if key in keys_of(Heading)}
    heading = built(Heading, known, place)
    if heading and not heading.years():
        place.at("until").note("until_before_from")
        return None
    return heading


def in_order(headings: list[Heading | None], places: list[Place]) -> list[Heading | None]:
    """顺序. The headings, each closed by the next one where it names no end of its own."""
    closed = list(headings)
    for index, (before, after) in enumerate(pairwise(headings)):
        if before is None or after is None:
            continue
        place, last = places[index + 1].at("from"), after.from_year - 1
        if before.from_year > last:
            place.note("wrong_order")
        elif before.until is None:
            closed[index] = msgspec.structs.replace(before, until=last)
        elif before.until > last:
            place.note("overlap", until=before.until)
        elif before.until < last and not after.after_gap:
            place.note("gap", first=before.until + 1, last=last)
    return closed
