"""判断. May the plan be collected: what stands before it, what it buys, and which outcome comes first.

Reading: R8, R9 (an unknown year paid late), R29 (outside the text), R41 (a day that cannot be), R42 (which outcome
comes first).
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from app.assess.fold import folded
from app.assess.fund import fund_plan, paid_by_the_fund
from app.assess.late import waiting_fees, with_fee
from app.assess.plan import planned
from app.assess.settling import settle_past
from app.assess.verdict import Verdict
from app.model.calendar import january_first
from app.model.case import Case
from app.model.codes import Outcome
from app.model.policy import Policy
from app.rules.special import ruled_elsewhere

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
TRIED_AT_MOST = 48
"""试算上限. Days on which an unknown year may have been paid late; where there are more, the year is asked for."""
FACT_QUESTIONS = frozenset(
    {"insured_parent", "institution_entry", "liable_from", "unknown_year", "plan", "unemployment_benefit"}
)


def verdict(case: Case, policy: Policy) -> Verdict:
    """结论. The verdict on a case; years of which nobody knows are tried as unpaid, paid in time, and paid late."""
    worst = _judged(case, policy, ())
    if not case.unknown_years:
        return worst
    late = list(islice(_paid_to_wait(case, worst, policy), TRIED_AT_MOST))
    others = [_judged(case, policy, case.unknown_years), *late]
    worst.otherwise = [each.past for each in others]
    all_tried = len(late) < TRIED_AT_MOST
    if all_tried and all(_alike(worst, each) for each in others) and not _worth_more_in_part(worst, case):
        return worst
    worst.undecided, worst.planned, worst.in_doubt = list(worst.years), [], []
    worst.refusal, worst.charge, worst.repaired = None, None, None
    worst.questions = [
        ("unknown_year", f"/unknown_years/{place}", year) for place, year in enumerate(case.unknown_years)
    ]
    worst.outcome = "needs_facts"
    return worst


def _paid_to_wait(case: Case, worst: Verdict, policy: Policy) -> Iterator[Verdict]:
    """等待中. The verdicts if an unknown year was paid and its wait runs on, into the next year or past today."""
    for year in case.unknown_years:
        for bought in waiting_fees(case, worst.past.life, policy, year):
            if bought.first_day > min(case.on, january_first(year + 1)):
                yield _judged(with_fee(case, bought), policy, ())


def _worth_more_in_part(worst: Verdict, case: Case) -> bool:
    """部分已缴. Whether repair, worth less with all unknown years unpaid, may be worth more with some paid."""
    return len(case.unknown_years) > 1 and worst.refusal is not None and worst.refusal.code == "repair_worth_less"


def _alike(one: Verdict, other: Verdict) -> bool:
    """相同. Whether two verdicts tell the payer the same."""
    if one.refusal and other.refusal:
        return True
    return (one.outcome, one.charge, one.refusal, _dates(one)) == (
        other.outcome,
        other.charge,
        other.refusal,
        _dates(other),
    )


def _dates(judged: Verdict) -> list[tuple[object, ...]]:
    """日期. What each purchase of a verdict comes to: its ground, its wait and its cover."""
    bought = [*judged.planned, *judged.in_doubt] + ([judged.repaired] if judged.repaired else [])
    return [
        (each.payment.year, each.basis, each.wait_months, each.starts_on, each.first_day, each.covered_from)
        for each in bought
    ]


def _judged(case: Case, policy: Policy, assumed: tuple[int, ...]) -> Verdict:
    years = case.plan.years if len(case.plan.years) == 1 else tuple(sorted(case.plan.years))
    judged = Verdict(folded(case, policy, assumed, years[0] if years else None), years)
    law = policy.of(years[-1] if years else case.on.year)
    by_fund = case.plan.scheme == "employee" and paid_by_the_fund(case, law)
    if (case.plan.scheme == "employee" and not by_fund) or ruled_elsewhere(case.person, law.special):
        judged.outcome = "out_of_scope"
    elif not FIRST_DAY <= case.on <= LAST_DAY or case.on < case.person.birth_date:
        judged.outcome, judged.undecided = "needs_facts", list(years)
    elif not policy.modelled:
        judged.outcome, judged.undecided = "needs_policy", list(years)
        judged.missing.append(("area", law.year))
    else:
        if by_fund:
            fund_plan(judged, case)
        else:
            planned(judged, case, policy)
        judged.outcome = outcome_of(judged)
    if judged.past.awaiting or (judged.past.beside and judged.refusal):
        judged.past = folded(case, policy, assumed)  # nothing is bought: what is recorded stands by itself
        settle_past(judged.past)
    return judged


def outcome_of(judged: Verdict) -> Outcome:
    """结果. The outcome that comes first among those that fit."""
    if judged.refusal:
        return "do_not_collect"
    if judged.questions and any(code in FACT_QUESTIONS for code, _, _ in judged.questions):
        return "needs_facts"
    if judged.missing:
        return "needs_policy"
    if judged.repaired is not None and not judged.planned:
        return "collect_with_wait"
    for bought in judged.planned:
        if bought.delayed:
            return "collect_with_wait"
    return "collect"
