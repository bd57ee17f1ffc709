"""折叠. A life as a fold over its dated events: every past payment and repair, in order, and what they bought.

Reading: R8 (a wait runs on into the next year), R36 (repair after enrolment), R37 (earliest first), R40, R41.
"""

from datetime import date

import msgspec

from app.assess.life import Found, lived
from app.assess.purchase import paid_ahead, purchase
from app.model.calendar import after_wait
from app.model.case import Case, RepairRecord
from app.model.life import Life, Payment, Purchase
from app.model.policy import Policy, Waiting, YearLaw
from app.rules.cover import carried_until, covered_from, delayed, employee_cover_until
from app.rules.repair import repaired_months, wait_runs, worth_years
from app.rules.window import window_state


class Past(msgspec.Struct, gc=False):
    """过往. A life up to the day of the question: what was bought, in order, and what in the records cannot be."""

    life: Life
    purchases: list[Purchase]
    found: Found


def folded(case: Case, policy: Policy, assumed: tuple[int, ...] = ()) -> Past:
    """折叠. The past of a case; `assumed` are years whose fee is taken as paid though nobody knows."""
    found: Found = []
    life, records = lived(case, found)
    past, enrolled, laws = Past(life, [], found), life.enrolled, policy.years
    for year in assumed:
        enrolled[year] = None
    for payment in records.payments:
        year = payment.year
        law = laws.get(year)
        silent = law is None or (law.waiting is None and law.window is None and payment.window_word is None)
        if silent and year not in enrolled and not payment.ahead:
            enrolled[year] = payment  # of a year without rules of payment nothing more can be said
        else:
            _bought(payment, past, law)
    for index, repair in records.repairs:
        _repaired(index, repair, past, policy)
    return past


def _bought(payment: Payment, past: Past, law: YearLaw | None) -> None:
    """过往缴费. What a past payment bought; it counts unless it cannot have been made or its year was bought before."""
    life, year = past.life, payment.year
    if year in life.enrolled:
        if not payment.ahead:
            past.found.append(("double_enrolment", f"/history/{payment.index}"))
        return
    bought: Purchase | None = None
    if payment.ahead:
        bought = paid_ahead(payment)
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
    return not payment.elsewhere and window_state(payment, law.window) == "early"


def _repaired(index: int, repair: RepairRecord, past: Past, policy: Policy) -> None:
    """过往修复. A past repair, taken off the last wait that was running and has months to take off."""
    bought = running_wait(past.purchases, repair.applied_on)
    waiting = policy.of(bought.payment.year).waiting if bought else None
    if bought is None or waiting is None:
        past.found.append(("repair_without_wait", f"/history/{index}"))
        return
    if repair.years > worth_years(bought, waiting):
        past.found.append(("repair_beyond_worth", f"/history/{index}"))
    take_off(bought, repair.years, repair.applied_on, waiting)


def running_wait(purchases: list[Purchase], day: date) -> Purchase | None:
    """等待中的参保. The last purchase whose wait runs on `day` with variable months left."""
    for bought in reversed(purchases):
        if bought.variable_months > bought.repaired_months and wait_runs(bought, day):
            return bought
    return None


def take_off(bought: Purchase, years: int, applied_on: date, waiting: Waiting) -> None:
    """修复. Take the months that `years` lapse years are worth off a wait; no cover before the day of repair."""
    bought.repaired_months += repaired_months(bought, years, waiting)
    bought.repaired_on = applied_on
    shorter = after_wait(bought.starts_on, bought.wait_months, waiting.month_length)
    bought.first_day = max(shorter, applied_on)
    sooner = bought.sooner
    if sooner is not None and (sooner.payment.paid_on == applied_on or wait_runs(sooner, applied_on)):
        take_off(sooner, years, applied_on, waiting)


def settled(bought: Purchase, earlier: list[Purchase], life: Life) -> Purchase:
    """待遇. The purchase with the wait carried into it by earlier ones and its first covered day."""
    broke = employee_cover_until(bought, life) if life.spells else None
    bought.carried_until = carried_until(bought, earlier)
    bought.covered_from = covered_from(bought.payment.year, bought.first_day, bought.carried_until, broke)
    bought.earliest_cover = bought.covered_from
    bought.delayed = delayed(bought, broke)
    if bought.doubt is not None or bought.carried_until is not None:
        best = carried_until(bought, earlier, at_best=True)
        bought.earliest_cover = covered_from(bought.payment.year, bought.earliest_first_day, best, broke)
        if bought.doubt is None and bought.earliest_cover != bought.covered_from:
            bought.doubt = "carried"
    return bought


def settle_past(past: Past) -> None:
    """过往待遇. The carried wait and the first covered day of every past purchase."""
    for place, bought in enumerate(past.purchases):
        settled(bought, past.purchases[:place], past.life)
