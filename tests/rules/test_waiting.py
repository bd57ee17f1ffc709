"""The fixed and the variable wait, the floor, and how long a month is."""

from datetime import date

import pytest

from app.model.calendar import after_wait
from app.rules.waiting import fixed_wait_months, floor_months, variable_wait_months
from tests.rules.builders import hunan, law

WAITING = hunan().waiting


@pytest.mark.parametrize(
    ("lapses", "late", "months"), [(0, False, 0), (0, True, 3), (1, False, 3), (1, True, 3), (9, True, 3)]
)
def test_one_fixed_wait_for_a_lapse_or_a_late_payment_or_both(lapses, late, months):
    assert fixed_wait_months(lapses, WAITING, out_of_window=late) == months


@pytest.mark.parametrize(
    ("first", "lapses", "months"),
    [(2, 0, 0), (2, 1, 0), (2, 2, 1), (2, 10, 9), (1, 0, 0), (1, 1, 1), (1, 10, 10)],
)
def test_whether_the_first_lapse_year_adds_a_month_is_the_area_s_to_say(first, lapses, months):
    assert variable_wait_months(lapses, law("waiting", first_variable_lapse_year=first)) == months


def test_how_many_months_a_lapse_year_adds_is_the_area_s_to_say():
    assert variable_wait_months(3, law("waiting", variable_months_each=2)) == 4


@pytest.mark.parametrize(("lapses", "floor"), [(0, None), (3, None), (4, 6), (5, 6)])
def test_the_floor_is_set_from_four_lapse_years_on(lapses, floor):
    assert floor_months(lapses, WAITING) == floor


@pytest.mark.parametrize(
    ("day_one", "months", "length", "first_covered_day"),
    [
        (date(2025, 1, 1), 3, "30_days", date(2025, 4, 1)),
        (date(2028, 1, 1), 3, "30_days", date(2028, 3, 31)),
        (date(2025, 7, 3), 3, "calendar", date(2025, 10, 3)),
        (date(2026, 11, 30), 3, "calendar", date(2027, 2, 28)),
        (date(2027, 11, 30), 3, "calendar", date(2028, 2, 29)),
        (date(2026, 10, 31), 1, "calendar", date(2026, 11, 30)),
        (date(2026, 3, 10), 0, "calendar", date(2026, 3, 10)),
        (date(2026, 3, 10), 0, "30_days", date(2026, 3, 10)),
    ],
)
def test_a_month_is_30_days_or_the_same_day_of_a_later_month(day_one, months, length, first_covered_day):
    assert after_wait(day_one, months, length) == first_covered_day
