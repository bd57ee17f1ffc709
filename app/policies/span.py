"""适用区间. The versions of a subject that answer for an area, each with the coverage years left to it."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import groupby

import msgspec

from app.model.citation import Citation
from app.model.policy import Policy
from app.policies.subject import LAST_YEAR, SUBJECTS


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """适用区间. A version as it answers for an area: coverage years, both included, and the law of each."""

    subject: str
    from_year: int
    until_year: int | None
    cited: Citation
    laws: dict[int, msgspec.Struct]


def spans(policy: Policy, subject: str) -> Iterator[Span]:
    """适用区间. The versions of a subject, oldest first."""
    held = [(year, law) for year, whole in sorted(policy.years.items()) if (law := getattr(whole, subject))]
    for _, group in groupby(held, key=lambda row: id(row[1].cited)):
        laws = dict(group)
        first, last = min(laws), max(laws)
        until = None if last == LAST_YEAR else last
        cited: Citation = laws[first].cited
        yield Span(subject=subject, from_year=first, until_year=until, cited=cited, laws=laws)


def spans_of(policy: Policy) -> Iterator[Span]:
    """适用区间. The versions of every subject."""
    for subject in SUBJECTS:
        yield from spans(policy, subject)


def plain(law: msgspec.Struct) -> dict[str, object]:
    """内容. The figures of a law by field, without its source and without what may be left unsaid and is."""
    required = _required(type(law))
    return {
        name: value if value is None or isinstance(value, date) else msgspec.to_builtins(value)
        for name, value in msgspec.structs.asdict(law).items()
        if name != "cited" and (value not in (None, ()) or name in required)
    }


@cache
def _required(kind: type[msgspec.Struct]) -> frozenset[str]:
    """必填字段. The fields of a kind of law that must be said."""
    return frozenset(field.name for field in msgspec.structs.fields(kind) if field.required)
