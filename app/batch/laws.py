"""法的界限. The days and numbers of the law at which an answer may turn, as tables by law and coverage year.

They are read off the policy that was loaded, so that what is alike under one law need not be alike under another.
Areas that share their years share a law, and so do people: whose window it is parts records here from elsewhere.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from app.assess.history_reasons import ruled_unchanged
from app.batch.people import People
from app.batch.vectors import DAY_ZERO, Flags, Ints, distinct_of
from app.model.place import NATION, code_prefix
from app.model.policy import Policy, YearLaw

FIRST_YEAR: Final = 1950
YEARS: Final = range(FIRST_YEAR, 2101)
"""参保年度. All that a case may name."""
LONGEST_MONTH_DAYS: Final = 31
NEVER, EVER = 2**40, -(2**40)
CODE_DIGITS: Final = len(NATION)
Table = NDArray[Any]


class Laws:
    """法的界限. One row of each table for each distinct law met so far, one column for each coverage year.

    `opens_on`, `closes_on`: the window; from `EVER` to `NEVER` where it is not known. `first_area`, `last_area`: the
    codes for which it holds; all, where it is not known. `wait_days`: no wait of a payment for the year is longer,
    whatever lapsed before; nor than `fixed_days` and `lapse_days` for each lapse year and one more. `student_days`: so
    long before the year a new student's cover for it begins. `leaver_days`: so long after employee cover has ended it
    is as if there had been none. `settles`: whether payments are judged at all; `keeps_aid`: whether they are, and
    hardship that changes within the year is said to change nothing; `plain_newborns`: whether those who come late are
    judged as anybody. Of each law: `neutral_months`, the employee months that keep a year from being a lapse (0: not
    the same number for all years); `plain`, whether it has the shape for which `app.batch.alike` gives its reasons.
    """

    def __init__(self, policy_of: Callable[[str], Policy]) -> None:
        self._policy_of = policy_of
        self._places: dict[int, int] = {}
        self._rows: dict[int, int] = {}
        self._kept: list[dict[int, YearLaw]] = []
        self.opens_on, self.closes_on, self.leaver_days, self.student_days = (_none(np.int64) for _ in range(4))
        self.first_area, self.last_area = _none(np.int32), _none(np.int32)
        self.wait_days, self.fixed_days, self.lapse_days = (_none(np.int64) for _ in range(3))
        self.window_known, self.settles, self.held, self.tail_as_new_year = (_none(bool) for _ in range(4))
        self.keeps_aid, self.plain_newborns = _none(bool), _none(bool)
        self.counted_from, self.neutral_months = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self.plain = np.zeros(0, bool)

    def rows(self, areas: Ints) -> Ints:
        """行. The row of the law of each area."""
        distinct, places = distinct_of(areas)
        return np.array([self._row(area) for area in distinct], np.int64)[places]

    def of(self, row: int, year: int) -> YearLaw:
        """年度. The law of a row for a coverage year; one in which nothing is known where the data does not reach."""
        return self._kept[row].get(year) or YearLaw(year=year)

    def _row(self, area: int) -> int:
        if area not in self._places:
            policy = self._policy_of(f"{area:06}")
            key = id(policy.years)
            if key not in self._rows:
                self._rows[key] = len(self._rows)
                self._kept.append(policy.years)  # an id stands for one law only while that is kept
                self._add(policy)
            self._places[area] = self._rows[key]
        return self._places[area]

    def _add(self, policy: Policy) -> None:
        laws = [policy.of(year) for year in YEARS]
        windows = [law.window for law in laws]
        opened = [EVER if window is None or window.opens_on is None else _day(window.opens_on) for window in windows]
        closed = [NEVER if window is None else _day(window.closes_on) for window in windows]
        self.opens_on, self.closes_on = _with(self.opens_on, opened), _with(self.closes_on, closed)
        codes = [code_prefix(NATION if window is None else window.cited.area) for window in windows]
        self.first_area = _with(self.first_area, [int(code.ljust(CODE_DIGITS, "0")) for code in codes])
        self.last_area = _with(self.last_area, [int(code.ljust(CODE_DIGITS, "9")) for code in codes])
        days = [_wait_days(law) for law in laws]
        self.fixed_days = _with(self.fixed_days, [fixed for fixed, _ in days])
        self.lapse_days = _with(self.lapse_days, [each for _, each in days])
        most = [fixed + each * (_most_lapses(law) + 1) for law, (fixed, each) in zip(laws, days, strict=True)]
        self.wait_days = _with(self.wait_days, most)
        self.leaver_days = _with(self.leaver_days, [_leaver_days(law) for law in laws])
        self.student_days = _with(self.student_days, [_student_days(law) for law in laws])
        self.window_known = _with(self.window_known, [window is not None for window in windows])
        self.settles = _with(self.settles, [law.waiting is not None for law in laws])
        self.keeps_aid = _with(self.keeps_aid, [law.waiting is not None and ruled_unchanged(law) for law in laws])
        self.plain_newborns = _with(self.plain_newborns, [_plain_newborns(law) for law in laws])
        self.held = _with(self.held, [year in policy.years for year in YEARS])
        tails = [law.waiting is not None and law.waiting.tail_cover == "january_first" for law in laws]
        self.tail_as_new_year = _with(self.tail_as_new_year, tails)
        counted = min((law.waiting.counted_from_year for law in laws if law.waiting), default=FIRST_YEAR)
        neutral = {law.waiting.neutral_employee_months for law in laws if law.waiting}
        self.neutral_months = np.append(self.neutral_months, neutral.pop() if len(neutral) == 1 else 0)
        self.plain = np.append(self.plain, policy.modelled and all(map(_plain, laws)))
        self.counted_from = np.append(self.counted_from, counted if policy.modelled else FIRST_YEAR)


def at(table: Table, rows: Ints, years: Ints) -> Table:
    """查表. The value of each law and year; years must be those that a case may name."""
    values: Table = table.ravel()[rows * len(YEARS) + (years - FIRST_YEAR)]
    return values


def from_elsewhere(people: People, laws: Laws, law: Ints, here: Ints) -> Flags:
    """外地缴费. Whether each of these fees comes from an area for which the window of its year does not hold."""
    years = np.clip(people.record_year[here], FIRST_YEAR, YEARS.stop - 1)  # no other record has a year
    rows, area = law[people.whose[here]], people.record_area[here]
    return np.asarray((area < at(laws.first_area, rows, years)) | (area > at(laws.last_area, rows, years)))


def _plain(law: YearLaw) -> bool:
    """一般形态. Whether nobody is spared the wait, newborns and leavers need no earlier years, and ages pay alike."""
    if law.aid is not None and law.aid.perhaps_born_from is not None:
        return False
    if law.waiting is None:
        return True
    transfer = law.transfer
    leavers = transfer is not None and transfer.cover_from is not None and not transfer.earlier_years
    return leavers and law.newborn is not None and law.exempt is None


def _plain_newborns(law: YearLaw) -> bool:
    """一般新生儿. Whether those after the deadline pay and wait as anybody, and no day of the year changes the fee."""
    late = law.newborn is not None and law.newborn.late == "as_out_of_window"
    return late and law.waiting is not None and (law.fees is None or law.fees.subsidy_from is None)


def _wait_days(law: YearLaw) -> tuple[int, int]:
    """等待天数. Days that the fixed wait does not exceed, nor what a lapse year adds; EVER where no wait is judged."""
    waiting = law.waiting
    if waiting is None:
        return EVER, 0
    return LONGEST_MONTH_DAYS * waiting.fixed_months + 1, LONGEST_MONTH_DAYS * waiting.variable_months_each


def _most_lapses(law: YearLaw) -> int:
    return max(0, law.year - law.waiting.counted_from_year) if law.waiting else 0


def _leaver_days(law: YearLaw) -> int:
    """转保期限. Days that no deadline for leavers of the employee scheme exceeds; NEVER where none is known."""
    if law.transfer is None:
        return NEVER
    term = law.transfer.within
    return (term.days or 0) + LONGEST_MONTH_DAYS * (term.months or 0)


def _student_days(law: YearLaw) -> int:
    """新生提前天数. Days before its year on which a new student's cover for it begins; 0 where nothing is said."""
    if law.students is None:
        return 0
    return (date(law.year, 1, 1) - date(law.year - 1, *law.students.new_student_cover_from)).days


def _none(kind: type) -> Table:
    return np.zeros((0, len(YEARS)), kind)


def _with(table: Table, row: list[int] | list[bool]) -> Table:
    return np.vstack([table, np.asarray([row], table.dtype)])


def _day(on: date) -> int:
    return on.toordinal() - DAY_ZERO
