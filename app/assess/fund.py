"""失业保险基金. The plan of someone on benefit for the employee scheme: the fund pays, for just the months of benefit.

Reading: R31.
"""

from app.assess.verdict import Verdict
from app.model.assessment import Charge
from app.model.calendar import MONTHS_IN_A_YEAR, month_number
from app.model.case import Case, UnemploymentBenefit
from app.model.explanation import Refusal
from app.model.policy import YearLaw
from app.rules.unemployment import benefit_is_over, benefit_told, fund_items, year_without_benefit


def paid_by_the_fund(case: Case, law: YearLaw) -> bool:
    """基金缴费. Whether the plan is one for the employee scheme that the unemployment fund pays."""
    on_benefit = case.plan.scheme == "employee" and case.person.category == "unemployed_on_benefit"
    return on_benefit and law.eligibility is not None and law.eligibility.unemployment_fund


def fund_plan(judged: Verdict, case: Case) -> None:
    """基金缴费. What the fund pays; the question where the months are not known, the refusal where they are over."""
    benefit = benefit_told(case.person)
    if benefit is None:
        judged.questions.append(("unemployment_benefit", "/person/unemployment_benefit", None))
        judged.undecided = list(judged.years)
        return
    planned, judged.years = judged.years, (month_number(benefit.to_month) // MONTHS_IN_A_YEAR,)
    judged.refusal = _refused(benefit, case, planned)
    if judged.refusal is None:
        judged.charge = Charge(0, fund_items(benefit))


def _refused(benefit: UnemploymentBenefit, case: Case, years: tuple[int, ...]) -> Refusal | None:
    """不予代缴. Benefit that is over, a year without a month of it, or a repair, which no employee cover needs."""
    if benefit_is_over(benefit, case.on):
        return Refusal("not_eligible", case.on.year, "benefit_is_over")
    without = year_without_benefit(benefit, years)
    if without is not None:
        return Refusal("not_eligible", without, "no_benefit_that_year")
    if case.plan.repair_years:
        return Refusal("repair_worth_less", None, "fewer_repair_years", worth_years=0)
    return None
