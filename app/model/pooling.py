"""统筹. Which areas are one pool, whose contribution years they recognise, and what a pool sets aside and pays."""

from datetime import date

import msgspec

from app.model.citation import Citation
from app.model.funds import Payer, YearOf


class Pooling(msgspec.Struct, frozen=True, kw_only=True):
    """统筹. Which areas are pooled together or recognise one another's contribution years, and what a pool sets aside.

    Shares are whole percent. Null or empty: the text sets none, or does not say. `one_pool_from`, `recognised_from`:
    the first day on which it holds. Payers stand in the order in which they are called on. Reading: R44, R46, R47.
    """

    cited: Citation
    one_pool_from: date | None = None
    recognised_areas: tuple[str, ...] = ()
    recognised_from: date | None = None
    adjustment_percent: int | None = None
    adjustment_of: YearOf | None = None
    reserve_percent: int | None = None
    surplus_percent: int | None = None
    policy_shortfall_payers: tuple[Payer, ...] = ()
    management_shortfall_payers: tuple[Payer, ...] = ()
    least_financing_fen: int | None = None
    least_individual_fen: int | None = None
