"""记录. Which records of a history can be, and which show double enrolment.

"不得在原户籍地重复参保" (Hunan 2025, item 1)
Reading: R1 (records dated in the future), R32 (double enrolment), R41 (a record that cannot be does not count).
"""

from datetime import date

from app.model.case import RepairRecord, ResidentRecord
from app.model.codes import FindingCode
from app.model.life import Life, Purchase, Spell


def impossible_fee(record: ResidentRecord, birth: date, on: date) -> FindingCode | None:
    """不可能的缴费. Why a fee cannot have been paid as recorded; null when it can."""
    paid_on = record.paid_on
    if paid_on > on:
        return "future_record"
    if paid_on < birth:
        return "paid_before_birth"
    return "paid_after_year" if paid_on.year > record.year else None


def impossible_spell(spell: Spell, birth: date, on: date) -> FindingCode | None:
    """不可能的时段. Why a spell of employee cover cannot have been as recorded; null when it can."""
    if spell.begins_on > on:
        return "future_record"
    backwards = spell.last_month < spell.first_month
    if backwards or spell.begins_on < birth or (spell.ended_on is not None and spell.ended_on < spell.begins_on):
        return "impossible_spell"
    return None


def impossible_repair(record: RepairRecord, on: date) -> FindingCode | None:
    """不可能的修复. Why a repair cannot have been applied for as recorded; null when it can."""
    return "future_record" if record.applied_on > on else None


def covered_twice(purchase: Purchase, life: Life) -> bool:
    """重复参保. Whether resident cover was paid for days on which employee cover holds already."""
    paid_on, first = purchase.payment.paid_on, purchase.covered_from
    return life.running_spell(paid_on) is not None or (first is not None and life.running_spell(first) is not None)


def overlapping(life: Life) -> list[Spell]:
    """重叠时段. The spells that share a month with an earlier one; such a month counts once."""
    shared: list[Spell] = []
    counted_to = 0
    for spell in life.spells:
        if spell.index is None:
            continue
        if spell.first_month <= counted_to:
            shared.append(spell)
        counted_to = max(counted_to, spell.last_month)
    return shared
