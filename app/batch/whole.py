"""原样. A key of everything that the rules read of a person, for those of whom nothing may be forgotten.

Lists are read with their order, for the order of records of one day is the order in which they are judged.
"""

import numpy as np

from app.batch.belonging import at_school, belonging
from app.batch.people import CATEGORIES, People
from app.batch.vectors import NULL, Flags, Ints, Mixed, mixed, sum_in

STUDENT, IN_CARE = CATEGORIES.index("college_student"), CATEGORIES.index("welfare_institution_child")
PROVINCE = 10_000


def together(columns: list[Ints], salt: int) -> Mixed:
    """合一. One number for each row out of several, the place of each telling them apart."""
    total = np.zeros(len(columns[0]), np.uint64)
    for column in columns:
        total = mixed(total ^ column.astype(np.uint64), salt)
    return total


def whole(people: People, law: Ints, rest: Flags, salt: int) -> Mixed:
    """原样. One number for each person of `rest`, out of all that the rules read; 0 for the others."""
    total = together(_of_the_person(people, law), salt)
    hardship = [people.hardship, people.hardship_from, people.hardship_to]
    for columns, offsets in (
        ([people.year], people.year_offsets),
        ([people.unknown_year], people.unknown_offsets),
        (hardship, people.hardship_offsets),
    ):
        whose = np.repeat(np.arange(people.size), np.diff(offsets))
        total = mixed(total + sum_in(together([_place(whose, offsets), *columns], salt), offsets), salt)
    here = np.flatnonzero(rest[people.whose])
    whose = people.whose[here]
    fields = [column[here] for column in _of_the_record(people)]
    offsets = np.concatenate([[0], np.cumsum(np.bincount(whose, minlength=people.size))])
    records = sum_in(together([_place(whose, offsets), *fields], salt), offsets)
    return np.where(rest, mixed(total + records, salt), np.uint64(0))


def _place(whose: Ints, offsets: Ints) -> Ints:
    return np.arange(len(whose)) - offsets[whose]


def _of_the_person(people: People, law: Ints) -> list[Ints]:
    return [
        law,
        people.on,
        people.birth_date,
        people.special * 2 + people.contradicting,
        belonging(people),
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
