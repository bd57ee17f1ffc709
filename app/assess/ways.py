"""参保方式. In which scheme, where and through whom somebody may enrol: a way for each, by what they are.

Reading: R20b (students), R31 (those on benefit), R32b (what is certain, and what is not).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from app.model.assessment import Through
from app.model.case import Category, Scheme
from app.model.codes import QuestionCode
from app.model.explanation import Question
from app.model.place import Eligibility, Whereabouts, same_pool, same_province
from app.rules.eligibility import admitted, places_of

Way = tuple[Scheme, str, Through, bool | None, str, Question | None]
"""参保方式. A scheme, its area, through whom, whether it is allowed, the rule, and what would settle it."""

QUESTIONS: dict[str, QuestionCode] = {
    "hukou": "hukou_area",
    "residence": "residence_area",
    "workplace": "workplace_area",
    "school": "school_area",
}


def _employee(seeker: Whereabouts, held: Eligibility) -> Iterator[Way]:
    """职工. The employee scheme through the employer, where the work is; the resident one once that has ended."""
    workplace, rule = seeker.workplace_area, "employer_enrolment"
    here = same_pool(workplace, seeker.area)
    yield "employee", seeker.area, "employer", here, rule, _asked((("workplace", workplace),), allowed=here)
    if seeker.employed:
        yield "resident", seeker.area, "self", False, rule, None
    else:
        yield from _at_home(seeker, held)
    for area, allowed, ruled in _elsewhere((workplace,), seeker.area, rule):
        yield "employee", area, "employer", allowed, ruled, None


def _at_home(seeker: Whereabouts, held: Eligibility) -> Iterator[Way]:
    """自己参保. In the resident scheme at the hukou or residence."""
    places = places_of(seeker, held)
    here = admitted(places, seeker.area)
    yield "resident", seeker.area, "self", here, "place_of_enrolment", _asked(places, allowed=here)


def _on_benefit(seeker: Whereabouts, held: Eligibility) -> Iterator[Way]:
    """领取失业保险金人员. The employee scheme, by the fund, for its months now or later, where the text says so."""
    benefit, rule = seeker.benefit, "unemployment_benefit"
    if not held.unemployment_fund:
        yield from _at_home(seeker, held)
        return
    asked = Question("unemployment_benefit", None, "/person/unemployment_benefit") if benefit is None else None
    by_fund = None if benefit is None else benefit != "over"
    yield "employee", seeker.area, "unemployment_fund", by_fund, rule, asked
    if benefit == "drawn":
        yield "resident", seeker.area, "self", False, rule, None
    elif benefit is not None or admitted(places_of(seeker, held), seeker.area) is False:
        yield from _at_home(seeker, held)
    else:
        yield "resident", seeker.area, "self", None, "place_of_enrolment", asked


def _student(seeker: Whereabouts, held: Eligibility) -> Iterator[Way]:
    """大中专学生. Through the school; at home only where that is not enrolment twice, which nobody here can tell."""
    (_school, school), *home = places_of(seeker, held)
    rule, here = "school_enrolment", same_pool(school, seeker.area)
    yield "resident", seeker.area, "school", here, rule, _asked((("school", school),), allowed=here)
    yield "resident", seeker.area, "self", False if admitted(tuple(home), seeker.area) is False else None, rule, None
    for area, allowed, ruled in _elsewhere((school,), seeker.area, rule):
        yield "resident", area, "school", allowed, ruled, None


def _in_care(seeker: Whereabouts, _: Eligibility) -> Iterator[Way]:
    """福利机构儿童. Through the institution, wherever that is."""
    yield "resident", seeker.area, "institution", True, "welfare_child", None


def _resident(seeker: Whereabouts, held: Eligibility) -> Iterator[Way]:
    """居民. At their hukou or residence; families together."""
    places = places_of(seeker, held)
    here = admitted(places, seeker.area)
    asked = _asked(places, allowed=here)
    yield "resident", seeker.area, "self", here, "place_of_enrolment", asked
    yield "resident", seeker.area, "family", here, "family_enrolment", asked
    for area, allowed, ruled in _elsewhere([area for _, area in places], seeker.area, "place_of_enrolment"):
        yield "resident", area, "self", allowed, ruled, None


def _worker(seeker: Whereabouts, held: Eligibility) -> Iterator[Way]:
    """可选择的劳动者. In either scheme, at their hukou, workplace or residence."""
    places = places_of(seeker, held)
    here = admitted(places, seeker.area)
    asked = _asked(places, allowed=here)
    yield "resident", seeker.area, "self", here, "worker_choice", asked
    yield "employee", seeker.area, "self", here, "worker_choice", asked
    for area, allowed, ruled in _elsewhere([area for _, area in places], seeker.area, "worker_choice"):
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


WAYS: dict[Category, Callable[[Whereabouts, Eligibility], Iterator[Way]]] = {
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
