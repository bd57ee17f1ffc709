"""新生儿. What is left of the day of the question and of the birth of children who are paid for in their birth year.

`app.batch.alike` gives the reasons.
"""

from datetime import date
from typing import Final

import numpy as np

from app.batch.belonging import through_others
from app.batch.fees import FAR_OFF
from app.batch.laws import Laws, at
from app.batch.people import IN_CARE, STUDENT, People
from app.batch.vectors import DAY_ZERO, NULL, Flags, Ints, distinct_of, year_of
from app.model.case import Person
from app.rules.basis import waived
from app.rules.newborn import newborn_deadline

RADIX: Final = 2**32
IN_TIME: Final = -(10**9)
"""按期. From here on, by how the day stands to the window, what stands for a day within the deadline."""
BORN_THAT_YEAR: Final = -(10**9)
"""当年出生. What stands for the day of birth of those paid for after the deadline."""


def newborns(people: People, laws: Laws, law: Ints, planned: Ints) -> tuple[Ints, Ints, Flags]:
    """新生儿. Day of the question and day of birth of each person, or what stands for one that cannot matter.

    The third tells who is such a newborn: of their places no more matters than whether they are turned away.
    """
    on, birth = people.on.copy(), people.birth_date.copy()
    new = _new(people, laws, law, planned)
    here = np.flatnonzero(new)
    opened = on[here] >= at(laws.opens_on, law[here], planned[here])
    closed = on[here] > at(laws.closes_on, law[here], planned[here])
    in_time = on[here] <= _from_birth_until(laws, law[here], birth[here], people.insured_parent[here])
    late = ~in_time & closed & (people.plan_in_window[here] != 1)
    on[here[in_time]] = IN_TIME + (opened * 2 + closed)[in_time]
    birth[here[late]] = BORN_THAT_YEAR
    return on, birth, new


def _new(people: People, laws: Laws, law: Ints, planned: Ints) -> Flags:
    """新生儿. Who was born in the year paid for and asked about in it, and has neither history nor hardship.

    Nobody whom an employer or the fund would have to enrol, whatever the age.
    """
    year = year_of(people.birth_date)
    new = laws.plain[law] & at(laws.plain_newborns, law, planned) & (year == planned) & (year == year_of(people.on))
    new &= (people.on >= people.birth_date) & (people.repair_years <= 0) & ~through_others(people, planned)
    new &= (people.category != IN_CARE) & (people.institution_entry == NULL) & (people.category != STUDENT)
    new &= (people.prepaid_until == NULL) & (people.liable_from <= people.on)
    for offsets in (people.offsets, people.unknown_offsets, people.hardship_offsets):
        new &= np.diff(offsets) == 0
    return np.asarray(new)


def _from_birth_until(laws: Laws, law: Ints, birth: Ints, insured_parent: Ints) -> Ints:
    """当年参保期限. The last day of payment that covers from birth; the rules are asked once for each day of birth."""
    distinct, back = distinct_of((law * RADIX + birth) * 2 + (insured_parent == 1))
    last = [_last_day(laws, *divmod(each // 2, RADIX), insured=each % 2 == 1) for each in distinct]
    return np.array(last, np.int64)[back]


def _last_day(laws: Laws, row: int, birth: int, *, insured: bool) -> int:
    born = date.fromordinal(birth + DAY_ZERO)
    law = laws.of(row, born.year)
    if law.newborn is None or waived(Person(birth_date=born, category="child", insured_parent=insured), law):
        return FAR_OFF
    return newborn_deadline(born, law.newborn).toordinal() - DAY_ZERO
