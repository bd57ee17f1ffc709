"""亲属关系. Who a person is to the holder of an account, derived from elementary ties alone.

"参保人员近亲属（配偶、父母、子女、兄弟姐妹、祖父母、外祖父母、孙子女、外孙子女）" (Hunan 2025, item 4)
Both lines are listed there, so no step asks whether somebody is a father or a mother. Half-siblings share a parent and
are siblings. An adopted child is a child; what rests on a step tie whose upbringing is not known, on a tie by birth
that an adoption may have ended, or on ties that contradict one another, is undetermined.
Reading: R27, R27b.
"""

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Final

from app.model.kinship import Doubt, Edges, Kin, Path, Relation, StepKind

RELATIONS: Final[dict[tuple[StepKind, ...], Relation]] = {
    ("spouse",): "spouse",
    ("parent",): "parent",
    ("child",): "child",
    ("parent", "child"): "sibling",
    ("parent", "parent"): "grandparent",
    ("child", "child"): "grandchild",
    ("parent", "spouse"): "step_parent",
    ("spouse", "child"): "step_child",
    ("spouse", "parent"): "parent_in_law",
    ("child", "spouse"): "child_in_law",
    ("parent", "parent", "parent"): "great_grandparent",
    ("child", "child", "child"): "great_grandchild",
    ("parent", "parent", "child"): "aunt_or_uncle",
    ("parent", "child", "child"): "niece_or_nephew",
    ("spouse", "parent", "child"): "sibling_in_law",
    ("parent", "child", "spouse"): "sibling_in_law",
    ("parent", "parent", "child", "child"): "cousin",
}
"""称谓. The steps to a relative, the nearest first; what is not here is distant."""


DOUBTS: Final[tuple[Doubt | None, ...]] = (None, "step", "birth_family", "contradiction")


def kin(found: Sequence[Kin], relatives: Collection[str]) -> Kin:
    """亲属关系. The best that a person is to the holder: a relative for certain, one in doubt, else the nearest."""
    close = [each for each in found if each.relation in relatives]
    certain = [each for each in close if each.doubt is None]
    return next(iter((*certain, *close, *found)), Kin("none", (), None))


def kinships(edges: Edges, holder: str) -> dict[str, list[Kin]]:
    """所有亲属. All that everybody is to the holder: by name, the nearest first, and at last by any connection."""
    found: dict[str, list[Kin]] = {}
    for steps, relation in RELATIONS.items():
        reached = along(edges, holder, steps)
        for (name, doubt), path in sorted(reached.items(), key=lambda each: DOUBTS.index(each[0][1])):
            found.setdefault(name, []).append(Kin(relation, path, doubt))
    for name, path in connections(edges, holder).items():
        found.setdefault(name, []).append(Kin("distant", path, None))
    return found | {holder: [Kin("self", (), None)]}


def along(edges: Edges, start: str, steps: Sequence[StepKind]) -> dict[tuple[str, Doubt | None], Path]:
    """依次. Everybody whom these steps lead to, with the first way there for each doubt that it carries."""
    found: dict[tuple[str, Doubt | None], Path] = {(start, None): ()}
    for step in steps:
        further: dict[tuple[str, Doubt | None], Path] = {}
        for (name, doubt), path in found.items():
            for edge in edges.get(name, {}).get(step, ()):
                further.setdefault((edge.to, doubt or edge.doubt), (*path, edge))
        found = further
    return found


def connections(edges: Edges, start: str) -> dict[str, Path]:
    """联系. The shortest way to everybody who can be reached at all, whatever its steps."""
    found: dict[str, Path] = {start: ()}
    nearest = [start]
    while nearest:
        further: dict[str, Path] = {}
        for name in nearest:
            for edge in chain.from_iterable(edges.get(name, {}).values()):
                if edge.to not in found:
                    further.setdefault(edge.to, (*found[name], edge))
        found |= further
        nearest = list(further)
    return found
