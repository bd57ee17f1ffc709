"""家庭共济. One family in, one answer out: kinship, then each account and need, then the allocation of the balances.

What is unknown matters where the balances would pay more if it were favourable; then it is asked for, or the figure
that is missing is named (R42). Reading: R27, R28, R28b.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.assess.family_allocation import Allocation, Claim, allocation
from app.assess.family_grounds import missing_told, policy_told, readings_told, reasons_told
from app.assess.family_judgement import Judging, Pair, impossible_enrolment
from app.assess.family_ties import family_of
from app.assess.family_told import findings_told, kinships_told, need_told, transfers_told
from app.model.family import FamilyCase
from app.model.family_aid import AccountTold, FamilyAid, FamilyOutcome, FamilyQuestion, Verdict
from app.model.policy import Policy

DIVISIBLE = frozenset({"medical_own_share", "medical_uncovered"})
"""可部分支付. A bill may be paid in part; a fee is collected whole or not at all."""


class Paid(NamedTuple):
    """支付. How much is paid: needs in full first, then money; and the allocation itself."""

    in_full: int
    fen: int
    allocation: Allocation


def family_aid(case: FamilyCase, policy_of: Callable[[str], Policy]) -> FamilyAid:
    """家庭共济. The answer to a family; `policy_of` gives the policy of an area. Raises for nothing well formed."""
    family = family_of(case)
    judging = Judging(case, family, policy_of)
    pairs = [judging.pairs(need) for need in range(len(case.needs))]
    paid = _paid(case, pairs, {"allowed"})
    outcome, questions = _open(case, pairs, paid)
    needs = [need_told(case, judging, paid.allocation, place, pairs[place]) for place in range(len(case.needs))]
    spent = [sum(share.get(place, 0) for share in paid.allocation.shares) for place in range(len(case.accounts))]
    accounts = [
        AccountTold(
            place, each.holder, spent[place], each.balance_fen - spent[place] if place in judging.accounts else None
        )
        for place, each in enumerate(case.accounts)
    ]
    every = [pair for row in pairs for pair in row]
    found = (*family.found, *impossible_enrolment(case.people), *dict.fromkeys(judging.found))
    return FamilyAid(
        outcome=outcome,
        on=case.on,
        paid_in_full=paid.in_full,
        paid_fen=paid.fen,
        unpaid_fen=sum(each.amount_fen for each in case.needs) - paid.fen,
        needs=tuple(needs),
        accounts=tuple(accounts),
        transfers=transfers_told(case, needs, every),
        kinships=kinships_told(case, family, every),
        exact=paid.allocation.exact,
        reasons=reasons_told(every, case),
        readings=readings_told(every),
        findings=findings_told(found),
        questions=questions,
        policy=policy_told(case, judging, every, missing_told(every, judging)),
    )


def _paid(case: FamilyCase, pairs: Sequence[Sequence[Pair]], verdicts: set[Verdict]) -> Paid:
    """支付. What the balances pay where accounts of these verdicts may."""
    claims = []
    for need, row in zip(case.needs, pairs, strict=True):
        may = [pair for pair in row if pair.verdict in verdicts]
        payers = [pair.account for pair in sorted(may, key=lambda pair: pair.way != "direct")]
        claims.append(Claim(need.amount_fen, tuple(payers), need.kind in DIVISIBLE))
    found = allocation([each.balance_fen for each in case.accounts], claims)
    sums = [sum(share.values()) for share in found.shares]
    in_full = sum(paid == need.amount_fen for paid, need in zip(sums, case.needs, strict=True))
    return Paid(in_full, sum(sums), found)


def _open(
    case: FamilyCase, pairs: Sequence[Sequence[Pair]], paid: Paid
) -> tuple[FamilyOutcome, tuple[FamilyQuestion, ...]]:
    """结论. The outcome, and what is to be asked where a better answer might come of it."""
    if paid.in_full == len(case.needs):
        return "all_paid", ()
    outcomes: tuple[tuple[FamilyOutcome, set[Verdict]], ...] = (
        ("needs_facts", {"allowed", "needs_facts"}),
        ("needs_policy", {"allowed", "needs_facts", "needs_policy"}),
    )
    asked = dict.fromkeys(question for row in pairs for pair in row for question in pair.questions)
    verdicts = {pair.verdict for row in pairs for pair in row}
    for outcome, may in outcomes:
        if outcome in verdicts and _paid(case, pairs, may)[:2] > paid[:2]:
            return outcome, tuple(asked)
    return ("some_paid" if paid.fen else "none_paid"), ()
