"""参保经历. What the rules see of a case: spells of employee cover, payments in order, and the years bought so far.

Months are counted since year 0, days are dates, and both ends are included.
"""

from datetime import date
from typing import Literal

import msgspec

from app.model.calendar import DAY, MONTHS_IN_A_YEAR
from app.model.case import Person
from app.model.codes import Basis
from app.model.policy import LateFee

Doubt = Literal[
    "window",
    "newborn_rule",
    "transfer_rule",
    "welfare_rule",
    "tail_rule",
    "insured_parent",
    "liable_from",
    "hardship_group",
    "institution_entry",
    "carried",
    "unknown_year",
]
"""存疑. What could bring a first day forward: a window, a rule, a fact or a year not known, or an earlier wait."""


class Spell(msgspec.Struct, frozen=True, gc=False):
    """职工医保参保时段. Employee cover from `begins_on` to `ended_on` (null: running, its end not known).

    `index` is its place in the history; null: the months of unemployment benefit.
    """

    index: int | None
    begins_on: date
    ended_on: date | None
    first_month: int
    last_month: int


class Payment(msgspec.Struct, frozen=True, gc=False):
    """缴费. A resident fee for one coverage year paid on one day; `index` is its place in the history (null: planned).

    `window_word` is the caller's word on the payment window; `area` is where a record comes from
    (null: here); `ahead` tells of a fee paid ahead for the length of schooling.
    """

    paid_on: date
    year: int
    index: int | None
    window_word: bool | None
    through_school: bool
    area: str | None = None
    ahead: bool = False

    @property
    def planned(self) -> bool:
        """意向. Whether the payment is the plan's, not yet made."""
        return self.index is None and not self.ahead


class Life(msgspec.Struct, gc=False):
    """参保经历. The person, the employee spells, and the years bought by the payments seen so far.

    `spells` stand in the order of their first month. `enrolled` maps a year to the payment that bought it. No year up
    to `last_uncounted_year` can be a lapse: the birth year and the year in which liability to enrol began;
    `counted_months` keeps the employee months of the years that were asked about.
    """

    person: Person
    on: date
    spells: tuple[Spell, ...]
    enrolled: dict[int, Payment]
    last_uncounted_year: int
    counted_months: dict[int, int] = {}

    def employee_months(self, year: int) -> int:
        """职工缴费月数. Employee months of a calendar year; a month in two spells counts once."""
        counted = self.counted_months
        if year not in counted:
            counted[year] = self._months_in(year) if self.spells else 0
        return counted[year]

    def _months_in(self, year: int) -> int:
        months, uncounted = 0, year * MONTHS_IN_A_YEAR
        year_end = uncounted + MONTHS_IN_A_YEAR
        for spell in self.spells:
            first = max(uncounted, spell.first_month)
            beyond = spell.last_month + 1 if spell.last_month < year_end else year_end
            if beyond > first:
                months += beyond - first
                uncounted = beyond
        return months

    def running_spell(self, day: date) -> Spell | None:
        """在保时段. The employee spell that runs on `day`, if any."""
        for spell in self.spells:
            if spell.begins_on <= day and (spell.ended_on is None or spell.ended_on >= day):
                return spell
        return None

    def break_day(self, day: date) -> date | None:
        """断保之日. The first day without employee cover as seen on `day`; null while a spell runs or before any."""
        last: date | None = None
        for spell in self.spells:
            ended_on = spell.ended_on
            if spell.begins_on <= day:
                if ended_on is None or ended_on >= day:
                    return None
                if last is None or ended_on > last:
                    last = ended_on
        return None if last is None else last + DAY


class Purchase(msgspec.Struct, gc=False):
    """一次参保. What one payment bought: its basis, its wait with every part of it, and the cover that follows.

    `starts_on` is day 1 of the wait, and of cover where there is none; `first_day` the day after the wait; `late_fee`
    is what someone spared the wait pays outside the window (null: the ground itself says it); `lapsed` are the lapse
    years that count against it, latest first (null: they turn on a year of which nobody knows, and change nothing);
    `repaired_on` is the last day on which the wait was repaired; `delayed` tells whether a wait puts off the cover.
    `doubt` names the fact or figure that could bring the first day forward (the later one is kept); `sooner` is the
    purchase it would be then, and `earliest_cover` the first covered day if every doubt, its own or a carried one, were
    settled kindly (null: no cover in the year).
    """

    payment: Payment
    basis: Basis
    inside_window: bool | None
    lapse_years: int
    fixed_months: int
    variable_months: int
    starts_on: date
    first_day: date
    late_fee: LateFee | None = None
    lapsed: tuple[int, ...] | None = ()
    repaired_months: int = 0
    repaired_on: date | None = None
    carried_until: date | None = None
    covered_from: date | None = None
    delayed: bool = False
    doubt: Doubt | None = None
    sooner: "Purchase | None" = None
    earliest_cover: date | None = None

    @property
    def earliest_first_day(self) -> date:
        """最早享受之日. The day after the wait, a doubt of its own settled kindly."""
        return self.sooner.first_day if self.sooner else self.first_day

    @property
    def wait_months(self) -> int:
        """等待月数. Months of waiting left after repair."""
        return self.fixed_months + self.variable_months - self.repaired_months
