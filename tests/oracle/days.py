"""Days as whole numbers (ordinals), so that a stretch of days is a range and a cover is a set."""

from datetime import date, timedelta
from functools import cache
from typing import Literal

Day = int
Month = int
"""A calendar month as one number: year x 12 + month - 1."""


def day(text: str) -> Day:
    return date.fromisoformat(text).toordinal()


def optional_day(text: str | None) -> Day | None:
    return None if text is None else day(text)


def iso(a_day: Day | None) -> str | None:
    return None if a_day is None else as_date(a_day).isoformat()


@cache
def as_date(a_day: Day) -> date:
    return date.fromordinal(a_day)


def year_of(a_day: Day) -> int:
    return as_date(a_day).year


@cache
def new_year(year: int) -> Day:
    """1 January."""
    return date(year, 1, 1).toordinal()


@cache
def years_end(year: int) -> Day:
    """31 December."""
    return date(year, 12, 31).toordinal()


def month(text: str) -> Month:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


def month_of(a_day: Day) -> Month:
    on = as_date(a_day)
    return on.year * 12 + on.month - 1


def months_first_day(a_month: Month) -> Day:
    return date(a_month // 12, a_month % 12 + 1, 1).toordinal()


def months_last_day(a_month: Month) -> Day:
    return months_first_day(a_month + 1) - 1


@cache
def day_after(start: Day, months: int, month_length: Literal["30_days", "calendar"]) -> Day:
    """The first day after a wait of so many months whose day 1 is `start` (R5, R7)."""
    if month_length == "30_days":
        waiting = [start + n for _ in range(months) for n in range(30)]
        return start + len(waiting)
    day_one = date.fromordinal(start)
    target = month_of(start) + months
    in_target = date.fromordinal(months_first_day(target))
    while in_target.day < day_one.day and month_of((in_target + timedelta(days=1)).toordinal()) == target:
        in_target += timedelta(days=1)
    return in_target.toordinal()
