"""政策差异. What changes for whom between two sets of policy folders: field by field, year by year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby

import msgspec

from app.model.citation import Citation
from app.model.policy import Policy
from app.policies.area import Area
from app.policies.load import Policies
from app.policies.span import plain
from app.policies.subject import FIRST_YEAR, LAST_YEAR, SUBJECTS


class Change(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """变化. A field that differs in the same way from one coverage year to another, both included."""

    subject: str
    from_year: int = msgspec.field(name="from")
    until_year: int | None = msgspec.field(name="until")
    field: str
    before: str | None
    after: str | None


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """差异. A change, and every area that it holds for."""

    change: Change
    areas: tuple[str, ...]

    def line(self, areas: Mapping[str, Area]) -> str:
        """一行. The difference as one line for people; areas below one that is named are only counted."""
        what, last = self.change, self.change.until_year
        years = str(last) if what.from_year == last else f"{what.from_year}…{'' if last is None else last}"
        before, after = (_said(value, what.field) for value in (what.before, what.after))
        tops = [code for code in self.areas if areas[code].parent not in self.areas]
        below = len(self.areas) - len(tops)
        whose = ", ".join(tops) + (f" 及下级 and below: {below}" if below else "")
        return f"{what.subject}.{what.field} {years}: {before} → {after}  [{whose}]"


def _said(value: str | None, field: str) -> str:
    """值. A value for people; money in yuan too, for a figure of the wrong unit looks as good as the right one."""
    if value is None:
        return "未知 not known"
    money = field.partition(".")[0].endswith("_fen") and value.isdecimal()
    return f"{value} ({int(value) / 100:,.2f} 元 yuan)" if money else value


def differences(before: Policies, after: Policies) -> list[Difference]:
    """差异. All differences, those that several areas share named once."""
    areas: dict[Change, list[str]] = defaultdict(list)
    for code in sorted(before.by_code.keys() | after.by_code.keys()):
        for change in _changes(before.of(code), after.of(code)):
            areas[change].append(code)
    return [Difference(change=change, areas=tuple(areas[change])) for change in sorted(areas, key=str)]


def _changes(before: Policy, after: Policy) -> Iterator[Change]:
    for subject in SUBJECTS:
        found: dict[tuple[str, str | None, str | None], list[int]] = defaultdict(list)
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            for what in _of_year(subject, year, before, after):
                found[what].append(year)
        for (field, old, new), years in found.items():
            for first, last in _runs(years):
                until = None if last == LAST_YEAR else last
                yield Change(subject=subject, field=field, from_year=first, until_year=until, before=old, after=new)


def _of_year(subject: str, year: int, before: Policy, after: Policy) -> Iterator[tuple[str, str | None, str | None]]:
    laws = [getattr(policy.of(year), subject) for policy in (before, after)]
    if laws[0] == laws[1]:
        return
    old, new = map(_fields, laws)
    for field in old.keys() | new.keys():
        if old.get(field) != new.get(field):
            yield field, old.get(field), new.get(field)


def _fields(law: msgspec.Struct | None) -> dict[str, str]:
    if law is None:
        return {}
    fields: dict[str, str] = {}
    for name, value in plain(law).items():
        inner = value if isinstance(value, dict) else {"": value}
        fields |= {f"{name}.{key}".rstrip("."): _text(part) for key, part in inner.items() if part is not None}
    cited: Citation = law.cited  # type: ignore[attr-defined]
    sure = f"{cited.standing}, {cited.confidence}, checked {cited.checked}"
    return fields | {"source": f"{cited.area} {cited.document} {cited.item} ({sure})"}


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode().strip('"')


def _runs(years: list[int]) -> Iterator[tuple[int, int]]:
    for _, group in groupby(enumerate(years), key=lambda row: row[1] - row[0]):
        run = [year for _, year in group]
        yield run[0], run[-1]
