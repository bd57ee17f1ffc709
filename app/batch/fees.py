"""已缴年度. What is left of the resident fees of each person, where no more than their years can matter.

`app.batch.alike` gives the reasons.
"""

from typing import Final, NamedTuple

import numpy as np

from app.batch.laws import FIRST_YEAR, YEARS, Laws, at
from app.batch.people import RESIDENT, People
from app.batch.vectors import NULL, Flags, Ints, any_in, most_in, new_year, sum_in, year_of

FIRST_BIT_YEAR: Final = 2000
BITS: Final = 62
"""年度位. The years that have a bit of their own: a person with others is taken as is."""
NEW_YEARS: Final = new_year(np.arange(YEARS.start, YEARS.stop + 1))
PROVINCE: Final = 10_000
LONG_AGO, FAR_OFF = -(2**31), 2**31


class Enrolled(NamedTuple):
    """已缴年度. Of each person: whether the fees come to this, and what they come to.

    `years` and `at_school` have a bit for each year; `last` tells the year and the day of a fee whose wait may reach
    the planned year (0: none has); `waits`, whether any wait may still run on the day of the question. `judged`, of
    each record: whether it made a purchase.
    """

    simple: Flags
    years: Ints
    at_school: Ints
    last: Ints
    waits: Flags
    judged: Flags


def enrolled(people: People, laws: Laws, law: Ints, planned: Ints) -> Enrolled:
    """已缴年度. What the fees of each person come to, `planned` being the one year that the plan buys."""
    whose, fee = people.whose, people.kind == RESIDENT
    year, paid_on = np.where(fee, people.record_year, FIRST_BIT_YEAR), people.paid_on
    opening, row = NEW_YEARS[year - FIRST_YEAR], law[whose]
    bit = np.int64(1) << np.clip(year - FIRST_BIT_YEAR, 0, BITS)
    known = (year >= FIRST_BIT_YEAR) & (year < FIRST_BIT_YEAR + BITS) & (people.in_window == NULL)
    possible = (paid_on <= people.on[whose]) & (paid_on >= people.birth_date[whose])
    possible &= paid_on < NEW_YEARS[year - FIRST_YEAR + 1]
    plain = known & possible & _counts(people, laws, (row, year, opening))
    judged = fee & at(laws.settles, row, year)
    over = np.where(judged, np.maximum(paid_on, opening) + at(laws.wait_days, row, year), LONG_AGO)
    reaches = (year < planned[whose]) & (over > NEW_YEARS[planned - FIRST_YEAR][whose])
    offsets = people.offsets
    years, fees = sum_in(np.where(fee, bit, 0), offsets), sum_in(fee.astype(np.int64), offsets)
    once = np.bitwise_count(years) == fees  # a year paid twice would carry into the next bit
    single = _one_last(people, reaches, fee, year)
    last = sum_in(np.where(reaches, year * FAR_OFF + paid_on, 0), offsets)
    at_school = sum_in(np.where(fee & (people.through_school == 1), bit, 0), offsets)
    waits = any_in(over > people.on[whose], offsets)
    return Enrolled(~any_in(fee & ~plain, offsets) & once & single, years, at_school, last, waits, judged)


def _counts(people: People, laws: Laws, fees: tuple[Ints, Ints, Ints]) -> Flags:
    """计入. Fees that surely count: in their year, in its window, or with no window known; those from elsewhere."""
    (row, year, opening), paid_on = fees, people.paid_on
    inside = (paid_on >= at(laws.opens_on, row, year)) & (paid_on <= at(laws.closes_on, row, year))
    counts = (paid_on >= opening) | inside | ~at(laws.window_known, row, year)
    elsewhere = people.record_area // PROVINCE != people.area[people.whose] // PROVINCE
    return np.asarray(counts | elsewhere)


def _one_last(people: People, reaches: Flags, fee: Flags, year: Ints) -> Flags:
    """最后一笔. Whether at most one fee reaches the planned year: the last one paid, of nobody born shortly before."""
    if not reaches.any():
        return np.ones(people.size, bool)
    latest = most_in(np.where(fee, people.paid_on, LONG_AGO), people.offsets, LONG_AGO)
    born = year_of(people.birth_date)
    late = reaches & ((people.paid_on < latest[people.whose]) | (born[people.whose] >= year - 1))
    return (sum_in(reaches.astype(np.int64), people.offsets) <= 1) & ~any_in(late, people.offsets)
