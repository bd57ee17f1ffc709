"""The timeline, day by day: each day is asked what covers it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from .days import Day, as_date, new_year, years_end
from .facts import Payment
from .judgement import Judgement

DayStatus = tuple[date, str, str | None]
"""A day, its status (covered, waiting, not_covered, unknown) and the scheme, where one speaks."""


def earliest_counted_year(law: Judgement, until: int, planned: Iterable[Payment]) -> int:
    """The first year that counts at all; a planned year does."""
    bought = {fee.year for fee in [*law.counting(), *planned]} | set(law.prepaid_years(law.facts.on))
    counted = (
        year for year in range(law.figures.count_from_year, until + 1) if law.standing(year, bought) != "uncounted"
    )
    return next(counted, until)


def timeline(law: Judgement, planned: tuple[Payment, ...]) -> list[DayStatus]:
    """Every day from 1 January of the earliest counted year to 31 December of the last planned one."""
    if not planned or planned[-1].year < law.figures.count_from_year:
        return []
    last = planned[-1].year
    first = earliest_counted_year(law, last, planned)
    days = range(new_year(first), years_end(last) + 1)
    status = StatusOfDays(law)
    return [(as_date(each), *status.of(each)) for each in days]


class StatusOfDays:
    """What a day is: employee cover first, then resident cover, then what nobody can know, then a wait."""

    def __init__(self, law: Judgement) -> None:
        running_on = any(spell.last is None for spell in law.facts.spells)
        self.unknown_after: float = law.facts.on if running_on else float("inf")
        self.employee = law.employee_days
        self.covered, self.waiting, self.doubtful = set(law.prepaid_cover()), set[Day](), set[Day]()
        for fee in law.counting():
            if fee.planned and law.facts.welfare_child and law.facts.entry is None:
                self.doubtful |= set(range(new_year(fee.year), years_end(fee.year) + 1))
                continue
            self.doubtful |= set(law.doubtful(fee))
            if law.verdicts(fee):
                self.covered |= set(law.cover(fee))
                self.waiting |= law.waiting(fee)

    def of(self, each: Day) -> tuple[str, str | None]:
        if each in self.employee:
            return "covered", "employee"
        if each in self.covered:
            return "covered", "resident"
        if each > self.unknown_after or each in self.doubtful:
            return "unknown", None
        return ("waiting", "resident") if each in self.waiting else ("not_covered", None)


def spans(days: Iterable[DayStatus]) -> list[dict[str, Any]]:
    """A timeline of days as the contract writes it: stretches of one status, ends included."""
    found: list[dict[str, Any]] = []
    for each, status, scheme in days:
        if not found or (found[-1]["status"], found[-1]["scheme"]) != (status, scheme):
            found.append({"from": each.isoformat(), "status": status, "scheme": scheme})
        found[-1]["to"] = each.isoformat()
    return found
