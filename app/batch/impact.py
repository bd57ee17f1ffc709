"""影响评估. What a draft changes, for whom: a population answered under the policy in force and under the draft.

People who are alike under both are asked once. For the largest groups whose answer changes, the comparison of one of
them names the figures of the law behind it.
"""

from collections import Counter
from datetime import date
from typing import Any, Final

import msgspec
import numpy as np
import pyarrow as pa

from app.batch.alike import keys
from app.batch.answering import Answering
from app.batch.answers import FIELDS, Row, answer
from app.batch.cases import cases
from app.batch.columns import KEY
from app.batch.laws import Laws
from app.batch.people import People
from app.explore import comparison
from app.model.case import Case
from app.policies import Policies

EXPLAINED_GROUPS: Final = 500
"""解释上限. So many groups of people, the largest first, are compared figure by figure."""
EXAMPLES: Final = 5
PLACES: Final = {name: place for place, name in enumerate(FIELDS)}
TOLD: Final = ("outcome", "refusal", "basis", "total_months", "covered_from", "covered_to", "total_fen")
"""所告. What makes an answer another one for the person."""

Mark = tuple[int, ...]


class Group(msgspec.Struct):
    """一组人. People alike under both policies: how many, one of them, and both answers."""

    people: int
    example: str | int
    case: Case
    before: Row
    after: Row


class Example(msgspec.Struct, frozen=True):
    """例. One person of a group whose answer changes, for how many of them it stands, and what changes."""

    id: str | int
    people: int
    changes: dict[str, tuple[Any, Any]]


class Impact(msgspec.Struct, frozen=True):
    """影响. Counts of people; money and days are sums of after less before, where both are known.

    `outcomes` are counted by "before → after"; `rules` by the rule behind a field that a figure of the law changes, and
    `parameters` by that figure, of the `explained` people among the `changed`.
    """

    people: int
    refused: int
    changed: int
    outcomes: dict[str, int]
    more_fen: int
    pay_more: int
    pay_less: int
    later_days: int
    covered_later: int
    covered_sooner: int
    explained: int
    rules: dict[str, int]
    parameters: dict[str, int]
    examples: tuple[Example, ...]


class Study:
    """影响评估. Groups of people under two policies, added to batch by batch."""

    def __init__(self, before: Policies, after: Policies) -> None:
        self._policies = before, after
        self._laws = Laws(before.of), Laws(after.of)
        self._groups: dict[Mark, Group] = {}
        self._refused = 0

    def add(self, rows: pa.RecordBatch) -> None:
        """计入. The people of a batch, counted in their groups."""
        fit = Answering.fitting(rows)
        self._refused += int(np.count_nonzero(~fit))
        rows = Answering.settled(rows.take(pa.array(np.flatnonzero(fit))))
        people = People(rows)
        marks = np.stack([half for laws in self._laws for half in keys(people, laws)], axis=1)
        distinct, first, counts = np.unique(marks, axis=0, return_index=True, return_counts=True)
        found = [tuple(mark) for mark in distinct.tolist()]
        for mark, count in zip(found, counts.tolist(), strict=True):
            if mark in self._groups:
                self._groups[mark].people += count
        new = [place for place, mark in enumerate(found) if mark not in self._groups]
        taken = rows.take(pa.array(first[new], pa.int64()))
        for place, case, key in zip(new, cases(taken), taken.column(KEY).to_pylist(), strict=True):
            before, after = (answer(case, each.of(case.area), full=False) for each in self._policies)
            self._groups[found[place]] = Group(int(counts[place]), key, case, before, after)

    def impact(self) -> Impact:
        """影响. What the study came to."""
        groups = list(self._groups.values())
        changed = sorted((each for each in groups if _changes(each)), key=lambda each: -each.people)
        rules, parameters = self._causes(changed[:EXPLAINED_GROUPS])
        fen = [(_less(each, "total_fen"), each.people) for each in changed]
        days = [(_less(each, "covered_from"), each.people) for each in changed]
        outcomes: Counter[str] = Counter()
        for each in groups:
            outcomes[f"{each.before[0]} → {each.after[0]}"] += each.people
        return Impact(
            people=sum(each.people for each in groups),
            refused=self._refused,
            changed=sum(each.people for each in changed),
            outcomes=dict(outcomes.most_common()),
            more_fen=sum(more * people for more, people in fen),
            pay_more=sum(people for more, people in fen if more > 0),
            pay_less=sum(people for more, people in fen if more < 0),
            later_days=sum(later * people for later, people in days),
            covered_later=sum(people for later, people in days if later > 0),
            covered_sooner=sum(people for later, people in days if later < 0),
            explained=sum(each.people for each in changed[:EXPLAINED_GROUPS]),
            rules=rules,
            parameters=parameters,
            examples=tuple(Example(each.example, each.people, _changes(each)) for each in changed[:EXAMPLES]),
        )

    def _causes(self, groups: list[Group]) -> tuple[dict[str, int], dict[str, int]]:
        """原因. How many people each rule and each changed figure touches, where an answer changes for them."""
        rules: Counter[str] = Counter()
        figures: Counter[str] = Counter()
        before, after = self._policies
        for each in groups:
            case = each.case
            found = comparison(case, before.of(case.area), after.of(case.area)).differences
            touched = [one for one in found if one.parameters]
            rules.update(dict.fromkeys({one.rule for one in touched if one.rule}, each.people))
            named = {f"{figure.parameter} {figure.year}" for one in touched for figure in one.parameters}
            figures.update(dict.fromkeys(named, each.people))
        return dict(rules.most_common()), dict(figures.most_common())


def _changes(group: Group) -> dict[str, tuple[Any, Any]]:
    """变化. What of the answer is another one under the draft."""
    both = {name: (group.before[PLACES[name]], group.after[PLACES[name]]) for name in TOLD}
    return {name: values for name, values in both.items() if values[0] != values[1]}


def _less(group: Group, name: str) -> int:
    """差. After less before, in fen or in days; 0 where either is not known."""
    before, after = group.before[PLACES[name]], group.after[PLACES[name]]
    if before is None or after is None:
        return 0
    less: int = (after - before).days if isinstance(after, date) else after - before
    return less
