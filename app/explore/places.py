"""去处. In which areas a person's choices are looked at, and which ways to enrol are named without a price.

Where somebody may enrol the area asked about says, as far as its province goes; beyond, each area says of itself.
Reading: R32b (an area is looked at where that is certain).
"""

from collections.abc import Callable
from typing import NamedTuple

from app.assess.eligibility import eligibility
from app.assess.life import lived
from app.explore import limits
from app.explore.world import case_of
from app.model.assessment import EligibilityEntry
from app.model.case import Plan
from app.model.options import Action, OpenCase, Unpriced
from app.model.place import same_pool
from app.model.policy import Policy

TIED = frozenset({"institution", "unemployment_fund"})
"""在此办理. Through whom a person enrols in the area asked about alone."""
PolicyOf = Callable[[str], Policy]


class Places(NamedTuple):
    """去处. The areas looked at, that asked about first; what is named without a price; whether no limit cut them."""

    areas: tuple[str, ...]
    unpriced: tuple[Unpriced, ...]
    complete: bool


def places(asked: OpenCase, policy_of: PolicyOf) -> Places:
    """去处. Those that the question names, then those that are known to admit the person, as far as the limit."""
    entries = _entries(asked, policy_of)
    away = [each for each in entries if each.scheme == "resident" and same_pool(each.area, asked.area) is False]
    admit = {each.area: each for each in reversed(away) if each.allowed}
    elsewhere = {area: admit.get(area) for area in (*asked.areas, *admit) if area != asked.area}
    uncertain = [each for each in away if each.allowed is None and each.area not in elsewhere]
    modelled = [area for area in elsewhere if policy_of(area).modelled]
    others = [area for area in elsewhere if area not in modelled]
    taken, beyond = modelled[: limits.OTHER_AREAS], modelled[limits.OTHER_AREAS :]
    unpriced = [
        *(Unpriced("resident", area, "beyond_limit", elsewhere[area]) for area in beyond),
        *(Unpriced("resident", area, "not_modelled", elsewhere[area]) for area in others),
        *(Unpriced("resident", each.area, "not_certain", each) for each in uncertain),
        *(Unpriced("employee", each.area, "employee_scheme", each) for each in entries if _employee(each)),
    ]
    return Places((asked.area, *taken), tuple(unpriced), not beyond)


def _employee(entry: EligibilityEntry) -> bool:
    """职工医保. A way into the employee scheme that is open, or may be."""
    return entry.scheme == "employee" and entry.allowed is not False


def _entries(asked: OpenCase, policy_of: PolicyOf) -> list[EligibilityEntry]:
    """参保资格. What the area asked about says of all places; where it does not admit, what they say themselves."""
    told = {_way(each): each for each in _told(asked, asked.area, policy_of)}
    person = asked.person
    known = (person.hukou_area, person.residence_area, person.workplace_area, person.school_area)
    for area in dict.fromkeys(each for each in known if each and same_pool(each, asked.area) is False):
        own = [each for each in _told(asked, area, policy_of) if each.area == area and each.through not in TIED]
        told.update({_way(each): each for each in own if each.allowed or _way(each) in told})
    return list(told.values())


def _way(entry: EligibilityEntry) -> tuple[str, str, str]:
    return entry.scheme, entry.through, entry.area


def _told(asked: OpenCase, area: str, policy_of: PolicyOf) -> tuple[EligibilityEntry, ...]:
    """一地. What is said there in the year of the question, else in the next, which may be bought already."""
    case, policy = case_of(asked, Action(area, asked.on, Plan("resident"))), policy_of(area)
    life, _ = lived(case, [])
    return eligibility(case, life, policy.of(asked.on.year)) or eligibility(case, life, policy.of(asked.on.year + 1))
