"""Other areas and the other scheme: looked at where they admit the person, named where nothing can be promised."""

import os
import random

import msgspec
import pytest

from app.explore import limits, options
from app.explore.places import places
from app.explore.ranking import beats
from app.explore.world import world_of
from app.model.options import OpenCase
from tests.explore.asking import ADULT, ASSUMED, PUBLISHED, choices, fee, question, row
from tests.explore.test_options_hold import measured, no_worse, promise, small_world
from tests.oracle.lives import random_life

pytestmark = pytest.mark.no_cover

LIVES = int(os.environ.get("CANBAO_OPTION_LIVES", "30"))
PLACES = [None, "430100", "430102", "430200", "430300", "350200", "440300"]
STUDENT = {"birth_date": "2008-05-01", "category": "college_student", "school": {"entered_on": "2026-09-05"}}


def living(hukou, residence, **more):
    return {**ADULT, "hukou_area": hukou, "residence_area": residence, **more}


def areas_of(found):
    return {each.action.area for each in found.options}


def named(found):
    return [(each.scheme, each.area, each.because) for each in found.unpriced]


def test_a_person_with_two_places_may_choose_in_either_and_the_one_asked_about_comes_first():
    found = choices("2025-11-20", living("430200", "430100"), fee(2025, "2024-11-01"))
    assert [(each.action.area, row(each)) for each in found.options] == [
        ("430100", ("2025-11-20", (2026,), 0, 40_000, "2026-01-01", "2026-01-31")),
        ("430200", ("2025-11-20", (2026,), 0, 40_000, "2026-01-01", "2026-01-31")),
    ]
    assert {each.action.area for each in found.refused} == {"430100", "430200"}
    assert found.unpriced == ()


def test_what_is_better_in_another_area_beats_what_is_done_here():
    """Fuxin's window of 2026 closed on 30 December; Changsha's is open until 31 January."""
    found = options(
        question("2026-01-10", living("430100", "210900"), fee(2025, "2024-11-01"), area="210900"), PUBLISHED.of
    )
    here = next(each for each in found.options if (each.action.area, each.action.plan.years) == ("210900", (2026,)))
    there = found.options[here.beaten_by]
    assert (there.action.area, there.total_fen, str(there.first_covered_day)) == ("430100", 40_000, "2026-01-01")
    assert here.total_fen > there.total_fen


def test_an_area_whose_own_text_admits_is_found_though_the_one_asked_about_is_silent():
    asked = question("2025-11-20", living("430100", "210900"), fee(2025, "2024-11-01"), area="210900")
    assert PUBLISHED.of("210900").of(2026).eligibility is None
    assert areas_of(options(asked, PUBLISHED.of)) == {"210900", "430100"}


def test_an_area_of_another_province_whose_text_is_not_held_is_named_and_not_priced():
    found = choices("2025-11-20", living("440300", "430100"), fee(2025, "2024-11-01"))
    assert areas_of(found) == {"430100"}
    assert named(found) == [("resident", "440300", "not_certain")]
    assert found.unpriced[0].entry.rule == "other_province"
    assert found.complete


def test_an_area_that_the_caller_names_is_looked_at_and_one_not_modelled_named():
    found = choices("2025-11-20", ADULT, fee(2025, "2024-11-01"), areas=["430200", "440300"])
    assert areas_of(found) == {"430100", "430200"}
    assert named(found) == [("resident", "440300", "not_modelled")]
    assert found.unpriced[0].entry is None


def test_the_employee_scheme_is_told_without_a_price():
    worker = living("430100", None, category="flexible_worker")
    found = choices("2025-11-20", worker, fee(2025, "2024-11-01"))
    assert named(found) == [("employee", "430100", "employee_scheme")]
    (way,) = found.unpriced
    assert (way.entry.allowed, way.entry.rule, way.entry.clause.item) == (True, "worker_choice", "1")
    assert all(each.action.plan.scheme == "resident" for each in found.options)


def test_where_it_is_not_certain_the_employee_scheme_comes_with_the_question():
    (way,) = choices("2025-11-20", {**ADULT, "category": "migrant_worker"}, fee(2025, "2024-11-01")).unpriced
    assert (way.entry.allowed, way.entry.question.code) == (None, "hukou_area")


def test_an_employee_has_the_scheme_of_the_employer_alone():
    employee = {**ADULT, "category": "employee", "workplace_area": "430200", "hukou_area": "430100"}
    found = choices("2026-03-10", employee, fee(2025, "2024-11-01"))
    assert named(found) == [("employee", "430200", "employee_scheme")]
    assert {each.refusal.code for each in found.refused if each.action.on == found.refused[0].action.on} == {
        "not_eligible",
        "too_early",
    }


def test_a_student_has_the_school_without_naming_it():
    student = {**STUDENT, "school_area": "430200"}
    found = choices("2026-09-10", student, fee(2025, "2024-11-01"), fee(2026, "2025-11-01"))
    best = found.options[0]
    assert (best.action.area, best.years[0].basis, str(best.first_covered_day)) == (
        "430200",
        "new_student",
        "2026-09-01",
    )


@pytest.mark.parametrize(
    "person",
    [
        {"birth_date": "2020-05-01", "category": "welfare_institution_child", "institution_entry": "2025-10-01"},
        {
            "birth_date": "1990-05-01",
            "category": "unemployed_on_benefit",
            "unemployment_benefit": {"from": "2025-06", "to": "2026-05"},
        },
    ],
)
def test_who_enrols_through_an_institution_or_the_fund_has_no_other_area(person):
    found = choices("2025-11-20", {**person, "hukou_area": "430200"})
    assert areas_of(found) <= {"430100"}
    assert [way for way in named(found) if way[1] != "430100"] == []


def test_who_may_not_enrol_here_is_refused_here_and_has_the_other_place():
    found = choices("2025-11-20", living("430200", "430200"), fee(2025, "2024-11-01"))
    assert areas_of(found) == {"430200"}
    refused = [each for each in found.refused if each.action.area == "430100" and each.action.plan.years == (2026,)]
    assert [(each.refusal.code, each.from_on) for each in refused] == [("not_eligible", None)]


def test_beyond_the_limit_an_area_is_named_and_the_search_is_not_complete():
    asked = {"areas": ["430200", "430300", "430400", "430500"]}
    found = choices("2025-11-20", living("430600", None), fee(2025, "2024-11-01"), **asked)
    assert len(areas_of(found)) == limits.OTHER_AREAS + 1
    assert named(found) == [("resident", "430600", "beyond_limit")]
    assert not found.complete


def anywhere(seed):
    """Random lives whose places are anywhere, each with its options and the worlds of the areas looked at."""
    rng = random.Random(seed)
    for _ in range(LIVES):
        life = {key: value for key, value in random_life(rng).items() if key != "plan"}
        life["on"] = max(life["on"], life["person"]["birth_date"])
        for place in ("hukou_area", "residence_area", "workplace_area"):
            life["person"][place] = rng.choice(PLACES)
        life["areas"] = rng.choice([[], [], ["210900"], ["430500"]])
        asked = msgspec.convert(life, OpenCase)
        found = options(asked, ASSUMED.of)
        yield asked, found, {area: world_of(asked, area, ASSUMED.of(area)) for area in areas_of(found)}


def test_every_option_of_every_area_put_back_there_gives_what_it_promised():
    elsewhere = 0
    for asked, found, worlds in anywhere(31):
        for each in found.options:
            assert promise(measured(worlds[each.action.area], each.action)) == promise(each), asked
            elsewhere += each.action.area != asked.area
    assert elsewhere > LIVES


def test_no_action_in_any_area_looked_at_beats_one_inside_the_list():
    for asked, found, worlds in anywhere(32):
        best = [each for each in found.options if each.beaten_by is None]
        for world in worlds.values():
            for action in small_world(world)[::3]:
                one = measured(world, action)
                assert not any(beats(one, each) for each in best), (action, asked)
                if one.total_fen is not None:
                    assert any(no_worse(each, one) for each in found.options), (action, asked)


def test_an_area_takes_at_most_forty_assessments_but_for_one_question_in_thirty():
    counted = sorted(
        found.assessments / len(places(asked, ASSUMED.of).areas)
        for seed in (33, 34)
        for asked, found, _ in anywhere(seed)
    )
    assert counted[len(counted) * 29 // 30 - 1] <= 40
    assert counted[-1] <= 80
