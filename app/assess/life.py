"""参保经历. From the records of a case to what the rules see: spells, payments and repairs that can be, in order.

Reading: R1 (employee months), R40 (order), R41 (what cannot be is a finding and does not count).
"""

import msgspec

from app.model.calendar import month_begins_on, month_ends_on, month_number, number_of_month
from app.model.case import Case, EmployeeRecord, HistoryRecord, RepairRecord, ResidentRecord
from app.model.codes import FindingCode
from app.model.life import Life, Payment, Spell
from app.rules.records import impossible_fee, impossible_spell
from app.rules.students import years_paid_ahead

Found = list[tuple[FindingCode, str]]


class Records(msgspec.Struct, gc=False):
    """记录. The records of a history that can be, sorted by what they are."""

    payments: list[Payment] = []
    spells: list[Spell] = []
    repairs: list[tuple[int, RepairRecord]] = []


def lived(case: Case, found: Found) -> tuple[Life, Records]:
    """经历. The life that a case tells, and its records in order; what cannot be goes to `found`."""
    person, birth = case.person, case.person.birth_date
    records = Records()
    for index, record in enumerate(case.history):
        fault = _recorded(index, record, case, records)
        if fault is not None:
            found.append((fault, f"/history/{index}"))
    if person.school is not None:
        records.payments.extend(
            Payment(person.school.entered_on, year, None, None, through_school=True, ahead=True)
            for year in years_paid_ahead(person, case.on)
        )
    if len(records.payments) > 1:
        records.payments.sort(key=_order)
    if len(records.spells) > 1:
        records.spells.sort(key=lambda spell: spell.first_month)
    if records.repairs:
        records.repairs.sort(key=lambda numbered: numbered[1].applied_on)
    liable_from = person.liable_from
    uncounted = birth.year if liable_from is None else max(birth.year, liable_from.year)
    return Life(person, case.on, tuple(records.spells), {}, uncounted), records


def _recorded(index: int, record: HistoryRecord, case: Case, records: Records) -> FindingCode | None:
    """记录. Take one record in; why it cannot be, if it cannot."""
    birth, on = case.person.birth_date, case.on
    if type(record) is ResidentRecord:
        fault = impossible_fee(record, birth, on)
        if fault is None:
            records.payments.append(_payment(index, record, case.area))
        return fault
    if type(record) is EmployeeRecord:
        spell = _spell(index, record, case)
        fault = impossible_spell(spell, birth, on)
        if fault is None:
            records.spells.append(spell)
        return fault
    if type(record) is RepairRecord:
        if record.applied_on > on:
            return "future_record"
        records.repairs.append((index, record))
    return None


def _payment(index: int, record: ResidentRecord, area: str) -> Payment:
    elsewhere = record.area != area and record.area[:2] != area[:2]
    return Payment(record.paid_on, record.year, index, record.in_window, record.through_school is True, elsewhere)


def _order(payment: Payment) -> tuple[object, int]:
    return payment.paid_on, payment.year


def _spell(index: int, record: EmployeeRecord, case: Case) -> Spell:
    """时段. A spell's days and counted months; the months stop at the month of the question."""
    first, last, ended_on = month_number(record.from_month), number_of_month(case.on), record.ended_on
    if record.to_month is not None:
        to = month_number(record.to_month)
        ended_on = ended_on or month_ends_on(to)
        last = min(last, to)
    elif ended_on is not None:
        last = min(last, number_of_month(ended_on))
    return Spell(index, month_begins_on(first), ended_on, first, last)
