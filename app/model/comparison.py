"""比较. What differs between two answers to one case, and which rule and which number of the law made it so."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from app.model.assessment import Assessment
from app.model.case import Area, Case
from app.model.citation import Clause, Standing
from app.model.codes import Outcome
from app.model.explanation import Text
from app.model.policy import Policy

Value = int | str | bool | date | None
"""值. What stands in a field: a number (fen, months, years), a code, a day, or nothing."""


IN_FORCE = "in_force"
"""现行. The name of the policy in force, among the drafts that a service may hold beside it."""
PolicyName = Annotated[
    str,
    Meta(
        extra_json_schema={"enum": [IN_FORCE]},
        description="政策名称. A policy of this service by its name: `in_force`, or a draft it was started with.",
    ),
]


class OtherSide(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """另一方. What is otherwise on the other side: the day, the area, the policy; as on this side where left out."""

    on: date | None = None
    area: Area | None = None
    policy: PolicyName | None = None


class ComparisonAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """比较请求. One case, the policy it is held against, and how it is to be seen a second time."""

    case: Case
    policy: PolicyName = IN_FORCE
    other: OtherSide


class Answered(msgspec.Struct, frozen=True):
    """已答. A case, the policy it was held against, and the answer."""

    case: Case
    policy: Policy
    assessment: Assessment


class Source(msgspec.Struct, frozen=True, gc=False):
    """出处. The version of a policy subject that answered: document, item, whose text, which coverage years."""

    document: str
    item: str
    area: str
    from_year: int
    until_year: int | None
    standing: Standing


class ParameterChanged(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """参数变化. A number of the law that is not the same on both sides, for a coverage year, with both sources."""

    year: int
    parameter: str
    here: Value
    there: Value
    here_source: Source | None
    there_source: Source | None


class FactChanged(msgspec.Struct, frozen=True, gc=False):
    """事实变化. What of the case itself is otherwise: the day, the area."""

    name: str
    here: Value
    there: Value


class Difference(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """差异. One field of the answer that differs, with the rule behind it and what may have caused it.

    `field` is a path of the answer (a year stands by its number). `more_fen` and `later_days` measure the difference
    where both sides have a figure or a day. `rule` and its `clause` are null where no reason speaks of the field.
    """

    field: str
    here: Value
    there: Value
    more_fen: int | None = None
    later_days: int | None = None
    rule: str | None = None
    clause: Clause | None = None
    parameters: tuple[ParameterChanged, ...] = ()
    facts: tuple[FactChanged, ...] = ()


class Side(msgspec.Struct, frozen=True, gc=False):
    """一方. One side of a comparison: where, when, under which policy (by name, where it has one), and the outcome."""

    area: str
    on: date
    revision: str
    outcome: Outcome
    policy: str | None = None


class Comparison(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """比较结果. Both sides, and every field in which they differ; empty where the change changes nothing."""

    here: Side
    there: Side
    differences: tuple[Difference, ...]


class ReadingTried(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """试读. A reading that was used, another value it could have, and what the answer would then be.

    `changes` speaks of outcome, years, charge and awards; the awards would lie between `least_award_fen` and
    `most_award_fen` (null: no limit is known from above; both null: none is told).
    """

    id: str
    value: str
    other: str
    changes: bool
    outcome: Outcome
    total_fen: int | None
    first_covered_day: date | None
    least_award_fen: int | None
    most_award_fen: int | None
    text: Text | None = None
