"""What repair may take off a wait, and what it costs."""

from datetime import date

import pytest

from app.rules.repair import (
    overpaid,
    repair_cost_fen,
    repairable_months,
    repaired_months,
    still_enrolled,
    wait_runs,
    worth_years,
)
from tests.rules.builders import hunan, law, payment, purchase

WAITING = hunan().waiting
PAID_ON, FIRST_DAY = date(2026, 11, 15), date(2027, 5, 1)


def lapsed(years: int, repaired: int = 0):
    return purchase(
        payment(PAID_ON, 2027),
        lapse_years=years,
        fixed_months=3,
        variable_months=max(0, years - 1),
        repaired_months=repaired,
        first_day=FIRST_DAY,
    )


@pytest.mark.parametrize(
    ("years", "repaired", "left"),
    [(1, 0, 0), (2, 0, 1), (2, 1, 0), (3, 0, 2), (3, 1, 1), (4, 0, 0), (5, 0, 1), (5, 1, 0), (6, 1, 1), (10, 0, 6)],
)
def test_variable_months_may_be_repaired_down_to_the_floor(years, repaired, left):
    assert repairable_months(lapsed(years, repaired), WAITING) == left
    assert worth_years(lapsed(years, repaired), WAITING) == left


def test_a_wait_shorter_than_the_floor_is_not_made_longer():
    assert repairable_months(lapsed(4), law("waiting", floor_months=9)) == 0


@pytest.mark.parametrize(("each", "worth"), [(0, 0), (1, 2), (2, 1), (3, 1)])
def test_a_lapse_year_is_worth_the_months_it_added(each, worth):
    assert worth_years(lapsed(3), law("waiting", variable_months_each=each)) == worth


@pytest.mark.parametrize(("paid", "off"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_years_paid_take_off_what_they_are_worth_and_no_more(paid, off):
    assert repaired_months(lapsed(3), paid, WAITING) == off


@pytest.mark.parametrize(("paid", "off"), [(0, 0), (1, 2), (2, 2)])
def test_a_year_paid_takes_off_as_many_months_as_it_added(paid, off):
    assert repaired_months(lapsed(3), paid, law("waiting", variable_months_each=2)) == off


@pytest.mark.parametrize(
    ("day", "runs"),
    [
        (date(2026, 11, 14), False),
        (PAID_ON, True),
        (date(2027, 4, 30), True),
        (FIRST_DAY, False),
    ],
)
def test_a_wait_runs_from_payment_until_the_day_before_cover(day, runs):
    assert wait_runs(lapsed(2), day) is runs


@pytest.mark.parametrize(
    ("day", "enrolled", "still"),
    [
        (date(2026, 12, 31), {2027}, True),
        (date(2027, 12, 31), {2027}, True),
        (date(2028, 1, 1), {2027}, False),
        (date(2028, 1, 1), {2027, 2028}, True),
        (date(2029, 1, 1), {2027, 2029}, False),
    ],
)
def test_a_wait_is_that_of_somebody_who_has_paid_for_every_year_since(day, enrolled, still):
    assert still_enrolled(lapsed(2), day, enrolled) is still


def test_the_cost_is_the_individual_fee_for_each_year():
    assert repair_cost_fen(3, hunan().fees) == 120_000


def test_no_repair_costs_nothing_whatever_the_fee():
    assert repair_cost_fen(0, None) == 0


def test_an_unknown_fee_is_an_unknown_cost():
    assert repair_cost_fen(1, None) is None


@pytest.mark.parametrize(
    ("day", "too_many"),
    [(date(2027, 4, 30), False), (date(2027, 5, 1), True), (date(2027, 5, 2), True)],
)
def test_a_repair_is_overpaid_where_one_year_less_covers_from_the_day_of_repair(day, too_many):
    waits = purchase(
        payment(PAID_ON, 2027),
        lapse_years=3,
        fixed_months=3,
        variable_months=2,
        repaired_months=2,
        starts_on=date(2027, 1, 1),
        first_day=day,
    )
    assert overpaid(waits, day, WAITING) is too_many
