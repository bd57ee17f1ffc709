"""亲属图. The ties as stated, made into steps from person to person; what cannot be is found, or is in doubt.

Reading: R27 (adoption counts; a step tie counts where the step-child was brought up), R27b (the birth family).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from app.assess.family_contradictions import Descent, Marriage, contradictions
from app.model.family import FamilyCase, Tie
from app.model.family_aid import FamilyFindingCode
from app.model.kinship import Doubt, Edge, Edges, Nature, StepKind

Found = tuple[FamilyFindingCode, str]
"""发现. A code and the JSON pointer to the place it speaks of."""
Step = tuple[str, str, Nature, Doubt | None, tuple[int, ...]]
"""步. Two people, what ties the second to the first, the doubt about it, and the places of the ties it rests on."""
NATURES: dict[str, Nature] = {
    "parent": "birth",
    "child": "birth",
    "adopted_child": "adoption",
    "step_child": "step",
}


class Family(NamedTuple):
    """家庭. The place of each person by id, the steps between them, and what was found on the way."""

    places: dict[str, int]
    edges: Edges
    found: tuple[Found, ...]


def family_of(case: FamilyCase) -> Family:
    """家庭. The people and their ties; a second person of the same id, and a tie to nobody, do not count."""
    places: dict[str, int] = {}
    found: list[Found] = []
    for index, person in enumerate(case.people):
        if places.setdefault(person.id, index) != index:
            found.append(("duplicate_person", f"/people/{index}/id"))
    descents: list[Descent] = []
    marriages: list[Marriage] = []
    for index, tie in enumerate(case.ties):
        if wrong := list(_wrong(tie, index, places)):
            found += wrong
        elif tie.kind == "spouse":
            marriages.append(Marriage(tie.person, tie.of, index))
        else:
            elder, younger = (tie.person, tie.of) if tie.kind == "parent" else (tie.of, tie.person)
            descents.append(Descent(elder, younger, NATURES[tie.kind], index, tie.brought_up))
    contradicting = list(contradictions(descents, marriages, _born(case, places)))
    found += [(code, f"/ties/{tie}") for code, tie in contradicting]
    in_doubt = {tie for _, tie in contradicting}
    steps = list(_steps(descents, marriages, in_doubt))
    return Family(places, _by_step(steps), tuple(dict.fromkeys(found)))


def _wrong(tie: Tie, index: int, places: dict[str, int]) -> Iterator[Found]:
    for name, field in ((tie.person, "person"), (tie.of, "of")):
        if name not in places:
            yield "unknown_person", f"/ties/{index}/{field}"
    if tie.person == tie.of:
        yield "own_relative", f"/ties/{index}"


def _born(case: FamilyCase, places: dict[str, int]) -> dict[str, date]:
    days = {name: case.people[place].birth_date for name, place in places.items()}
    return {name: day for name, day in days.items() if day is not None}


def _steps(descents: Sequence[Descent], marriages: Sequence[Marriage], in_doubt: set[int]) -> Iterator[Step]:
    """步. Every tie as a step, and a step between each child and the spouse of its parent who is no parent of it."""
    for each in descents:
        if each.brought_up is not False or each.nature != "step":
            doubt = _doubt(each, descents, marriages, in_doubt)
            yield each.parent, each.child, each.nature, doubt, (each.tie,)
    for one, other, tie in marriages:
        yield one, other, "marriage", _contradicted(in_doubt, tie), (tie,)
    tied = {(each.parent, each.child) for each in descents}
    for one, other, tie in marriages:
        for spouse, parent in ((one, other), (other, one)):
            for each in descents:
                if (
                    each.parent == parent
                    and each.nature != "step"
                    and (spouse, each.child) not in tied
                    and spouse != each.child
                ):
                    doubt = _contradicted(in_doubt, tie, each.tie) or "step"
                    yield spouse, each.child, "step", doubt, (tie, each.tie)


def _doubt(
    each: Descent, descents: Sequence[Descent], marriages: Sequence[Marriage], in_doubt: set[int]
) -> Doubt | None:
    """存疑. Why it is not certain that one is parent and the other child; null where it is."""
    if each.tie in in_doubt:
        return "contradiction"
    if each.nature == "step":
        return None if each.brought_up else "step"
    if each.nature == "birth":
        adopters = {other.parent for other in descents if other.child == each.child and other.nature == "adoption"}
        couples = {frozenset((one, other)) for one, other, _ in marriages}
        if adopters and not any(frozenset((each.parent, adopter)) in couples for adopter in adopters):
            return "birth_family"
    return None


def _contradicted(in_doubt: set[int], *ties: int) -> Doubt | None:
    return None if in_doubt.isdisjoint(ties) else "contradiction"


def _by_step(steps: Sequence[Step]) -> Edges:
    """亲属图. Each step both ways, by the person it starts from and its kind."""
    edges: dict[str, dict[StepKind, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    for one, other, nature, doubt, ties in steps:
        there: StepKind = "spouse" if nature == "marriage" else "child"
        back: StepKind = "spouse" if nature == "marriage" else "parent"
        edges[one][there].append(Edge(other, there, nature, doubt, ties))
        edges[other][back].append(Edge(one, back, nature, doubt, ties))
    return edges
