"""测算结果. The answer to a case: may it be collected, how much, from which day does it cover, and why.

Field names are those of the JSON answer. Days show inclusive ends, money is integer fen, waits are months. The core
fills everything but words: `headline` and `text` are null until `wording` has spoken.
"""

from datetime import date
from typing import Literal

import msgspec

from app.model.citation import Clause

Outcome = Literal["collect", "collect_with_wait", "do_not_collect", "needs_facts", "needs_policy", "out_of_scope"]
Basis = Literal[
    "in_window",
    "out_of_window",
    "employee_transfer",
    "employee_transfer_next_year",
    "newborn",
    "newborn_next_year",
    "welfare_child",
    "new_student",
    "prepaid_student",
]
RefusalCode = Literal[
    "already_enrolled",
    "already_prepaid",
    "too_early",
    "too_late",
    "double_enrolment",
    "repair_worth_less",
    "not_eligible",
]
StandingKind = Literal["enrolled", "neutral", "lapse", "uncounted", "unknown"]
Cover = Literal["covered", "waiting", "not_covered", "unknown"]
ChargeKind = Literal[
    "individual_fee", "government_subsidy", "repair", "medical_aid", "newborn_waiver", "employee_contribution"
]


FindingCode = Literal[
    "future_record",
    "paid_before_birth",
    "paid_after_year",
    "paid_before_window",
    "impossible_spell",
    "overlapping_spells",
    "double_enrolment",
    "repair_without_wait",
    "repair_beyond_worth",
    "buys_no_cover",
    "window_word_differs",
    "area_not_modelled",
    "on_before_birth",
    "impossible_day",
    "empty_plan",
]
QuestionCode = Literal["window_open", "history_window", "insured_parent", "institution_entry", "unknown_year", "plan"]
WarningCode = Literal["draft", "secondary", "inferred", "unchecked_for_a_year", "window_unknown", "late_newborn"]


class Text(msgspec.Struct, frozen=True, gc=False):
    """文字. The same sentence in Chinese and in English."""

    zh: str
    en: str


class WaitingPeriod(msgspec.Struct, frozen=True, gc=False):
    """待遇等待期. Months of waiting and the days they run; `total_months` is what is left after repair."""

    fixed_months: int
    variable_months: int
    repaired_months: int
    total_months: int
    from_on: date = msgspec.field(name="from")
    first_covered_day: date
    repairable_months: int
    floor_months: int | None


class YearCover(msgspec.Struct, frozen=True, gc=False):
    """年度待遇. What the payment for one coverage year buys; `covered_from` is null when nothing of it is covered."""

    year: int
    basis: Basis
    lapse_years: int
    carried_until: date | None
    waiting: WaitingPeriod | None
    covered_from: date | None
    covered_to: date | None


class YearStanding(msgspec.Struct, frozen=True, gc=False):
    """年度状态. What a calendar year counts as before the payment, and because of what."""

    year: int
    standing: StandingKind
    because: str


class Lapse(msgspec.Struct, frozen=True, gc=False):
    """断保. Lapse years before the last planned year, continuous years including it, and every year between."""

    lapse_years: int
    continuous_years: int
    by_year: tuple[YearStanding, ...]


class ChargeItem(msgspec.Struct, frozen=True, gc=False):
    """缴费项目. One amount in fen, negative for aid; null where it is not ours to compute."""

    kind: ChargeKind
    year: int
    amount_fen: int | None
    payer: Literal["person", "unemployment_fund"]


class Charge(msgspec.Struct, frozen=True, gc=False):
    """应缴费用. What is to be collected on the day, in fen."""

    total_fen: int
    items: tuple[ChargeItem, ...]


class Repair(msgspec.Struct, frozen=True, gc=False):
    """缴费修复. Lapse years worth repairing, those paid here, the cost in fen and the year whose fee sets it."""

    worth_years: int
    paid_years: int
    cost_fen: int | None
    fee_year: int


class Segment(msgspec.Struct, frozen=True, gc=False):
    """时段. Days with one status, both ends included."""

    from_on: date = msgspec.field(name="from")
    to_on: date = msgspec.field(name="to")
    status: Cover
    scheme: Literal["resident", "employee"] | None
    rule: str


class Fact(msgspec.Struct, frozen=True, gc=False):
    """事实. A fact that was used: its name, what was found, and what the clause requires (null: nothing)."""

    name: str
    found: int | str | bool | date | None
    required: int | str | bool | date | None = None


class Reason(msgspec.Struct, frozen=True, gc=False):
    """理由. One rule that was applied: its clause, the facts it used, its effect and the words for people."""

    rule: str
    year: int | None
    clause: Clause
    facts: tuple[Fact, ...]
    effect: str
    text: Text | None = None


class ReadingUsed(msgspec.Struct, frozen=True, gc=False):
    """所用读法. A reading the answer rests on; `decides` tells whether another would change it (null: not tried)."""

    id: str
    value: str
    other: tuple[str, ...]
    decides: bool | None = None


class Finding(msgspec.Struct, frozen=True, gc=False):
    """发现. Something in the input that cannot be, or that matters, where it stands, and what follows."""

    code: FindingCode
    pointer: str
    consequence: str
    text: Text | None = None


class Question(msgspec.Struct, frozen=True, gc=False):
    """待询事项. A fact that is missing and matters: where it belongs, and the words in which to ask for it."""

    code: QuestionCode
    year: int | None
    pointer: str
    text: Text | None = None


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """不予收费. Why nothing may be collected, and what to do instead (dates and years the words speak of)."""

    code: RefusalCode
    year: int | None
    instead: str
    opens_on: date | None = None
    worth_years: int | None = None
    text: Text | None = None


class Awards(msgspec.Struct, frozen=True, gc=False):
    """参保激励. The raise of the major-illness ceiling in a coverage year, in fen."""

    year: int
    continuity_fen: int
    zero_claim_fen: int
    total_fen: int
    cap_fen: int | None


class EligibilityEntry(msgspec.Struct, frozen=True, gc=False):
    """参保资格. A scheme and an area, through whom, and whether it is allowed."""

    scheme: Literal["resident", "employee"]
    area: str
    through: Literal["employer", "self", "school", "family"]
    allowed: bool
    rule: str


class MissingFigure(msgspec.Struct, frozen=True, gc=False):
    """未知政策. A subject of the policy that is not known for a year, and the last year for which it is known."""

    subject: str
    year: int
    known_until: int | None
    text: Text | None = None


class PolicyWarning(msgspec.Struct, frozen=True, gc=False):
    """提示. Something that makes an answer less sure: a draft, a secondary source, a value long unchecked."""

    code: WarningCode
    subject: str
    text: Text | None = None


class PolicyUsed(msgspec.Struct, frozen=True, gc=False):
    """所用政策. The revision of the policy data, its documents, its last check, what is missing and doubtful."""

    revision: str
    documents: tuple[str, ...]
    verified_on: date | None
    warnings: tuple[PolicyWarning, ...]
    missing: tuple[MissingFigure, ...]


class Brief(msgspec.Struct, frozen=True, gc=False):
    """简要结果. Outcome, years and charge alone."""

    outcome: Outcome
    years: tuple[YearCover, ...]
    charge: Charge | None


class Assessment(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """测算结果. The whole answer to one case."""

    outcome: Outcome
    headline: Text | None = None
    years: tuple[YearCover, ...]
    refusal: Refusal | None
    lapse: Lapse | None
    charge: Charge | None
    repair: Repair | None
    awards: Awards | None
    eligibility: tuple[EligibilityEntry, ...]
    timeline: tuple[Segment, ...]
    reasons: tuple[Reason, ...]
    readings: tuple[ReadingUsed, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    policy: PolicyUsed
