"""不明年度. The years of which nobody knows whether, or when, they were paid: each way in which they may have been.

"在集中参保缴费期外参保缴费，……并设置待遇等待期。" (Hunan 2025, item 2)
Reading: R8, R9 (the wait of a year paid late carries into the next), R34 (who may not have paid), R39 (a window not
known), R30 (nor that of where it was paid), R40 (what a payment sees, and who sees it), R42.

Nobody is taken to have paid before the window here opens (R39), though one elsewhere may have opened before it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations, product
from typing import NamedTuple

from msgspec.structs import replace

from app.assess.purchase import purchase
from app.model.calendar import DAY, december_last, january_first
from app.model.case import Case, RepairRecord, ResidentRecord
from app.model.life import Life, Payment
from app.model.policy import Policy, Window, YearLaw
from app.rules.window import window_state


class Fee(NamedTuple):
    """可能的缴费. A fee that may have been paid for a year; `in_window` where the policy data do not tell."""

    year: int
    paid_on: date
    in_window: bool | None


SEVERAL = 3
"""几年. Of how many unknown years all ways, early and late, are few enough to be tried."""

Ways = dict[int, tuple[Fee, ...]]
"""可能的缴费. The fees that may have been paid for each year of which nobody knows, earliest first; never none."""


def possible_fees(case: Case, life: Life, policy: Policy) -> Ways:
    """可能的缴费. On the days that may matter; a year on record, or that nobody can have paid yet, is left out."""
    ways: Ways = {}
    for year in case.unknown_years:
        known = life.enrolled.get(year)
        if known is not None and not known.planned:
            continue
        window = policy.of(year).window
        said_open = bool(case.plan.in_window) and year == max(case.plan.years, default=None)
        days = _days(case, life, policy.of(year), None if said_open else window)
        fees = tuple([Fee(year, day, word) for day in days for word in _words(year, day, window, said_open=said_open)])
        if fees:
            ways[year] = fees
    return ways


def _words(year: int, day: date, window: Window | None, *, said_open: bool) -> tuple[bool | None, ...]:
    """口径. What is to be said of the window: nothing where it is known; open if the caller says so; else both.

    In the tail of the window here, a fee paid elsewhere may have come outside the one there.
    """
    if said_open:
        return (True,)
    state = window_state(Payment(day, year, None, None, through_school=False), window)
    if state == "unknown":
        return (True, False)
    return (None, False) if state == "inside" and day.year == year else (None,)


def tried(ways: Ways) -> Iterator[tuple[Fee, ...]]:
    """逐一设想. What to try: every year paid at once, early and late; each fee by itself; two years, early and late.

    Where there are just three years, all of them too, each early or late.
    """
    every = list(ways.values())
    if len(every) > 1:
        yield from dict.fromkeys(tuple([fees[place] for fees in every]) for place in (0, -1))
    for fees in every:
        yield from [(fee,) for fee in fees]
    for together in (*combinations(every, 2), *([every] if len(every) == SEVERAL else [])):
        yield from dict.fromkeys(product(*[(fees[0], fees[-1]) for fees in together]))


def with_fees(case: Case, fees: Iterable[Fee]) -> Case:
    """设为已缴. The case with these fees on record, after all that is there."""
    paid = [ResidentRecord(year=fee.year, area=case.area, paid_on=fee.paid_on, in_window=fee.in_window) for fee in fees]
    return replace(case, history=(*case.history, *paid))


def _days(case: Case, life: Life, law: YearLaw, window: Window | None) -> list[date]:
    """可能之日. The days, in order, on which a year may have been paid and that may matter.

    The first and the last, the turns of window and year, the days about whatever else happened, and those from which a
    wait would end today or with the year. Nobody pays for the running year while employee cover runs.
    """
    year = law.year
    opens_on = window.opens_on if window and window.opens_on else january_first(year - 1)
    first, until = max(opens_on, case.person.birth_date), min(case.on, december_last(year))
    if first > until:
        return []
    days, wait = {first, until, january_first(year)}, _wait(until, life, law)
    for day in (*_happened(case, life, window), case.on - wait, january_first(year + 1) - wait):
        if first <= day <= until:
            days.update((day - DAY, day, day + DAY))
    return sorted([day for day in days if first <= day <= until and may_pay(day, life, year)])


def _wait(paid_on: date, life: Life, law: YearLaw) -> timedelta:
    """等待天数. How long a fee paid on a day would have to wait."""
    payment = Payment(paid_on, law.year, None, None, through_school=False)
    bought = purchase(payment, life, law, law.waiting) if law.waiting else None
    return bought.first_day - bought.starts_on if bought else timedelta()


def may_pay(day: date, life: Life, year: int) -> bool:
    """可缴. Whether somebody may have paid for a year on a day: not for the running one under employee cover."""
    return day.year < year or life.running_spell(day) is None


def _happened(case: Case, life: Life, window: Window | None) -> Iterator[date]:
    """已有之日. The day of the question, the end of the window, and the days of records, of hardship and of care."""
    yield case.on
    if window is not None:
        yield window.closes_on
    for spell in life.spells:
        yield spell.begins_on
        if spell.ended_on is not None and spell.ended_on < case.on:
            yield spell.ended_on
    yield from [fee.paid_on for fee in life.enrolled.values()]
    yield from [record.applied_on for record in case.history if isinstance(record, RepairRecord)]
    yield from [held.from_on for held in case.person.hardship]
    if case.person.institution_entry is not None:
        yield case.person.institution_entry
