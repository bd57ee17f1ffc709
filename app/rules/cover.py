"""待遇享受期. From which day a payment covers.

"待遇等待期内发生的医疗费用不予报销，修复缴费前的医疗费用不予报销。" (Hunan 2025, item 8)
Reading: R6 (day 1; employee cover), R7 (first covered day), R8 (a wait that runs past the year), R11 (not before the
day of repair), R40 (whenever it is asked).
"""

from datetime import date

from app.model.calendar import DAY, december_last, january_first
from app.model.life import Life, Payment, Purchase, Spell
from app.model.policy import Waiting


def window_starts_on(payment: Payment, waiting: Waiting) -> date:
    """集中期内起算日. 1 January; where the area says so, later for a payment in the window's tail."""
    opening = january_first(payment.year)
    if waiting.tail_cover == "january_first" or payment.paid_on < opening:
        return opening
    return payment.paid_on if waiting.tail_cover == "payment_day" else payment.paid_on + DAY


def employee_cover_until(purchase: Purchase, life: Life) -> date | None:
    """职工断保之日. The day before which resident cover of the year does not start; null where nothing puts it off.

    The break day of the last spell begun by the day of payment. Where that has not come, or lies beyond the year, the
    first day of such a spell: the days before it are the same whenever they are asked about.
    """
    begun = [each for each in life.spells if each.begins_on <= purchase.payment.paid_on]
    if not begun:
        return None
    last, year = max(begun, key=_ends_on), purchase.payment.year
    broke = last.ended_on + DAY if last.ended_on is not None and last.ended_on < life.on else None
    until = broke if broke is not None and broke.year == year else last.begins_on
    return until if until.year == year else None


def _ends_on(spell: Spell) -> date:
    return spell.ended_on or date.max


def covered_from(year: int, first_day: date, carried: date | None, broke: date | None) -> date | None:
    """享受待遇之日. The first day of the year after its wait, a carried one and employee cover; null: none left."""
    first = first_day
    if carried is not None and carried > first:
        first = carried
    if broke is not None and broke > first:
        first = broke
    return first if first <= december_last(year) else None


def delayed(purchase: Purchase, broke: date | None) -> bool:
    """有等待. Whether a wait, its own or a carried one, puts off the first covered day."""
    if not (purchase.fixed_months or purchase.variable_months or purchase.carried_until):
        return False
    without_wait = purchase.starts_on if broke is None else max(purchase.starts_on, broke)
    return purchase.covered_from is None or purchase.covered_from > without_wait


def opens_on(purchase: Purchase) -> date:
    """待遇期首日. The first day that the year bought may cover: its 1 January, or for a new student one before it."""
    return min(january_first(purchase.payment.year), purchase.starts_on)


def carried_until(purchase: Purchase, earlier: list[Purchase], *, at_best: bool = False) -> date | None:
    """结转等待期满之日. The first day after a wait of an earlier year that runs into its cover; null where none does.

    `at_best` takes every doubtful wait for the shorter one.
    """
    if not earlier:
        return None
    year = purchase.payment.year
    latest = opening = opens_on(purchase)
    for before in earlier:
        first = before.earliest_first_day if at_best else before.first_day
        if first > latest and before.payment.year < year:
            latest = first
    return latest if latest > opening else None
