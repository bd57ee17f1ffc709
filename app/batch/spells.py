"""职工时段. What is left of the employee spells of each person, where they do not touch the year of a fee.

`app.batch.alike` gives the reasons.
"""

from typing import Final, NamedTuple

import numpy as np

from app.batch.fees import FAR_OFF, LONG_AGO, NEW_YEARS, Enrolled
from app.batch.laws import FIRST_YEAR
from app.batch.people import EMPLOYEE, People
from app.batch.vectors import NULL, Flags, Ints, Mixed, any_in, first_day, least_in, mixed, month_of, most_in, sum_in

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


def spells_of(people: People) -> Spells:
    """职工时段. As the records tell them; the months stop at that of the question."""
    here = np.flatnonzero(people.kind == EMPLOYEE)
    whose, to_month, stated = people.whose[here], people.to_month[here], people.ended_on[here]
    ended_on = np.where(to_month == NULL, FAR_OFF, first_day(np.where(to_month == NULL, 0, to_month) + 1) - 1)
    ended_on = np.where(stated == NULL, ended_on, stated)
    last = np.where(to_month == NULL, month_of(np.where(stated == NULL, 0, stated)), to_month)
    last = np.where((to_month == NULL) & (stated == NULL), FAR_OFF, last)
    last = np.minimum(last, month_of(people.on)[whose])
    counts = np.bincount(whose, minlength=people.size)
    offsets = np.concatenate([[0], np.cumsum(counts)])
    return Spells(whose, people.from_month[here], last, first_day(people.from_month[here]), ended_on, offsets)


def apart(people: People, spells: Spells, fees: Enrolled) -> Flags:
    """互不相涉. Whose spells are possible, and none in the year of a fee that was judged, or when it was paid."""
    birth, on = people.birth_date[spells.whose], people.on[spells.whose]
    possible = (spells.begins_on <= on) & (spells.last_month >= spells.from_month)
    possible &= spells.ended_on >= np.maximum(spells.begins_on, birth)
    began = least_in(spells.begins_on, spells.offsets, FAR_OFF)
    ended = most_in(spells.ended_on, spells.offsets, LONG_AGO)
    year = np.where(fees.judged, people.record_year, FIRST_YEAR) - FIRST_YEAR
    before = np.minimum(people.paid_on, NEW_YEARS[year]) > ended[people.whose]
    after = NEW_YEARS[year + 1] <= began[people.whose]
    touched = any_in(fees.judged & ~before & ~after, people.offsets)
    return ~any_in(~possible, spells.offsets) & ~touched


def left_of(spells: Spells, people: People, counted: Ints, planned: Ints, awaiting: Flags) -> tuple[Ints, Ints]:
    """所余. Two numbers for each spell: its counted months, and the day it ended.

    Of a single spell the months before the first counted year are left out. The day it ended is left out for those who
    are `awaiting` the year they pay for, in its window; and all of it, where it ended before that could matter.
    """
    whose = spells.whose
    first = counted[whose] * MONTHS
    alone = (np.diff(spells.offsets)[whose] == 1) & (people.on[whose] >= NEW_YEARS[counted - FIRST_YEAR][whose])
    over = spells.ended_on < people.on[whose]
    forgotten = over & (awaiting[whose] | (spells.ended_on + 1 < NEW_YEARS[planned - 1 - FIRST_YEAR][whose]))
    from_month = np.where(alone, np.maximum(spells.from_month, first), spells.from_month)
    gone = alone & forgotten & (spells.last_month < first)
    return np.where(gone, 0, from_month * RADIX + spells.last_month), np.where(forgotten, 0, spells.ended_on)


def spells_left(spells: Spells, left: tuple[Ints, Ints], salt: int) -> Mixed:
    """所余. One number for each person, the same for the same spells in any order."""
    months, ended_on = left
    return np.asarray(sum_in(mixed(mixed(months, salt) ^ ended_on.astype(np.uint64), salt), spells.offsets))
