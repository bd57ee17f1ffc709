"""等待期的理由. The lapse behind a wait, each part of it, its floor and repair, and the day it ends.

What is told of a wait is kept by what it comes to: people are many, waits are few.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import msgspec

from app.assess.grounds import KEPT, reason
from app.model.calendar import DAY
from app.model.explanation import Reason
from app.model.life import Purchase
from app.model.policy import Waiting, YearLaw
from app.rules.repair import worth_years
from app.rules.waiting import floor_months


class Wait(msgspec.Struct, frozen=True, gc=False):
    """等待期. What the wait of a purchase comes to; `worth_years` are lapse years that repair may still be paid for."""

    lapsed: tuple[int, ...] | None
    fixed_months: int
    variable_months: int
    repaired_months: int
    left_months: int
    starts_on: date
    first_day: date
    worth_years: int
    floor_months: int | None


def wait_of(bought: Purchase, waiting: Waiting) -> Wait:
    """等待期. The wait of a purchase."""
    return Wait(
        bought.lapsed,
        bought.fixed_months,
        bought.variable_months,
        bought.repaired_months,
        bought.wait_months,
        bought.starts_on,
        bought.first_day,
        worth_years(bought, waiting) if bought.variable_months and bought.first_day != bought.repaired_on else 0,
        floor_months(bought.lapse_years, waiting) if bought.variable_months else None,
    )


@lru_cache(maxsize=KEPT)
def wait_told(wait: Wait, law: YearLaw) -> tuple[Reason, ...]:
    """等待期. The reasons for a wait, in the order in which they add up."""
    months, told = wait.fixed_months, []
    if wait.lapsed is None:  # whatever they are, the wait is that of a payment outside the window
        told.append(reason("fixed_wait", law, law.waiting, _taken(months), months=months, in_window=False))
    else:
        told.extend(_lapsed(wait, wait.lapsed, law))
    if wait.left_months:
        told.append(_ends(wait, law))
    return tuple(told)


def _lapsed(wait: Wait, lapsed: tuple[int, ...], law: YearLaw) -> Iterator[Reason]:
    """断保. The lapse years, and the wait that they add up to."""
    lapses, months = len(lapsed), wait.fixed_months
    years = ", ".join(map(str, reversed(lapsed)))
    effect = f"{lapses} lapse year" + ("" if lapses == 1 else "s")
    yield reason("lapse_years", law, law.waiting, effect, lapse_years=lapses, lapsed=years)
    if months:
        yield reason("fixed_wait", law, law.waiting, _taken(months), months=months, lapse_years=lapses)
    if wait.variable_months:
        yield from _variable(wait, lapses, law)


def _variable(wait: Wait, lapses: int, law: YearLaw) -> Iterator[Reason]:
    """变动待遇等待期. Its months, the floor under them, and what repair takes off or may."""
    months, floor = wait.variable_months, wait.floor_months
    yield reason("variable_wait", law, law.waiting, _taken(months), months=months, lapse_years=lapses)
    if floor is not None:
        effect = f"at least {floor} months"
        yield reason("floor", law, law.waiting, effect, floor_months=floor, lapse_years=lapses)
    worth, months = wait.worth_years, wait.repaired_months
    effect = _taken(-months) if months else f"up to {_taken(-worth)}"
    yield reason("repair", law, law.waiting, effect, repaired_months=months, worth_years=worth)


def _ends(wait: Wait, law: YearLaw) -> Reason:
    """期满. The days of the wait, and the day after it."""
    last_day = wait.first_day - DAY
    return reason(
        "first_covered_day",
        law,
        law.waiting,
        f"wait until {last_day}",
        starts_on=wait.starts_on,
        last_waiting_day=last_day,
        first_covered_day=wait.first_day,
        months=wait.left_months,
        month_length=law.waiting.month_length if law.waiting else None,
    )


def _taken(months: int) -> str:
    """月数变化. Months put on a wait, or taken off it."""
    return f"{months:+} month" if abs(months) == 1 else f"{months:+} months"
