"""影响评估. What a draft changes, for whom: a population answered under the policy in force and under the draft.

People who are alike under both are asked once; awards are looked at where the two policies give any that may differ,
since telling apart whose awards are alike takes far more of a life. For the largest groups whose answer changes, the
comparison of one of them names the figures of the law behind it.
"""

from collections import Counter
from typing import Final

import numpy as np
import pyarrow as pa

from app.batch.alike import keys
from app.batch.answering import Answering
from app.batch.award_marks import award_marks, first_award_year
from app.batch.cases import cases
from app.batch.columns import KEY
from app.batch.impact import Example, Group, Impact, award_impact, changes, moved
from app.batch.laws import Laws
from app.batch.people import People
from app.batch.told import told
from app.batch.vectors import Ints, distinct_of
from app.explore import comparison
from app.policies import Policies

EXPLAINED_GROUPS: Final = 500
"""解释上限. So many groups of people, the largest first, are compared figure by figure."""
EXAMPLES: Final = 5

Mark = tuple[int, ...]


class Study:
    """影响评估. Groups of people under two policies, added to batch by batch."""

    def __init__(self, before: Policies, after: Policies) -> None:
        self._policies = before, after
        self._laws = Laws(before.of), Laws(after.of)
        self._award_years: dict[int, int] = {}
        self._groups: dict[Mark, Group] = {}
        self._refused = 0

    def add(self, rows: pa.RecordBatch) -> None:
        """计入. The people of a batch, counted in their groups."""
        fit = Answering.fitting(rows)
        self._refused += int(np.count_nonzero(~fit))
        rows = Answering.settled(rows.take(pa.array(np.flatnonzero(fit))))
        people = People(rows)
        first_year = self._first_award_years(people)
        halves = [half for laws in self._laws for half in keys(people, laws)]
        halves.append(award_marks(people, self._laws, first_year) if first_year.any() else first_year.astype(np.uint64))
        marks = np.stack(halves, axis=1)
        distinct, first, counts = np.unique(marks, axis=0, return_index=True, return_counts=True)
        found = [tuple(mark) for mark in distinct.tolist()]
        for mark, count in zip(found, counts.tolist(), strict=True):
            if mark in self._groups:
                self._groups[mark].people += count
        new = [place for place, mark in enumerate(found) if mark not in self._groups]
        taken = rows.take(pa.array(first[new], pa.int64()))
        for place, case, key in zip(new, cases(taken), taken.column(KEY).to_pylist(), strict=True):
            awarded = bool(first_year[first[place]])
            before, after = (told(case, each.of(case.area), awarded=awarded) for each in self._policies)
            self._groups[found[place]] = Group(int(counts[place]), key, case, before, after)

    def _first_award_years(self, people: People) -> Ints:
        """激励首年. Of each person, 0 where no award can be another one; the laws of each area are asked once."""
        areas, places = distinct_of(people.area)
        for area in areas:
            if area not in self._award_years:
                self._award_years[area] = first_award_year(*(each.of(f"{area:06}") for each in self._policies)) or 0
        return np.array([self._award_years[area] for area in areas], np.int64)[places]

    def impact(self) -> Impact:
        """影响. What the study came to."""
        groups = list(self._groups.values())
        changed = sorted((each for each in groups if changes(each)), key=lambda each: -each.people)
        rules, parameters = self._causes(changed[:EXPLAINED_GROUPS])
        fen, days, months = (moved(changed, name) for name in ("total_fen", "covered_from", "repairable_months"))
        outcomes: Counter[str] = Counter()
        for each in groups:
            outcomes[f"{each.before['outcome']} → {each.after['outcome']}"] += each.people
        return Impact(
            people=sum(each.people for each in groups),
            refused=self._refused,
            changed=sum(each.people for each in changed),
            outcomes=dict(outcomes.most_common()),
            more_fen=fen.sum,
            pay_more=fen.up,
            pay_less=fen.down,
            later_days=days.sum,
            covered_later=days.up,
            covered_sooner=days.down,
            covered_days=moved(changed, "covered_days").sum,
            more_to_repair=months.up,
            less_to_repair=months.down,
            repairable_months=months.sum,
            awards=award_impact(changed) if any(self._award_years.values()) else None,
            explained=sum(each.people for each in changed[:EXPLAINED_GROUPS]),
            rules=rules,
            parameters=parameters,
            examples=tuple(Example(each.example, each.people, changes(each)) for each in changed[:EXAMPLES]),
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
