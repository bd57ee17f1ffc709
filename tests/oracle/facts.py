"""A case (JSON) as facts, with the records that cannot be, or that lie in the future, left out (R1, R41)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .days import (
    Day,
    Month,
    day,
    month,
    month_of,
    months_first_day,
    months_last_day,
    optional_day,
    year_of,
    years_end,
)

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of employee cover; `last` is None while it runs with no end known."""

    first: Day
    last: Day | None
    months: frozenset[Month]


@dataclass(frozen=True, slots=True, order=True)
class Payment:
    """A resident fee paid or about to be paid. The order of the fields is the order of judging (R37, R40)."""

    on: Day
    year: int
    planned: bool
    place: int
    word: bool | None
    through_school: bool
    local: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the oracle knows of one person on one day."""

    on: Day
    area: str
    birth: Day
    liable_year: int | None
    welfare_child: bool
    student: bool
    entry: Day | None
    entered: Day | None
    prepaid_until: int | None
    insured_parent: bool | None
    hardship: frozenset[str]
    special: bool
    spells: tuple[Spell, ...]
    history: tuple[Payment, ...]
    planned: tuple[Payment, ...]
    repairs: tuple[tuple[Day, int], ...]
    repair_years: int

    def employee_days(self) -> set[Day]:
        """Every day of employee cover; a spell with no end known is known up to `on` only."""
        return {
            covered
            for spell in self.spells
            for covered in range(spell.first, (self.on if spell.last is None else spell.last) + 1)
        }

    def employee_months(self) -> set[Month]:
        """Every month with an employee contribution, once (R41), none after the month of `on` (R1)."""
        return {paid for spell in self.spells for paid in spell.months}


def facts_of(case: Record) -> Facts:
    """The facts of a case as the contract of the service writes it."""
    if case.get("unknown_years"):
        message = "the oracle does not explore unknown years"
        raise NotImplementedError(message)
    person, on = case["person"], day(case["on"])
    school = person.get("school") or {}
    liable_from = person.get("liable_from")
    history = case.get("history") or []
    birth = day(person["birth_date"])
    return Facts(
        on=on,
        area=case["area"],
        birth=birth,
        liable_year=None if liable_from is None or day(liable_from) > on else year_of(day(liable_from)),
        welfare_child=person["category"] == "welfare_institution_child",
        student=person["category"] == "college_student",
        entry=optional_day(person.get("institution_entry")),
        entered=optional_day(school.get("entered_on")),
        prepaid_until=school.get("prepaid_until"),
        insured_parent=person.get("insured_parent"),
        hardship=_held_categories(person, on),
        special=bool(person.get("special_status")),
        spells=_spells(history, birth, on),
        history=_payments(history, case["area"], birth, on),
        planned=_planned(case, on),
        repairs=_repairs(history, on),
        repair_years=case["plan"].get("repair_years") or 0,
    )


def _held_categories(person: Record, on: Day) -> frozenset[str]:
    return frozenset(
        held["category"]
        for held in person.get("hardship") or []
        if (held.get("from") is None or day(held["from"]) <= on) and (held.get("to") is None or day(held["to"]) >= on)
    )


def _spells(history: list[Record], birth: Day, on: Day) -> tuple[Spell, ...]:
    spells = (_spell(record, on) for record in history if record["kind"] == "employee")
    return tuple(spell for spell in spells if birth <= spell.first <= on)


def _spell(record: Record, on: Day) -> Spell:
    first, last = month(record["from"]), optional_day(record.get("ended_on"))
    until: Month | None = None if record.get("to") is None else month(record["to"])
    if last is None and until is not None:
        last = months_last_day(until)
    if until is None and last is not None:
        until = month_of(last)
    counted = month_of(on) if until is None else min(until, month_of(on))
    return Spell(months_first_day(first), last, frozenset(range(first, counted + 1)))


def _payments(history: list[Record], area: str, birth: Day, on: Day) -> tuple[Payment, ...]:
    """Fees that can have been paid: not in the future, nor before birth, nor after the year was over."""
    claimed = (
        Payment(
            on=day(record["paid_on"]),
            year=record["year"],
            planned=False,
            place=place,
            word=record.get("in_window"),
            through_school=bool(record.get("through_school")),
            local=record["area"][:2] == area[:2],
        )
        for place, record in enumerate(history)
        if record["kind"] == "resident"
    )
    return tuple(paid for paid in claimed if birth <= paid.on <= min(on, years_end(paid.year)))


def _planned(case: Record, on: Day) -> tuple[Payment, ...]:
    """The plan as payments of today; the caller's word about the window is about the latest (R39)."""
    plan, person = case["plan"], case["person"]
    if plan.get("scheme", "resident") != "resident":
        message = "the oracle judges the resident scheme only"
        raise NotImplementedError(message)
    through_school = plan.get("through_school")
    if through_school is None:
        through_school = person.get("school_area") == case["area"]
    years = sorted(plan.get("years") or [])
    return tuple(
        Payment(
            on=on,
            year=year,
            planned=True,
            place=place,
            word=plan.get("in_window") if year == years[-1] else None,
            through_school=through_school,
            local=True,
        )
        for place, year in enumerate(years)
    )


def _repairs(history: list[Record], on: Day) -> tuple[tuple[Day, int], ...]:
    repairs = ((day(r["applied_on"]), r["years"]) for r in history if r["kind"] == "repair")
    return tuple(sorted(repair for repair in repairs if repair[0] <= on))
