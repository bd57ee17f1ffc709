"""矛盾. Ties that cannot all be true. Which of them is wrong nobody can tell, so each is in doubt until put right.

Reading: R27.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from app.model.family_aid import FamilyFindingCode
from app.model.kinship import Nature

MOST_PARENTS = 2
"""父母人数. Nobody has more by birth, and nobody is adopted by more."""

Found = tuple[FamilyFindingCode, int]
"""发现. What is wrong, and the place of a tie that it puts in doubt."""


Neighbours = Mapping[str, set[str]]


class Descent(NamedTuple):
    """亲子. A parent and a child, how they are that, the tie that says so, and whether a step-child was brought up."""

    parent: str
    child: str
    nature: Nature
    tie: int
    brought_up: bool | None


class Marriage(NamedTuple):
    """婚姻. Two spouses and the tie that says so."""

    one: str
    other: str
    tie: int


def contradictions(
    descents: Sequence[Descent], marriages: Sequence[Marriage], born: Mapping[str, date]
) -> Iterator[Found]:
    """矛盾. Every tie that contradicts others, with what is wrong with it."""
    below = _descendants(descents)
    for each in descents:
        if each.parent in below[each.child]:
            yield "ancestor_cycle", each.tie
    yield from _two_kinds(descents)
    yield from _too_many_parents(descents)
    yield from _older(descents, born)
    yield from _several_spouses(marriages)
    for marriage in marriages:
        yield from _related_spouses(marriage, descents, below)


def _descendants(descents: Sequence[Descent]) -> dict[str, set[str]]:
    """后代. Everybody's children, their children, and so on."""
    children: dict[str, set[str]] = defaultdict(set)
    for each in descents:
        children[each.parent].add(each.child)
    below: dict[str, set[str]] = defaultdict(set)
    for name in list(children):
        left = [name]
        while left:
            further = children.get(left.pop(), set()) - below[name]
            below[name] |= further
            left += further
    return below


def _two_kinds(descents: Sequence[Descent]) -> Iterator[Found]:
    """两种关系. A child that is somebody's both by birth and by adoption, or brought up and not, say."""
    kinds: dict[tuple[str, str], set[tuple[Nature, bool | None]]] = defaultdict(set)
    for each in descents:
        kinds[each.parent, each.child].add((each.nature, each.brought_up if each.nature == "step" else None))
    for each in descents:
        if len(kinds[each.parent, each.child]) > 1:
            yield "two_kinds_of_tie", each.tie


def _too_many_parents(descents: Sequence[Descent]) -> Iterator[Found]:
    parents: dict[tuple[str, Nature], set[str]] = defaultdict(set)
    for each in descents:
        parents[each.child, each.nature].add(each.parent)
    for each in descents:
        if each.nature != "step" and len(parents[each.child, each.nature]) > MOST_PARENTS:
            yield "too_many_parents", each.tie


def _older(descents: Sequence[Descent], born: Mapping[str, date]) -> Iterator[Found]:
    """年长于父母. Each tie between somebody and a descendant who was not born later, over people of unknown birth."""
    above: defaultdict[str, set[str]] = defaultdict(set)
    below: defaultdict[str, set[str]] = defaultdict(set)
    by_blood_or_law = [each for each in descents if each.nature != "step"]
    for each in by_blood_or_law:
        above[each.child].add(each.parent)
        below[each.parent].add(each.child)
    for each in by_blood_or_law:
        elders, youngers = _nearest_born(each.parent, above, born), _nearest_born(each.child, below, born)
        if elders and youngers and max(elders) >= min(youngers):
            yield "older_than_parent", each.tie


def _nearest_born(name: str, neighbours: Neighbours, born: Mapping[str, date]) -> set[date]:
    """最近的已知生日. The day of birth; where it is not known, those of the nearest people that way who have one."""
    known: set[date] = set()
    seen, left = {name}, [name]
    while left:
        each = left.pop()
        if each in born:
            known.add(born[each])
        else:
            further = neighbours.get(each, set()) - seen
            seen |= further
            left += further
    return known


def _several_spouses(marriages: Sequence[Marriage]) -> Iterator[Found]:
    spouses: dict[str, set[str]] = defaultdict(set)
    for one, other, _ in marriages:
        spouses[one].add(other)
        spouses[other].add(one)
    for one, other, tie in marriages:
        if len(spouses[one]) > 1 or len(spouses[other]) > 1:
            yield "several_spouses", tie


def _related_spouses(marriage: Marriage, descents: Sequence[Descent], below: Mapping[str, set[str]]) -> Iterator[Found]:
    """近亲为配偶. A spouse who is an ancestor, with every tie of the line between them; or a sibling by birth."""
    one, other, tie = marriage
    for elder, younger in ((one, other), (other, one)):
        if younger in below[elder]:
            yield "spouse_is_ancestor", tie
            for each in descents:
                starts = each.parent == elder or each.parent in below[elder]
                if starts and (each.child == younger or younger in below[each.child]):
                    yield "spouse_is_ancestor", each.tie
    by_birth = [each for each in descents if each.nature == "birth" and each.child in {one, other}]
    shared = {each.parent for each in by_birth if each.child == one} & {
        each.parent for each in by_birth if each.child == other
    }
    if shared:
        yield "spouse_is_sibling", tie
        yield from (("spouse_is_sibling", each.tie) for each in by_birth if each.parent in shared)
