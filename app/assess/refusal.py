"""不予收费. Why a coverage year may not be paid for, and what to do instead.

Reading: R20 (fees paid ahead), R34 (already enrolled, employee cover running), R35 (too early, too late).
"""

from app.model.calendar import january_first
from app.model.explanation import Refusal
from app.model.life import Life, Payment
from app.model.policy import Window
from app.rules.window import may_be_paid_from, year_is_over


def refusal_before(payment: Payment, life: Life) -> Refusal | None:
    """先行判断. A refusal that does not depend on the payment window; null where there is none."""
    year = payment.year
    if year_is_over(payment):
        return Refusal("too_late", year, "pay_a_later_year")
    if year in life.enrolled:
        return Refusal("already_prepaid" if life.enrolled[year].ahead else "already_enrolled", year, "nothing_to_pay")
    if payment.paid_on.year == year and life.running_spell(payment.paid_on):
        return Refusal("double_enrolment", year, "after_employee_cover_ends")
    return None


def too_early(payment: Payment, window: Window | None) -> Refusal:
    """尚未开始. The refusal of a year that nobody may pay for yet, with the day from which it may be paid."""
    opens_on = may_be_paid_from(payment, window)
    closed = opens_on == january_first(payment.year) and (window is None or window.opens_on != opens_on)
    if closed:
        return Refusal("too_early", payment.year, "pay_outside_window_from_that_day", opens_on=opens_on)
    return Refusal("too_early", payment.year, "pay_from_that_day", opens_on=opens_on)
