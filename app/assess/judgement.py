"""判断. May the plan be collected: what stands before it, what it buys, and which outcome comes first.

Reading: R8, R9 (an unknown year paid late), R29 (outside the text), R34 (a year paid already), R41 (a day that cannot
be), R42 (which outcome comes first).
"""

from datetime import date
from itertools import islice

from msgspec.structs import replace

from app.assess.fold import folded
from app.assess.fund import fund_plan, paid_by_the_fund
from app.assess.plan import planned
from app.assess.settling import settle_past
from app.assess.unknown_years import Ways, possible_fees, tried, with_fees
from app.assess.verdict import Verdict
from app.model.case import Case
from app.model.codes import Outcome
from app.model.life import Purchase
from app.model.policy import Policy
from app.rules.special import ruled_elsewhere

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2100, 12, 31)
TRIED_AT_MOST = 96
"""试算上限. Ways in which unknown years may have been paid; where there are more to try, the years are asked for."""
FACT_QUESTIONS = frozenset(
    {"insured_parent", "institution_entry", "school", "liable_from", "unknown_year", "plan", "unemployment_benefit"}
)


def verdict(case: Case, policy: Policy) -> Verdict:
    """结论. The verdict on a case; years of which nobody knows are tried as unpaid, and as paid on days that matter."""
    unpaid = _judged(case, policy)
    if not case.unknown_years:
        return unpaid
    ways = possible_fees(case, unpaid.past.life, policy)
    unpaid.unknown_years = tuple(ways)
    others = [_judged(with_fees(case, fees), policy) for fees in islice(tried(ways), TRIED_AT_MOST + 1)]
    unpaid.otherwise = [each.past for each in others]
    if len(others) <= TRIED_AT_MOST and all(_alike(unpaid, each) for each in others):
        _worth_at_most(unpaid, others)
        _earliest_of_all(unpaid, others)
        _left_open(unpaid, others)
        return unpaid
    unpaid.undecided, unpaid.planned, unpaid.in_doubt = list(unpaid.years), [], []
    unpaid.refusal, unpaid.charge, unpaid.repaired = None, None, None
    places = {year: case.unknown_years.index(year) for year in _asked_about(case, ways, policy)}
    unpaid.questions = [("unknown_year", f"/unknown_years/{place}", year) for year, place in places.items()]
    unpaid.outcome = "needs_facts"
    return unpaid


def _asked_about(case: Case, ways: Ways, policy: Policy) -> tuple[int, ...]:
    """所询年度. Those to be paid for first: nobody pays twice (R34). The others where they decide anything else."""
    planned_too = tuple([year for year in ways if year in case.plan.years])
    others = tuple([year for year in ways if year not in planned_too])
    if not planned_too:
        return others
    unpaid = verdict(replace(case, unknown_years=others), policy)
    decided = all(code != "unknown_year" for code, _, _ in unpaid.questions)
    return planned_too if decided else planned_too + others


def _worth_at_most(refused: Verdict, others: list[Verdict]) -> None:
    """最多值得修复. A repair refused as worth less, whatever was paid: what it is worth at most, in any of the ways."""
    told = [each.refusal for each in (refused, *others) if each.refusal is not None]
    if told and told[0].code == "repair_worth_less":
        refused.refusal = replace(told[0], worth_years=max(each.worth_years or 0 for each in told))


def _earliest_of_all(unpaid: Verdict, others: list[Verdict]) -> None:
    """最早可能. Of a planned year still in doubt: the first day that could be covered, in any of the ways."""
    for bought in unpaid.in_doubt:
        same = [each for other in others for each in other.in_doubt if each.payment.year == bought.payment.year]
        days = [each.earliest_cover for each in (bought, *same) if each.earliest_cover is not None]
        bought.earliest_cover = min(days, default=None)


def _left_open(told: Verdict, others: list[Verdict]) -> None:
    """不予说明. The lapse years and carried waits of what is bought that are not the same in all ways: not told."""
    for bought, *same in zip(_bought(told), *map(_bought, others), strict=True):
        if any(each.lapse_years != bought.lapse_years for each in same):
            bought.lapsed = None
        if any(each.carried_until != bought.carried_until for each in same):
            bought.carried_until = None


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
    return [
        (each.payment.year, each.basis, each.wait_months, each.starts_on, each.first_day, each.covered_from)
        for each in _bought(judged)
    ]


def _bought(judged: Verdict) -> list[Purchase]:
    """所购. What a verdict buys or repairs; nothing where it is refused."""
    return [*judged.planned, *judged.in_doubt, *judged.moved]


def _judged(case: Case, policy: Policy) -> Verdict:
    years = case.plan.years if len(case.plan.years) == 1 else tuple(sorted(case.plan.years))
    judged = Verdict(folded(case, policy, years[0] if years else None), years)
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
        judged.past = folded(case, policy)  # nothing is bought: what is recorded stands by itself
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
