"""参保情形. On which ground a payment is accepted, when several fit the more favourable one first.

"居民应在集中参保缴费期内，按个人缴费标准参保缴费" (Hunan 2025, item 2); the exceptions stand in items 3 and 9.
Reading: R33 (the order), R38 (a newborn with an insured parent is never late), R35 (null: too early).
"""

from app.model.case import Person
from app.model.codes import Basis
from app.model.life import Life, Payment
from app.model.policy import YearLaw
from app.rules.newborn import in_time, newborn_across_new_year, newborn_after_deadline, newborn_next_year
from app.rules.students import new_student
from app.rules.transfer import employee_transfer, employee_transfer_next_year
from app.rules.welfare import welfare_child
from app.rules.window import WindowState


def basis(payment: Payment, life: Life, law: YearLaw, state: WindowState) -> Basis | None:
    """参保情形. The first ground that fits; null when nobody may pay for the year yet."""
    return (
        _by_person(payment, life, law, state)
        or ("in_window" if state == "inside" else None)
        or _by_transfer(payment, life, law)
        or (_late(payment, life, law) if state == "outside" else None)
    )


def _late(payment: Payment, life: Life, law: YearLaw) -> Basis:
    """期外. A newborn spared the wait after the deadline, or anybody."""
    spared = law.newborn is not None and newborn_after_deadline(payment, life.person.birth_date, law.newborn)
    return "newborn_after_deadline" if spared else "out_of_window"


def _by_person(payment: Payment, life: Life, law: YearLaw, state: WindowState) -> Basis | None:
    """人的情形. Grounds that lie in the person: a child in care, a newborn, a new student."""
    person, inside = life.person, state == "inside"
    if person.institution_entry is not None and law.welfare and state != "early" and welfare_child(payment, person):
        return "welfare_child"
    age = payment.year - person.birth_date.year
    if age == 0 and law.newborn and (waived(life.person, law) or in_time(payment, person.birth_date, law.newborn)):
        return "newborn"
    if age == 1 and law.newborn and newborn_across_new_year(payment, person.birth_date, law.newborn):
        return "newborn"
    if age == 1 and law.newborn and newborn_next_year(payment, life, law.newborn, inside_window=inside):
        return "newborn_next_year"
    if person.category == "college_student" and law.students and inside and new_student(payment, life):
        return "new_student"
    return None


def _by_transfer(payment: Payment, life: Life, law: YearLaw) -> Basis | None:
    """转移情形. Grounds that lie in employee cover lately ended."""
    if law.transfer is None or law.transfer.cover_from is None:
        return None
    break_day = life.break_day(payment.paid_on)
    if break_day is None:
        return None
    if employee_transfer(payment, break_day, life, law.transfer):
        return "employee_transfer"
    if employee_transfer_next_year(payment, break_day, life, law.transfer):
        return "employee_transfer_next_year"
    return None


def waived(person: Person, law: YearLaw) -> bool:
    """免缴. Whether the child was born in the year, and the year waives the fee for a child of an insured parent."""
    return person.insured_parent is True and _waiver_published(person, law)


def waiver_unsettled(person: Person, law: YearLaw) -> bool:
    """免缴未定. Whether the waiver would hold if only a parent were known to be insured."""
    return person.insured_parent is None and _waiver_published(person, law)


def _waiver_published(person: Person, law: YearLaw) -> bool:
    """免缴年度. Whether the law is that of the year of birth, and waives the fee for children of an insured parent."""
    newborn = law.newborn
    return newborn is not None and newborn.waiver_for_insured_parent and law.year == person.birth_date.year
