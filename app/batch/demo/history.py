"""经历. What the made-up people paid and where they worked: a slot for every record that a person may have."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.batch.demo import shares
from app.batch.demo.days import days, last_days, months, ordinal, years
from app.batch.demo.dice import Dice, Flags, Ints
from app.batch.demo.people import WINDOW_OPENS_IN, Asked, People, payment_days, planned_year

UNEMPLOYMENT_FUND = 2
MANY_MONTHS: Final = 2400
"""尚在参保. Later than any month: the end of a spell that still runs."""
MONTHS_BEFORE_WORK: Final = 16 * 12
"""最低就业年龄. Nobody works before 16 (劳动法, article 15)."""


@dataclass(frozen=True)
class Spells:
    """职工参保时段. At most one spell a person in the first columns, and one on benefit in the second."""

    had: Flags
    from_month: Ints
    to_month: Ints
    ended_on: Ints
    ended_inside_month: Flags
    basis: Ints


@dataclass(frozen=True)
class Fees:
    """居民缴费. Fees by person and slot: each year from the first to the last, a second fee, the planned year's."""

    had: Flags
    year: Ints
    paid_on: Ints


def spells(dice: Dice, who: People) -> Spells:
    """职工参保时段. Lately ended, ended long ago, still running, or followed by benefit."""
    now = months(who.on)
    lately, once = dice.between(0, 10), dice.between(12, 96)
    ended = now - np.where(who.lives("employee_once"), once, lately)
    running = who.lives("employee_running")
    last = np.where(running, now, ended)
    begun = np.maximum(last - dice.between(2, 90), months(who.birth) + MONTHS_BEFORE_WORK)
    from_month = np.stack([np.minimum(begun, last), ended + 1], axis=1)
    to_month = np.stack([np.where(running, MANY_MONTHS, ended), np.full(dice.size, MANY_MONTHS)], axis=1)
    had = np.stack(
        [who.lives("employee_left", "employee_once", "employee_running", "benefit"), who.lives("benefit")], axis=1
    )
    inside = dice.chance(shares.ENDED_INSIDE_MONTH_SHARE, 2) & (to_month != MANY_MONTHS)
    basis = np.stack([dice.pick((0.8, 0.2)), np.full(dice.size, UNEMPLOYMENT_FUND)], axis=1)
    ended_on = last_days(np.minimum(to_month, MANY_MONTHS)) - dice.between(1, 27, 2)
    return Spells(had, from_month, to_month, ended_on, inside, basis)


def fees(dice: Dice, question: Asked, who: People, worked: Spells) -> Fees:
    """居民缴费. The years paid, each on its day; no fee is paid before birth or on or after the day asked about."""
    past = np.arange(shares.FIRST_YEAR, question.year)
    year = np.broadcast_to(np.append(past, [question.year - 1, question.year]), (dice.size, past.size + 2))
    had = np.concatenate([_years_paid(dice, past, question.year, who, worked), np.zeros((dice.size, 2), bool)], axis=1)
    had[:, -2] = had[:, -3] & dice.chance(shares.PAID_TWICE_SHARE) if past.size else False
    had[:, -1] = dice.chance(shares.ALREADY_PAID_SHARE) & (planned_year(question, who) == question.year)
    paid_on = payment_days(dice, year)
    paid_on = np.maximum(paid_on, np.maximum(who.birth[:, None] + 1, ordinal(shares.FIRST_DAY)))
    paid_on = np.minimum(paid_on, np.minimum(who.on[:, None] - 1, days(year, 12, 31)))
    return Fees(had & (paid_on >= days(year - 1, WINDOW_OPENS_IN, 1)), year, paid_on)


def _years_paid(dice: Dice, past: Ints, year: int, who: People, worked: Spells) -> Flags:
    """已缴年度. By the kind of life; years spent in the employee scheme are not paid."""
    paid = past >= years(who.birth)[:, None] + dice.between(0, 1)[:, None]
    stopped = year - 1 - dice.pick(shares.LAPSED_YEARS)
    paid &= ~who.lives("lapsed")[:, None] | (past < stopped[:, None])
    missed_years = dice.pick(shares.LAPSED_YEARS) + 1
    again = year - 1 - dice.between(0, 3)
    missed = (past < again[:, None]) & (past >= (again - missed_years)[:, None])
    paid &= ~(who.lives("interrupted")[:, None] & missed)
    paid &= ~who.lives("first_time", "newborn", "welfare_child")[:, None]
    first, last = worked.from_month[:, 0] // 12 + 1970, worked.to_month[:, 0] // 12 + 1970
    at_work = (past > first[:, None]) & (past <= last[:, None]) & worked.had[:, :1]
    return np.asarray(paid & ~at_work)


def repaired(dice: Dice, who: People) -> tuple[Flags, Ints]:
    """缴费修复. Who among those who pay again repaired a year, and when."""
    return who.lives("interrupted") & dice.chance(shares.REPAIRED_SHARE), who.on - dice.between(1, 200)
