"""统筹基金. What a pool is asked about and what its documents make of it: funds set aside, shortfalls, surpluses.

Money is integer fen. Requests are strict; what is left out or null is not known. The core fills everything but words.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from app.model.case import Area
from app.model.citation import Clause
from app.model.explanation import PolicyUsed, ReadingUsed, Text

YearOf = Literal["this_year", "last_year"]
Payer = Literal["balance", "reserve", "county_government"]
"""承担者. The part's own accumulated balance, the reserve fund, the government of the county."""
Amount = Annotated[int, Meta(ge=0, le=10**15)]
"""金额. Fen, up to ten thousand billion yuan."""
FundsOutcome = Literal["computed", "needs_facts", "needs_policy"]
FundQuestionCode = Literal["financing", "last_year_financing", "management_shortfall", "targets_met"]
FundFindingCode = Literal["management_over_shortfall", "below_least_financing", "below_least_individual_fee"]
FundRule = Literal[
    "adjustment_fund", "reserve_fund", "policy_shortfall", "management_shortfall", "surplus_kept", "least_financing"
]


class PartAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """县市区. The year of one part of a pool: what came in and went out, and what it had put by before.

    `management_shortfall_fen`: how much of the shortfall is owed to its own management; `targets_met`: whether it met
    its targets, collected more than its task and spent no more than its limit.
    """

    area: Area
    income_fen: Amount
    spending_fen: Amount
    balance_fen: Amount
    management_shortfall_fen: Amount | None = None
    targets_met: bool | None = None


class FundsAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """统筹基金. A pool and a year: its financing then and the year before, its people and their fee, its parts."""

    area: Area
    year: Annotated[int, Meta(ge=1950, le=2100)]
    financing_fen: Amount | None = None
    last_year_financing_fen: Amount | None = None
    individual_fee_fen: Amount | None = None
    enrolled: Annotated[int, Meta(ge=1, le=10**10)] | None = None
    parts: Annotated[tuple[PartAsked, ...], Meta(max_length=200)] = ()


def well_formed(asked: FundsAsked) -> bool:
    """格式无误. Whether every area is six digits, as its pattern in the schema says."""
    areas = "".join([asked.area, *(part.area for part in asked.parts)])
    return areas.isascii() and areas.isdecimal()


class Fund(msgspec.Struct, frozen=True, gc=False):
    """基金. What is set aside in the year: so many percent of so much, in fen; null where a fact is missing."""

    percent: int
    of: YearOf
    financing_fen: int | None
    amount_fen: int | None


class Paid(msgspec.Struct, frozen=True, gc=False):
    """承担. Who pays how much of a shortfall, in fen."""

    payer: Payer
    amount_fen: int


class Shortfall(msgspec.Struct, frozen=True, gc=False):
    """缺口. A shortfall by its cause, and who pays it, in the order in which they are called on."""

    cause: Literal["policy", "management"]
    amount_fen: int
    paid: tuple[Paid, ...]


class Surplus(msgspec.Struct, frozen=True, gc=False):
    """结余. What is left of the year: what the part keeps, and the rest; null where a fact is missing."""

    amount_fen: int
    kept_fen: int | None
    rest_fen: int | None


class PartTold(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """县市区结果. One part of the pool: its shortfalls or its surplus, and its balance after; null if not known."""

    area: str
    shortfalls: tuple[Shortfall, ...]
    surplus: Surplus | None
    balance_after_fen: int | None


class FundReason(msgspec.Struct, frozen=True, gc=False):
    """理由. A rule that was applied, and its clause."""

    rule: FundRule
    clause: Clause
    text: Text | None = None


class FundQuestion(msgspec.Struct, frozen=True, gc=False):
    """待询事项. A fact that is missing: where it belongs, and the words in which to ask for it."""

    code: FundQuestionCode
    pointer: str
    text: Text | None = None


class FundFinding(msgspec.Struct, frozen=True, gc=False):
    """发现. Something in the figures that cannot be, or is against the text."""

    code: FundFindingCode
    pointer: str
    text: Text | None = None


class FundsTold(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """统筹基金结果. What the documents of the area make of the year; null and empty where they set nothing.

    `called_on_reserve_fen` is what the reserve fund has to pay for all parts; whether it holds as much is not said.
    """

    outcome: FundsOutcome
    area: str
    year: int
    adjustment: Fund | None
    reserve: Fund | None
    parts: tuple[PartTold, ...]
    called_on_reserve_fen: int | None
    reasons: tuple[FundReason, ...]
    readings: tuple[ReadingUsed, ...]
    findings: tuple[FundFinding, ...]
    questions: tuple[FundQuestion, ...]
    policy: PolicyUsed
