"""失业保险基金. The plan of someone on benefit for the employee scheme: the fund pays, for just the months of benefit.

Reading: R31.
"""

from app.assess.verdict import Verdict
from app.model.assessment import Charge
from app.model.calendar import MONTHS_IN_A_YEAR, month_number
from app.model.case import Case
from app.model.explanation import Refusal
from app.model.policy import YearLaw
from app.rules.unemployment import benefit_is_over, benefit_unknown, fund_items


def paid_by_the_fund(case: Case, law: YearLaw) -> bool:
    """基金缴费. Whether the plan is one for the employee scheme that the unemployment fund pays."""
    on_benefit = case.plan.scheme == "employee" and case.person.category == "unemployed_on_benefit"
    return on_benefit and law.eligibility is not None and law.eligibility.unemployment_fund


def fund_plan(judged: Verdict, case: Case) -> None:
    """基金缴费. What the fund pays; the question where the months are not known, the refusal where they are over."""
    benefit = case.person.unemployment_benefit
    if benefit is None or benefit_unknown(case.person):
        judged.questions.append(("unemployment_benefit", "/person/unemployment_benefit", None))
        judged.undecided = list(judged.years)
        return
    judged.years = (month_number(benefit.to_month) // MONTHS_IN_A_YEAR,)
    if benefit_is_over(benefit, case.on):
        judged.refusal = Refusal("not_eligible", case.on.year, "benefit_is_over")
        return
    judged.charge = Charge(0, fund_items(benefit))
