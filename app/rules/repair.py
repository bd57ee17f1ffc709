"""缴费修复. What repair may take off a wait, and what it costs.

"参保人员可通过缴费修复变动待遇等待期。修复缴费标准按照提出修复申请时所在年度的居民医保个人缴费标准执行，
每多缴纳1年可减少1个月变动待遇等待期。……修复缴费前的医疗费用不予报销。" (Hunan 2025, item 8)
Reading: R11, R36.
"""

from collections.abc import Container
from datetime import date

from app.model.calendar import after_wait
from app.model.life import Purchase
from app.model.policy import Fees, Waiting
from app.rules.waiting import floor_months


def repairable_months(purchase: Purchase, waiting: Waiting) -> int:
    """可修复月数. Variable months that repair may still take off, down to the floor."""
    left = purchase.variable_months - purchase.repaired_months
    floor = floor_months(purchase.lapse_years, waiting)
    return left if floor is None else max(0, min(left, purchase.wait_months - floor))


def worth_years(purchase: Purchase, waiting: Waiting) -> int:
    """值得修复年数. Lapse years worth paying for; each buys the variable months of one lapse year."""
    months = repairable_months(purchase, waiting)
    return -(-months // waiting.variable_months_each) if waiting.variable_months_each else 0


def repaired_months(purchase: Purchase, years: int, waiting: Waiting) -> int:
    """修复月数. Months that paying for `years` lapse years takes off."""
    return min(years * waiting.variable_months_each, repairable_months(purchase, waiting))


def wait_runs(purchase: Purchase, day: date) -> bool:
    """等待中. Whether a repair on `day` still meets the wait: paid already, not yet covered."""
    return purchase.payment.paid_on <= day < purchase.first_day


def overpaid(purchase: Purchase, repaired_on: date, waiting: Waiting) -> bool:
    """多缴修复. Whether a repair of one lapse year less would cover from the same day, that of the repair."""
    months = purchase.wait_months + waiting.variable_months_each
    return after_wait(purchase.starts_on, months, waiting.month_length) <= repaired_on


def still_enrolled(purchase: Purchase, day: date, enrolled: Container[int]) -> bool:
    """仍在参保. Whether every year after the one bought, up to that of `day`, is bought too; else nobody waits."""
    return all(year in enrolled for year in range(purchase.payment.year + 1, day.year + 1))


def repair_cost_fen(years: int, fees: Fees | None) -> int | None:
    """修复缴费. Cost in fen at the individual fee of the year of application; null where that is not known."""
    if not years:
        return 0
    return None if fees is None else years * fees.individual_fen
