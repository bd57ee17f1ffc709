"""缴费标准. What is charged for a coverage year.

"在集中参保缴费期外参保缴费，按照个人缴费标准加财政补助标准之和缴费" (Hunan 2025, item 2)
Reading: R13, R13b, R15, R18, R18b, R21, R21b, R4c.
"""

from app.model.assessment import ChargeItem
from app.model.life import Purchase
from app.model.policy import Fees


def subsidy_is_charged(purchase: Purchase, fees: Fees) -> bool | None:
    """加收财政补助. Whether the government subsidy is charged too: outside the window, from the day it begins.

    Null where it is not known of someone spared the wait.
    """
    paid_on = purchase.payment.paid_on
    if fees.subsidy_from is not None and (paid_on.month, paid_on.day) < fees.subsidy_from:
        return False
    if purchase.late_fee is None:
        return purchase.basis == "out_of_window"
    return None if purchase.late_fee == "unknown" else purchase.late_fee == "with_subsidy"


def fee_items(purchase: Purchase, fees: Fees | None) -> tuple[ChargeItem, ...] | None:
    """缴费项目. Individual fee, and the subsidy where it is charged; null where a figure is not known."""
    year = purchase.payment.year
    if fees is None:
        return None
    individual = ChargeItem("individual_fee", year, fees.individual_fen, "person")
    charged = subsidy_is_charged(purchase, fees)
    if charged is False:
        return (individual,)
    if charged is None or fees.subsidy_fen is None:
        return None
    return individual, ChargeItem("government_subsidy", year, fees.subsidy_fen, "person")
