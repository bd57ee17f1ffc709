"""What is charged for a coverage year."""

from datetime import date

import pytest

from app.rules.fees import fee_items, subsidy_is_charged
from tests.rules.builders import hunan, law, payment, purchase


@pytest.mark.parametrize(
    ("ground", "charged"),
    [("out_of_window", True), ("in_window", False), ("employee_transfer", False), ("newborn", False)],
)
def test_the_subsidy_is_charged_outside_the_window_alone(ground, charged):
    assert subsidy_is_charged(purchase(basis=ground), hunan().fees) is charged


@pytest.mark.parametrize(
    ("paid_on", "charged"),
    [(date(2026, 6, 30), False), (date(2026, 7, 1), True), (date(2026, 7, 2), True)],
)
def test_an_area_may_charge_the_subsidy_from_a_day_of_the_year(paid_on, charged):
    fees = law("fees", subsidy_from=(7, 1))
    assert subsidy_is_charged(purchase(payment(paid_on)), fees) is charged


def amounts(items):
    return [(item.kind, item.amount_fen) for item in items]


def test_an_unknown_fee_gives_no_items():
    assert fee_items(purchase(), None) is None


def test_an_unknown_subsidy_matters_only_where_it_is_charged():
    fees = law("fees", subsidy_fen=None)
    assert fee_items(purchase(), fees) is None
    assert amounts(fee_items(purchase(basis="in_window"), fees)) == [("individual_fee", 40_000)]


def test_outside_the_window_both_are_charged():
    items = fee_items(purchase(), hunan().fees)
    assert amounts(items) == [("individual_fee", 40_000), ("government_subsidy", 70_000)]


@pytest.mark.parametrize(("late_fee", "charged"), [("individual", False), ("with_subsidy", True), ("unknown", None)])
def test_who_is_spared_the_wait_pays_what_the_area_says(late_fee, charged):
    spared = purchase(basis="exempt_group", late_fee=late_fee)
    assert subsidy_is_charged(spared, hunan().fees) is charged
    assert subsidy_is_charged(spared, law("fees", subsidy_from=(12, 31))) is False
    assert (fee_items(spared, hunan().fees) is None) == (charged is None)
