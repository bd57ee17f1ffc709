"""日历. The only place where months become days.

"固定待遇等待期3个月" (Hunan 2025, item 8): how long such a month is, is policy, either 30 days or a calendar month.

Reading: R5 (length of a month), R7 (first covered day), R12 and R16 (which day is day 1 of a deadline).
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

import msgspec

MonthLength = Literal["30_days", "calendar"]
"""月的长度. How a month of waiting is turned into days."""

COUNTED_MONTH_DAYS = 30
DAY = timedelta(days=1)
MONTHS_IN_A_YEAR = 12


class Term(msgspec.Struct, frozen=True, gc=False):
    """期限. A deadline of the law: a number of days, or a number of calendar months; exactly one is set."""

    days: int | None = None
    months: int | None = None


@lru_cache(maxsize=256)
def january_first(year: int) -> date:
    """1月1日. The first day of a coverage year."""
    return date(year, 1, 1)


@lru_cache(maxsize=256)
def december_last(year: int) -> date:
    """12月31日. The last day of a coverage year."""
    return date(year, 12, 31)


def months_later(day: date, months: int) -> date:
    """对应日. The same day of the month `months` later; the last day of that month where it is shorter."""
    year, month = divmod(day.year * MONTHS_IN_A_YEAR + day.month - 1 + months, MONTHS_IN_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=4096)
def after_wait(day_one: date, months: int, month_length: MonthLength) -> date:
    """等待期满之日. The first covered day of a wait of `months` whose first day is `day_one`."""
    if month_length == "30_days":
        return day_one + timedelta(days=COUNTED_MONTH_DAYS * months)
    return months_later(day_one, months)


def last_day(day_one: date, term: Term) -> date:
    """期限末日. The last day of a deadline whose first day is `day_one`; it is included."""
    if term.days is not None:
        return day_one + timedelta(days=term.days - 1)
    return months_later(day_one, term.months or 0) - DAY


@lru_cache(maxsize=2048)
def month_number(month: str) -> int:
    """月序. `YYYY-MM` as months since year 0, so that months subtract."""
    return int(month[:4]) * MONTHS_IN_A_YEAR + int(month[5:7]) - 1


def number_of_month(day: date) -> int:
    """所在月序. The month that holds `day`, as months since year 0."""
    return day.year * MONTHS_IN_A_YEAR + day.month - 1


@lru_cache(maxsize=2048)
def month_begins_on(number: int) -> date:
    """月初. The first day of a month given as months since year 0."""
    year, month = divmod(number, MONTHS_IN_A_YEAR)
    return date(year, month + 1, 1)


@lru_cache(maxsize=2048)
def month_ends_on(number: int) -> date:
    """月末. The last day of a month given as months since year 0."""
    year, month = divmod(number, MONTHS_IN_A_YEAR)
    return date(year, month + 1, monthrange(year, month + 1)[1])
