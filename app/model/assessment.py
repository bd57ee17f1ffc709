"""测算结果. The answer to a case: may it be collected, how much, from which day does it cover, and why.

Field names are those of the JSON answer. Days show inclusive ends, money is integer fen, waits are months. The core
fills everything but words: `headline` and `text` are null until `wording` has spoken.
"""

from datetime import date
from typing import Literal

import msgspec

from app.model.awards import Awards
from app.model.citation import Clause
from app.model.codes import Basis, ChargeKind, CountedBecause, Cover, Outcome, StandingKind
from app.model.explanation import Finding, PolicyUsed, Question, ReadingUsed, Reason, Refusal, Text
from app.model.place import Place


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
    """年度待遇. What the payment for one coverage year buys; `covered_from` is null when nothing of it is covered.

    Lapse years, and a carried wait that puts nothing off, are null too where they turn on a year of which nobody knows.
    """

    year: int
    basis: Basis
    lapse_years: int | None
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
    """断保. Lapse years before the last planned year, continuous years including it, and every year between.

    A number that turns on a year of which nobody knows is null.
    """

    lapse_years: int | None
    continuous_years: int | None
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
    """缴费修复. Lapse years worth repairing, those paid here, the cost in fen and the year whose fee sets it.

    What is worth repairing is null where it turns on a year of which nobody knows.
    """

    worth_years: int | None
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


Through = Literal["employer", "self", "school", "family", "institution", "unemployment_fund"]
"""参保途径. Through whom a person enrols."""


class EligibilityEntry(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """参保资格. A scheme and an area, through whom, and whether it is allowed; null: not known, see `question`.

    `places`: which places of the person would admit them, as the text names them (empty: none named, or not by place).
    """

    scheme: Literal["resident", "employee"]
    area: str
    through: Through
    allowed: bool | None
    rule: str
    clause: Clause
    places: tuple[Place, ...] = ()
    question: Question | None = None
    text: Text | None = None


class AreaMonths(msgspec.Struct, frozen=True, gc=False):
    """一地的职工缴费月数. Employee months paid in an area; whether they count where the person is (null: not known).

    `rule` and `clause` are those of a recognition; null where the months are the area's own, or nothing is known.
    """

    area: str
    months: int
    counted: bool | None
    because: CountedBecause
    rule: str | None
    clause: Clause | None


class Contributions(msgspec.Struct, frozen=True, gc=False):
    """职工医保缴费年限. Employee months that count in an area on the day asked about, and all that were paid, by area.

    `counted_years` are whole years of twelve months.
    """

    area: str
    counted_months: int
    counted_years: int
    by_area: tuple[AreaMonths, ...]


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
    contributions: Contributions | None
    timeline: tuple[Segment, ...]
    reasons: tuple[Reason, ...]
    readings: tuple[ReadingUsed, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    policy: PolicyUsed
