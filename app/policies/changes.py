"""政策变更. What begins, what ends and what was checked since a day, in order, each under an id that stays."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

import msgspec

from app.model.calendar import december_last, january_first
from app.model.citation import Confidence, Standing
from app.policies.told_version import VersionTold


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """变更. On a day a version of a subject begins to hold, holds no longer after it, or was held against its source.

    A version begins on 1 January of its first coverage year and ends on 31 December of its last.
    """

    id: str
    on: date
    kind: Literal["begins", "ends", "checked"]
    area: str
    subject: str
    from_year: int = msgspec.field(name="from")
    until_year: int | None = msgspec.field(name="until")
    document: str
    item: str
    standing: Standing
    confidence: Confidence


def changes(versions: Iterable[VersionTold], since: date | None = None) -> tuple[Change, ...]:
    """变更. Those of that day and later, oldest first; those of one day by id."""
    found = (change for version in versions for change in _of(version) if since is None or change.on >= since)
    return tuple(sorted(found, key=lambda change: (change.on, change.id)))


def _of(version: VersionTold) -> Iterator[Change]:
    days: dict[Literal["begins", "ends", "checked"], date | None] = {
        "begins": january_first(version.from_year),
        "ends": december_last(version.until_year) if version.until_year else None,
        "checked": version.checked,
    }
    for kind, on in days.items():
        if on is not None:
            yield Change(
                id=f"{version.area}-{version.subject}-{version.from_year}-{kind}-{on}",
                on=on,
                kind=kind,
                area=version.area,
                subject=version.subject,
                from_year=version.from_year,
                until_year=version.until_year,
                document=version.document,
                item=version.item,
                standing=version.standing,
                confidence=version.confidence,
            )
