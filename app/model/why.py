"""何以. The reasons of an answer weighed, and the grounds on which a payment might have been accepted and was not."""

from datetime import date
from typing import Literal

import msgspec

from app.model.citation import Clause
from app.model.codes import Basis
from app.model.explanation import Fact, Text

Value = int | str | bool | date | None
Relation = Literal["at_least", "at_most", "is"]
"""关系. How what was found is held against what is required: no earlier or fewer, no later or more, or just that."""


class Condition(msgspec.Struct, frozen=True, gc=False):
    """条件. A fact that a clause turns on: what was found, what is required, whether it is met (null: not known)."""

    fact: str
    found: Value
    relation: Relation
    required: Value
    met: bool | None
    text: Text | None = None


class Weighed(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """权衡后的理由. A rule that was applied, what it turned on, and what it did to the first covered day or the charge.

    `effect_days` is how much later (or, negative, sooner) it lets cover begin, `effect_fen` what it adds to the charge;
    null where it does neither.
    """

    rule: str
    year: int | None
    clause: Clause
    facts: tuple[Fact, ...]
    conditions: tuple[Condition, ...]
    effect_days: int | None
    effect_fen: int | None
    text: Text | None = None


class GroundFailed(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """未采用的情形. A ground that the facts raise and that was not taken: its clause, and the conditions not met.

    `group` names the group, where the ground is one spared the wait.
    """

    year: int
    basis: Basis
    clause: Clause
    conditions: tuple[Condition, ...]
    group: str | None = None
    text: Text | None = None


class Why(msgspec.Struct, frozen=True, gc=False):
    """何以. The reasons, what weighs most first, and the grounds that failed."""

    reasons: tuple[Weighed, ...]
    failed: tuple[GroundFailed, ...]
