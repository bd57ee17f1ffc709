"""一次参保. What one payment buys, judged by the rules of the year it buys and by what came before it.

Reading: R30 (records of other areas, judged by the same rules), R39 (an unknown window), R40 (what a payment sees).
"""

from datetime import date

from msgspec.structs import replace

from app.assess.doubt import doubted
from app.model.calendar import after_wait, january_first
from app.model.codes import Basis
from app.model.life import Life, Payment, Purchase
from app.model.policy import LateFee, Waiting, YearLaw
from app.rules.basis import basis
from app.rules.cover import window_starts_on
from app.rules.exempt import exempt_group, exempt_starts_on
from app.rules.lapse import lapsed
from app.rules.newborn import late_newborn_starts_on, newborn_starts_on
from app.rules.students import new_student_starts_on
from app.rules.transfer import transfer_starts_on
from app.rules.waiting import fixed_wait_months, variable_wait_months
from app.rules.welfare import welfare_starts_on
from app.rules.window import WindowState, recorded_state, window_state

WITHOUT_WAIT = frozenset(
    {
        "exempt_group",
        "newborn",
        "newborn_next_year",
        "newborn_after_deadline",
        "welfare_child",
        "new_student",
        "prepaid_student",
    }
)


def purchase(payment: Payment, life: Life, law: YearLaw, waiting: Waiting) -> Purchase | None:
    """一次参保. The purchase; null when nobody may pay for the year yet. An open question leaves the later cover."""
    state = (window_state if payment.planned else recorded_state)(payment, law.window)
    if state == "unknown":
        bought = _in_doubt(payment, life, law, waiting)
    else:
        bought = _bought(payment, life, law, waiting, state)
    return doubted(bought, life, law) if bought is not None else None


def paid_ahead(payment: Payment, birth: date) -> Purchase:
    """预缴年度. A coverage year that a student paid ahead: without a wait from the day of entry, or of birth."""
    starts_on = max(birth, payment.paid_on, january_first(payment.year))
    return Purchase(payment, "prepaid_student", None, 0, 0, 0, starts_on, starts_on)


def _in_doubt(payment: Payment, life: Life, law: YearLaw, waiting: Waiting) -> Purchase | None:
    """窗口未知. Both readings of a window that is not known: the later cover, and the doubt where they differ."""
    states: tuple[WindowState, ...] = ("inside", "outside")
    readings = [bought for state in states if (bought := _bought(payment, life, law, waiting, state))]
    sooner, later = sorted(readings, key=lambda bought: bought.first_day)
    later.inside_window = None
    if later.basis != sooner.basis or later.late_fee != sooner.late_fee:
        others = [doubted(replace(each), life, law).sooner for each in readings]
        later.doubt = "window"
        later.sooner = min([sooner, *filter(None, others)], key=lambda bought: bought.first_day)
    return later


def _bought(payment: Payment, life: Life, law: YearLaw, waiting: Waiting, state: WindowState) -> Purchase | None:
    ground = basis(payment, life, law, state)
    if ground is None:
        return None
    counted = tuple(lapsed(payment.year, life, waiting))
    inside, lapses = state == "inside", len(counted)
    waits = ground == "out_of_window" or (lapses > 0 and ground not in WITHOUT_WAIT)
    starts_on = first_day = max(life.person.birth_date, _day_one(ground, lapses if waits else 0, payment, life, law))
    fixed = variable = 0
    if waits:
        fixed = fixed_wait_months(lapses, waiting, out_of_window=ground == "out_of_window")
        variable = variable_wait_months(lapses, waiting)
        first_day = after_wait(starts_on, fixed + variable, waiting.month_length)
        spared_on = _spared_on(payment, life, law)
        if spared_on is not None and spared_on < first_day:
            ground, fixed, variable, starts_on, first_day = "exempt_group", 0, 0, spared_on, spared_on
    late_fee = _fee_unlike_others(ground, law, inside_window=inside)
    return Purchase(payment, ground, inside, lapses, fixed, variable, starts_on, first_day, late_fee, counted)


def _spared_on(payment: Payment, life: Life, law: YearLaw) -> date | None:
    """免等待起算日. From which day the area covers someone whom it spares the wait; null: not spared."""
    if law.exempt is None or exempt_group(payment, life.person, law.exempt) is None:
        return None
    return max(life.person.birth_date, exempt_starts_on(payment, law.exempt))


def _fee_unlike_others(ground: Basis, law: YearLaw, *, inside_window: bool) -> LateFee | None:
    """缴费. What the area says that a newborn pays, or outside the window someone spared the wait."""
    if ground == "newborn" and law.newborn:
        return law.newborn.fee
    if inside_window:
        return None
    if ground == "exempt_group" and law.exempt:
        return law.exempt.fee
    if ground == "newborn_after_deadline" and law.newborn:
        return law.newborn.late_fee
    return law.transfer.fee if ground == "employee_transfer" and law.transfer else None


def _day_one(ground: Basis, lapses: int, payment: Payment, life: Life, law: YearLaw) -> date:
    """起算日. Day 1 of the wait, and of cover where there is none, by the ground of the payment."""
    if ground == "in_window" and law.waiting:
        return window_starts_on(payment, law.waiting)
    if ground == "out_of_window":
        return max(payment.paid_on, january_first(payment.year))
    if ground in {"employee_transfer", "employee_transfer_next_year"} and law.transfer:
        return transfer_starts_on(payment, life.break_day(payment.paid_on), lapses, law.transfer)
    return _day_one_of_a_person(ground, payment, life, law)


def _day_one_of_a_person(ground: Basis, payment: Payment, life: Life, law: YearLaw) -> date:
    """起算日. Day 1 for a newborn, a child in care or a new student; else 1 January."""
    entry = life.person.institution_entry
    if ground == "newborn":
        return newborn_starts_on(payment, life)
    if ground == "newborn_after_deadline" and law.newborn:
        return late_newborn_starts_on(payment, law.newborn)
    if ground == "welfare_child" and entry is not None:
        return welfare_starts_on(payment, entry)
    if ground == "new_student" and law.students:
        return new_student_starts_on(payment, law.students)
    return january_first(payment.year)
