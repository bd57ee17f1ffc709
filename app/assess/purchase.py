"""一次参保. What one payment buys, judged by the rules of the year it buys and by what came before it.

Reading: R30 (records of other areas, judged by the same rules), R39 (an unknown window), R40 (what a payment sees).
"""

from datetime import date

from app.model.calendar import after_wait, january_first
from app.model.codes import Basis
from app.model.life import Life, Payment, Purchase
from app.model.policy import Waiting, YearLaw
from app.rules.basis import basis, waiver_unsettled
from app.rules.cover import window_starts_on
from app.rules.lapse import lapsed
from app.rules.students import new_student, new_student_starts_on
from app.rules.transfer import transfer_starts_on
from app.rules.waiting import fixed_wait_months, variable_wait_months
from app.rules.welfare import welfare_child, welfare_starts_on
from app.rules.window import WindowState, window_state

WITHOUT_WAIT = frozenset({"newborn", "newborn_next_year", "welfare_child", "new_student", "prepaid_student"})


def purchase(payment: Payment, life: Life, law: YearLaw, waiting: Waiting) -> Purchase | None:
    """一次参保. The purchase; null when nobody may pay for the year yet. An open question leaves the later cover.

    A record of another province stands even where our window had not opened yet.
    """
    state = window_state(payment, law.window)
    if state == "early" and payment.elsewhere:
        state = "outside" if payment.window_word is False else "inside"
    if state == "unknown":
        bought = _in_doubt(payment, life, law, waiting)
    else:
        bought = _bought(payment, life, law, waiting, state)
    if bought is not None and bought.basis == "out_of_window" and waiver_unsettled(life, law):
        birth = life.person.birth_date
        bought.doubt = "insured_parent"
        bought.sooner = Purchase(payment, "newborn", bought.inside_window, 0, 0, 0, birth, birth)
    return bought


def paid_ahead(payment: Payment) -> Purchase:
    """预缴年度. A coverage year that a student paid ahead: from the day of entry, without a wait."""
    starts_on = max(payment.paid_on, january_first(payment.year))
    return Purchase(payment, "prepaid_student", None, 0, 0, 0, starts_on, starts_on)


def _in_doubt(payment: Payment, life: Life, law: YearLaw, waiting: Waiting) -> Purchase | None:
    """窗口未知. Both readings of a window that is not known: the later cover, and the doubt where they differ."""
    states: tuple[WindowState, ...] = ("inside", "outside")
    readings = [bought for state in states if (bought := _bought(payment, life, law, waiting, state))]
    sooner, later = sorted(readings, key=lambda bought: bought.first_day)
    later.inside_window = None
    if later.basis != sooner.basis:
        later.doubt, later.sooner = "window", sooner
    return later


def _bought(payment: Payment, life: Life, law: YearLaw, waiting: Waiting, state: WindowState) -> Purchase | None:
    ground = basis(payment, life, law, state)
    if ground is None:
        return None
    lapses = len(lapsed(payment.year, life, waiting))
    starts_on = _day_one(ground, lapses, payment, life, law)
    fixed = variable = 0
    first_day = starts_on
    if ground not in WITHOUT_WAIT and (lapses or ground == "out_of_window"):
        fixed = fixed_wait_months(lapses, waiting, out_of_window=ground == "out_of_window")
        variable = variable_wait_months(lapses, waiting)
        first_day = after_wait(starts_on, fixed + variable, waiting.month_length)
    return Purchase(payment, ground, state == "inside", lapses, fixed, variable, starts_on, first_day)


def _day_one(ground: Basis, lapses: int, payment: Payment, life: Life, law: YearLaw) -> date:
    """起算日. Day 1 of the wait, and of cover where there is none, by the ground of the payment; never before birth."""
    birth = life.person.birth_date
    if ground == "in_window" and law.waiting:
        return max(birth, window_starts_on(payment, lapses, law.waiting))
    if ground == "out_of_window":
        return max(payment.paid_on, january_first(payment.year))
    if ground == "newborn":
        return birth
    if ground in {"employee_transfer", "employee_transfer_next_year"}:
        return transfer_starts_on(payment, life.break_day(payment.paid_on), lapses)
    return _day_one_of_a_person(payment, life, law)


def _day_one_of_a_person(payment: Payment, life: Life, law: YearLaw) -> date:
    """起算日. Day 1 for a child in care, a new student, or a newborn who buys the next year alone."""
    entry = life.person.institution_entry
    if entry is not None and welfare_child(payment, life.person):
        return welfare_starts_on(payment, entry)
    if law.students and new_student(payment, life):
        return new_student_starts_on(payment, law.students)
    return january_first(payment.year)
