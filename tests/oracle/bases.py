"""On what ground a fee may be taken: the bases in the order of R33, each a question to one payment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .days import year_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from .days import Day
    from .facts import Payment
    from .judgement import Judgement


@dataclass(frozen=True, slots=True)
class World:
    """One completion of the unknown facts: is the window open, is the newborn's fee waived, when did care begin."""

    inside: bool
    waived: bool
    entry: Day | None


def _welfare_child(law: Judgement, fee: Payment, world: World) -> bool:
    """R19: taken in by a welfare institution; R35 makes no exception for it before the window opens."""
    payable = world.inside or year_of(fee.on) == fee.year
    return payable and law.facts.welfare_child and world.entry is not None and world.entry <= fee.on


def _within_newborn_days(law: Judgement, fee: Payment) -> bool:
    return fee.on - law.facts.birth <= law.figures.newborn_days


def _newborn(law: Judgement, fee: Payment, world: World) -> bool:
    """R16, R38: in the year of birth, within 90 days or with the fee waived."""
    in_birth_year = year_of(law.facts.birth) == fee.year == year_of(fee.on)
    return in_birth_year and (world.waived or _within_newborn_days(law, fee))


def _newborn_next_year(law: Judgement, fee: Payment, world: World) -> bool:
    """R17: born on or after 1 October and enrolled for the next year only."""
    born = date.fromordinal(law.facts.birth)
    may_choose = born.month >= law.figures.choice_from_month and fee.year == born.year + 1
    in_time = world.inside or _within_newborn_days(law, fee)
    return may_choose and in_time and born.year not in law.bought(fee)


def _new_student(law: Judgement, fee: Payment, world: World) -> bool:
    """R20: enrolled at home in the year of entry and, in that year, for the next one at school."""
    if law.facts.entered is None or not fee.through_school or not world.inside:
        return False
    entry_year = year_of(law.facts.entered)
    at_home = any(home.year == entry_year and not home.through_school for home in law.seen(fee))
    return at_home and year_of(fee.on) == entry_year == fee.year - 1


def _in_window(_: Judgement, __: Payment, world: World) -> bool:
    """R4, R6."""
    return world.inside


def _employee_transfer(law: Judgement, fee: Payment, _: World) -> bool:
    """R13: break day and payment in the year bought, within 90 days."""
    break_day = law.break_day(fee.on)
    return break_day is not None and year_of(break_day) == fee.year == year_of(fee.on)


def _employee_transfer_next_year(law: Judgement, fee: Payment, _: World) -> bool:
    """R14: break day on or after 1 October, the year it lies in not bought since."""
    break_day = law.break_day(fee.on)
    if break_day is None:
        return False
    broke = date.fromordinal(break_day)
    may_choose = broke.month >= law.figures.choice_from_month and fee.year == broke.year + 1
    days = [other.on for other in law.seen(fee) if other.year == broke.year]
    if not days and broke.year in law.prepaid_years(fee.on):
        days = [law.facts.entered or 0]
    return may_choose and all(day < break_day for day in days)


def _out_of_window(law: Judgement, fee: Payment, _: World) -> bool:
    """R4, R15, R18: whatever is left, once the window has opened."""
    return not law.too_early(fee)


BASES: dict[str, Callable[[Judgement, Payment, World], bool]] = {
    "welfare_child": _welfare_child,
    "newborn": _newborn,
    "newborn_next_year": _newborn_next_year,
    "new_student": _new_student,
    "in_window": _in_window,
    "employee_transfer": _employee_transfer,
    "employee_transfer_next_year": _employee_transfer_next_year,
    "out_of_window": _out_of_window,
}
