"""理由. Why the answer is what it is: each rule that was applied, its clause, the facts it used and its effect.

The words are not here: `wording` speaks them from the rule and its facts.
"""

from app.assess.grounds import ground, reason
from app.assess.purchase import WITHOUT_WAIT
from app.assess.verdict import Verdict
from app.model.calendar import DAY
from app.model.case import Case
from app.model.explanation import Reason, Refusal
from app.model.life import Life, Purchase
from app.model.policy import Policy, Waiting, YearLaw
from app.rules.lapse import lapsed
from app.rules.repair import worth_years
from app.rules.waiting import floor_months


def reasons(case: Case, policy: Policy, judged: Verdict) -> tuple[Reason, ...]:
    """理由. In the order in which they weigh: scope or refusal first, then year by year ground, wait, cover and fee."""
    if judged.outcome == "out_of_scope":
        return (_out_of_scope(case, policy.of(judged.years[-1] if judged.years else case.on.year)),)
    if judged.refusal is not None:
        return (_refused(judged.refusal, case, policy, judged.past.life),)
    told: list[Reason] = []
    life = judged.past.life
    for bought in judged.planned or ([judged.repaired] if judged.repaired else []):
        law = policy.of(bought.payment.year)
        if bought.payment.index is None:
            told.append(ground(bought, life, law))
        if law.waiting and bought.basis not in WITHOUT_WAIT:
            told.extend(_wait(bought, life, law, law.waiting))
        if bought.carried_until:
            told.append(reason("carried_wait", law, law.waiting, "later", carried_until=bought.carried_until))
    told.extend(_fees(judged, policy))
    return tuple(told)


def _out_of_scope(case: Case, law: YearLaw) -> Reason:
    if case.plan.scheme == "employee":
        return reason("employee_scheme", law, law.waiting, "out_of_scope", scheme="employee")
    status = ", ".join(sorted(case.person.special_status))
    return reason("special_status", law, law.special, "out_of_scope", special_status=status)


def _refused(refusal: Refusal, case: Case, policy: Policy, life: Life) -> Reason:
    """不予收费. The rule behind a refusal, with the day, the record or the number it turns on."""
    law = policy.of(refusal.year or case.on.year)
    if refusal.code in {"too_early", "too_late"}:
        subject = law.window or law.waiting
        return reason(refusal.code, law, subject, "nothing", paid_on=case.on, opens_on=refusal.opens_on)
    if refusal.code == "repair_worth_less":
        asked = case.plan.repair_years
        return reason(
            "repair_worth_less", law, law.waiting, "nothing", asked_years=asked, worth_years=refusal.worth_years
        )
    if refusal.code == "double_enrolment":
        spell = life.running_spell(case.on)
        ends_on = spell.ended_on if spell else None
        return reason("no_double_enrolment", law, law.transfer, "nothing", paid_on=case.on, ends_on=ends_on)
    if refusal.code == "already_prepaid":
        until = case.person.school.prepaid_until if case.person.school else None
        return reason("prepaid_student", law, law.students, "nothing", prepaid_until=until)
    before = life.enrolled.get(law.year)
    paid_on = before.paid_on if before else None
    return reason("already_enrolled", law, law.transfer, "nothing", paid_on=paid_on)


def _wait(bought: Purchase, life: Life, law: YearLaw, waiting: Waiting) -> list[Reason]:
    """等待期. The lapse, each part of the wait, its floor and repair, and the day it ends."""
    lapses = bought.lapse_years
    years = ", ".join(map(str, reversed(lapsed(law.year, life, waiting))))
    told = [
        reason(
            "lapse_years",
            law,
            waiting,
            f"{lapses} lapse year" + ("" if lapses == 1 else "s"),
            lapse_years=lapses,
            lapsed=years,
        )
    ]
    if bought.fixed_months:
        months = bought.fixed_months
        told.append(reason("fixed_wait", law, waiting, _taken(months), months=months, lapse_years=lapses))
    if bought.variable_months:
        months = bought.variable_months
        told.append(reason("variable_wait", law, waiting, _taken(months), months=months, lapse_years=lapses))
        floor = floor_months(lapses, waiting)
        if floor is not None:
            effect = f"at least {floor} months"
            told.append(reason("floor", law, waiting, effect, floor_months=floor, lapse_years=lapses))
        worth, months = worth_years(bought, waiting), bought.repaired_months
        effect = _taken(-months) if months else f"up to {_taken(-worth)}"
        told.append(reason("repair", law, waiting, effect, repaired_months=months, worth_years=worth))
    if bought.wait_months:
        told.append(
            reason(
                "first_covered_day",
                law,
                waiting,
                f"wait until {bought.first_day - DAY}",
                starts_on=bought.starts_on,
                last_waiting_day=bought.first_day - DAY,
                first_covered_day=bought.first_day,
                months=bought.wait_months,
                month_length=waiting.month_length,
            )
        )
    return told


def _taken(months: int) -> str:
    """月数变化. Months put on a wait, or taken off it."""
    return f"{months:+} month" if abs(months) == 1 else f"{months:+} months"


RULE_OF_ITEM = {
    "individual_fee": ("in_window_fee", "fees"),
    "government_subsidy": ("out_of_window_fee", "fees"),
    "medical_aid": ("hardship_aid", "aid"),
    "newborn_waiver": ("newborn_waiver_fee", "newborn"),
    "repair": ("repair_fee", "waiting"),
    "employee_contribution": ("employee_contribution", "fees"),
}


def _fees(judged: Verdict, policy: Policy) -> list[Reason]:
    """费用. One reason for each item of the charge."""
    told: list[Reason] = []
    items = judged.charge.items if judged.charge else ()
    late = {item.year for item in items if item.kind == "government_subsidy"}
    for item in items:
        rule, subject = RULE_OF_ITEM[item.kind]
        if rule == "in_window_fee" and item.year in late:
            rule = "out_of_window_individual_fee"
        law = policy.of(item.year)
        effect = "not ours to compute" if item.amount_fen is None else f"{item.amount_fen:+} fen"
        told.append(reason(rule, law, getattr(law, subject), effect, amount_fen=item.amount_fen))
    return told
