"""补全. Every way in which the unknown facts of a case could be, what the answer would be, and what to ask first."""

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from itertools import product
from math import prod

import msgspec
from msgspec.structs import replace

from app.assess import assess, brief
from app.explore import limits
from app.explore.unknown import Unknown, unknowns
from app.explore.world import first_covered_day
from app.model.assessment import Assessment, Brief
from app.model.case import Case
from app.model.completion import AnswerLeft, Bounds, Completed, Known, PossibleAnswer, RankedQuestion
from app.model.policy import Policy


class Completion(msgspec.Struct, frozen=True):
    """一种补全. The values taken, by the place of each unknown fact, and the answer they give."""

    values: tuple[int, ...]
    told: Brief
    first_covered_day: date | None

    @property
    def answer(self) -> Hashable:
        """结果. What the payer is told: two completions with the same are one answer."""
        told = self.told
        total_fen = told.charge.total_fen if told.charge else None
        years = [
            (each.year, each.basis, each.covered_from, each.waiting and each.waiting.total_months)
            for each in told.years
        ]
        return told.outcome, total_fen, tuple(years)


def completed(case: Case, policy: Policy) -> Completed:
    """补全结果. Every answer the case could have, with bounds, and the questions that would settle it."""
    facts = unknowns(case, policy)
    number = prod(len(fact.values) for fact in facts)
    if number > limits.COMPLETIONS:
        return Completed(completions=number, beyond_limit=True, settled=False, answers=(), bounds=None, questions=())
    run = list(_run(case, policy, facts))
    settled = len({each.answer for each in run}) == 1
    return Completed(
        completions=number,
        beyond_limit=False,
        settled=settled,
        answers=_answers(run, facts),
        bounds=_bounds(run),
        questions=() if settled else _ranked(run, facts),
    )


def assess_completed(case: Case, policy: Policy, found: Completed) -> Assessment:
    """补全后的测算. The answer; where it asks though nothing depends on the reply, that of the first completion."""
    told = assess(case, policy)
    if not found.settled or told.outcome == found.answers[0].outcome:
        return told
    known = replace(case, unknown_years=())
    for fact in unknowns(case, policy):
        known = fact.values[0][1](known)
    return assess(known, policy)


def _run(case: Case, policy: Policy, facts: Sequence[Unknown]) -> Iterator[Completion]:
    plain = replace(case, unknown_years=())
    for values in product(*(range(len(fact.values)) for fact in facts)):
        known = plain
        for fact, value in zip(facts, values, strict=True):
            known = fact.values[value][1](known)
        told = brief(known, policy)
        yield Completion(values, told, first_covered_day(told, known.plan))


def _answers(run: Sequence[Completion], facts: Sequence[Unknown]) -> tuple[PossibleAnswer, ...]:
    """可能结果. The distinct answers, the most frequent first."""
    alike: dict[Hashable, list[Completion]] = {}
    for each in run:
        alike.setdefault(each.answer, []).append(each)
    return tuple(
        PossibleAnswer(
            outcome=same[0].told.outcome,
            total_fen=same[0].told.charge.total_fen if same[0].told.charge else None,
            first_covered_day=same[0].first_covered_day,
            completions=len(same),
            example=tuple(
                Known(fact.question.pointer, fact.values[value][0])
                for fact, value in zip(facts, same[0].values, strict=True)
            ),
        )
        for same in sorted(alike.values(), key=len, reverse=True)
    )


def _bounds(run: Sequence[Completion]) -> Bounds:
    """上下限. Least and most to pay, earliest and latest first covered day."""
    fees = [each.told.charge.total_fen for each in run if each.told.charge is not None]
    days = [each.first_covered_day for each in run if each.first_covered_day is not None]
    never = len(days) < len(run)
    return Bounds(
        least_fen=min(fees, default=None),
        most_fen=max(fees, default=None),
        fee_unknown=len(fees) < len(run),
        earliest=min(days, default=None),
        latest=None if never else max(days),
        never=never,
    )


def _ranked(run: Sequence[Completion], facts: Sequence[Unknown]) -> tuple[RankedQuestion, ...]:
    """排序问题. The facts that change an answer, the one that leaves the fewest answers open first."""
    asked = [_question(run, place, fact) for place, fact in enumerate(facts) if _matters(run, place)]
    return tuple(sorted(asked, key=lambda each: each.remaining))


def _matters(run: Sequence[Completion], place: int) -> bool:
    """有关. Whether two completions that differ in this fact alone give different answers."""
    alike: dict[tuple[int, ...], Hashable] = {}
    for each in run:
        others = (*each.values[:place], *each.values[place + 1 :])
        if alike.setdefault(others, each.answer) != each.answer:
            return True
    return False


def _question(run: Sequence[Completion], place: int, fact: Unknown) -> RankedQuestion:
    left = [len({each.answer for each in run if each.values[place] == value}) for value in range(len(fact.values))]
    return RankedQuestion(
        question=fact.question,
        left=tuple(AnswerLeft(name, answers) for (name, _), answers in zip(fact.values, left, strict=True)),
        remaining=sum(left) / len(left),
        settles=max(left) == 1,
    )
