"""可能结果. What the completions of a case come to: the distinct answers, and the bounds of all."""

from collections.abc import Hashable, Sequence
from datetime import date

import msgspec

from app.explore.unknown import Unknown
from app.model.assessment import Brief
from app.model.awards import Awards
from app.model.completion import Bounds, Known, PossibleAnswer


class Completion(msgspec.Struct, frozen=True):
    """一种补全. The values taken, by the place of each unknown fact, and the answer they give."""

    values: tuple[int, ...]
    told: Brief
    awards: Awards | None
    first_covered_day: date | None

    @property
    def payment(self) -> Hashable:
        """缴费结果. What is collected, on which ground, and what it covers."""
        told = self.told
        total_fen = told.charge.total_fen if told.charge else None
        years = [
            (each.year, each.basis, each.covered_from, each.waiting and each.waiting.total_months)
            for each in told.years
        ]
        return told.outcome, total_fen, tuple(years)

    @property
    def award_fen(self) -> tuple[int | None, int | None]:
        """激励额度. The awards at least and at most, in fen."""
        return award_range(self.awards)

    @property
    def answer(self) -> Hashable:
        """结果. What the payer is told: two completions with the same are one answer."""
        return self.payment, self.award_fen


def award_range(awards: Awards | None) -> tuple[int | None, int | None]:
    """激励额度. Both awards together, at least and at most, in fen; null as in the answer."""
    return (awards.least.total_fen, awards.most.total_fen) if awards else (None, None)


def possible_answers(run: Sequence[Completion], facts: Sequence[Unknown]) -> tuple[PossibleAnswer, ...]:
    """可能结果. The distinct answers, the most frequent first."""
    alike: dict[Hashable, list[Completion]] = {}
    for each in run:
        alike.setdefault(each.answer, []).append(each)
    return tuple(_answer(same, facts) for same in sorted(alike.values(), key=len, reverse=True))


def _answer(same: Sequence[Completion], facts: Sequence[Unknown]) -> PossibleAnswer:
    first = same[0]
    least_fen, most_fen = first.award_fen
    return PossibleAnswer(
        outcome=first.told.outcome,
        total_fen=first.told.charge.total_fen if first.told.charge else None,
        first_covered_day=first.first_covered_day,
        least_award_fen=least_fen,
        most_award_fen=most_fen,
        completions=len(same),
        example=tuple(
            Known(fact.question.pointer, fact.values[value][0]) for fact, value in zip(facts, first.values, strict=True)
        ),
    )


def bounds(run: Sequence[Completion]) -> Bounds:
    """上下限. Least and most to pay, earliest and latest first covered day, and how far the awards may differ."""
    fees = [each.told.charge.total_fen for each in run if each.told.charge is not None]
    days = [each.first_covered_day for each in run if each.first_covered_day is not None]
    never = len(days) < len(run)
    awards = [each.award_fen for each in run if each.awards is not None]
    most = [most_fen for _, most_fen in awards if most_fen is not None]
    return Bounds(
        least_fen=min(fees, default=None),
        most_fen=max(fees, default=None),
        fee_unknown=len(fees) < len(run),
        earliest=min(days, default=None),
        latest=None if never else max(days),
        never=never,
        least_award_fen=min((least_fen or 0 for least_fen, _ in awards), default=None),
        most_award_fen=max(most, default=None) if len(most) == len(awards) else None,
    )
