"""参保资格. Which scheme, where and through whom, each allowed or not; and the plan of someone who may not enrol here.

Reading: R32b (refused only where no place could be the one), R20b (students), R31 (those on benefit).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from app.assess.grounds import NOT_HELD
from app.assess.verdict import Verdict
from app.model.assessment import EligibilityEntry, Through
from app.model.calendar import month_number, number_of_month
from app.model.case import Case, Category, Scheme, UnemploymentBenefit
from app.model.citation import Clause
from app.model.codes import QuestionCode
from app.model.explanation import Question, Refusal
from app.model.life import Life, Payment
from app.model.place import Eligibility, same_pool, same_province
from app.model.policy import YearLaw
from app.rules.eligibility import (
    admitted,
    employed,
    not_admitted,
    places_of,
    prepaying,
)
from app.rules.special import ruled_elsewhere

Way = tuple[Scheme, str, Through, bool | None, str, Question | None]
"""参保方式. A scheme, its area, through whom, whether it is allowed, the rule, and what would settle it."""

QUESTIONS: dict[str, QuestionCode] = {
    "hukou": "hukou_area",
    "residence": "residence_area",
    "workplace": "workplace_area",
    "school": "school_area",
}


def ineligible(case: Case, payment: Payment, judged: Verdict, law: YearLaw) -> Refusal | None:
    """不予收费. The refusal of a year that this person certainly may not buy here; null where that is not certain."""
    eligibility, person = law.eligibility, case.person
    if eligibility is None:
        return None
    if payment.year == case.on.year and employed(person, case.on, judged.past.life):
        return Refusal("not_eligible", payment.year, "enrol_through_employer")
    if not_admitted(person, case.area, eligibility):
        return Refusal("not_eligible", payment.year, "enrol_where_allowed")
    if prepaying(payment, person, judged.years, eligibility):
        return Refusal(
            "too_early", payment.year, "pay_year_by_year", opens_on=law.window.opens_on if law.window else None
        )
    return None


def eligibility(case: Case, life: Life, law: YearLaw) -> tuple[EligibilityEntry, ...]:
    """参保资格. In the area asked about first, then in the other places that are known; none where no text is held."""
    held = law.eligibility
    if held is None or ruled_elsewhere(case.person, law.special):
        return ()
    return tuple(
        [
            EligibilityEntry(scheme, area, through, allowed, rule, _clause(rule, law, held), question)
            for scheme, area, through, allowed, rule, question in WAYS[case.person.category](case, held, life)
        ]
    )


def _clause(rule: str, law: YearLaw, held: Eligibility) -> Clause:
    if rule == "other_province":
        return NOT_HELD
    if rule != "welfare_child":
        return held.cited.clause(rule)
    return law.welfare.cited.clause(rule) if law.welfare else NOT_HELD


def _employee(case: Case, held: Eligibility, life: Life) -> Iterator[Way]:
    """职工. The employee scheme through the employer, where the work is; the resident one once that has ended."""
    workplace, rule = case.person.workplace_area, "employer_enrolment"
    here = same_pool(workplace, case.area)
    yield "employee", case.area, "employer", here, rule, _asked((("workplace", workplace),), allowed=here)
    if employed(case.person, case.on, life):
        yield "resident", case.area, "self", False, rule, None
    else:
        yield from _at_home(case, held)
    for area, allowed, ruled in _elsewhere((workplace,), case.area, rule):
        yield "employee", area, "employer", allowed, ruled, None


def _at_home(case: Case, held: Eligibility) -> Iterator[Way]:
    """自己参保. In the resident scheme at the hukou or residence."""
    places = places_of(case.person, held)
    here = admitted(places, case.area)
    yield "resident", case.area, "self", here, "place_of_enrolment", _asked(places, allowed=here)


def _on_benefit(case: Case, held: Eligibility, _: Life) -> Iterator[Way]:
    """领取失业保险金人员. The employee scheme, by the fund, for as long as benefit is drawn, where the text says so."""
    benefit, rule = case.person.unemployment_benefit, "unemployment_benefit"
    if not held.unemployment_fund:
        yield from _at_home(case, held)
        return
    drawn = None if benefit is None else drawn_on(case, benefit)
    asked = Question("unemployment_benefit", None, "/person/unemployment_benefit") if benefit is None else None
    yield "employee", case.area, "unemployment_fund", drawn, rule, asked
    if drawn:
        yield "resident", case.area, "self", False, rule, None
    elif drawn is False or admitted(places_of(case.person, held), case.area) is False:
        yield from _at_home(case, held)
    else:
        yield "resident", case.area, "self", None, "place_of_enrolment", asked


def drawn_on(case: Case, benefit: UnemploymentBenefit) -> bool:
    """领取期内. Whether benefit is drawn in the month of the day asked about."""
    return month_number(benefit.from_month) <= number_of_month(case.on) <= month_number(benefit.to_month)


def _student(case: Case, held: Eligibility, _: Life) -> Iterator[Way]:
    """大中专学生. Through the school; at home only where that is not enrolment twice, which nobody here can tell."""
    (_school, school), *home = places_of(case.person, held)
    rule, here = "school_enrolment", same_pool(school, case.area)
    yield "resident", case.area, "school", here, rule, _asked((("school", school),), allowed=here)
    yield "resident", case.area, "self", False if admitted(tuple(home), case.area) is False else None, rule, None
    for area, allowed, ruled in _elsewhere((school,), case.area, rule):
        yield "resident", area, "school", allowed, ruled, None


def _in_care(case: Case, _held: Eligibility, _life: Life) -> Iterator[Way]:
    """福利机构儿童. Through the institution, wherever that is."""
    yield "resident", case.area, "institution", True, "welfare_child", None


def _resident(case: Case, held: Eligibility, _: Life) -> Iterator[Way]:
    """居民. At their hukou or residence; families together."""
    places = places_of(case.person, held)
    here = admitted(places, case.area)
    asked = _asked(places, allowed=here)
    yield "resident", case.area, "self", here, "place_of_enrolment", asked
    yield "resident", case.area, "family", here, "family_enrolment", asked
    for area, allowed, ruled in _elsewhere([area for _, area in places], case.area, "place_of_enrolment"):
        yield "resident", area, "self", allowed, ruled, None


def _worker(case: Case, held: Eligibility, _: Life) -> Iterator[Way]:
    """可选择的劳动者. In either scheme, at their hukou, workplace or residence."""
    places = places_of(case.person, held)
    here = admitted(places, case.area)
    asked = _asked(places, allowed=here)
    yield "resident", case.area, "self", here, "worker_choice", asked
    yield "employee", case.area, "self", here, "worker_choice", asked
    for area, allowed, ruled in _elsewhere([area for _, area in places], case.area, "worker_choice"):
        yield "resident", area, "self", allowed, ruled, None
        yield "employee", area, "self", allowed, ruled, None


def _elsewhere(
    areas: Iterable[str | None], asked_about: str, rule: str
) -> Iterator[tuple[str, Literal[True] | None, str]]:
    """别处. The person's other areas, each once: the text admits in its own province, of another it knows nothing."""
    for area in dict.fromkeys(areas):
        if area is not None and same_pool(area, asked_about) is False:
            yield (area, True, rule) if same_province(area, asked_about) else (area, None, "other_province")


def _asked(places: Sequence[tuple[str, str | None]], *, allowed: bool | None) -> Question | None:
    """待询事项. The first place that is not known, where it could settle the matter."""
    if allowed is not None:
        return None
    for place, area in places:
        if area is None:
            return Question(QUESTIONS[place], None, f"/person/{place}_area")
    return None


WAYS: dict[Category, Callable[[Case, Eligibility, Life], Iterator[Way]]] = {
    "employee": _employee,
    "flexible_worker": _worker,
    "migrant_worker": _worker,
    "new_form_worker": _worker,
    "unemployed_on_benefit": _on_benefit,
    "adult_resident": _resident,
    "child": _resident,
    "college_student": _student,
    "welfare_institution_child": _in_care,
}
