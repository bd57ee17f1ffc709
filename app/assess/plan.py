"""缴费意向. What the plan buys and costs, year by year, and what would have to be known first.

Reading: R34, R35 (refusals), R36 (repair), R37 (several years), R38, R39 (what is not known).
"""

from datetime import date

from app.assess.charge import Items, charge_of, repair_items, year_items
from app.assess.doubt import QUESTION_OF, SUBJECT_OF
from app.assess.eligibility import ineligible
from app.assess.fold import caught_up, enrolled_wait, take_off
from app.assess.purchase import purchase
from app.assess.refusal import refusal_before, too_early
from app.assess.settling import by_year, settle, settle_past
from app.assess.verdict import Verdict
from app.model.calendar import january_first
from app.model.case import Case
from app.model.explanation import Refusal
from app.model.life import Payment, Purchase
from app.model.place import same_pool
from app.model.policy import Policy, YearLaw
from app.rules.basis import waiver_unsettled
from app.rules.repair import wait_runs, worth_years
from app.rules.students import ahead_unknown
from app.rules.unemployment import benefit_unknown
from app.rules.welfare import entry_unknown
from app.rules.window import window_state


def planned(judged: Verdict, case: Case, policy: Policy) -> None:
    """缴费意向. Judge the planned years, earliest first, then the repair; a year that is refused refuses the plan.

    What was recorded as paid on the same day is judged among them, by its year.
    """
    parts: list[Items | None] = []
    for year in judged.years:
        refusal = _year(judged, case, policy, year, parts)
        if refusal is not None:
            _refuse(judged, refusal)
            return
    if judged.past.awaiting:
        caught_up(judged.past, judged.past.awaiting, policy)
    if _benefit_matters(judged, case, policy):
        judged.questions.append(("unemployment_benefit", "/person/unemployment_benefit", None))
        judged.planned, judged.in_doubt, judged.undecided, judged.unruled = [], [], list(judged.years), []
        return
    if case.plan.repair_years:
        _repaired(judged, case, policy, parts)
    elif not judged.years:
        judged.questions.append(("plan", "/plan/years", None))
        parts.append(None)
    if judged.refusal is None:
        settle(judged)
        judged.charge = charge_of(parts)


def _year(judged: Verdict, case: Case, policy: Policy, year: int, parts: list[Items | None]) -> Refusal | None:
    """逐年. One planned year, after what was recorded for it or for an earlier one on the same day."""
    if judged.past.awaiting:
        caught_up(judged.past, judged.past.awaiting, policy, until=year)
    payment = intended(case, year, latest=year == judged.years[-1])
    law = policy.of(year)
    refusal = refusal_before(payment, judged.past.life) or ineligible(case, payment, judged, law)
    return _bought(judged, payment, law, parts) if refusal is None else refusal


def _benefit_matters(judged: Verdict, case: Case, policy: Policy) -> bool:
    """领取期待询. Whether months of benefit that nobody has told could be running ones, or leave fewer lapse years."""
    if not benefit_unknown(case.person):
        return False
    bought = [*judged.planned, *judged.in_doubt]
    if case.plan.repair_years and (running := enrolled_wait(judged.past, case.on, policy)):
        bought.append(running)
    return case.on.year in judged.years or any(each.lapse_years for each in bought)


def _refuse(judged: Verdict, refusal: Refusal) -> None:
    """不予收费. Refuse the plan as a whole: what it would have bought is not bought."""
    judged.refusal, judged.questions = refusal, []
    enrolled = judged.past.life.enrolled
    for year in judged.years:
        payment = enrolled.get(year)
        if payment is not None and payment.planned:
            del enrolled[year]
    judged.planned, judged.in_doubt, judged.undecided, judged.unruled, judged.repaired = [], [], [], [], None
    if refusal.code == "already_prepaid":
        settle_past(judged.past)


def intended(case: Case, year: int, *, latest: bool) -> Payment:
    """意向缴费. The plan's payment for a year; the caller's word on the window speaks of the latest year alone."""
    plan = case.plan
    at_school = plan.through_school
    if at_school is None:
        at_school = same_pool(case.person.school_area, case.area) is True
    return Payment(case.on, year, None, plan.in_window if latest else None, at_school)


def _bought(judged: Verdict, payment: Payment, law: YearLaw, parts: list[Items | None]) -> Refusal | None:
    """一年. What the payment for one planned year buys, and what it costs; the refusal where it may not be paid yet."""
    life = judged.past.life
    if law.waiting is None:
        return _before_the_rules(judged, payment, law, parts)
    bought = purchase(payment, life, law, law.waiting)
    if bought is None:
        return too_early(payment, law.window)
    life.enrolled[law.year] = payment
    if judged.past.beside:
        judged.past.planned.append(bought)
    items = year_items(bought, life, law, judged.missing) if bought.doubt in {None, "tail_rule"} else None
    _ask(bought, judged, law, priced=items is not None)
    if (law.welfare and entry_unknown(life.person)) or (law.students and ahead_unknown(law.year, life)):
        judged.undecided.append(law.year)
        parts.append(None)
    elif bought.doubt is not None:
        judged.in_doubt.append(bought)
        parts.append(items)
    else:
        judged.planned.append(bought)
        parts.append(items)
    return None


def _before_the_rules(judged: Verdict, payment: Payment, law: YearLaw, parts: list[Items | None]) -> Refusal | None:
    """无等待期规则. A year for which no waiting rule is known: its fee where known, and nothing of its cover."""
    state = window_state(payment, law.window)
    if state == "early":
        return too_early(payment, law.window)
    judged.past.life.enrolled[law.year] = payment
    judged.missing.append(("waiting", law.year))
    judged.undecided.append(law.year)
    opening, inside = january_first(law.year), state == "inside"
    bought = Purchase(
        payment,
        "in_window" if inside else "out_of_window",
        inside_window=inside,
        lapse_years=0,
        fixed_months=0,
        variable_months=0,
        starts_on=opening,
        first_day=opening,
    )
    if state != "unknown":
        judged.unruled.append(bought)
    parts.append(year_items(bought, judged.past.life, law, judged.missing) if inside else None)
    return None


def _ask(bought: Purchase, judged: Verdict, law: YearLaw, *, priced: bool) -> None:
    """待询. Ask for what would have to be known before this purchase can be dated and priced."""
    life, year = judged.past.life, law.year
    if bought.doubt in SUBJECT_OF:
        judged.missing.append((SUBJECT_OF[bought.doubt], year))
    if ("window", year) in judged.missing:
        alone = "/plan/in_window" if year == judged.years[-1] else "/plan/years"  # R39: the word is of the latest year
        judged.questions.append(("window_open", alone, year))
    if not priced and waiver_unsettled(life.person, law):
        judged.questions.append(("insured_parent", "/person/insured_parent", year))
    if bought.doubt in {"liable_from", "hardship_group"}:
        judged.questions.append((*QUESTION_OF[bought.doubt], year))
    if law.welfare and entry_unknown(life.person):
        judged.questions.append(("institution_entry", "/person/institution_entry", year))
    if law.students and ahead_unknown(year, life):
        judged.questions.append(("school", "/person/school", year))


def _repaired(judged: Verdict, case: Case, policy: Policy, parts: list[Items | None]) -> None:
    """修复. Repair the first planned wait that has variable months, else the wait now running."""
    waits = (each for each in by_year(judged) if each.variable_months and wait_runs(each, case.on))
    bought = next(waits, None)
    if bought is None and judged.undecided:
        parts.append(None)
        return
    if bought is None:
        bought = judged.repaired = enrolled_wait(judged.past, case.on, policy)
    waiting = policy.of(bought.payment.year).waiting if bought else None
    worth = worth_years(bought, waiting) if bought and waiting else 0
    if bought is None or waiting is None or case.plan.repair_years > worth:
        year = judged.years[-1] if judged.years else None
        _refuse(judged, Refusal("repair_worth_less", year, "fewer_repair_years", worth_years=worth))
        return
    if bought.doubt == "institution_entry":
        judged.questions.append(("institution_entry", "/person/institution_entry", bought.payment.year))
        judged.repaired = None
        parts.append(None)
        return
    take_off(bought, case.plan.repair_years, case.on, waiting)
    fee_year = case.on.year
    parts.append(repair_items(bought, case.plan.repair_years, policy.of(fee_year).fees, fee_year, judged.missing))


def repaired_wait(judged: Verdict, on: date, policy: Policy) -> Purchase | None:
    """所修复的等待期. The wait that a repair works on: of a planned year, else the one running; null: of none."""
    if judged.refusal or judged.undecided:
        return None
    waits = (each for each in by_year(judged) if each.variable_months and wait_runs(each, on))
    return judged.repaired or next(waits, None) or enrolled_wait(judged.past, on, policy)
