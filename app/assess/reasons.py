"""理由. Why the answer is what it is: each rule that was applied, its clause, the facts it used and its effect.

The words are not here: `wording` speaks them from the rule and its facts.
"""

from datetime import date

from app.assess.purchase import WITHOUT_WAIT
from app.assess.verdict import Verdict
from app.model.assessment import Fact, Reason
from app.model.calendar import DAY
from app.model.case import Case
from app.model.citation import Citation, Clause
from app.model.life import Life, Purchase
from app.model.policy import Policy, Waiting, YearLaw
from app.rules.basis import waived
from app.rules.newborn import newborn_deadline
from app.rules.repair import worth_years
from app.rules.standing import first_counted_year, standing_of_year
from app.rules.transfer import transfer_deadline
from app.rules.waiting import floor_months

Found = date | int | str | bool | None
NOT_HELD = Clause("", "")


def reasons(case: Case, policy: Policy, judged: Verdict) -> tuple[Reason, ...]:
    """理由. In the order in which they weigh: scope or refusal first, then year by year ground, wait, cover and fee."""
    if judged.outcome == "out_of_scope":
        return (_out_of_scope(case, policy.of(judged.years[-1] if judged.years else case.on.year)),)
    if judged.refusal is not None:
        return (_refused(case, policy, judged),)
    told: list[Reason] = []
    life = judged.past.life
    for bought in judged.planned or ([judged.repaired] if judged.repaired else []):
        law = policy.of(bought.payment.year)
        if bought.payment.index is None:
            told.append(_ground(bought, life, law))
        if law.waiting and bought.basis not in WITHOUT_WAIT:
            told.extend(_wait(bought, life, law, law.waiting))
        if bought.carried_until:
            told.append(_reason("carried_wait", law, law.waiting, "later", carried_until=bought.carried_until))
    told.extend(_fees(judged, policy))
    return tuple(told)


def _reason(rule: str, law: YearLaw, subject: object, effect: str, **facts: Found) -> Reason:
    cited: Citation | None = getattr(subject, "cited", None)
    clause = NOT_HELD if cited is None else cited.clause(rule)
    return Reason(rule, law.year, clause, tuple([Fact(name, value) for name, value in facts.items()]), effect)


def _out_of_scope(case: Case, law: YearLaw) -> Reason:
    if case.plan.scheme == "employee":
        return _reason("employee_scheme", law, law.waiting, "out_of_scope", scheme="employee")
    status = ", ".join(sorted(case.person.special_status))
    return _reason("special_status", law, law.special, "out_of_scope", special_status=status)


def _refused(case: Case, policy: Policy, judged: Verdict) -> Reason:
    """不予收费. The rule behind a refusal, with the day, the record or the number it turns on."""
    refusal, life = judged.refusal, judged.past.life
    if refusal is None:
        raise AssertionError(judged)
    law = policy.of(refusal.year or case.on.year)
    if refusal.code in {"too_early", "too_late"}:
        subject = law.window or law.waiting
        return _reason(refusal.code, law, subject, "nothing", paid_on=case.on, opens_on=refusal.opens_on)
    if refusal.code == "repair_worth_less":
        asked = case.plan.repair_years
        return _reason(
            "repair_worth_less", law, law.waiting, "nothing", asked_years=asked, worth_years=refusal.worth_years
        )
    if refusal.code == "double_enrolment":
        spell = life.running_spell(case.on)
        ends_on = spell.ended_on if spell else None
        return _reason("no_double_enrolment", law, law.transfer, "nothing", paid_on=case.on, ends_on=ends_on)
    if refusal.code == "already_prepaid":
        until = case.person.school.prepaid_until if case.person.school else None
        return _reason("prepaid_student", law, law.students, "nothing", prepaid_until=until)
    before = life.enrolled.get(law.year)
    paid_on = before.paid_on if before else None
    return _reason("already_enrolled", law, law.transfer, "nothing", paid_on=paid_on)


def _ground(bought: Purchase, life: Life, law: YearLaw) -> Reason:
    """参保情形. On which ground the payment is accepted."""
    person = life.person
    effect = f"cover from {bought.starts_on}" if bought.basis in WITHOUT_WAIT else bought.basis
    match bought.basis:
        case "in_window":
            return _window("payment_window", bought, law)
        case "newborn" | "newborn_next_year":
            return _newborn("newborn_waiver" if waived(life, law) else bought.basis, bought, life, law)
        case "welfare_child":
            return _reason("welfare_child", law, law.welfare, effect, institution_entry=person.institution_entry)
        case "new_student":
            entered_on = person.school.entered_on if person.school else None
            return _reason("new_student", law, law.students, effect, entered_on=entered_on)
        case "employee_transfer" | "employee_transfer_next_year":
            return _transfer(bought.basis, bought, life, law)
        case _:
            return _late(bought, life, law)


def _late(bought: Purchase, life: Life, law: YearLaw) -> Reason:
    """集中期外. Why the payment counts as one outside the window: a late leaver, a late newborn, or anybody."""
    paid_on = bought.payment.paid_on
    break_day = life.break_day(paid_on)
    if law.transfer and break_day and break_day.year == law.year:
        return _transfer("late_transfer", bought, life, law)
    if law.newborn and life.person.birth_date.year == law.year:
        return _newborn("late_newborn", bought, life, law)
    return _window("out_of_window", bought, law)


def _window(rule: str, bought: Purchase, law: YearLaw) -> Reason:
    """缴费期. How the day of payment stands to the window, by the policy data or by the caller's word."""
    window, payment = law.window, bought.payment
    opens_on, closes_on = (window.opens_on, window.closes_on) if window else (None, None)
    days = {"paid_on": payment.paid_on, "opens_on": opens_on, "closes_on": closes_on}
    word = {} if payment.window_word is None else {"in_window": payment.window_word}
    return _reason(rule, law, window or law.waiting, bought.basis, **days, **word)


def _newborn(rule: str, bought: Purchase, life: Life, law: YearLaw) -> Reason:
    birth, paid_on = life.person.birth_date, bought.payment.paid_on
    deadline = newborn_deadline(birth, law.newborn) if law.newborn else None
    effect = f"cover from {bought.first_day}"
    return _reason(rule, law, law.newborn, effect, birth_date=birth, paid_on=paid_on, deadline=deadline)


def _transfer(rule: str, bought: Purchase, life: Life, law: YearLaw) -> Reason:
    paid_on = bought.payment.paid_on
    break_day = life.break_day(paid_on)
    deadline = transfer_deadline(break_day, law.transfer) if break_day and law.transfer else None
    effect = f"cover from {bought.first_day}"
    return _reason(rule, law, law.transfer, effect, break_day=break_day, paid_on=paid_on, deadline=deadline)


def _wait(bought: Purchase, life: Life, law: YearLaw, waiting: Waiting) -> list[Reason]:
    """等待期. The lapse, each part of the wait, its floor and repair, and the day it ends."""
    lapses = bought.lapse_years
    lapsed = ", ".join(
        str(year)
        for year in range(first_counted_year(life, waiting), law.year)
        if standing_of_year(year, life, waiting) == "lapse"
    )
    told = [_reason("lapse_years", law, waiting, f"{lapses} lapse years", lapse_years=lapses, lapsed=lapsed)]
    if bought.fixed_months:
        months = bought.fixed_months
        told.append(_reason("fixed_wait", law, waiting, f"+{months} months", months=months, lapse_years=lapses))
    if bought.variable_months:
        months = bought.variable_months
        told.append(_reason("variable_wait", law, waiting, f"+{months} months", months=months, lapse_years=lapses))
        floor = floor_months(lapses, waiting)
        if floor is not None:
            told.append(
                _reason("floor", law, waiting, f"at least {floor} months", floor_months=floor, lapse_years=lapses)
            )
        worth, months = worth_years(bought, waiting), bought.repaired_months
        told.append(_reason("repair", law, waiting, f"-{months} months", repaired_months=months, worth_years=worth))
    if bought.wait_months:
        told.append(
            _reason(
                "first_covered_day",
                law,
                waiting,
                f"cover from {bought.first_day}",
                starts_on=bought.starts_on,
                last_waiting_day=bought.first_day - DAY,
                first_covered_day=bought.first_day,
                months=bought.wait_months,
                month_length=waiting.month_length,
            )
        )
    return told


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
    for item in judged.charge.items if judged.charge else ():
        rule, subject = RULE_OF_ITEM[item.kind]
        law = policy.of(item.year)
        effect = f"{item.amount_fen:+} fen"
        told.append(_reason(rule, law, getattr(law, subject), effect, amount_fen=item.amount_fen))
    return told
