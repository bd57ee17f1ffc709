"""答复. The verdict told: in short for whoever asks thousands, or at length with reasons and timeline."""

from collections.abc import Iterator, Sequence

from app.assess.award_reasons import award_readings, award_reasons
from app.assess.awards import awards
from app.assess.contributions import contributions
from app.assess.eligibility import eligibility
from app.assess.findings import findings
from app.assess.fold import enrolled_wait
from app.assess.judgement import verdict
from app.assess.plan import repaired_wait
from app.assess.policy_used import policy_used
from app.assess.readings import readings_used
from app.assess.reasons import reasons
from app.assess.said import said
from app.assess.settling import doubt_past, settle_past
from app.assess.standings import lapse_told, standings_of_years
from app.assess.timeline import last_asked_year, timeline
from app.assess.verdict import Verdict
from app.model.assessment import Assessment, Brief, Repair, WaitingPeriod, YearCover
from app.model.awards import Awards
from app.model.calendar import december_last
from app.model.case import Case
from app.model.explanation import Question
from app.model.life import Purchase
from app.model.policy import Policy, Waiting, YearLaw
from app.rules.repair import repair_cost_fen, repairable_months, worth_years
from app.rules.waiting import floor_months


def brief(case: Case, policy: Policy) -> Brief:
    """简要测算. Outcome, years and charge of a case; the same as `assess` gives."""
    judged = verdict(case, policy)
    return Brief(judged.outcome, years_told(judged, policy), judged.charge)


def with_awards(case: Case, policy: Policy) -> tuple[Brief, Awards | None]:
    """简要测算与激励. The brief answer and the awards; both the same as `assess` gives."""
    return next(with_claims([case], policy))


def with_claims(cases: Sequence[Case], policy: Policy) -> Iterator[tuple[Brief, Awards | None]]:
    """逐种报销情况. `with_awards` of cases that differ in nothing but claims, for the work of judging one of them."""
    judged = verdict(cases[0], policy)
    law = law_asked(judged, policy)
    told = Brief(judged.outcome, years_told(judged, policy), judged.charge)
    for case in cases:
        yield told, awards(case, judged, policy, law, said(case)) if law else None


def law_asked(judged: Verdict, policy: Policy) -> YearLaw | None:
    """所问年度之法. The law of the last year asked about; null where nothing is said of any."""
    year = last_asked_year(judged)
    if year is None or judged.outcome == "out_of_scope" or not policy.modelled:
        return None
    return policy.of(year)


def assess(case: Case, policy: Policy) -> Assessment:
    """测算. The whole answer to a case but for its words; never raises for a case that satisfies the schema."""
    judged = verdict(case, policy)
    settle_past(judged.past)
    if judged.otherwise:
        doubt_past(judged)
    answered = law_asked(judged, policy)
    law = answered or policy.of(last_asked_year(judged) or case.on.year)
    standings = standings_of_years(judged.past.life, law.year, law.waiting) if answered and law.waiting else None
    spoken = said(case)
    raised = awards(case, judged, policy, law, spoken) if answered else None
    enrols = eligibility(case, judged.past.life, law)
    counted = contributions(case, judged.past.life, policy)
    told = (*reasons(case, policy, judged, spoken), *award_reasons(raised, law))
    return Assessment(
        outcome=judged.outcome,
        years=years_told(judged, policy),
        refusal=judged.refusal,
        lapse=lapse_told(judged, standings, law.waiting) if standings and law.waiting else None,
        charge=judged.charge,
        repair=_repair(case, judged, policy) if answered else None,
        awards=raised,
        eligibility=enrols,
        contributions=counted,
        timeline=timeline(judged, standings) if standings else (),
        reasons=told,
        readings=readings_used(case, judged, law, spoken, (*award_readings(raised), *(("R32b",) if enrols else ()))),
        findings=findings(case, judged, policy, spoken),
        questions=tuple([Question(code, asked, pointer) for code, pointer, asked in judged.questions]),
        policy=policy_used(
            case, judged, policy, law, raised, cited=(*told, *enrols, *(counted.by_area if counted else ()))
        ),
    )


def years_told(judged: Verdict, policy: Policy) -> tuple[YearCover, ...]:
    """年度. What the plan buys, year by year, or which it moves; for a year paid ahead already, the cover it has."""
    if judged.refusal is not None:
        if judged.refusal.code != "already_prepaid":
            return ()
        paid_ahead = [each for each in judged.past.purchases if each.payment.year == judged.refusal.year]
        return tuple([_year(each, None) for each in paid_ahead])
    bought = judged.planned if judged.years else judged.moved
    return tuple([_year(each, policy.of(each.payment.year).waiting) for each in bought])


def _year(bought: Purchase, waiting: Waiting | None) -> YearCover:
    year = bought.payment.year
    period = None
    if waiting is not None and (bought.fixed_months or bought.variable_months):
        period = WaitingPeriod(
            bought.fixed_months,
            bought.variable_months,
            bought.repaired_months,
            bought.wait_months,
            bought.starts_on,
            bought.first_day,
            repairable_months(bought, waiting) if bought.variable_months else 0,
            floor_months(bought.lapse_years, waiting),
        )
    covered_to = None if bought.covered_from is None else december_last(year)
    lapses = None if bought.lapsed is None else bought.lapse_years
    return YearCover(year, bought.basis, lapses, bought.carried_until, period, bought.covered_from, covered_to)


def _repair(case: Case, judged: Verdict, policy: Policy) -> Repair:
    """修复. What repair is worth on the wait that it works on, and what this plan pays for it."""
    fee_year = case.on.year
    if judged.refusal is not None:
        return Repair(judged.refusal.worth_years or 0, 0, 0, fee_year)
    paid = case.plan.repair_years
    cost_fen = repair_cost_fen(paid, policy.of(fee_year).fees) if paid else 0
    return Repair(_worth_years(case, judged, policy), paid, cost_fen, fee_year)


def _worth_years(case: Case, judged: Verdict, policy: Policy) -> int | None:
    """值得修复年数. Of the wait that a repair works on; null where it turns on a year of which nobody knows."""
    if judged.unknown_years and judged.undecided:
        return None
    shown = repaired_wait(judged, case.on, policy)
    worth = _worth(shown, policy)
    if shown is not None and (shown is judged.repaired or shown in judged.planned):
        return worth + (case.plan.repair_years if shown.repaired_on == case.on else 0)
    others = [enrolled_wait(past, case.on, policy) for past in judged.otherwise]
    return worth if all(_worth(other, policy) == worth for other in others) else None


def _worth(shown: Purchase | None, policy: Policy) -> int:
    """值得修复年数. Of one wait; none where there is none."""
    waiting = policy.of(shown.payment.year).waiting if shown else None
    return worth_years(shown, waiting) if shown and waiting else 0
