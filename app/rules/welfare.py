"""儿童福利机构接收的儿童. Children taken in by a welfare institution.

"儿童福利机构接收的儿童，经核实未参保的可按个人缴费标准随时缴费参保，自进入儿童福利机构之日起享受医保待遇。"
(Hunan 2025, item 3)
Reading: R19.
"""

from datetime import date

from app.model.calendar import january_first
from app.model.case import Person
from app.model.life import Payment
from app.model.policy import Welfare


def welfare_child(payment: Payment, person: Person) -> bool:
    """福利机构儿童. Whether the child had entered the institution when the fee was paid."""
    entry = person.institution_entry
    if entry is None or person.category != "welfare_institution_child":
        return False
    return entry <= payment.paid_on


def entry_unknown(person: Person) -> bool:
    """入院日未知. Whether the child is in care but nobody has said since when."""
    return person.category == "welfare_institution_child" and person.institution_entry is None


def welfare_rule_unknown(payment: Payment, person: Person, welfare: Welfare | None) -> bool:
    """福利机构儿童规定未知. Whether a child pays who is in care, or may be by then, where nothing is known of such."""
    untold = entry_unknown(person) or welfare_child(payment, person)
    return welfare is None and untold


def welfare_starts_on(payment: Payment, entry: date) -> date:
    """起算日. The day of entry, or 1 January of the year bought when that is later."""
    return max(entry, january_first(payment.year))
