"""What a calendar year counts as."""

import pytest

from app.rules.standing import first_counted_year, neutral, standing_of_year
from tests.rules.builders import hunan, law, life, spell

WAITING = hunan().waiting


@pytest.mark.parametrize(("uncounted", "first"), [(1990, 2025), (2024, 2025), (2025, 2026), (2030, 2031)])
def test_counting_begins_with_the_rules_or_after_the_last_uncounted_year(uncounted, first):
    assert first_counted_year(life(uncounted=uncounted), WAITING) == first


@pytest.mark.parametrize(("last", "is_neutral"), [("2025-02", False), ("2025-03", True), ("2025-04", True)])
def test_three_employee_months_make_a_year_neutral(last, is_neutral):
    assert neutral(2025, life(spell("2025-01", last)), WAITING) is is_neutral


def test_how_many_months_is_the_area_s_to_say():
    assert neutral(2025, life(spell("2025-01", "2025-01")), law("waiting", neutral_employee_months=1))


def test_a_month_in_two_spells_counts_once():
    twice = life(spell("2025-02", "2025-03"), spell("2025-03", "2025-03"))
    assert not neutral(2025, twice, WAITING)


@pytest.mark.parametrize(
    ("year", "standing"),
    [(2024, "uncounted"), (2025, "uncounted"), (2026, "enrolled"), (2027, "neutral"), (2028, "lapse")],
)
def test_every_year_has_one_standing(year, standing):
    lived = life(spell("2027-01", "2027-12"), enrolled=(2024, 2026), uncounted=2025)
    assert standing_of_year(year, lived, WAITING) == standing


def test_a_fee_makes_an_uncounted_year_enrolled():
    assert standing_of_year(2025, life(enrolled=(2025,), uncounted=2025), WAITING) == "enrolled"
