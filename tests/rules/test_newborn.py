"""Newborns: the deadline, and the choice of the next year alone."""

from datetime import date

import pytest

from app.model.calendar import Term
from app.rules.newborn import (
    covered_from_birth_until,
    in_time,
    late_newborn_starts_on,
    newborn_after_deadline,
    newborn_deadline,
    newborn_next_year,
    newborn_rule_unknown,
    newborn_starts_on,
)
from tests.rules.builders import law, life, payment

BORN = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("day_one", "within", "deadline"),
    [
        ("day_after_birth", Term(days=90), date(2026, 5, 30)),
        ("birth", Term(days=90), date(2026, 5, 29)),
        ("birth", Term(months=3), date(2026, 5, 31)),
        ("day_after_birth", Term(months=3), date(2026, 6, 1)),
    ],
)
def test_the_deadline_is_as_the_area_reads_it(day_one, within, deadline):
    newborn = law("newborn", day_one=day_one, within=within)
    assert newborn_deadline(BORN, newborn) == deadline
    assert in_time(payment(deadline), BORN, newborn)
    assert not in_time(payment(date.fromordinal(deadline.toordinal() + 1)), BORN, newborn)


@pytest.mark.parametrize(
    ("born", "across", "until"),
    [
        (date(2026, 10, 2), False, date(2026, 12, 31)),
        (date(2026, 10, 3), False, date(2026, 12, 31)),
        (date(2026, 10, 1), False, date(2026, 12, 30)),
        (date(2026, 10, 3), True, date(2027, 1, 1)),
    ],
)
def test_cover_from_birth_is_to_be_had_in_the_year_of_birth_or_until_the_deadline(born, across, until):
    assert covered_from_birth_until(born, law("newborn", across_new_year=across)) == until


@pytest.mark.parametrize(
    ("reading", "born", "may"),
    [
        ((10, 1), date(2025, 9, 30), False),
        ((10, 1), date(2025, 10, 1), True),
        ((10, 2), date(2025, 10, 1), False),
        ((10, 2), date(2025, 10, 2), True),
        (None, date(2025, 12, 1), False),
    ],
)
def test_who_may_buy_the_next_year_alone_is_as_the_area_reads_it(reading, born, may):
    child = life(birth_date=born)
    newborn = law("newborn", next_year_from=reading)
    assert newborn_next_year(payment(date(2025, 12, 15)), child, newborn, inside_window=True) is may


@pytest.mark.parametrize(
    ("paid_on", "inside", "may"),
    [(date(2026, 2, 8), False, True), (date(2026, 2, 9), False, False), (date(2026, 2, 9), True, True)],
)
def test_the_next_year_is_bought_inside_the_window_or_within_the_deadline(paid_on, inside, may):
    child = life(birth_date=date(2025, 11, 10))
    assert newborn_next_year(payment(paid_on), child, law("newborn"), inside_window=inside) is may


def test_who_bought_the_birth_year_has_no_such_choice():
    child = life(birth_date=date(2025, 11, 10), enrolled=(2025,))
    assert not newborn_next_year(payment(date(2025, 12, 15)), child, law("newborn"), inside_window=True)


def test_the_choice_is_for_the_year_after_birth():
    child = life(birth_date=date(2025, 11, 10))
    assert not newborn_next_year(payment(year=2027), child, law("newborn"), inside_window=True)


@pytest.mark.parametrize(
    ("reading", "paid_on", "year", "spared"),
    [
        ("as_out_of_window", date(2026, 7, 1), 2026, False),
        ("next_month", date(2026, 12, 31), 2026, True),
        ("next_month", date(2027, 1, 1), 2027, False),
        ("day_after_until_age_one", date(2026, 12, 31), 2026, True),
        ("day_after_until_age_one", date(2027, 2, 28), 2027, True),
        ("day_after_until_age_one", date(2027, 3, 1), 2027, False),
    ],
)
def test_a_late_newborn_is_spared_the_wait_as_the_area_reads_it(reading, paid_on, year, spared):
    assert newborn_after_deadline(payment(paid_on, year), BORN, law("newborn", late=reading)) is spared


@pytest.mark.parametrize(
    ("reading", "paid_on", "starts_on"),
    [
        ("next_month", date(2026, 7, 1), date(2026, 8, 1)),
        ("next_month", date(2026, 12, 31), date(2027, 1, 1)),
        ("day_after_until_age_one", date(2026, 7, 1), date(2026, 7, 2)),
    ],
)
def test_a_late_newborn_spared_the_wait_is_covered_from_the_day_that_the_area_names(reading, paid_on, starts_on):
    assert late_newborn_starts_on(payment(paid_on), law("newborn", late=reading)) == starts_on


@pytest.mark.parametrize(("paid_on", "unknown"), [(date(2027, 2, 28), True), (date(2027, 3, 1), False)])
def test_a_child_under_one_is_in_doubt_where_no_rule_is_held(paid_on, unknown):
    assert newborn_rule_unknown(payment(paid_on, 2027), BORN, None) is unknown
    assert not newborn_rule_unknown(payment(paid_on, 2027), BORN, law("newborn"))


@pytest.mark.parametrize("reading", ["next_month", "unknown"])
@pytest.mark.parametrize(("paid_on", "unknown"), [(date(2027, 2, 28), True), (date(2027, 3, 1), False)])
def test_a_child_under_one_is_in_doubt_where_the_area_says_nothing_of_one_so_late(reading, paid_on, unknown):
    assert newborn_rule_unknown(payment(paid_on, 2027), BORN, law("newborn", late=reading)) is unknown


@pytest.mark.parametrize(
    ("year", "enrolled", "starts_on"),
    [
        (2026, (), BORN),
        (2026, (2026,), BORN),
        (2027, (), BORN),
        (2027, (2026,), date(2027, 1, 1)),
        (2027, (2025,), BORN),
    ],
)
def test_a_newborn_is_covered_from_birth_once(year, enrolled, starts_on):
    assert newborn_starts_on(payment(date(2027, 1, 5), year), life(birth_date=BORN, enrolled=enrolled)) == starts_on
