"""激励标记. What else tells people apart where their awards are asked for, beside the keys of a brief answer.

Those keys forget years enrolled that no wait reaches, whether each was paid inside its window, and what was reimbursed.
Here all of that is kept, of each fee; the order of fees that surely count cannot matter. Reading: R23, R24, R26.
"""

from typing import Final, NamedTuple

import numpy as np

from app.batch.laws import FIRST_YEAR, YEARS, Laws, at, from_elsewhere
from app.batch.people import RESIDENT, People
from app.batch.spells import MONTHS, RADIX, spells_of
from app.batch.vectors import NOT_SAID, NULL, Flags, Ints, Mixed, mixed, new_year, sum_in, year_of
from app.batch.whole import together
from app.model.policy import Policy, YearLaw

SALT: Final = 0x2545F4914F6CDD1D
WITHOUT_AWARDS: Final = frozenset(
    {"fees", "aid", "pooling", "family_account", "reach", "readings", "verified_on", "year"}
)
"""无关专题. What of the law no award turns on."""
OF_AWARDS: Final = tuple(name for name in YearLaw.__struct_fields__ if name not in WITHOUT_AWARDS)


def first_award_year(before: Policy, after: Policy) -> int | None:
    """激励首年. The first year that counts for an award; null where none is given, or none can differ.

    That is where two policies differ in nothing that an award may turn on.
    """
    laws = [(before.of(year), after.of(year)) for year in sorted({*before.years, *after.years})]
    counted = [law.awards.first_year for pair in laws for law in pair if law.awards]
    differ = any(getattr(one, name) != getattr(other, name) for one, other in laws for name in OF_AWARDS)
    return min(counted) if counted and differ else None


def award_marks(people: People, both: tuple[Laws, Laws], first_year: Ints) -> Mixed:
    """激励标记. One number for each person: of fees and what they say of claims, of spells, of years not counted.

    Of all that only what lies in or after the `first_year` that counts, of each person; nothing where that is 0.
    """
    sides = [_side(people, laws) for laws in both]
    ordinary = _in_time(people) & sides[0].payable & sides[1].payable
    fee = (people.kind == RESIDENT) & ~(ordinary & (people.record_year < first_year[people.whose]))
    told = together(
        [
            people.record_year,
            people.claims * 4 + people.in_window - NOT_SAID,
            *(flags.astype(np.int64) for side in sides for flags in side),
            np.where(ordinary, 0, people.paid_on),
        ],
        SALT,
    )
    fees = sum_in(np.where(fee, told, np.uint64(0)), people.offsets)
    untold = (people.liable_from == NULL) | (people.liable_from > people.on)
    liable = np.where(untold, 0, year_of(np.maximum(people.liable_from, 0)))
    uncounted = np.maximum(year_of(people.birth_date), liable)
    uncounted = np.where(uncounted >= first_year, uncounted, 0)
    marks = mixed(mixed(fees + _worked(people, first_year), SALT) + uncounted.astype(np.uint64), SALT)
    return np.where(first_year, marks, np.uint64(0))


def _worked(people: People, first_year: Ints) -> Mixed:
    """职工月份. One number for each person, of the months of each spell that count."""
    spells = spells_of(people)
    since = np.maximum(spells.from_month, first_year[spells.whose] * MONTHS)
    months = mixed(since * RADIX + np.maximum(spells.last_month, 0), SALT)
    return np.asarray(sum_in(np.where(spells.last_month >= since, months, np.uint64(0)), spells.offsets))


class Side(NamedTuple):
    """缴费时点. Of each record: whether the window had opened, whether it had closed, whether the year had begun.

    `elsewhere`: whether the window does not hold where it was paid; `payable`: whether a fee for the year could surely
    be paid then, or was paid elsewhere, or is said to be inside.
    """

    opened: Flags
    closed: Flags
    begun: Flags
    elsewhere: Flags
    payable: Flags


def _side(people: People, laws: Laws) -> Side:
    rows, year = laws.rows(people.area), _year(people)
    law = rows[people.whose]
    opened = people.paid_on >= at(laws.opens_on, law, year)
    begun = people.paid_on >= new_year(year)
    elsewhere = from_elsewhere(people, laws, rows, np.arange(len(people.whose)))
    payable = opened | begun | elsewhere | (people.in_window == 1)
    return Side(opened, people.paid_on > at(laws.closes_on, law, year), begun, elsewhere, payable)


def _in_time(people: People) -> Flags:
    """按时. Whether a fee was paid by the day of the question and in its year, for somebody born."""
    on, birth = people.on[people.whose], people.birth_date[people.whose]
    return np.asarray(
        (people.paid_on >= birth) & (people.paid_on <= on) & (people.paid_on < new_year(_year(people) + 1))
    )


def _year(people: People) -> Ints:
    return np.clip(people.record_year, FIRST_YEAR, YEARS.stop - 1)
