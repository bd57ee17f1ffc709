"""参保登记. What a row of enrolment is worth: who is enrolled since when, never that a month or a year was paid.

A platform keeps the first enrolment of a person (its tables call 个人参保日期 本系统首次参保日期): years without any
payment may lie between it and today. Of employee cover only the month that is certain is taken: the one in which the
platform answers where the row is in force, or the last one where it has ended.
"""

from datetime import date
from typing import Final

import msgspec

from app.intake.foreign import Row, UnreadableError
from app.model.calendar import DAY
from app.model.case import EmployeeRecord, SpellBasis
from app.model.intake import IntakeCode, IntakeConsequence, IntakeFinding

EMPLOYEE: Final = "310"
RESIDENT: Final = "390"
BASIC: Final = frozenset({EMPLOYEE, RESIDENT})
"""基本医疗保险. The two schemes of basic insurance; local codes extend others by a suffix (39905), never these."""
IN_FORCE: Final = "1"
ENDED: Final = frozenset({"2", "4"})
NEVER_IN_FORCE: Final = frozenset({"0", "3"})
BASES: Final[dict[str, SpellBasis]] = {"1101": "unit", "1102": "unit", "1103": "flexible"}
"""参保方式. By 人员类别: 职工在职, 公务员在职, 灵活就业人员在职."""


class Enrolment(msgspec.Struct, frozen=True):
    """参保登记. A row of enrolment as it was read; `paused_on` is the first day without cover."""

    pointer: str
    insutype: str
    area: str | None
    status: str | None
    began_on: date | None
    paused_on: date | None
    psn_type: str | None

    def facts(self) -> tuple[object, ...]:
        """所述. All that it says, but for where it stands."""
        return msgspec.structs.astuple(self)[1:]

    def in_force(self, on: date) -> bool:
        """在保. Whether status and days agree that it holds on a day."""
        return self.status == IN_FORCE and _doubted(self, on) is None


class Told(msgspec.Struct, frozen=True):
    """所述. What a row puts into the history, if anything, and what is to be said of it."""

    finding: IntakeFinding
    record: EmployeeRecord | None = None


def enrolment(row: Row) -> Enrolment:
    """读出登记. The row of `insuinfo`; UnreadableError where a cell says nothing that it could say."""
    insutype = row.text("insutype")
    if insutype is None:
        raise UnreadableError
    return Enrolment(
        pointer=row.pointer,
        insutype=insutype,
        area=row.area("insuplc_admdvs"),
        status=row.text("psn_insu_stas"),
        began_on=row.day("psn_insu_date"),
        paused_on=row.day("paus_insu_date"),
        psn_type=row.text("psn_type"),
    )


def told(row: Enrolment, on: date) -> Told:
    """所述. What is certain of a row on the day of the answer."""
    if row.insutype not in BASIC:
        return _left(row, "scheme_not_modelled")
    if (doubt := _doubted(row, on)) is not None:
        return _left(row, doubt)
    if row.insutype == RESIDENT:
        return _left(row, "enrolment_not_payment", "years_unknown")
    if row.area is None:
        return _left(row, "area_not_told")
    return _spell(row, row.area, on)


def _left(row: Enrolment, code: IntakeCode, consequence: IntakeConsequence = "not_counted") -> Told:
    return Told(IntakeFinding(code, row.pointer, consequence))


def _doubted(row: Enrolment, on: date) -> IntakeCode | None:
    """存疑. Why a row says nothing certain: it was never in force, was cancelled, or contradicts itself."""
    began_on, paused_on, ended = row.began_on, row.paused_on, row.status in ENDED
    if row.status in NEVER_IN_FORCE:
        return "not_in_force"
    if began_on is not None and paused_on is not None and paused_on <= began_on:
        return "cancelled_row"
    if began_on is not None and began_on > on:
        return "starts_later"
    if not ended and row.status != IN_FORCE:
        return "status_not_told"
    if paused_on is None:
        return "end_not_told" if ended else None
    return "status_contradicts" if ended == (paused_on > on) else None


def _spell(row: Enrolment, area: str, on: date) -> Told:
    """职工时段. The month that is certain, and the spell that it would be if every month were confirmed."""
    ended_on = None if row.paused_on is None else row.paused_on - DAY
    to_month = None if ended_on is None else _month(ended_on)
    from_month = _month(on) if ended_on is None or ended_on >= on else _month(ended_on)
    basis = None if row.psn_type is None else BASES.get(row.psn_type)
    certain = EmployeeRecord(area=area, from_month=from_month, to_month=to_month, ended_on=ended_on, basis=basis)
    if row.began_on is None:
        return Told(IntakeFinding("start_not_told", row.pointer, "certain_month_alone"), certain)
    whole = msgspec.structs.replace(certain, from_month=_month(row.began_on))
    return Told(IntakeFinding("months_not_told", row.pointer, "certain_month_alone", whole), certain)


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"
