"""已缴年度. What is left of the resident fees of each person, where no more than their years can matter.

`app.batch.alike` gives the reasons.
"""

from typing import Final, NamedTuple

import numpy as np

from app.batch.laws import EVER, FIRST_YEAR, YEARS, Laws, at
from app.batch.people import RESIDENT, STUDENT, People
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
    the planned year, or a new student's cover for it (0: none has); `waits`, whether any wait may still run on the day
    of the question. `judged`, of each record: whether it made a purchase.
    """

    simple: Flags
    years: Ints
    at_school: Ints
    last: Ints
    waits: Flags
    judged: Flags


def enrolled(people: People, laws: Laws, law: Ints, planned: Ints) -> Enrolled:
    """已缴年度. What the fees of each person come to, `planned` being the one year that the plan buys."""
    each, fee, offsets = np.diff(people.offsets), people.kind == RESIDENT, people.offsets
    year, paid_on = np.where(fee, people.record_year, FIRST_BIT_YEAR) - FIRST_YEAR, people.paid_on
    place, opening = np.repeat(law * len(YEARS), each) + year, NEW_YEARS[year]
    bit = np.int64(1) << np.clip(year - (FIRST_BIT_YEAR - FIRST_YEAR), 0, BITS)
    inside = people.in_window == 1
    plain = (year >= FIRST_BIT_YEAR - FIRST_YEAR) & (year < FIRST_BIT_YEAR - FIRST_YEAR + BITS)
    plain &= ((people.in_window == NULL) | inside) & (paid_on < NEW_YEARS[year + 1])
    plain &= (paid_on <= np.repeat(people.on, each)) & (paid_on >= np.repeat(people.birth_date, each))
    plain &= inside | _counts(people, laws, place, opening)
    years, fees = sum_in(np.where(fee, bit, 0), offsets), sum_in(fee.astype(np.int64), offsets)
    once = np.bitwise_count(years) == fees  # a year paid twice would carry into the next bit
    over = np.where(fee, np.maximum(paid_on, opening) + laws.wait_days.ravel()[place], EVER)
    before = np.repeat(NEW_YEARS[planned - FIRST_YEAR], each)
    begins = before - np.repeat(np.where(people.category == STUDENT, at(laws.student_days, law, planned), 0), each)
    reaches = (opening < before) & (over > begins)
    other_years = fee & ((paid_on < NEW_YEARS[np.maximum(year - 1, 0)]) | (paid_on >= opening))
    in_order = ~any_in(other_years, offsets) & once
    far = np.flatnonzero(reaches & in_order[people.whose])
    lapses = _lapses_at_most(bit[far], years[people.whose[far]])
    over[far] = opening[far] + laws.fixed_days.ravel()[place[far]] + laws.lapse_days.ravel()[place[far]] * (lapses + 1)
    reaches[far] = over[far] > begins[far]
    single = _one_last(people, reaches, fee, year + FIRST_YEAR)
    last = sum_in(np.where(reaches, ((year + 1) * FAR_OFF + paid_on) * 2 + inside, 0), offsets)
    at_school = sum_in(np.where(fee & (people.through_school == 1), bit, 0), offsets)
    waits = any_in(over > np.repeat(people.on, each), offsets)
    return Enrolled(~any_in(fee & ~plain, offsets) & once & single, years, at_school, last, waits, over > LONG_AGO)


def _lapses_at_most(bit: Ints, years: Ints) -> Ints:
    """断保年数上限. The years between each year and the one enrolled before it, none of which can be more than a lapse.

    Where none was, they are all since the first that has a bit.
    """
    return np.asarray(np.bitwise_count(bit - 1) - np.bitwise_count(_filled(years & (bit - 1)))).astype(np.int64)


def since_last(years: Ints, planned: Ints) -> Ints:
    """最近参保年度. Of the years enrolled, those from the planned one on, and the last before it."""
    bit = np.int64(1) << np.clip(planned - FIRST_BIT_YEAR, 0, BITS)
    before = _filled(years & (bit - 1))
    return np.asarray((years & -bit) | (before ^ (before >> 1)))


def _filled(bits: Ints) -> Ints:
    """补满. Every bit below the highest one set."""
    for width in (1, 2, 4, 8, 16, 32):
        bits = bits | (bits >> width)
    return bits


def _counts(people: People, laws: Laws, place: Ints, opening: Ints) -> Flags:
    """计入. Fees that surely count: in their year, in its window, or with no window known; those from elsewhere."""
    counts = (people.paid_on >= laws.opens_on.ravel()[place]) & (people.paid_on <= laws.closes_on.ravel()[place])
    counts |= people.paid_on >= opening
    late = np.flatnonzero(~counts)
    counts[late] = people.record_area[late] // PROVINCE != people.area[people.whose[late]] // PROVINCE
    return np.asarray(counts)


def _one_last(people: People, reaches: Flags, fee: Flags, year: Ints) -> Flags:
    """最后一笔. Whether at most one fee reaches the planned year: the last one paid, of nobody born shortly before."""
    if not reaches.any():
        return np.ones(people.size, bool)
    latest = most_in(np.where(fee, people.paid_on, LONG_AGO), people.offsets, LONG_AGO)
    born = year_of(people.birth_date)
    late = reaches & ((people.paid_on < latest[people.whose]) | (born[people.whose] >= year - 1))
    return (sum_in(reaches.astype(np.int64), people.offsets) <= 1) & ~any_in(late, people.offsets)
