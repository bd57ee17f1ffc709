"""原样. A key of everything that the rules read of a person, for those of whom nothing may be forgotten.

Lists are read with their order, for the order of records of one day is the order in which they are judged.
"""

from collections.abc import Iterable

import numpy as np

from app.batch.belonging import at_school
from app.batch.people import People
from app.batch.vectors import NULL, Ints, Mixed, mixed, sum_in

PROVINCE = 10_000


def together(columns: list[Ints], salt: int) -> Mixed:
    """合一. One number for each row out of several, the place of each telling them apart."""
    total = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        total = mixed(total ^ column.astype(np.uint64), salt)
    return total


def whole(people: People, who: Ints, besides: list[Ints], salts: list[int]) -> list[Mixed]:
    """原样. For each salt one number for each person of `who`, out of all that the rules read and what is `besides`."""
    person = [column[who] for column in (*besides, *_of_the_person(people))]
    hardship = (people.hardship, people.hardship_from, people.hardship_to)
    lists = [
        _of_these(who, [people.year], people.year_offsets),
        _of_these(who, [people.unknown_year], people.unknown_offsets),
        _of_these(who, hardship, people.hardship_offsets),
        _of_these(who, _of_the_record(people), people.offsets),
    ]
    found = []
    for salt in salts:
        total = together(person, salt)
        for columns, offsets in lists:
            total = mixed(total + sum_in(together(columns, salt), offsets), salt)
        found.append(total)
    return found


def _of_these(who: Ints, columns: Iterable[Ints], offsets: Ints) -> tuple[list[Ints], Ints]:
    """所选. The items of the lists of these people, the place of each in its list first, and where each list begins."""
    each = np.diff(offsets)[who]
    first = np.concatenate([[0], np.cumsum(each)])
    place = np.arange(first[-1]) - np.repeat(first[:-1], each)
    here = np.repeat(offsets[:-1][who], each) + place
    return [place, *(column[here] for column in columns)], first


def _of_the_person(people: People) -> list[Ints]:
    return [
        people.on,
        people.birth_date,
        people.special * 2 + people.contradicting,
        people.benefit_from,
        people.benefit_to,
        people.liable_from,
        people.institution_entry,
        people.entered_on,
        people.prepaid_until,
        people.insured_parent * 4 + people.scheme * 2 + at_school(people),
        np.where(people.repair_years == NULL, 0, people.repair_years),
        people.plan_in_window,
    ]


def _of_the_record(people: People) -> list[Ints]:
    elsewhere = people.record_area // PROVINCE != people.area[people.whose] // PROVINCE
    return [
        people.kind * 2 + elsewhere,
        people.record_year,
        people.paid_on,
        people.in_window * 8 + people.through_school,
        people.from_month,
        people.to_month,
        people.ended_on,
        people.applied_on,
        people.years,
    ]
