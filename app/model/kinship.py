"""亲属. What the rules of kinship know of a family: who is tied to whom, and the way from one person to another."""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

StepKind = Literal["parent", "child", "spouse"]
Nature = Literal["birth", "adoption", "step", "marriage"]
Doubt = Literal["step", "birth_family", "contradiction"]
"""存疑. Why a tie is not certain: upbringing is not known, an adoption may have ended it, or others contradict it."""
Relation = Literal[
    "self",
    "spouse",
    "parent",
    "child",
    "sibling",
    "grandparent",
    "grandchild",
    "parent_in_law",
    "child_in_law",
    "sibling_in_law",
    "aunt_or_uncle",
    "niece_or_nephew",
    "cousin",
    "great_grandparent",
    "great_grandchild",
    "step_parent",
    "step_child",
    "distant",
    "none",
]


class Edge(msgspec.Struct, frozen=True, gc=False):
    """一步. From somebody to `to`, their parent, child or spouse; `ties` are the places of the ties it rests on."""

    to: str
    step: StepKind
    nature: Nature
    doubt: Doubt | None
    ties: tuple[int, ...]


Edges = Mapping[str, Mapping[StepKind, Sequence[Edge]]]
"""亲属图. The steps from each person, by kind."""
Path = tuple[Edge, ...]


class Kin(msgspec.Struct, frozen=True, gc=False):
    """亲属关系. What somebody is to the holder of an account, and the way there; `doubt` is the first one on it."""

    relation: Relation
    path: Path
    doubt: Doubt | None
