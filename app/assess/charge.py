"""应缴费用. What is to be collected for a plan, item by item, and the figures that are not known.

Reading: R11 (repair cost), R21 (fees), R22 (aid inside the window), R38 (newborn waiver), R43 (before the rules).
"""

from app.model.assessment import Charge, ChargeItem
from app.model.codes import Basis
from app.model.life import Life, Purchase
from app.model.policy import Fees, YearLaw
from app.rules.aid import aided_fee_fen, hardship_held, perhaps_aided
from app.rules.basis import waived, waiver_unsettled
from app.rules.fees import fee_items
from app.rules.repair import repair_cost_fen

LATE_FEE_OF: dict[Basis, str] = {
    "exempt_group": "exempt",
    "newborn": "newborn",
    "newborn_after_deadline": "newborn",
    "employee_transfer": "transfer",
}
"""缴费. The subject that says what a newborn pays, or outside the window someone spared the wait."""

Items = tuple[ChargeItem, ...]
Missing = list[tuple[str, int]]


def year_items(bought: Purchase, life: Life, law: YearLaw, missing: Missing) -> Items | None:
    """年度费用. Fee, waiver and aid for one coverage year; null where a figure is not known (see `missing`)."""
    items = fee_items(bought, law.fees)
    if items is None or law.fees is None:
        unknown = law.fees is not None and bought.late_fee == "unknown"
        missing.append((LATE_FEE_OF[bought.basis] if unknown else "fees", law.year))
        return None
    if bought.basis == "newborn" and waived(life.person, law):
        return *items, ChargeItem("newborn_waiver", law.year, -law.fees.individual_fen, "person")
    if life.person.hardship or perhaps_aided(life.person, law.aid):
        items = _aided(items, bought, life, law, missing)
    if items is not None and waiver_unsettled(life.person, law) and sum(item.amount_fen or 0 for item in items) != 0:
        return None
    return items


def _aided(items: Items, bought: Purchase, life: Life, law: YearLaw, missing: Missing) -> Items | None:
    """资助. The items with the aid of the most favourable category, where it is held inside the window."""
    categories, perhaps = hardship_held(life.person, bought.payment.paid_on), perhaps_aided(life.person, law.aid)
    if not (categories or perhaps) or bought.inside_window is False or law.fees is None:
        return items
    if bought.inside_window is None:
        missing.append(("window", law.year))
        return None
    aided_fen = aided_fee_fen(categories, law.fees, law.aid)
    if aided_fen is None or (perhaps and aided_fen):
        missing.append(("aid", law.year))
        return None
    less_fen = law.fees.individual_fen - aided_fen
    return (*items, ChargeItem("medical_aid", law.year, -less_fen, "person")) if less_fen else items


def repair_items(repaired: Purchase, years: int, fees: Fees | None, fee_year: int, missing: Missing) -> Items | None:
    """修复费用. The price of `years` lapse years at the fee of `fee_year`, on the wait of the year repaired."""
    cost_fen = repair_cost_fen(years, fees)
    if cost_fen is None:
        missing.append(("fees", fee_year))
        return None
    return (ChargeItem("repair", repaired.payment.year, cost_fen, "person"),)


def charge_of(parts: list[Items | None]) -> Charge | None:
    """合计. All items and their sum in fen; null where any part is not known."""
    total_fen, items = 0, []
    for part in parts:
        if part is None:
            return None
        for item in part:
            total_fen += item.amount_fen or 0
            items.append(item)
    return Charge(total_fen, tuple(items))
