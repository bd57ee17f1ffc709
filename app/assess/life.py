"""参保经历. From the records of a case to what the rules see: spells, payments and repairs that can be, in order.

Reading: R1 (employee months), R40 (order), R41 (what cannot be is a finding and does not count).
"""

from datetime import date
from operator import attrgetter

import msgspec

from app.model.calendar import month_begins_on, month_ends_on, month_number, number_of_month
from app.model.case import Case, EmployeeRecord, Person, RepairRecord, ResidentRecord
from app.model.codes import FindingCode
from app.model.life import Life, Payment, Spell
from app.rules.records import impossible_fee, impossible_repair, impossible_spell
from app.rules.students import entry_to_come, years_paid_ahead
from app.rules.unemployment import benefit_spell, benefit_told

Found = list[tuple[FindingCode, str]]
BY_DAY, BY_MONTH = attrgetter("paid_on", "year"), attrgetter("first_month")


class Records(msgspec.Struct, gc=False):
    """记录. The records of a history that can be, sorted by what they are."""

    payments: list[Payment]
    spells: list[Spell]
    repairs: list[tuple[int, RepairRecord]]


def lived(case: Case, found: Found) -> tuple[Life, Records]:
    """经历. The life that a case tells, and its records in order; what cannot be goes to `found`."""
    person = case.person
    records = _recorded(case, found)
    if person.unemployment_benefit is not None:
        _on_benefit(person, case.on, records, found)
    if person.school is not None:
        if entry_to_come(person, case.on):
            found.append(("future_record", "/person/school"))
        records.payments.extend(
            Payment(person.school.entered_on, year, None, None, through_school=True, ahead=True)
            for year in years_paid_ahead(person, case.on)
        )
    if len(records.payments) > 1:
        records.payments.sort(key=BY_DAY)
    if len(records.spells) > 1:
        records.spells.sort(key=BY_MONTH)
    if len(records.repairs) > 1:
        records.repairs.sort(key=_applied_on)
    return Life(person, case.on, tuple(records.spells), {}, _last_uncounted_year(person, case.on, found)), records


def _last_uncounted_year(person: Person, on: date, found: Found) -> int:
    """最后不计年. The birth year, or that in which enrolment became possible; days still to come are pointed out."""
    if person.institution_entry is not None and person.institution_entry > on:
        found.append(("future_record", "/person/institution_entry"))
    liable_from = person.liable_from
    if liable_from is not None and liable_from > on:
        found.append(("future_record", "/person/liable_from"))
        liable_from = None
    return max(person.birth_date, liable_from or person.birth_date).year


def _on_benefit(person: Person, on: date, records: Records, found: Found) -> None:
    """领取失业保险金. The months of benefit are months of employee cover."""
    benefit = benefit_told(person)
    spell = benefit_spell(benefit, on) if benefit else None
    if benefit is None:
        found.append(("impossible_spell", "/person/unemployment_benefit"))
    elif spell is not None:
        records.spells.append(spell)


def _recorded(case: Case, found: Found) -> Records:
    """记录. One pass over the history: each record where it belongs, or why it cannot be."""
    birth, on = case.person.birth_date, case.on
    payments: list[Payment] = []
    spells: list[Spell] = []
    repairs: list[tuple[int, RepairRecord]] = []
    for index, record in enumerate(case.history):
        if isinstance(record, ResidentRecord):
            fault = impossible_fee(record, birth, on)
            if not fault:
                at_school = record.through_school is True
                payments.append(Payment(record.paid_on, record.year, index, record.in_window, at_school, record.area))
        elif isinstance(record, EmployeeRecord):
            spell = _spell(index, record, on)
            fault = impossible_spell(spell, birth, on)
            if not fault:
                spells.append(spell)
        else:
            fault = impossible_repair(record, on)
            if not fault:
                repairs.append((index, record))
        if fault:
            found.append((fault, f"/history/{index}"))
    return Records(payments, spells, repairs)


def _applied_on(numbered: tuple[int, RepairRecord]) -> date:
    return numbered[1].applied_on


def _spell(index: int, record: EmployeeRecord, on: date) -> Spell:
    """时段. A spell's days and counted months; the months stop at the month of the question."""
    first, last, ended_on = month_number(record.from_month), number_of_month(on), record.ended_on
    if record.to_month is not None:
        to = month_number(record.to_month)
        ended_on = ended_on or month_ends_on(to)
        last = min(last, to)
    elif ended_on is not None:
        last = min(last, number_of_month(ended_on))
    return Spell(index, month_begins_on(first), ended_on, first, last)
