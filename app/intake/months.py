"""月段. Runs of calendar months, both ends included, months counted since year 0."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from app.intake.foreign import OPEN, UnreadableError
from app.model.calendar import MONTHS_IN_A_YEAR

FIRST_MONTH: Final = 1950 * MONTHS_IN_A_YEAR
LONGEST_MONTHS: Final = 120
"""最长月数. A row of more than ten years is no row of payment."""


class Months(NamedTuple):
    """月段. From a month to a month, both included."""

    first: int
    last: int

    @property
    def each(self) -> range:
        """各月. Its months, one by one."""
        return range(self.first, self.last + 1)

    @property
    def years(self) -> range:
        """所及年度. The calendar years that it touches."""
        return range(self.first // MONTHS_IN_A_YEAR, self.last // MONTHS_IN_A_YEAR + 1)

    def buys(self, year: int) -> bool:
        """购得年度. Whether a resident fee for these months is surely that of a whole coverage year.

        It runs to December, and begins in January or within the year itself, as that of a newborn does.
        """
        first, last = year * MONTHS_IN_A_YEAR, (year + 1) * MONTHS_IN_A_YEAR - 1
        return self.last >= last and (self.first <= first or len(self.years) == 1)


ANY_MONTHS: Final = Months(FIRST_MONTH, OPEN * MONTHS_IN_A_YEAR - 1)
"""任何月份. Every month that a row may speak of."""


def months_told(first: int | None, last: int | None) -> Months:
    """所属期. From two months that are told and in order; UnreadableError where they are not."""
    if first is None or last is None or not FIRST_MONTH <= first <= last < first + LONGEST_MONTHS:
        raise UnreadableError
    return Months(first, last)


def runs(months: Iterable[int]) -> list[Months]:
    """月段. Months, in any order, as runs, earliest first."""
    found: list[Months] = []
    for month in sorted(months):
        if found and month == found[-1].last + 1:
            found[-1] = Months(found[-1].first, month)
        else:
            found.append(Months(month, month))
    return found
