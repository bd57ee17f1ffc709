"""困难群众身份. What is left of the hardship of each person: the categories held on the day, and what is found of it.

`app.batch.alike` gives the reasons.
"""

from typing import NamedTuple

import numpy as np

from app.batch.fees import FAR_OFF, NEW_YEARS
from app.batch.laws import FIRST_YEAR, Laws, at
from app.batch.people import HARDSHIP, RESIDENT, People
from app.batch.vectors import NULL, Flags, Ints, among, any_in, items_of


class HardshipLeft(NamedTuple):
    """所余. Of each person: the categories `held` on the day of the question, one bit for each, and three findings.

    `changed`: whether one begins or ends within a year that was paid for, where the law says that nothing follows;
    `changes`: within the planned year, as if that was bought; `impossible`: whether one ends before it begins.
    """

    held: Ints
    changed: Flags
    changes: Flags
    impossible: Flags


def hardship_of(people: People, laws: Laws, law: Ints, planned: Ints) -> HardshipLeft:
    """困难群众身份. What is left of the hardship of each person; `planned` is the year that the plan buys."""
    whose = np.repeat(np.arange(people.size), np.diff(people.hardship_offsets))
    begins, on = people.hardship_from, people.on[whose]
    ends = np.where(people.hardship_to == NULL, FAR_OFF, people.hardship_to)
    held, now = np.zeros(people.size, np.int64), (begins <= on) & (ends >= on)
    for place in range(len(HARDSHIP)):
        held |= any_in(now & (people.hardship == place), people.hardship_offsets).astype(np.int64) << place
    _, fee, first = items_of(whose, people.offsets)
    status, year = np.repeat(np.arange(len(whose)), np.diff(first)), np.maximum(people.record_year[fee], FIRST_YEAR)
    ruled = (people.kind[fee] == RESIDENT) & at(laws.keeps_aid, law[whose[status]], year)
    changed = ruled & _within_year((begins[status], ends[status]), people.paid_on[fee], year)
    ruled = at(laws.keeps_aid, law[whose], planned[whose])
    changes = ruled & _within_year((begins, ends), on, planned[whose])
    found = (whose[status[changed]], whose[changes], whose[ends < begins])
    return HardshipLeft(held, *(among(who, people.size) for who in found))


def _within_year(status: tuple[Ints, Ints], paid_on: Ints, year: Ints) -> Flags:
    """年度内新增或退出. As `app.rules.aid.changed_within_year` has it, of statuses from a day to another."""
    (begins, ends), opening, beyond = status, NEW_YEARS[year - FIRST_YEAR], NEW_YEARS[year + 1 - FIRST_YEAR]
    began = (begins >= opening) & (begins < beyond) & (begins > paid_on)
    ended = (ends >= opening) & (ends < beyond) & (begins <= paid_on) & (paid_on <= ends)
    return (begins <= ends) & (began | ended)
