"""From the employee scheme to the resident scheme."""

from datetime import date

import pytest

from app.model.calendar import Term
from app.rules.transfer import (
    bought_since,
    employee_transfer,
    employee_transfer_next_year,
    insured_long_enough,
    same_year_deadline,
    transfer_deadline,
    transfer_rule_unknown,
    transfer_starts_on,
)
from tests.rules.builders import hunan, law, life, payment, spell

TRANSFER = hunan().transfer
BREAK = date(2026, 4, 1)


@pytest.mark.parametrize(
    ("within", "break_day", "deadline"),
    [
        (Term(days=90), BREAK, date(2026, 6, 29)),
        (Term(months=3), BREAK, date(2026, 6, 30)),
        (Term(months=3), date(2025, 11, 30), date(2026, 2, 27)),
        (Term(months=3), date(2025, 12, 1), date(2026, 2, 28)),
    ],
)
def test_the_deadline_is_as_the_area_reads_it(within, break_day, deadline):
    assert transfer_deadline(break_day, law("transfer", within=within)) == deadline


@pytest.mark.parametrize(
    ("break_day", "until"),
    [(BREAK, date(2026, 6, 29)), (date(2026, 10, 2), date(2026, 12, 30)), (date(2026, 10, 4), date(2026, 12, 31))],
)
def test_the_year_of_the_break_is_to_be_had_until_the_deadline_or_its_31_december(break_day, until):
    assert same_year_deadline(break_day, TRANSFER) == until


@pytest.mark.parametrize(
    ("paid_on", "year", "in_time"),
    [
        (BREAK, 2026, True),
        (date(2026, 6, 29), 2026, True),
        (date(2026, 6, 30), 2026, False),
        (BREAK, 2027, False),
    ],
)
def test_a_transfer_is_for_the_year_of_the_break_within_the_deadline(paid_on, year, in_time):
    assert employee_transfer(payment(paid_on, year), BREAK, life(), TRANSFER) is in_time


@pytest.mark.parametrize(
    ("break_day", "paid_on", "may"),
    [
        (date(2025, 9, 30), date(2025, 12, 1), False),
        (date(2025, 10, 1), date(2025, 12, 29), True),
        (date(2025, 10, 1), date(2025, 12, 30), False),
        (date(2025, 12, 31), date(2026, 3, 30), True),
        (date(2025, 12, 31), date(2026, 3, 31), False),
        (date(2024, 12, 31), date(2025, 3, 1), False),
    ],
)
def test_the_next_year_alone_is_for_those_who_left_on_or_after_1_october(break_day, paid_on, may):
    assert employee_transfer_next_year(payment(paid_on), break_day, life(), TRANSFER) is may


@pytest.mark.parametrize(("day", "since"), [(date(2025, 11, 15), True), (date(2025, 11, 14), False)])
def test_who_bought_the_year_of_the_break_since_has_no_such_choice(day, since):
    bought = life()
    bought.enrolled[2025] = payment(day, 2025)
    assert bought_since(date(2025, 11, 15), bought) is since
    assert employee_transfer_next_year(payment(date(2025, 12, 1)), date(2025, 11, 15), bought, TRANSFER) is not since


@pytest.mark.parametrize(
    ("paid_on", "break_day", "lapses", "starts_on"),
    [
        (date(2026, 5, 30), BREAK, 0, BREAK),
        (date(2026, 5, 30), BREAK, 1, date(2026, 5, 30)),
        (date(2025, 12, 20), date(2025, 11, 15), 0, date(2026, 1, 1)),
        (date(2025, 12, 20), date(2025, 11, 15), 1, date(2026, 1, 1)),
        (date(2026, 2, 10), date(2025, 11, 15), 0, date(2026, 1, 1)),
        (date(2026, 2, 10), date(2025, 11, 15), 1, date(2026, 2, 10)),
    ],
)
def test_cover_begins_on_the_break_day_a_wait_with_the_payment_and_neither_before_the_year(
    paid_on, break_day, lapses, starts_on
):
    assert transfer_starts_on(payment(paid_on), break_day, lapses, TRANSFER) == starts_on


@pytest.mark.parametrize(
    ("cover_from", "paid_on", "break_day", "lapses", "starts_on"),
    [
        ("payment_day", date(2026, 5, 30), BREAK, 0, date(2026, 5, 30)),
        ("day_after_payment", date(2026, 5, 30), BREAK, 0, date(2026, 5, 31)),
        ("day_after_payment", date(2026, 5, 30), BREAK, 1, date(2026, 5, 30)),
        ("day_after_payment", date(2025, 12, 31), date(2025, 11, 15), 0, date(2026, 1, 1)),
        ("payment_month", date(2026, 5, 30), BREAK, 0, date(2026, 5, 1)),
        ("payment_month", date(2026, 4, 30), date(2026, 4, 16), 0, date(2026, 4, 16)),
        ("payment_month", date(2026, 5, 30), BREAK, 1, date(2026, 5, 30)),
        ("payment_month", date(2025, 12, 20), date(2025, 11, 15), 0, date(2026, 1, 1)),
    ],
)
def test_cover_begins_as_the_area_reads_it(cover_from, paid_on, break_day, lapses, starts_on):
    transfer = law("transfer", cover_from=cover_from)
    assert transfer_starts_on(payment(paid_on), break_day, lapses, transfer) == starts_on


@pytest.mark.parametrize(
    ("spells", "enrolled", "enough"),
    [
        ((spell("2024-04", "2026-03"),), (), True),
        ((spell("2024-05", "2026-03"),), (), False),
        ((spell("2024-05", "2026-03"),), (2024,), True),
        ((spell("2025-01", "2026-03"),), (2024,), True),
        ((spell("2025-02", "2026-03"),), (2024,), False),
        ((spell("2024-04", "2025-05"), spell("2025-06", "2026-03")), (), True),
        ((spell("2024-04", "2025-05"), spell("2025-07", "2026-03")), (), False),
        ((spell("2024-04", "2026-01"), spell("2026-03", "2026-03")), (), False),
    ],
)
def test_two_earlier_years_are_24_months_in_either_scheme(spells, enrolled, enough):
    lived, transfer = life(*spells, enrolled=enrolled), law("transfer", earlier_years=2)
    assert insured_long_enough(BREAK, lived, transfer) is enough
    assert employee_transfer(payment(BREAK), BREAK, lived, transfer) is enough
    assert insured_long_enough(BREAK, lived, TRANSFER)


@pytest.mark.parametrize(
    ("held", "break_day", "paid_on", "unknown"),
    [
        (None, BREAK, date(2026, 12, 31), True),
        (None, date(2025, 1, 1), date(2026, 3, 1), True),
        (None, date(2024, 12, 31), date(2026, 3, 1), False),
        (law("transfer", cover_from=None), BREAK, date(2026, 6, 29), True),
        (law("transfer", cover_from=None), BREAK, date(2026, 6, 30), False),
        (TRANSFER, BREAK, BREAK, False),
    ],
)
def test_a_leaver_is_in_doubt_where_no_rule_is_held(held, break_day, paid_on, unknown):
    assert transfer_rule_unknown(payment(paid_on), break_day, held) is unknown


def test_no_choice_of_the_next_year_where_the_area_gives_none():
    none = law("transfer", next_year_from=None)
    assert not employee_transfer_next_year(payment(date(2025, 12, 20)), date(2025, 11, 15), life(), none)
