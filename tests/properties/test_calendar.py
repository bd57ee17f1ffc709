"""The calendar agrees with pendulum, which was written apart from it, on every month and every day."""

from datetime import date

import pendulum
from hypothesis import given
from hypothesis import strategies as st

from app.model.calendar import Term, after_wait, last_day, months_later

DAYS = st.dates(date(1990, 1, 1), date(2099, 12, 31))


def pendulum_day(day: date) -> pendulum.Date:
    return pendulum.date(day.year, day.month, day.day)


@given(DAYS, st.integers(0, 36))
def test_a_calendar_month_ends_on_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    """R5: clamped to the month's end."""
    assert months_later(day, months) == pendulum_day(day).add(months=months)
    assert after_wait(day, months, "calendar") == pendulum_day(day).add(months=months)


@given(DAYS, st.integers(0, 36))
def test_a_counted_month_has_thirty_days(day: date, months: int) -> None:
    """R5: "3 months is counted as 90 days"; R7: the day after the last one waited."""
    assert after_wait(day, months, "30_days") == pendulum_day(day).add(days=30 * months)


@given(DAYS, st.integers(1, 400), st.integers(1, 12))
def test_the_first_day_of_a_deadline_is_day_one(day: date, days: int, months: int) -> None:
    """R12, R16: a deadline of one day ends on the day it begins."""
    assert last_day(day, Term(days=days)) == pendulum_day(day).add(days=days - 1)
    assert last_day(day, Term(months=months)) == pendulum_day(day).add(months=months).subtract(days=1)
