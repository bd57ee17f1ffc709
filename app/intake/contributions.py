"""缴费. What rows of payment are worth: resident fees by coverage year, employee months by spell; the rest is not sure.

Only what a row says is paid counts. A refund takes away what it speaks of; a fee paid for part of a year, in an area
not told, or on a day that is not told or comes after that year or the payload, leaves that year unknown.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from app.intake.gathered import Gathered
from app.intake.months import ANY_MONTHS, Months, runs
from app.model.calendar import MONTHS_IN_A_YEAR, december_last, number_of_month
from app.model.case import EmployeeRecord, ResidentRecord, Scheme, SpellBasis
from app.model.intake import IntakeCode, IntakeFinding

Doubt = Literal["payment_not_arrived", "payment_not_counted", "reversed_payment"]
"""存疑. Why a row is no payment: not arrived, of another kind or an unknown flag, written off."""


class Contribution(msgspec.Struct, frozen=True):
    """缴费. A row of payment as it was read; `paid_on` and `area` are null where they are not told."""

    pointer: str
    scheme: Scheme
    months: Months
    area: str | None
    paid_on: date | None
    basis: SpellBasis | None = None
    refund: bool = False
    doubt: Doubt | None = None

    @property
    def takes_away(self) -> bool:
        """退费. Whether it takes away what was paid for its months; one that was written off does not."""
        return self.refund and self.doubt != "reversed_payment"

    def facts(self) -> tuple[object, ...]:
        """所述. All that it says, but for where it stands."""
        return msgspec.structs.astuple(self)[1:]


class Years(msgspec.Struct, frozen=True):
    """年度. Coverage years that were surely paid, and those of which rows tell without settling them."""

    paid: frozenset[int]
    doubtful: frozenset[int]


def refund_of_anything(pointer: str, scheme: Scheme) -> Contribution:
    """不明退费. A refund of which nobody can read what it takes back: it may be anything that was paid."""
    return Contribution(pointer, scheme, ANY_MONTHS, None, None, refund=True)


def settled(rows: Iterable[Contribution], gathered: Gathered, on: date) -> Years:
    """结算. The records that are certain go to `gathered`, with a finding for every row that is not wholly in them."""
    once = _once(rows, gathered)
    employee = [row for row in once if row.scheme == "employee"]
    _spells(_paid(employee, gathered), gathered, on)
    return _fees([row for row in once if row.scheme == "resident"], gathered, on)


def _once(rows: Iterable[Contribution], gathered: Gathered) -> list[Contribution]:
    """去重. The rows without payments that another one tells; whatever is not paid is told row by row."""
    found: list[Contribution] = []
    paid: set[tuple[object, ...]] = set()
    for row in rows:
        if row.facts() in paid:
            gathered.note("duplicate_row", row.pointer, "counted_once")
        else:
            found.append(row)
        if row.doubt is None and not row.refund:
            paid.add(row.facts())
    return found


def _paid(rows: list[Contribution], gathered: Gathered) -> list[tuple[Contribution, set[int]]]:
    """已缴职工月份. The rows that are paid, each with the months that no refund takes away."""
    refunded = {month for row in rows if row.takes_away for month in row.months.each}
    found = []
    for row in rows:
        left = set(row.months.each) - refunded
        if row.doubt is not None:
            gathered.note(row.doubt, row.pointer, "not_counted")
        elif row.refund or len(left) < len(row.months.each):
            gathered.note("refunded_payment", row.pointer, "not_counted")
        elif row.area is None:
            gathered.note("area_not_told", row.pointer, "not_counted")
        if row.doubt is None and not row.refund and row.area is not None:
            found.append((row, left))
    return found


def _spells(paid: list[tuple[Contribution, set[int]]], gathered: Gathered, on: date) -> None:
    """职工时段. Months one after another, in one area and on one basis, are one spell; the last may be running on."""
    kinds: dict[tuple[str, SpellBasis | None], set[int]] = {}
    last_row: dict[tuple[str, SpellBasis | None, int], Contribution] = {}
    for row, months in paid:
        kind = (row.area or "", row.basis)
        kinds.setdefault(kind, set()).update(months)
        if months:
            last_row.setdefault((*kind, max(months)), row)
    latest = max((max(months) for months in kinds.values() if months), default=0)
    for (area, basis), months in kinds.items():
        spells = [_spell(run, area, basis) for run in runs(months)]
        gathered.record(*spells)
        row_of_latest = last_row.get((area, basis, latest))
        if row_of_latest is not None and latest >= number_of_month(on) - 1:
            running = msgspec.structs.replace(spells[-1], to_month=None)
            gathered.add(IntakeFinding("spell_may_run_on", row_of_latest.pointer, "taken_as_ended", running))


def _spell(months: Months, area: str, basis: SpellBasis | None) -> EmployeeRecord:
    return EmployeeRecord(area=area, from_month=_said(months.first), to_month=_said(months.last), basis=basis)


def _fees(rows: list[Contribution], gathered: Gathered, on: date) -> Years:
    """居民医保费. A record for every coverage year that was surely paid, on the day and in the area of its row."""
    refunded = {year for row in rows if row.takes_away for year in row.months.years}
    records: list[ResidentRecord] = []
    doubtful = set(refunded)
    for row in rows:
        years, bought = set(row.months.years), set[int]()
        if row.doubt is None and not row.refund and row.area is not None and row.paid_on is not None:
            bought = {year for year in years if row.months.buys(year) and row.paid_on <= min(on, december_last(year))}
            bought -= refunded
            records += [ResidentRecord(year=year, area=row.area, paid_on=row.paid_on) for year in bought]
        why = _unsettled(row, bought, refunded)
        if why is not None:
            gathered.note(why, row.pointer, "not_counted" if why == "reversed_payment" else "years_unknown")
        if row.doubt != "reversed_payment":
            doubtful |= years - bought
    gathered.record(*records)
    paid = frozenset(record.year for record in records)
    return Years(paid, frozenset(doubtful - paid))


def _unsettled(row: Contribution, bought: set[int], refunded: set[int]) -> IntakeCode | None:
    """未定. Why a row does not settle every year that it speaks of; null where it does."""
    years = set(row.months.years)
    if row.doubt is not None:
        return row.doubt
    if row.refund or years & refunded:
        return "refunded_payment"
    if row.paid_on is None:
        return "payment_day_not_told"
    if row.area is None:
        return "area_not_told"
    if any(row.months.buys(year) for year in years - bought):
        return "payment_day_contradicts"
    return None if bought == years else "part_of_year"


def _said(month: int) -> str:
    year, number = divmod(month, MONTHS_IN_A_YEAR)
    return f"{year:04}-{number + 1:02}"
