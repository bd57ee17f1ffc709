"""参保资格. Which scheme, where and through whom, each allowed or not; and the plan of someone who may not enrol here.

What is told of a place is kept: people are many, and who they are and where comes to little.
Reading: R32b (refused only where no place could be the one), R20b (students), R31 (those on benefit).
"""

from functools import lru_cache

from app.assess.grounds import KEPT, NOT_HELD
from app.assess.verdict import Verdict
from app.assess.ways import WAYS
from app.model.assessment import EligibilityEntry, Through
from app.model.case import Case
from app.model.citation import Clause
from app.model.explanation import Refusal
from app.model.life import Life, Payment
from app.model.place import Eligibility, Place, Whereabouts
from app.model.policy import YearLaw
from app.rules.eligibility import employed, not_admitted, prepaying
from app.rules.special import ruled_elsewhere
from app.rules.unemployment import benefit_on, benefit_told


def ineligible(case: Case, payment: Payment, judged: Verdict, law: YearLaw) -> Refusal | None:
    """不予收费. The refusal of a year that this person certainly may not buy here; null where that is not certain."""
    if law.eligibility is None:
        return None
    seeker = _whereabouts(case, judged.past.life)
    if seeker.employed and payment.year == case.on.year:
        return Refusal("not_eligible", payment.year, "enrol_through_employer")
    if _turned_away(seeker, law):
        return Refusal("not_eligible", payment.year, "enrol_where_allowed")
    if prepaying(payment, case.person, judged.years, law.eligibility):
        opens_on = law.window.opens_on if law.window else None
        return Refusal("too_early", payment.year, "pay_year_by_year", opens_on=opens_on)
    return None


def eligibility(case: Case, life: Life, law: YearLaw) -> tuple[EligibilityEntry, ...]:
    """参保资格. In the area asked about first, then in the other places that are known; none where no text is held."""
    return () if ruled_elsewhere(case.person, law.special) else _entries(_whereabouts(case, life), law)


def _whereabouts(case: Case, life: Life) -> Whereabouts:
    person = case.person
    return Whereabouts(
        case.area,
        person.category,
        person.hukou_area,
        person.residence_area,
        person.workplace_area,
        person.school_area,
        employed(person, case.on, life),
        benefit_on(case.on, benefit_told(person)),
    )


@lru_cache(maxsize=KEPT)
def _turned_away(seeker: Whereabouts, law: YearLaw) -> bool:
    return law.eligibility is not None and not_admitted(seeker, law.eligibility)


@lru_cache(maxsize=KEPT)
def _entries(seeker: Whereabouts, law: YearLaw) -> tuple[EligibilityEntry, ...]:
    held = law.eligibility
    if held is None:
        return ()
    return tuple(
        [
            EligibilityEntry(
                scheme, area, through, allowed, rule, _clause(rule, law, held), _places(rule, through, held), question
            )
            for scheme, area, through, allowed, rule, question in WAYS[seeker.category](seeker, held)
        ]
    )


def _places(rule: str, through: Through, held: Eligibility) -> tuple[Place, ...]:
    """可参保地. The places that the text names for whoever enrols by oneself."""
    if through != "self" or rule not in {"place_of_enrolment", "worker_choice", "school_enrolment"}:
        return ()
    return held.worker_places if rule == "worker_choice" else held.resident_places


def _clause(rule: str, law: YearLaw, held: Eligibility) -> Clause:
    if rule == "other_province":
        return NOT_HELD
    if rule != "welfare_child":
        return held.cited.clause(rule)
    return law.welfare.cited.clause(rule) if law.welfare else NOT_HELD
