"""日期列. Columns of days and months as whole numbers since 1970, as Arrow and NumPy count them."""

from datetime import date
from typing import Final

import numpy as np

from app.batch.demo.dice import Ints

EPOCH: Final = date(1970, 1, 1).toordinal()
EARLIEST: Final = (1850 - 1970) * 12
_FIRST_DAYS: Final = np.arange(EARLIEST, (2250 - 1970) * 12).astype("M8[M]").astype("M8[D]").astype(np.int64)
"""月初表. The first day of each month of four centuries: to look up is faster than to reckon."""


def ordinal(on: date) -> int:
    """日序. A day as its number since 1970."""
    return on.toordinal() - EPOCH


def days(year: Ints | int, month: int, day: int) -> Ints:
    """日. The same day of each year."""
    return first_days((np.asarray(year) - 1970) * 12 + month - 1) + day - 1


def first_days(months: Ints) -> Ints:
    """月初. The first day of each month."""
    return _FIRST_DAYS[months - EARLIEST]


def last_days(months: Ints) -> Ints:
    """月末. The last day of each month."""
    return first_days(months + 1) - 1


def months(on: Ints) -> Ints:
    """月. The month of each day."""
    return on.astype("M8[D]").astype("M8[M]").astype(np.int64)


def years(on: Ints) -> Ints:
    """年. The year of each day."""
    return months(on) // 12 + 1970
