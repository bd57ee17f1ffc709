"""税务缴费凭证. Receipts of the tax side for resident fees: period, amount, and the day it reached the treasury.

Only what reached the treasury is paid; whatever year no receipt settles is unknown, for nobody says that all are there.

Source: names of columns in a collection batch (费款所属期), a receipt query (实缴金额, 入库日期) and in Jiangsu.
"""

import re
from datetime import date
from typing import Final

from app.intake.contributions import Contribution, refund_of_anything, settled
from app.intake.foreign import Foreign, Row, Rows, UnreadableError, rows_in
from app.intake.gathered import Gathered, counted_years
from app.intake.months import months_told
from app.intake.tax_codes import RESIDENT_FEE, area, levy
from app.model.calendar import number_of_month
from app.model.intake import IntakeTold, PersonTold

ROWS: Final = "/data"
AMOUNT: Final = re.compile(r"(-?)([0-9]+(?:\.[0-9]+)?)")


class TaxReceipts(Foreign, frozen=True):
    """税务缴费凭证. Receipts of one person under `data`."""

    data: Rows


def taken(payload: TaxReceipts, on: date, since: int) -> IntakeTold:
    """取入. What the receipts tell of a case; `since` is the first year that any law counts."""
    gathered = Gathered("tax-receipts", on)
    rows = []
    for row in rows_in(payload.data, ROWS):
        try:
            if levy(row) == RESIDENT_FEE:
                rows.append(_receipt(row))
            else:
                gathered.note("scheme_not_modelled", row.pointer, "not_counted")
        except UnreadableError:
            gathered.note("unreadable_row", row.pointer, "years_unknown")
            if row.may_pay_back("sjje"):
                rows.append(refund_of_anything(row.pointer, "resident"))
    years = settled(rows, gathered, on)
    unknown = tuple(year for year in counted_years(on, since) if year not in years.paid)
    if unknown:
        gathered.note("years_not_told", ROWS, "years_unknown")
    return gathered.told(PersonTold(), unknown)


def _receipt(row: Row) -> Contribution:
    first, last, paid_on = row.day("sfssqqsrq"), row.day("sfssqzzrq"), row.day("rkrq")
    if first is None or last is None:
        raise UnreadableError
    amount = AMOUNT.fullmatch(row.text("sjje") or "1")
    if amount is None:
        raise UnreadableError
    nothing = not float(amount[2])
    return Contribution(
        pointer=row.pointer,
        scheme="resident",
        months=months_told(number_of_month(first), number_of_month(last)),
        area=area(row),
        paid_on=paid_on,
        refund=bool(amount[1]) and not nothing,
        doubt="payment_not_arrived" if paid_on is None else "payment_not_counted" if nothing else None,
    )
