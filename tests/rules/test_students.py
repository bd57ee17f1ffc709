"""New students, and fees paid ahead."""

from datetime import date

import pytest
from msgspec.structs import replace

from app.model.case import School
from app.rules.students import ahead_unknown, entry_to_come, new_student, new_student_starts_on, years_paid_ahead
from tests.rules.builders import hunan, life, payment, person

ENTERED = date(2025, 9, 1)
SCHOOL = School(ENTERED)
AUTUMN = payment(date(2025, 10, 15), at_school=True)


def student(*, home_at_school: bool = False, enrolled: bool = True, school: School | None = SCHOOL):
    lived = life(category="college_student", school=school)
    if enrolled:
        lived.enrolled[2025] = payment(date(2024, 11, 2), 2025, at_school=home_at_school)
    return lived


def test_enrolled_at_home_and_paid_at_school_in_the_year_of_entry():
    assert new_student(AUTUMN, student())
    assert new_student_starts_on(AUTUMN, hunan().students) == ENTERED


@pytest.mark.parametrize(
    ("paid", "lived"),
    [
        (AUTUMN, student(school=None)),
        (payment(date(2025, 10, 15)), student()),
        (payment(date(2026, 1, 1), at_school=True), student()),
        (payment(date(2025, 10, 15), 2027, at_school=True), student()),
        (AUTUMN, student(enrolled=False)),
        (AUTUMN, student(home_at_school=True)),
    ],
    ids=[
        "no school",
        "not through school",
        "paid the year after",
        "for another year",
        "not enrolled",
        "enrolled at school",
    ],
)
def test_anything_else_is_no_new_student(paid, lived):
    assert not new_student(paid, lived)


@pytest.mark.parametrize("category", ["college_student", "adult_resident"])
def test_fees_paid_ahead_buy_every_year_from_the_year_of_entry_for_graduates_too(category):
    ahead = person(category=category, school=School(date(2023, 9, 1), 2027))
    assert list(years_paid_ahead(ahead, date(2023, 9, 1))) == [2023, 2024, 2025, 2026, 2027]


@pytest.mark.parametrize(
    "facts",
    [
        {"category": "college_student"},
        {"category": "college_student", "school": School(ENTERED)},
        {"category": "college_student", "school": School(date(2025, 10, 16), 2028)},
    ],
    ids=["no school", "nothing paid ahead", "not entered yet"],
)
def test_nothing_else_is_paid_ahead(facts):
    assert list(years_paid_ahead(person(**facts), date(2025, 10, 15))) == []


@pytest.mark.parametrize(
    ("category", "school", "to_come"),
    [
        ("college_student", School(date(2025, 10, 16), 2028), True),
        ("college_student", School(date(2025, 10, 15), 2028), False),
        ("college_student", School(date(2025, 10, 16)), False),
        ("college_student", None, False),
        ("adult_resident", School(date(2025, 10, 16), 2028), True),
    ],
)
def test_fees_paid_ahead_from_an_entry_still_to_come_are_pointed_out(category, school, to_come):
    assert entry_to_come(person(category=category, school=school), date(2025, 10, 15)) is to_come


@pytest.mark.parametrize(
    ("facts", "enrolled", "unknown"),
    [
        ({"category": "college_student"}, (2024,), True),
        ({"category": "college_student"}, (2025,), False),
        ({"category": "college_student", "school": School(ENTERED)}, (), False),
        ({"category": "adult_resident"}, (), False),
    ],
    ids=["a year between", "the year before on record", "school told", "no student"],
)
def test_of_whom_no_school_is_told_may_have_paid_ahead(facts, enrolled, unknown):
    lived = life(**facts)
    lived.enrolled.update({year: replace(payment(date(year - 1, 11, 2), year), index=0) for year in enrolled})
    assert ahead_unknown(2026, lived) is unknown


def test_a_year_planned_beside_it_tells_nothing_of_fees_paid_ahead():
    assert ahead_unknown(2026, life(category="college_student", enrolled=(2025,)))
