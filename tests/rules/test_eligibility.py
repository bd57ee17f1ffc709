"""Where somebody may enrol, and when it is certain that somebody may not."""

from datetime import date

import pytest

from app.model.place import Whereabouts, same_pool
from app.rules.eligibility import admitted, employed, not_admitted, places_of, prepaying
from tests.rules.builders import law, life, payment, person, spell

HELD = law("eligibility")
HERE, THERE = "430100", "440300"


@pytest.mark.parametrize(
    ("one", "area", "same"),
    [
        ("430100", "430100", True),
        ("430181", "430100", True),
        ("430100", "430199", True),
        ("430423", "430421", True),
        ("430200", "430100", False),
        ("440100", "430100", False),
        ("430000", "430100", None),
        ("430100", "430000", None),
        ("430000", "430000", True),
        ("430100", "430102", True),
        ("432000", "432100", False),
        ("110000", "110000", True),
        ("439900", "430100", None),
        ("430100", "439900", None),
        ("439900", "439900", True),
        ("449900", "430100", False),
        ("000000", "430100", None),
        ("430100", "000000", None),
        (None, "430100", None),
        ("500235", "500100", None),
        ("500101", "500101", True),
        ("429005", "429004", None),
        ("429004", "429004", True),
    ],
)
def test_whether_two_codes_are_one_pooling_area(one, area, same):
    assert same_pool(one, area) is same


@pytest.mark.parametrize(
    ("areas", "is_admitted"),
    [
        ([HERE, THERE], True),
        ([HERE, None], True),
        ([THERE, None], None),
        ([THERE, THERE], False),
        ([None], None),
        ([], None),
    ],
)
def test_one_place_here_admits_and_all_elsewhere_do_not(areas, is_admitted):
    places = tuple(("hukou", area) for area in areas)
    assert admitted(places, HERE) is is_admitted


@pytest.mark.parametrize(
    ("category", "names"),
    [
        ("adult_resident", ["hukou", "residence"]),
        ("child", ["hukou", "residence"]),
        ("flexible_worker", ["hukou", "workplace", "residence"]),
        ("migrant_worker", ["hukou", "workplace", "residence"]),
        ("new_form_worker", ["hukou", "workplace", "residence"]),
        ("college_student", ["school", "hukou", "residence"]),
    ],
)
def test_the_places_of_a_category(category, names):
    areas = {
        f"{name}_area": f"43{place}100" for place, name in enumerate(("hukou", "residence", "workplace", "school"))
    }
    found = places_of(person(category=category, **areas), HELD)
    assert [name for name, _ in found] == names
    assert all(area == areas[f"{name}_area"] for name, area in found)


@pytest.mark.parametrize(
    ("category", "refused"),
    [
        ("adult_resident", True),
        ("child", True),
        ("flexible_worker", True),
        ("college_student", True),
        ("employee", True),
        ("unemployed_on_benefit", True),
        ("welfare_institution_child", False),
    ],
)
def test_who_can_be_said_not_to_enrol_here(category, refused):
    def seeker(place, *, employed=False):
        return Whereabouts(HERE, category, place, place, place, place, employed=employed, benefit=None)

    assert not_admitted(seeker(THERE), HELD) is refused
    assert not not_admitted(seeker(None), HELD)
    assert not not_admitted(seeker(THERE, employed=True), HELD)


def test_an_employee_is_employed_until_employee_cover_has_ended():
    employee, day = person(category="employee"), date(2026, 3, 10)
    assert employed(employee, day, life())
    assert employed(employee, day, life(spell("2025-01", "2026-12")))
    assert not employed(employee, day, life(spell("2025-01", "2026-02")))
    assert not employed(person(), day, life(spell("2025-01", "2026-12")))


@pytest.mark.parametrize(
    ("year", "planned", "too_far"),
    [
        (2026, (2026, 2027, 2028), False),
        (2027, (2026, 2027, 2028), True),
        (2028, (2026, 2028), True),
        (2026, (2025, 2026), False),
        (2028, (2028,), False),
    ],
)
def test_a_student_pays_for_no_year_after_the_next(year, planned, too_far):
    student, autumn = person(category="college_student"), date(2025, 10, 15)
    paid = payment(autumn, year)
    assert prepaying(paid, student, planned, HELD) is too_far
    assert not prepaying(paid, person(), planned, HELD)
    assert not prepaying(paid, student, planned, law("eligibility", students_yearly=False))
