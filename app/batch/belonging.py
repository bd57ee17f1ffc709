"""归属. Who a person is to the rules on who enrols where: the kind of category, and which places are surely elsewhere.

A plan is refused where every place that would admit the person is surely in another area; a place here and one that is
not known are alike. Whether two codes are one pooling area is asked of the rule itself, once for each distinct pair.
"""

from typing import Final

import numpy as np

from app.batch.laws import YEARS, Laws
from app.batch.people import CATEGORIES, People
from app.batch.spells import Spells
from app.batch.vectors import NULL, Flags, Ints, among, any_in, distinct_of, year_of
from app.model.place import Eligibility, Whereabouts, same_pool
from app.rules.eligibility import CHOOSERS, not_admitted

AREA_CODES: Final = 10**6
CODES: Final = 2**8
HERE, ELSEWHERE = "110100", "120100"
RESIDENT: Final = CATEGORIES.index("adult_resident")
CHOOSER: Final = CATEGORIES.index("flexible_worker")
EMPLOYEE, ON_BENEFIT = CATEGORIES.index("employee"), CATEGORIES.index("unemployed_on_benefit")
ALIKE: Final = {"child": RESIDENT} | dict.fromkeys(CHOOSERS, CHOOSER)
KIND: Final = np.array([ALIKE.get(name, place) for place, name in enumerate(CATEGORIES)])
"""类别. The categories that the rules on enrolment treat alike, each by the first of its kind."""


def belonging(people: People) -> Ints:
    """归属. One number for each person; those who have it in common are admitted alike."""
    total = KIND[people.category]
    for places in (people.hukou_area, people.residence_area, people.workplace_area, people.school_area):
        total = total * 2 + _pooled(places, people.area, together=False)
    return np.asarray(total)


def turned_away(belongs: Ints, laws: Laws, law: Ints, planned: Ints) -> Flags:
    """不能在此参保. Whether the rule would turn the person away; asked once for each kind, places and law of a year."""
    distinct, back = distinct_of((law * YEARS.stop + planned) * CODES + belongs)
    found = []
    for each in distinct:
        (row, year), code = divmod(each // CODES, YEARS.stop), each % CODES
        found.append(_turned_away(laws.of(row, year).eligibility, code))
    return np.array(found, bool)[back]


def _turned_away(eligibility: Eligibility | None, code: int) -> bool:
    if eligibility is None:
        return False
    areas = [ELSEWHERE if code >> place & 1 else None for place in (3, 2, 1, 0)]
    hukou, residence, workplace, school = areas
    category = CATEGORIES[code >> len(areas)]
    seeker = Whereabouts(HERE, category, hukou, residence, workplace, school, employed=False, benefit=None)
    return not_admitted(seeker, eligibility)


def through_others(people: People, planned: Ints) -> Flags:
    """由他人参保. Employees who pay for the running year, whose employee cover the rule looks at; those on benefit."""
    employees = (people.category == EMPLOYEE) & (planned == year_of(people.on))
    return np.asarray(employees | (people.category == ON_BENEFIT) | (people.benefit_from != NULL))


def employed(people: People, spells: Spells) -> Flags:
    """在职职工. Employees whose employee cover has not ended by the day of the question, or none is recorded."""
    running = any_in(spells.ended_on >= people.on[spells.whose], spells.offsets)
    return np.asarray((people.category == EMPLOYEE) & (running | (np.diff(spells.offsets) == 0)))


def at_school(people: People) -> Flags:
    """在校参保. Whether the plan pays through the school, said or taken from the area."""
    said = people.plan_through_school
    return np.asarray(np.where(said == NULL, _pooled(people.school_area, people.area, together=True), said == 1))


def _pooled(places: Ints, areas: Ints, *, together: bool) -> Flags:
    """统筹区. Whether each place surely lies in the pooling area, or surely in another; neither while not known."""
    known = np.flatnonzero(places != NULL)
    distinct, back = distinct_of(places[known] * AREA_CODES + areas[known])
    codes = [divmod(pair, AREA_CODES) for pair in distinct]
    pooled = np.array([same_pool(f"{place:06}", f"{area:06}") is together for place, area in codes], bool)
    return among(known[pooled[back]], len(places))
