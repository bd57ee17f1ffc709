"""排序问题. The facts to ask for, what settles most first."""

from collections.abc import Hashable, Sequence

from app.explore.possible import Completion
from app.explore.unknown import Unknown
from app.model.completion import AnswerLeft, RankedQuestion


def ranked_questions(run: Sequence[Completion], facts: Sequence[Unknown]) -> tuple[RankedQuestion, ...]:
    """排序问题. The facts that change an answer, the one that leaves the fewest answers open first.

    Among equals, the one that leaves the fewest payments open.
    """
    asked = [(place, fact) for place, fact in enumerate(facts) if _matters(run, place)]
    told = [(_question(run, place, fact), _payments_left(run, place)) for place, fact in asked]
    told.sort(key=lambda each: (each[0].remaining, each[1]))
    return tuple(question for question, _ in told)


def _payments_left(run: Sequence[Completion], place: int) -> float:
    """余下缴费结果. How many distinct payments are left, on average, once a fact is known."""
    values = {each.values[place] for each in run}
    left = [len({each.payment for each in run if each.values[place] == value}) for value in values]
    return sum(left) / len(left)


def _matters(run: Sequence[Completion], place: int) -> bool:
    """有关. Whether two completions that differ in this fact alone give different answers."""
    alike: dict[tuple[int, ...], Hashable] = {}
    for each in run:
        others = (*each.values[:place], *each.values[place + 1 :])
        if alike.setdefault(others, each.answer) != each.answer:
            return True
    return False


def _question(run: Sequence[Completion], place: int, fact: Unknown) -> RankedQuestion:
    names = [name for name, _ in fact.values]
    alike = {name: {each.answer for each in run if names[each.values[place]] == name} for name in names}
    left = [len(answers) for answers in alike.values()]
    return RankedQuestion(
        question=fact.question,
        left=tuple(map(AnswerLeft, alike, left)),
        remaining=sum(left) / len(left),
        settles=max(left) == 1,
    )
