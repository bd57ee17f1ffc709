"""折叠. A life as a fold over its dated events: every past payment and repair, in order, and what they bought.

Reading: R36 (repair after enrolment), R37 (earliest first, also among records and plan of one day), R40, R41.
"""

from datetime import date

import msgspec

from app.assess.life import Found, Records, lived
from app.assess.purchase import paid_ahead, purchase
from app.model.calendar import after_wait
from app.model.case import Case, RepairRecord
from app.model.life import Life, Payment, Purchase
from app.model.policy import Policy, Waiting, YearLaw
from app.rules.repair import repairable_months, repaired_months, still_enrolled, wait_runs, worth_years
from app.rules.window import recorded_state


class Past(msgspec.Struct, gc=False):
    """过往. A life up to the day of the question: what was bought, in order, and what in the records cannot be.

    `beside` are the years recorded as paid on the very day of the question that are judged among the planned ones,
    `awaiting` those of these records that have not been judged yet, `planned` what the plan bought beside them.
    """

    life: Life
    purchases: list[Purchase]
    found: Found
    beside: tuple[int, ...] = ()
    awaiting: Records | None = None
    planned: list[Purchase] = []


def folded(case: Case, policy: Policy, first_planned: int | None = None) -> Past:
    """折叠. The past of a case.

    Fees recorded on the day of the question for years after `first_planned` are left awaiting, for `caught_up`.
    """
    found: Found = []
    life, records = lived(case, found)
    past, payments = Past(life, [], found), records.payments
    if first_planned is not None and payments and payments[-1].year > first_planned and payments[-1].paid_on == case.on:
        past.beside = tuple([each.year for each in payments if each.year > first_planned and each.paid_on == case.on])
        past.awaiting = Records(payments[-len(past.beside) :], [], records.repairs)
        del payments[-len(past.beside) :]
    for payment in payments:
        _judged(payment, past, policy)
    if not past.beside:
        _all_repaired(records, past, policy)
    return past


def caught_up(past: Past, awaiting: Records, policy: Policy, until: int | None = None) -> None:
    """补判. Judge what is `awaiting` of a past: the fees for years up to `until`; with none, whatever is left."""
    payments = awaiting.payments
    while payments and (until is None or payments[0].year <= until):
        _judged(payments.pop(0), past, policy)
    if until is None:
        _all_repaired(awaiting, past, policy)
        past.awaiting = None


def _judged(payment: Payment, past: Past, policy: Policy) -> None:
    """逐笔. One fee of the past; of a year without rules of payment nothing more can be said than that it was paid."""
    year, enrolled = payment.year, past.life.enrolled
    law = policy.years.get(year)
    silent = law is None or (law.waiting is None and law.window is None and payment.window_word is None)
    if silent and year not in enrolled and not payment.ahead:
        enrolled[year] = payment
    else:
        _bought(payment, past, law)


def _all_repaired(records: Records, past: Past, policy: Policy) -> None:
    """逐次修复. The repairs of the past, in order."""
    for index, repair in records.repairs:
        _repaired(index, repair, past, policy)


def _bought(payment: Payment, past: Past, law: YearLaw | None) -> None:
    """过往缴费. What a past payment bought; it counts unless it cannot have been made or its year was bought before."""
    life, year = past.life, payment.year
    if year in life.enrolled:
        if not payment.ahead:
            past.found.append(("double_enrolment", f"/history/{payment.index}"))
        return
    bought: Purchase | None = None
    if payment.ahead:
        bought = paid_ahead(payment, life.person.birth_date)
    elif law is not None and law.waiting is not None:
        bought = purchase(payment, life, law, law.waiting)
    if bought is not None:
        past.purchases.append(bought)
    elif law is not None and _too_early(payment, law):
        past.found.append(("paid_before_window", f"/history/{payment.index}"))
        return
    life.enrolled[year] = payment


def _too_early(payment: Payment, law: YearLaw) -> bool:
    """过早. Whether nobody could have paid for the year on that day: always so where a rule finds no ground for it."""
    if law.waiting is not None:
        return True
    return recorded_state(payment, law.window) == "early"


def _repaired(index: int, repair: RepairRecord, past: Past, policy: Policy) -> None:
    """过往修复. A past repair, taken off the last wait that was running and has months to take off."""
    bought = running_wait(past.purchases, repair.applied_on, policy)
    waiting = policy.of(bought.payment.year).waiting if bought else None
    if bought is None or waiting is None:
        past.found.append(("repair_without_wait", f"/history/{index}"))
        return
    if repair.years > worth_years(bought, waiting):
        past.found.append(("repair_beyond_worth", f"/history/{index}"))
    take_off(bought, repair.years, repair.applied_on, waiting)


def running_wait(purchases: list[Purchase], day: date, policy: Policy) -> Purchase | None:
    """等待中的参保. The last purchase whose wait runs on `day` and is repairable, else with variable months left.

    Of several years paid on one day the earliest, as a plan would repair it.
    """
    running = [each for each in purchases if each.variable_months > each.repaired_months and wait_runs(each, day)]
    running.sort(key=_paid_on, reverse=True)  # years paid on one day stay in their order
    for bought in running:
        waiting = policy.of(bought.payment.year).waiting
        if waiting is not None and repairable_months(bought, waiting):
            return bought
    return running[0] if running else None


def enrolled_wait(past: Past, day: date, policy: Policy) -> Purchase | None:
    """在保等待期. The past wait that a plan may repair on `day`: it runs, and no year since has been left unpaid."""
    bought = running_wait(past.purchases, day, policy)
    return bought if bought is not None and still_enrolled(bought, day, past.life.enrolled) else None


def _paid_on(bought: Purchase) -> date:
    return bought.payment.paid_on


def take_off(bought: Purchase, years: int, applied_on: date, waiting: Waiting) -> None:
    """修复. Take the months that `years` lapse years are worth off a wait; no cover before the day of repair."""
    bought.repaired_months += repaired_months(bought, years, waiting)
    bought.repaired_on = applied_on
    shorter = after_wait(bought.starts_on, bought.wait_months, waiting.month_length)
    bought.first_day = max(shorter, applied_on)
    sooner = bought.sooner
    if sooner is not None and (sooner.payment.paid_on == applied_on or wait_runs(sooner, applied_on)):
        take_off(sooner, years, applied_on, waiting)
