"""补全. Every way in which the unknown facts of a case could be, what the answer would be, and what to ask first."""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from msgspec.structs import replace

from app.assess import assess, with_claims
from app.explore import limits
from app.explore.possible import Completion, bounds, possible_answers
from app.explore.questions import ranked_questions
from app.explore.unknown import Unknown, unknowns
from app.explore.unknown_claims import unknown_claims
from app.explore.world import first_covered_day
from app.model.assessment import Assessment
from app.model.case import Case
from app.model.completion import Completed
from app.model.policy import Policy

AWARD_RULES = frozenset(
    {"continuity_award", "zero_claim_award", "zero_claim_award_used", "award_after_lapse", "ceiling", "award_cap"}
)
"""激励规则. The rules that speak of the awards alone."""


def completed(case: Case, policy: Policy) -> Completed:
    """补全结果. Every answer the case could have, with bounds, and the questions that would settle it."""
    facts = unknowns(case, policy)
    number = _number(facts)
    if number > limits.COMPLETIONS:
        return _untried(number, facts)
    run = list(_run(case, policy, facts))
    claims = unknown_claims(case, [each.awards for each in run])
    tried = _within_the_limit(claims, number)
    if tried:
        run = list(_run(case, policy, facts, tried))
        facts = (*facts, *tried)
    left_open = tuple(fact.question for fact in claims[len(tried) :])
    one_answer = len({each.answer for each in run}) == 1
    return Completed(
        completions=number * _number(claims),
        beyond_limit=bool(left_open),
        settled=one_answer and not left_open,
        payment_settled=len({each.payment for each in run}) == 1,
        answers=possible_answers(run, facts),
        bounds=bounds(run),
        questions=() if one_answer else ranked_questions(run, facts),
        left_open=left_open,
    )


def _number(facts: Sequence[Unknown]) -> int:
    return prod(len(fact.values) for fact in facts)


def _untried(number: int, facts: Sequence[Unknown]) -> Completed:
    """未逐一推算. More ways than the limit: none was tried."""
    return Completed(
        completions=number,
        beyond_limit=True,
        settled=False,
        payment_settled=False,
        answers=(),
        bounds=None,
        questions=(),
        left_open=tuple(fact.question for fact in facts if len(fact.values) > 1),
    )


def _within_the_limit(claims: Sequence[Unknown], number: int) -> Sequence[Unknown]:
    """限度之内. As many of the facts, from the first on, as `number` ways leave room for."""
    for place, fact in enumerate(claims):
        number *= len(fact.values)
        if number > limits.COMPLETIONS:
            return claims[:place]
    return claims


def assess_completed(case: Case, policy: Policy, found: Completed) -> Assessment:
    """补全后的测算. The answer; where it asks though no payment depends on the reply, that of the first completion.

    What it says of the awards stays as open as it is.
    """
    told = assess(case, policy)
    if not found.payment_settled or told.outcome == found.answers[0].outcome:
        return told
    facts = unknowns(case, policy)
    first = assess(_taken(replace(case, unknown_years=()), facts, [0] * len(facts)), policy)
    of_awards = [each for each in told.reasons if each.rule in AWARD_RULES]
    reasons = (*(each for each in first.reasons if each.rule not in AWARD_RULES), *of_awards)
    return replace(first, awards=told.awards, reasons=reasons)


def _run(case: Case, policy: Policy, facts: Sequence[Unknown], claims: Sequence[Unknown] = ()) -> Iterator[Completion]:
    """逐种推算. Every completion; claims touch the awards alone, so each payment is judged once."""
    ways = list(product(*(range(len(fact.values)) for fact in claims)))
    for values in product(*(range(len(fact.values)) for fact in facts)):
        known = _taken(replace(case, unknown_years=()), facts, values)
        told_of_each = with_claims([_taken(known, claims, way) for way in ways], policy)
        for way, (told, awards) in zip(ways, told_of_each, strict=True):
            yield Completion((*values, *way), told, awards, first_covered_day(told, known.plan))


def _taken(case: Case, facts: Sequence[Unknown], values: Sequence[int]) -> Case:
    """设定. The case with each fact as it is taken."""
    for fact, value in zip(facts, values, strict=True):
        case = fact.values[value][1](case)
    return case
