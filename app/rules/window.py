"""集中参保缴费期. Where a day of payment stands to the payment window of the year it buys.

"原则上，居民应在集中参保缴费期内，按个人缴费标准参保缴费；在集中参保缴费期外参保缴费，按照个人缴费标准加财政补助
标准之和缴费，并设置待遇等待期。" (Hunan 2025, item 2)
Reading: R30 (a fee from elsewhere), R35 (too early, too late), R39 (a window not known; the caller's word).
"""

from datetime import date
from typing import Literal

from app.model.calendar import january_first
from app.model.life import Payment
from app.model.place import lies_within
from app.model.policy import Window

WindowState = Literal["inside", "early", "outside", "unknown"]


def window_state(payment: Payment, window: Window | None) -> WindowState:
    """缴费时点. Inside the window, before anyone may pay, outside it in the coverage year, or not known."""
    paid_on, word = payment.paid_on, payment.window_word
    if word is True:
        return "inside"
    begun = paid_on >= january_first(payment.year)
    if word is None and window is None:
        return "unknown" if begun else "inside"
    if word is None and window is not None and in_payment_window(paid_on, window):
        return "inside"
    return "outside" if begun else "early"


def recorded_state(payment: Payment, window: Window | None) -> WindowState:
    """记录的缴费时点. Where a fee on record stands: what was taken after the window opened was not taken too early.

    A fee from where this window does not hold was taken in a window of that area, if before 1 January; after it, a day
    in the tail of this one tells nothing of theirs.
    """
    state = window_state(payment, window)
    if state == "early":
        if from_elsewhere(payment, window):
            return "outside" if payment.window_word is False else "inside"
        return "early" if before_opening(payment, window) else "outside"
    in_the_tail = state == "inside" and payment.window_word is None and payment.paid_on >= january_first(payment.year)
    return "unknown" if in_the_tail and from_elsewhere(payment, window) else state


def from_elsewhere(payment: Payment, window: Window | None) -> bool:
    """外地缴费. Whether a fee comes from an area that lies outside the one whose window it is."""
    return window is not None and payment.area is not None and not lies_within(payment.area, window.cited.area)


def before_opening(payment: Payment, window: Window | None) -> bool:
    """开期前. Whether the window is known not to have opened yet."""
    return window is not None and window.opens_on is not None and payment.paid_on < window.opens_on


def in_payment_window(paid_on: date, window: Window) -> bool:
    """集中期内. Whether the day lies in the window, first and last day included."""
    return paid_on <= window.closes_on and (window.opens_on is None or paid_on >= window.opens_on)


def year_is_over(payment: Payment) -> bool:
    """年度已过. Whether the coverage year ended before the day of payment."""
    return payment.paid_on.year > payment.year


def may_be_paid_from(payment: Payment, window: Window | None) -> date:
    """可缴费之日. The next day on which the year may be paid: its window's first day, or else its 1 January."""
    opens_on = window.opens_on if window else None
    return opens_on if opens_on and payment.paid_on < opens_on else january_first(payment.year)
