"""统筹基金. What a pool sets aside, who pays a shortfall, and what a part keeps of its surplus.

"按照上年度统筹基金筹资总额的3%建立风险调剂金" (Chang-Zhu-Tan 2021, item 二（四）)
"按照城乡居民医疗保险基金年筹资总额的5%建立市级风险调剂金" (Chenzhou 2016, item 四（四）2)
"按照当年筹资总额的10%建立市级风险储备金" (Shaoyang 2020, item 三（一）1)
"可通过本县市区累计结余基金解决，不足部分由市级风险储备金解决" …
"通过本县市区累计结余基金解决，不足部分由各县市区人民政府补足" (item 三（四）)
"当年结余基金的70%计入该地区统筹基金结余科目" (item 五（四）)
Reading: R45 (rounding), R46 (which shortfall the balance pays first), R47 (the surplus of others).
"""

from collections.abc import Sequence

from app.model.funds import Fund, FundsAsked, Paid, PartAsked, Payer, Surplus, YearOf
from app.model.money import percent_of_fen
from app.model.pooling import Pooling


def adjustment_fund(asked: FundsAsked, pooling: Pooling) -> Fund | None:
    """风险调剂金. A share of the financing of the year, or of the year before; null where none is set."""
    if pooling.adjustment_percent is None or pooling.adjustment_of is None:
        return None
    this_year = pooling.adjustment_of == "this_year"
    whole = asked.financing_fen if this_year else asked.last_year_financing_fen
    return _set_aside(pooling.adjustment_percent, pooling.adjustment_of, whole)


def reserve_fund(asked: FundsAsked, pooling: Pooling) -> Fund | None:
    """风险储备金. A share of the financing of the year; null where none is set."""
    if pooling.reserve_percent is None:
        return None
    return _set_aside(pooling.reserve_percent, "this_year", asked.financing_fen)


def shortfall_fen(part: PartAsked) -> int:
    """缺口. By how much the spending of the year is more than its income."""
    return max(0, part.spending_fen - part.income_fen)


def paid_in_turn(amount_fen: int, balance_fen: int, payers: Sequence[Payer]) -> tuple[Paid, ...]:
    """依次承担. The accumulated balance as far as it goes, the next payer the rest; those who pay nothing left out."""
    paid = []
    for payer in payers:
        share = min(amount_fen, balance_fen) if payer == "balance" else amount_fen
        if share:
            paid.append(Paid(payer, share))
        amount_fen -= share
    return tuple(paid)


def surplus(part: PartAsked, percent: int) -> Surplus | None:
    """结余. What a part that met its targets keeps of it; others keep none; null where nothing is left."""
    left = part.income_fen - part.spending_fen
    if left <= 0:
        return None
    if part.targets_met is None:
        return Surplus(left, None, None)
    kept = percent_of_fen(left, percent) if part.targets_met else 0
    return Surplus(left, kept, left - kept)


def _set_aside(percent: int, of: YearOf, whole_fen: int | None) -> Fund:
    """提取. A fund of so many percent; its amount is not known while the financing is not."""
    return Fund(percent, of, whole_fen, None if whole_fen is None else percent_of_fen(whole_fen, percent))
