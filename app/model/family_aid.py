"""家庭共济结果. Who may pay what for whom from a personal account, why, and how the balances are best spent.

Field names are those of the JSON answer; places count from 0 in the lists of the request. The core fills everything
but words: every `text` is null until `wording` has spoken.
"""

from datetime import date
from typing import Literal

import msgspec

from app.model.explanation import PolicyUsed, ReadingUsed, Reason, Text
from app.model.family import Use, Way
from app.model.kinship import Doubt, Nature, Relation, StepKind

FamilyOutcome = Literal["all_paid", "some_paid", "none_paid", "needs_facts", "needs_policy"]
Standing = Literal["close_relative", "not_close_relative", "undetermined"]
Verdict = Literal["allowed", "refused", "needs_facts", "needs_policy"]
Because = Literal[
    "allowed",
    "allowed_by_wallet",
    "not_counted",
    "no_personal_account",
    "own_need",
    "not_a_close_relative",
    "not_a_use",
    "not_designated",
    "not_enrolled",
    "wallet_not_opened",
    "step",
    "birth_family",
    "contradiction",
    "designated_unknown",
    "enrolment_unknown",
    "wallet_unknown",
    "rule_unknown",
    "reach_unknown",
]
Unpaid = Literal[
    "not_counted",
    "balance_short",
    "undecided",
    "not_a_use",
    "not_designated",
    "not_enrolled",
    "wallet_not_opened",
    "own_need",
    "no_account",
]
FamilyFindingCode = Literal[
    "duplicate_person",
    "unknown_person",
    "own_relative",
    "ancestor_cycle",
    "two_kinds_of_tie",
    "too_many_parents",
    "older_than_parent",
    "several_spouses",
    "spouse_is_ancestor",
    "spouse_is_sibling",
    "impossible_enrolment",
    "account_twice",
    "no_personal_account",
    "future_need",
    "not_born",
]
FamilyQuestionCode = Literal["upbringing", "birth_family", "contradiction", "designated", "enrolment", "wallet"]


class KinshipStep(msgspec.Struct, frozen=True, gc=False):
    """一步. The next person on the way, what they are to the one before, by what, and the ties that say so."""

    person: str
    is_: StepKind = msgspec.field(name="is")
    nature: Nature
    doubt: Doubt | None
    ties: tuple[str, ...]


class Kinship(msgspec.Struct, frozen=True, gc=False):
    """亲属关系. What somebody is to the holder of an account, whether a close relative, and the way there."""

    holder: str
    person: str
    relation: Relation
    standing: Standing
    path: tuple[KinshipStep, ...]
    text: Text | None = None


class AccountJudged(msgspec.Struct, frozen=True, gc=False):
    """账户与费用. Whether an account may pay for a need, by which way, and because of what."""

    account: int
    holder: str
    relation: Relation
    verdict: Verdict
    because: Because
    way: Way | None
    text: Text | None = None


class Share(msgspec.Struct, frozen=True, gc=False):
    """分担. What one account pays of a need, in fen."""

    account: int
    way: Way
    amount_fen: int


class NeedTold(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """费用结果. What is paid of a need and by whom; of one not paid in full, why, and how much is lacking."""

    need: int
    beneficiary: str
    kind: Use
    amount_fen: int
    paid_fen: int
    shares: tuple[Share, ...]
    unpaid: Unpaid | None
    short_fen: int | None
    accounts: tuple[AccountJudged, ...]
    text: Text | None = None


class AccountTold(msgspec.Struct, frozen=True, gc=False):
    """账户结果. What an account pays in all and what is left, in fen; null where it does not count."""

    account: int
    holder: str
    paid_fen: int
    left_fen: int | None


class Transfers(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """钱包转账. The transfers to insurance wallets that one holder has to make, within the limits of a day."""

    holder: str
    to: tuple[str, ...]
    amount_fen: int
    transfers: int
    least_days: int
    each_most_fen: int
    a_day_most: int
    closed_from_hour: int
    closed_until_hour: int
    text: Text | None = None


class FamilyFinding(msgspec.Struct, frozen=True, gc=False):
    """发现. Something in the request that cannot be: where it stands, and what follows."""

    code: FamilyFindingCode
    pointer: str
    consequence: str
    text: Text | None = None


class FamilyQuestion(msgspec.Struct, frozen=True, gc=False):
    """待询事项. A fact that is missing and would let more be paid: where it belongs, and the words to ask for it."""

    code: FamilyQuestionCode
    pointer: str
    text: Text | None = None


class FamilyAid(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """家庭共济结果. The whole answer to a family; `exact` is false where a limit cut the search for more short."""

    outcome: FamilyOutcome
    headline: Text | None = None
    on: date
    paid_in_full: int
    paid_fen: int
    unpaid_fen: int
    needs: tuple[NeedTold, ...]
    accounts: tuple[AccountTold, ...]
    transfers: tuple[Transfers, ...]
    kinships: tuple[Kinship, ...]
    exact: bool
    reasons: tuple[Reason, ...]
    readings: tuple[ReadingUsed, ...]
    findings: tuple[FamilyFinding, ...]
    questions: tuple[FamilyQuestion, ...]
    policy: PolicyUsed
