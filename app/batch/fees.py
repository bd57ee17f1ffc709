"""已缴年度. What is left of the resident fees of each person, where no more than their years can matter.

`app.batch.alike` gives the reasons.
"""

from typing import Final, NamedTuple

import numpy as np

from app.batch.laws import EVER, FIRST_YEAR, YEARS, Laws, at, from_elsewhere
from app.batch.people import RESIDENT, STUDENT, People
from app.batch.vectors import NOT_SAID, Flags, Ints, among, new_year, sum_in, year_of

FIRST_BIT_YEAR: Final = 2000
BITS: Final = 62
"""年度位. The years that have a bit of their own: a person with others is taken as is."""
BIT: Final = np.array(
    [1 << max(year - FIRST_BIT_YEAR, 0) if 0 <= year - FIRST_BIT_YEAR < BITS else 0 for year in YEARS]
)
NEW_YEARS: Final = new_year(np.arange(YEARS.start, YEARS.stop + 1)).astype(np.int32)
LONG_AGO, FAR_OFF = -(2**30), 2**30


class Enrolled(NamedTuple):
    """已缴年度. Of each person: whether the fees come to this, and what they come to.

    `years` and `at_school` have a bit for each year; `in_order`: whether none was paid twice, or before an earlier one;
    `last` tells the year and the day of a fee whose wait may reach
    the planned year, or a new student's cover for it (0: none has), what is said of its window and whether it was
    ours; `waits`, whether any wait may still run on the day of the question. None of this means anything where the
    fees do not come to it.
    """

    simple: Flags
    years: Ints
    at_school: Ints
    in_order: Flags
    last: Ints
    waits: Flags


class Running(NamedTuple):
    """未了等待. Of fees, the places among the records: a day that the wait does not outlast; if it reaches the plan."""

    place: Ints
    whose: Ints
    over: Ints
    reaches: Flags


def enrolled(people: People, laws: Laws, law: Ints, planned: Ints) -> Enrolled:
    """已缴年度. What the fees of each person come to, `planned` being the one year that the plan buys."""
    fee, offsets, paid_on, whose = people.kind == RESIDENT, people.offsets, people.paid_on, people.whose
    year = np.maximum(people.record_year, FIRST_YEAR) - FIRST_YEAR  # no other record has a year, nor has that one a bit
    opening, bit = NEW_YEARS[year], BIT[year]
    plain = (bit > 0) & (paid_on < NEW_YEARS[year + 1]) & _counts(people, laws, law)
    plain &= (paid_on <= people.on[whose]) & (paid_on >= people.birth_date[whose])
    years = sum_in(bit, offsets)
    fees = np.diff(offsets) - np.bincount(whose[people.others], minlength=people.size)
    once = np.bitwise_count(years) == fees  # a year paid twice would carry into the next bit
    unlike = fee & ((paid_on < NEW_YEARS[np.maximum(year - 1, 0)]) | (paid_on >= opening))
    in_order = once & _in_order(people, unlike)
    running = _running(people, laws, law, planned, (years, in_order))
    reaches, last = running.place[running.reaches], np.zeros(people.size, np.int64)
    of_year = people.record_year[reaches] * np.int64(FAR_OFF)
    said = (people.in_window[reaches] == 1) * 2 + from_elsewhere(people, laws, law, reaches)
    last[whose[reaches]] = (of_year + paid_on[reaches]) * 4 + said
    school = people.through_school == 1
    return Enrolled(
        simple=once & _one_last(people, reaches) & ~among(whose[fee & ~plain], people.size),
        years=years,
        at_school=sum_in(bit * school, offsets) if school.any() else np.zeros(people.size, np.int64),
        in_order=in_order,
        last=last,
        waits=among(running.whose[running.over > people.on[running.whose]], people.size),
    )


def _running(people: People, laws: Laws, law: Ints, planned: Ints, past: tuple[Ints, Flags]) -> Running:
    """未了等待. The fees whose wait may last until the question, or until cover for the planned year may begin.

    Where they were paid in the order of their years (second of `past`), no wait is longer than by the years enrolled.
    """
    years, in_order = past
    ahead = np.where(people.category == STUDENT, at(laws.student_days, law, planned), 0)
    begins = NEW_YEARS[planned - FIRST_YEAR] - ahead
    here = _recent(people, laws, begins)
    whose, year, paid_on = people.whose[here], people.record_year[here] - FIRST_YEAR, people.paid_on[here]
    place, opening, begins = law[whose] * len(YEARS) + year, NEW_YEARS[year], begins[whose]
    over = np.maximum(paid_on, opening) + laws.wait_days.ravel()[place]
    reaches = (people.record_year[here] < planned[whose]) & (over > begins)
    known = laws.fixed_days.ravel()[place]
    known += laws.lapse_days.ravel()[place] * (lapses_at_most(BIT[year], years[whose]) + 1)
    over = np.where(reaches & in_order[whose], np.maximum(paid_on, opening) + known, over)
    return Running(here, whose, over, reaches & (over > begins))


def _in_order(people: People, unlike: Flags) -> Flags:
    """依年度先后. Of each person, whether no fee was paid before that of an earlier year.

    None can have been where all were paid in the year before their own; the others are among these.
    """
    fee = people.kind == RESIDENT
    here = np.flatnonzero(among(people.whose[unlike], people.size)[people.whose] & fee)
    here = here[np.argsort(people.whose[here] * np.int64(YEARS.stop) + people.record_year[here], kind="stable")]
    whose, paid_on = people.whose[here], people.paid_on[here]
    back = (whose[1:] == whose[:-1]) & (paid_on[1:] < paid_on[:-1])
    return ~among(whose[1:][back], people.size)


def _recent(people: People, laws: Laws, begins: Ints) -> Ints:
    """近年缴费. The fees that are not too old for a wait, where paid before their year was over, to last so long."""
    longest = NEW_YEARS[1:] + laws.wait_days.max(axis=0, initial=EVER)
    needed = longest > min(begins.min(initial=FAR_OFF), people.on.min(initial=FAR_OFF))
    first = YEARS.start + int(np.argmax(needed)) if needed.any() else YEARS.stop
    return np.flatnonzero(people.record_year >= first)


def _one_last(people: People, here: Ints) -> Flags:
    """最后一笔. Whether each person has at most one of these fees: the last one paid, by nobody born shortly before."""
    whose = people.whose[here]
    paid_on = np.full(people.size, FAR_OFF)
    paid_on[whose] = people.paid_on[here]
    young = year_of(people.birth_date)[whose] >= people.record_year[here] - 1
    later = np.flatnonzero(people.paid_on > paid_on.min(initial=FAR_OFF))
    passed = among(people.whose[later[people.paid_on[later] > paid_on[people.whose[later]]]], people.size)
    return (np.bincount(whose, minlength=people.size) <= 1) & ~passed & ~among(whose[young], people.size)


def lapses_at_most(bit: Ints, years: Ints) -> Ints:
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


def _counts(people: People, laws: Laws, law: Ints) -> Flags:
    """计入. Fees that surely count: in their year, in its window, or with no window known; those from elsewhere."""
    counts: Flags = people.in_window == 1
    rest = np.flatnonzero((people.kind == RESIDENT) & (people.in_window == NOT_SAID))
    whose, paid_on, year = people.whose[rest], people.paid_on[rest], people.record_year[rest] - FIRST_YEAR
    place = law[whose] * len(YEARS) + year
    here = (paid_on >= laws.opens_on.ravel()[place]) & (paid_on <= laws.closes_on.ravel()[place])
    here |= paid_on >= NEW_YEARS[year]
    out = np.flatnonzero(~here)
    here[out] = from_elsewhere(people, laws, law, rest[out])
    counts[rest] = here
    return counts
