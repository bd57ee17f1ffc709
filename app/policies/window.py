"""集中参保缴费期. Payment windows as a policy file states them, and the window of each coverage year.

Either the dates of one year, or month-days that recur:

    opens_on = 2025-09-01    closes_on = 2026-01-31
    opens = [9, 15]          closes = [2, 29]

A recurring window opens in the year before the coverage year. It closes in that year too, unless its last
day comes earlier in the calendar than its first: then it runs on into the coverage year. [2, 29] is the last
day of February.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

import msgspec

from app.model.citation import Citation
from app.model.policy import Window
from app.policies.built import built, keys_of
from app.policies.heading import Heading
from app.policies.problem import Place


class RecurringWindow(msgspec.Struct, frozen=True, kw_only=True):
    """每年缴费期. The first and the last day of a window that recurs, as month and day."""

    opens: tuple[int, int]
    closes: tuple[int, int]

    def of(self, year: int, cited: Citation) -> Window:
        """当年缴费期. The window of a coverage year."""
        closing = year if self.closes < self.opens else year - 1
        return Window(cited=cited, opens_on=_day(year - 1, self.opens), closes_on=_day(closing, self.closes))


def windows_of(years: range, said: Mapping[str, object], cited: Citation, place: Place) -> dict[int, msgspec.Struct]:
    """缴费期. The window of each of the years; empty when a problem was noted."""
    if "opens" in said or "closes" in said:
        recurring = built(RecurringWindow, said, place, keys_of(Heading))
        return {year: recurring.of(year, cited) for year in years} if recurring else {}
    window = built(Window, said, place, keys_of(Heading), cited=cited)
    if window is None:
        return {}
    if len(years) != 1:
        place.at("until").note("window_of_years")
    year = years[0]
    if window.closes_on.year not in {year - 1, year} or (window.opens_on or date.min) > window.closes_on:
        place.at("closes_on").note("not_a_window", year=year)
    return {year: window}


def _day(year: int, month_day: tuple[int, int]) -> date:
    month, day = month_day
    return date(year, month, min(day, monthrange(year, month)[1]))
