"""原样. A key of everything that the rules read of a person, for those of whom nothing may be forgotten.

Lists are read with their order, for the order of records of one day is the order in which they are judged.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from app.batch.belonging import at_school
from app.batch.laws import Laws, from_elsewhere
from app.batch.people import RESIDENT, People
from app.batch.vectors import DATES, NOT_SAID, NULL, Flags, Ints, Mixed, items_of, mixed, sum_in

NOTHING = np.array([NULL])


def together(columns: Sequence[Ints], salt: int) -> Mixed:
    """合一. One number for each row out of several, the place of each telling them apart; what is null adds nothing."""
    total = np.zeros(len(columns[0]), np.uint64)
    for place, column in enumerate(columns, 1):
        if (column != NULL).any():
            own = salt * place % 2**64
            total += mixed(column.astype(np.int64, copy=False), own) - mixed(NOTHING, own)
    return mixed(total, salt)


def whole(people: People, who: Ints, under: tuple[Laws, Ints], of_all: list[Ints], salts: list[int]) -> list[Mixed]:
    """原样. For each salt one number for each person of `who`, out of all the rules read and the law they are under.

    `of_all` are the columns that everybody's day, birth and places come to.
    """
    person = [column[who] for column in (under[1], *of_all, *_of_the_person(people))]
    hardship = (people.hardship, people.hardship_from, people.hardship_to)
    lists = [
        _of_these(who, [people.year], people.year_offsets),
        _of_these(who, [people.unknown_year], people.unknown_offsets),
        _of_these(who, hardship, people.hardship_offsets),
    ]
    place, here, offsets = items_of(who, people.offsets)
    fees = _fees(people, here, place, from_elsewhere(people, *under, here))
    others = np.flatnonzero(people.kind[here] != RESIDENT)
    told = _others(people, np.searchsorted(people.others, here[others]))
    found = []
    for salt in salts:
        total = together(person, salt)
        for columns, begins in lists:
            total = mixed(total + sum_in(together(columns, salt), begins), salt)
        records = mixed(fees, salt)
        records[others] = mixed(records[others] + together(told, salt), salt)
        found.append(mixed(total + sum_in(records, offsets), salt))
    return found


def _of_these(who: Ints, columns: Iterable[Ints], offsets: Ints) -> tuple[list[Ints], Ints]:
    place, here, first = items_of(who, offsets)
    return [place, *(column[here] for column in columns)], first


def _of_the_person(people: People) -> list[Ints]:
    return [
        people.special * 2 + people.contradicting,
        people.benefit_from,
        people.benefit_to,
        people.liable_from,
        people.institution_entry,
        people.entered_on,
        people.prepaid_until,
        people.insured_parent,
        (np.maximum(people.repair_years, 0) * 4 + np.maximum(people.plan_in_window, -1) + 1) * 4
        + people.scheme * 2
        + at_school(people),
    ]


def _fees(people: People, here: Ints, place: Ints, elsewhere: Flags) -> Ints:
    """缴费. Each of these records as a fee, with its place, in one number: every field has bits of its own."""
    total: Ints = place * 4 + people.kind[here]
    total = total * 2 + elsewhere
    total = total * 4 + people.in_window[here] - NOT_SAID
    total = total * 4 + people.through_school[here] - NOT_SAID
    total = total * 2**12 + np.maximum(people.record_year[here], 0)
    return np.asarray(total * 2**22 + np.maximum(people.paid_on[here], DATES[0] - 1) - (DATES[0] - 1))


def _others(people: People, here: Ints) -> list[Ints]:
    """其他记录. What these records hold that are no fees."""
    columns = (people.from_month, people.to_month, people.ended_on, people.applied_on, people.years)
    return [column[here] for column in columns]
