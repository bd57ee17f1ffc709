"""职工时段. What is left of the employee spells of each person.

`app.batch.alike` gives the reasons.
"""

from typing import Final, NamedTuple

import numpy as np

from app.batch.fees import FAR_OFF, NEW_YEARS
from app.batch.laws import FIRST_YEAR, Laws, at
from app.batch.people import EMPLOYEE, People
from app.batch.vectors import NULL, Flags, Ints, Mixed, among, first_day, mixed, month_of, sum_in

MONTHS: Final = 12
RADIX: Final = 2**20


class Spells(NamedTuple):
    """职工时段. Of each employee record: its person, its days and its counted months. `ended_on` FAR_OFF: running."""

    whose: Ints
    from_month: Ints
    last_month: Ints
    begins_on: Ints
    ended_on: Ints
    offsets: Ints


class Left(NamedTuple):
    """所余. Two numbers for each spell, and of each person: whether the day on which one ended is among them."""

    months: Ints
    ended_on: Ints
    ends: Flags


def spells_of(people: People) -> Spells:
    """职工时段. As the records tell them; the months stop at that of the question."""
    here = np.flatnonzero(people.kind[people.others] == EMPLOYEE)
    whose, from_month = people.whose[people.others[here]], people.from_month[here]
    to_month, stated = people.to_month[here], people.ended_on[here]
    ended_on = np.where(to_month == NULL, FAR_OFF, first_day(np.where(to_month == NULL, 0, to_month) + 1) - 1)
    ended_on = np.where(stated == NULL, ended_on, stated)
    last = np.where(to_month == NULL, month_of(np.where(stated == NULL, 0, stated)), to_month)
    last = np.where((to_month == NULL) & (stated == NULL), FAR_OFF, last)
    last = np.minimum(last, month_of(people.on[whose]))
    offsets = np.concatenate([[0], np.cumsum(np.bincount(whose, minlength=people.size))])
    return Spells(whose, from_month, last, first_day(from_month), ended_on, offsets)


def possible(people: People, spells: Spells) -> Flags:
    """可能. Who has no spell that cannot be as it is recorded."""
    birth, on = people.birth_date[spells.whose], people.on[spells.whose]
    could_be = (spells.begins_on <= on) & (spells.last_month >= spells.from_month)
    could_be &= (spells.begins_on >= birth) & (spells.ended_on >= spells.begins_on)
    return ~among(spells.whose[~could_be], people.size)


def left_of(spells: Spells, people: People, laws: Laws, law: Ints, day: tuple[Ints, Flags]) -> Left:
    """所余. Of each spell its counted months, and the day it ended; `day` is the planned year and who awaits it.

    Of a single spell only the years count that its months keep from being a lapse. The day it ended is left out for
    those who await the year they pay for, in its window; and where it ended before that could matter: for those who pay
    after the window, whose cover begins later, before any deadline for leavers.
    """
    whose, (planned, awaiting) = spells.whose, day
    late = (people.on > at(laws.closes_on, law, planned)) & (people.plan_in_window != 1)
    counted, opening = laws.counted_from[law], NEW_YEARS[planned - FIRST_YEAR]
    alone = np.diff(spells.offsets) == 1
    alone &= (people.on >= NEW_YEARS[counted - FIRST_YEAR]) & (laws.neutral_months[law] > 0)
    too_long = people.on - at(laws.leaver_days, law, planned)
    long_ago = np.maximum(np.minimum(too_long, opening), NEW_YEARS[planned - 1 - FIRST_YEAR])
    long_ago = np.where(late, np.maximum(too_long, long_ago), long_ago)
    over = spells.ended_on < people.on[whose]
    forgotten = over & (awaiting[whose] | (spells.ended_on + 1 < long_ago[whose]))
    neutral = _neutral_years(spells, counted[whose], laws.neutral_months[law][whose])
    months = np.where(alone[whose], neutral, spells.from_month * RADIX + spells.last_month)
    return Left(months, np.where(forgotten, 0, spells.ended_on), among(whose[~forgotten], people.size))


def _neutral_years(spells: Spells, counted: Ints, enough: Ints) -> Ints:
    """不计年度. The first and the last year, as one number, in which the spell has enough months; 0 where in none.

    They are all those between, for a spell has every month from its first to its last.
    """
    first, beyond = np.maximum(spells.from_month, counted * MONTHS), spells.last_month + 1
    year, last = first // MONTHS, (beyond - 1) // MONTHS
    year += np.minimum(beyond, (year + 1) * MONTHS) - first < enough
    last -= beyond - np.maximum(first, last * MONTHS) < enough
    return np.where((enough <= MONTHS) & (year <= last), year * RADIX + last, 0)


def spells_left(spells: Spells, left: Left, salt: int) -> Mixed:
    """所余. One number for each person, the same for the same spells in any order."""
    ended_on = left.ended_on.astype(np.uint64)
    return np.asarray(sum_in(mixed(mixed(left.months, salt) ^ ended_on, salt), spells.offsets))
