"""Children taken in by a welfare institution."""

from datetime import date

import pytest

from app.rules.welfare import entry_unknown, welfare_child, welfare_rule_unknown, welfare_starts_on
from tests.rules.builders import ON, law, payment, person

CHILD = {"category": "welfare_institution_child"}


@pytest.mark.parametrize(
    ("entry", "in_care"), [(date(2026, 3, 9), True), (ON, True), (date(2026, 3, 11), False), (None, False)]
)
def test_a_child_is_in_care_from_the_day_of_entry(entry, in_care):
    assert welfare_child(payment(), person(institution_entry=entry, **CHILD)) is in_care


def test_no_other_person_is():
    assert not welfare_child(payment(), person(institution_entry=ON))


def test_an_unknown_entry_is_asked_for_of_a_child_in_care_alone():
    assert entry_unknown(person(**CHILD))
    assert not entry_unknown(person(institution_entry=ON, **CHILD))
    assert not entry_unknown(person())


@pytest.mark.parametrize(
    ("entry", "starts_on"), [(date(2025, 12, 31), date(2026, 1, 1)), (date(2026, 1, 2), date(2026, 1, 2))]
)
def test_cover_begins_on_the_day_of_entry_or_with_the_year(entry, starts_on):
    assert welfare_starts_on(payment(), entry) == starts_on


@pytest.mark.parametrize(
    ("who", "unknown"),
    [
        (person(institution_entry=ON, **CHILD), True),
        (person(**CHILD), True),
        (person(institution_entry=date(2026, 3, 11), **CHILD), False),
        (person(), False),
    ],
)
def test_a_child_in_care_is_in_doubt_where_no_rule_is_held(who, unknown):
    assert welfare_rule_unknown(payment(), who, None) is unknown
    assert not welfare_rule_unknown(payment(), who, law("welfare"))
