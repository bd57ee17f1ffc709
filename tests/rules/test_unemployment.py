"""The months of unemployment benefit, and what the fund pays for them."""

from datetime import date

import pytest

from app.model.case import UnemploymentBenefit
from app.model.life import Spell
from app.rules.unemployment import (
    benefit_is_over,
    benefit_on,
    benefit_spell,
    benefit_told,
    benefit_unknown,
    fund_items,
    impossible_benefit,
    year_without_benefit,
)
from tests.rules.builders import person, spell

MARCH = date(2026, 3, 20)


def benefit(first, last):
    return UnemploymentBenefit(first, last)


@pytest.mark.parametrize(
    ("first", "last", "birth", "is_so"),
    [
        ("2026-02", "2026-02", date(1990, 5, 1), False),
        ("2026-02", "2026-01", date(1990, 5, 1), True),
        ("2025-12", "2026-01", date(1990, 5, 1), False),
        ("2026-02", "2026-02", date(2026, 2, 1), False),
        ("2026-02", "2026-03", date(2026, 2, 2), True),
    ],
)
def test_months_that_end_before_they_begin_or_begin_before_birth_cannot_be(first, last, birth, is_so):
    months = benefit(first, last)
    assert impossible_benefit(months, birth) is is_so
    assert benefit_told(person(birth_date=birth, unemployment_benefit=months)) is (None if is_so else months)


@pytest.mark.parametrize(
    ("category", "months", "unknown"),
    [
        ("unemployed_on_benefit", None, True),
        ("unemployed_on_benefit", benefit("2026-02", "2026-01"), True),
        ("unemployed_on_benefit", benefit("2026-02", "2026-02"), False),
        ("adult_resident", None, False),
    ],
)
def test_someone_on_benefit_has_to_say_for_which_months(category, months, unknown):
    assert benefit_unknown(person(category=category, unemployment_benefit=months)) is unknown


@pytest.mark.parametrize(
    ("months", "state"),
    [
        (("2026-04", "2026-05"), "to_come"),
        (("2026-03", "2026-03"), "drawn"),
        (("2025-03", "2026-02"), "over"),
    ],
)
def test_benefit_is_to_come_drawn_or_over(months, state):
    assert benefit_on(MARCH, benefit(*months)) == state
    assert benefit_on(MARCH, None) is None


def test_the_months_of_benefit_are_a_spell_counted_up_to_the_month_asked_about():
    found, whole = benefit_spell(benefit("2026-02", "2026-07"), MARCH), spell("2026-02", "2026-07")
    assert found == Spell(None, whole.begins_on, date(2026, 7, 31), whole.first_month, whole.first_month + 1)
    past = benefit_spell(benefit("2025-02", "2025-07"), MARCH)
    assert past.last_month - past.first_month == 5


def test_months_to_come_are_no_spell():
    assert benefit_spell(benefit("2026-04", "2026-07"), MARCH) is None


def test_benefit_that_begins_today_is_a_spell():
    assert benefit_spell(benefit("2026-03", "2026-07"), date(2026, 3, 1)).begins_on == date(2026, 3, 1)


@pytest.mark.parametrize(("last", "over"), [("2026-02", True), ("2026-03", False), ("2026-04", False)])
def test_benefit_is_over_after_its_last_month(last, over):
    assert benefit_is_over(benefit("2025-12", last), MARCH) is over


@pytest.mark.parametrize(
    ("years", "without"),
    [((), None), ((2026,), None), ((2026, 2027), None), ((2025, 2026), 2025), ((2026, 2028, 2029), 2028)],
)
def test_a_year_without_a_month_of_benefit_is_the_first_outside_it(years, without):
    assert year_without_benefit(benefit("2026-12", "2027-01"), years) == without


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [("2026-01", "2026-12", [2026]), ("2025-12", "2026-01", [2025, 2026]), ("2024-06", "2026-05", [2024, 2025, 2026])],
)
def test_the_fund_pays_a_contribution_for_each_calendar_year(first, last, years):
    items = fund_items(benefit(first, last))
    assert [each.year for each in items] == years
    assert {(each.kind, each.amount_fen, each.payer) for each in items} == {
        ("employee_contribution", None, "unemployment_fund")
    }
