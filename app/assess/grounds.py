"""参保情形的理由. On which ground a payment is accepted, with the days that decide it."""

from datetime import date
from functools import lru_cache
from typing import Protocol, get_args

from app.model.case import HardshipCategory
from app.model.citation import Citation, Clause
from app.model.codes import Basis
from app.model.explanation import Fact, Reason
from app.model.life import Life, Payment, Purchase
from app.model.policy import YearLaw
from app.rules.basis import waived
from app.rules.exempt import exempt_group
from app.rules.newborn import covered_from_birth_until, newborn_deadline
from app.rules.transfer import same_year_deadline, transfer_deadline

Found = date | int | str | bool | None


KEPT = 4096
"""How many reasons of a kind are kept: the same payment on the same day, the same wait and fee come again and again."""


class Subject(Protocol):
    """专题. Any subject of the policy: it tells where it comes from."""

    @property
    def cited(self) -> Citation:
        """出处. The version that answered."""


HARDSHIP = get_args(HardshipCategory)
NOT_HELD = Clause("", "")


def reason(rule: str, law: YearLaw, subject: Subject | None, effect: str, **facts: Found) -> Reason:
    """理由. One rule as applied in a year: the clause of the subject it rests on, its effect and the facts it used."""
    clause = NOT_HELD if subject is None else subject.cited.clause(rule)
    return Reason(rule, law.year, clause, tuple(map(Fact, facts, facts.values())), effect)


def ground(bought: Purchase, life: Life, law: YearLaw) -> Reason:
    """参保情形. On which ground the payment is accepted."""
    match bought.basis:
        case "in_window":
            return _window("payment_window", bought.basis, bought.payment, law)
        case "newborn" | "newborn_next_year" | "newborn_after_deadline":
            return _newborn("newborn_waiver" if waived(life.person, law) else bought.basis, bought, life, law)
        case "exempt_group":
            return _exempt(bought, life, law)
        case "welfare_child" | "new_student":
            return _of_a_person(bought, life, law)
        case "employee_transfer" | "employee_transfer_next_year":
            return _transfer(bought.basis, bought, life, law)
        case _:
            return _late(bought, life, law)


def _of_a_person(bought: Purchase, life: Life, law: YearLaw) -> Reason:
    """人的情形. A child in care from its entry, a new student from September."""
    person, effect = life.person, f"cover from {bought.starts_on}"
    if bought.basis == "welfare_child":
        return reason("welfare_child", law, law.welfare, effect, institution_entry=person.institution_entry)
    entered_on = person.school.entered_on if person.school else None
    return reason("new_student", law, law.students, effect, entered_on=entered_on, starts_on=bought.starts_on)


def _late(bought: Purchase, life: Life, law: YearLaw) -> Reason:
    """集中期外. Why the payment counts as one outside the window: a late leaver, a late newborn, or anybody."""
    paid_on = bought.payment.paid_on
    break_day = life.break_day(paid_on)
    if law.transfer and break_day and break_day.year == law.year:
        in_time = paid_on <= transfer_deadline(break_day, law.transfer)
        return _transfer("short_transfer" if in_time else "late_transfer", bought, life, law)
    if law.newborn and life.person.birth_date.year == law.year:
        return _newborn("late_newborn", bought, life, law)
    return _window("out_of_window", bought.basis, bought.payment, law)


@lru_cache(maxsize=KEPT)
def _window(rule: str, basis: Basis, payment: Payment, law: YearLaw) -> Reason:
    """缴费期. How the day of payment stands to the window, by the policy data or by the caller's word."""
    window = law.window
    opens_on, closes_on = (window.opens_on, window.closes_on) if window else (None, None)
    days = {"paid_on": payment.paid_on, "opens_on": opens_on, "closes_on": closes_on}
    word = {} if payment.window_word is None else {"in_window": payment.window_word}
    return reason(rule, law, window or law.waiting, basis, **days, **word)


def _newborn(rule: str, bought: Purchase, life: Life, law: YearLaw) -> Reason:
    birth, paid_on = life.person.birth_date, bought.payment.paid_on
    until = newborn_deadline if rule == "newborn_next_year" else covered_from_birth_until
    deadline = until(birth, law.newborn) if law.newborn else None
    effect = f"cover from {bought.first_day}"
    return reason(rule, law, law.newborn, effect, birth_date=birth, paid_on=paid_on, deadline=deadline)


def _transfer(rule: str, bought: Purchase, life: Life, law: YearLaw) -> Reason:
    paid_on = bought.payment.paid_on
    break_day = life.break_day(paid_on)
    until = transfer_deadline if rule == "employee_transfer_next_year" else same_year_deadline
    deadline = until(break_day, law.transfer) if break_day and law.transfer else None
    facts: dict[str, Found] = {"break_day": break_day, "paid_on": paid_on, "deadline": deadline}
    if law.transfer and law.transfer.earlier_years:
        facts["earlier_years"] = law.transfer.earlier_years
    if bought.late_fee:
        facts["fee"] = bought.late_fee
    if law.transfer and law.transfer.cover_from == "payment_month":
        facts["month_begins_on"] = bought.starts_on
    return reason(rule, law, law.transfer, f"cover from {bought.first_day}", **facts)


def _exempt(bought: Purchase, life: Life, law: YearLaw) -> Reason:
    """免等待. To which group of the area the payer belongs."""
    group = exempt_group(bought.payment, life.person, law.exempt) if law.exempt else None
    who = group.who if group else ""
    held = (
        {"hardship": who} if who in HARDSHIP else {"special_status": who} if who in life.person.special_status else {}
    )
    facts: dict[str, Found] = {**held, "paid_on": bought.payment.paid_on, "starts_on": bought.starts_on}
    return reason("exempt_group", law, law.exempt, f"cover from {bought.first_day}", **facts)
