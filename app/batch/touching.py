"""相涉. How employee spells and resident fees of one person touch, where that comes to no more than a finding.

A fee paid in its window before its year begins buys that year, whatever employee cover there was. It is a finding where
it was paid, or began to cover, on a day that the employee scheme covered. `app.batch.alike` gives the reasons.
"""

from typing import NamedTuple

import numpy as np

from app.batch.fees import BIT, FAR_OFF, LONG_AGO, NEW_YEARS, Enrolled, lapses_at_most
from app.batch.laws import EVER, FIRST_YEAR, YEARS, Laws
from app.batch.people import RESIDENT, People
from app.batch.spells import Spells, possible
from app.batch.vectors import NOT_SAID, Flags, Ints, among, least_in, most_in


class Touching(NamedTuple):
    """相涉. Of each person: whether `none` of the fees that were judged has its year, or its day, touched by a spell.

    Where one has, whether all is `told` that fees and spell come to together: the years, and whether a fee was paid
    `twice`, for a day that the employee scheme covered.
    """

    none: Flags
    told: Flags
    twice: Flags


class _Fees(NamedTuple):
    """缴费. Of each fee of somebody with spells: the day it was paid, its year, and from when till when spells lie."""

    place: Ints
    whose: Ints
    paid_on: Ints
    opening: Ints
    beyond: Ints
    began: Ints
    ended: Ints


def touching(people: People, spells: Spells, under: tuple[Laws, Ints], paid: Enrolled) -> Touching:
    """相涉. Of each person; `under` are the laws, and whose is which; `paid` is what the fees come to."""
    fees, (laws, law) = _fees(people, spells), under
    row = law[fees.whose] * len(YEARS) + people.record_year[fees.place] - FIRST_YEAR
    during = (np.minimum(fees.paid_on, fees.opening) <= fees.ended) & (fees.beyond > fees.began)
    during &= laws.wait_days.ravel()[row] > EVER
    touched = during | ((fees.opening <= fees.ended + 1) & (fees.ended + 1 < fees.beyond))  # bought since, or not
    first_day, late = _first_days(people, fees, (laws, law, row), paid.years), fees.paid_on >= fees.opening
    before = fees.paid_on < fees.began
    all_along = (fees.began <= fees.opening) & (fees.ended >= first_day)
    twice = during & np.where(before, all_along, fees.paid_on <= fees.ended)
    perhaps = during & before & ~twice & (fees.began <= first_day)
    otherwise = (first_day >= fees.beyond) | (touched & (late | ~_inside(people, fees, laws, row)))
    found = [among(fees.whose[which], people.size) for which in (touched, twice, perhaps, otherwise)]
    any_touched, any_twice, any_perhaps, any_otherwise = found
    single, could_be = np.diff(spells.offsets) == 1, possible(people, spells)
    told = could_be & single & ~any_otherwise & (any_twice | ~any_perhaps) & paid.in_order
    return Touching(could_be & ~any_touched, told, any_twice)


def _fees(people: People, spells: Spells) -> _Fees:
    place = np.flatnonzero((people.kind == RESIDENT) & (np.diff(spells.offsets) > 0)[people.whose])
    whose, year = people.whose[place], people.record_year[place] - FIRST_YEAR
    began = least_in(spells.begins_on, spells.offsets, FAR_OFF)[whose]
    ended = most_in(spells.ended_on, spells.offsets, LONG_AGO)[whose]
    return _Fees(place, whose, people.paid_on[place], NEW_YEARS[year], NEW_YEARS[year + 1], began, ended)


def _first_days(people: People, fees: _Fees, under: tuple[Laws, Ints, Ints], years: Ints) -> Ints:
    """享受待遇之日. The day by which each fee covers, where its wait is longer by no year that was enrolled."""
    (laws, law, row), year = under, people.record_year[fees.place]
    counted = np.maximum(year - laws.counted_from[law[fees.whose]], 0)
    lapses = np.minimum(lapses_at_most(BIT[year - FIRST_YEAR], years[fees.whose]), counted)
    wait = laws.fixed_days.ravel()[row] + laws.lapse_days.ravel()[row] * (lapses + 1)
    waits = (lapses > 0) | (fees.paid_on >= fees.opening)
    return np.maximum(fees.opening, fees.paid_on) + np.where(waits, wait, 0)


def _inside(people: People, fees: _Fees, laws: Laws, row: Ints) -> Flags:
    """集中期内. Whether each fee, paid before its year, was surely paid in the window."""
    said = people.in_window[fees.place]
    known = (fees.paid_on >= laws.opens_on.ravel()[row]) & (fees.paid_on <= laws.closes_on.ravel()[row])
    return np.asarray((said == 1) | (known & (said == NOT_SAID)))
