"""理由. Why the answer is what it is: each rule that was applied, its clause, the facts it used and its effect.

The words are not here: `wording` speaks them from the rule and its facts.
"""

from functools import lru_cache

from app.assess.grounds import KEPT, ground, reason
from app.assess.history_reasons import history_reasons
from app.assess.purchase import WITHOUT_WAIT
from app.assess.said import Said
from app.assess.verdict import Verdict
from app.assess.waits import wait_of, wait_told
from app.model.assessment import ChargeItem
from app.model.case import Case
from app.model.explanation import Reason, Refusal
from app.model.life import Life, Purchase
from app.model.policy import Policy, Transfer, YearLaw
from app.rules.aid import fully_aided, hardship_held
from app.rules.eligibility import CHOOSERS, places_of


def reasons(case: Case, policy: Policy, judged: Verdict, spoken: Said) -> tuple[Reason, ...]:
    """理由. In the order in which they weigh: scope or refusal first, then year by year ground, wait, cover and fee."""
    if judged.outcome == "out_of_scope":
        return (_out_of_scope(case, policy.of(judged.years[-1] if judged.years else case.on.year)),)
    if judged.refusal is not None:
        return (_refused(judged.refusal, case, policy, judged.past.life),)
    told: list[Reason] = []
    life = judged.past.life
    for bought in judged.planned or judged.moved:
        law = policy.of(bought.payment.year)
        if bought.payment.index is None:
            told.append(ground(bought, life, law))
        if law.waiting and bought.basis not in WITHOUT_WAIT:
            told.extend(wait_told(wait_of(bought, law.waiting), law))
        if bought.carried_until:
            told.append(reason("carried_wait", law, law.waiting, "later", carried_until=bought.carried_until))
    for paid in judged.unruled:
        told.extend(_before_the_rules(paid, life, policy.of(paid.payment.year)))
    told.extend(history_reasons(case, judged, policy, spoken))
    told.extend(_fees(judged, policy))
    return tuple(told)


def _before_the_rules(paid: Purchase, life: Life, law: YearLaw) -> list[Reason]:
    """无等待期规则. How a payment stands to its window, and what is known of a fee that is not."""
    told = [ground(paid, life, law)]
    if law.fees is not None:
        return told
    if law.pooling is not None and law.pooling.least_individual_fen is not None:
        least, whole = law.pooling.least_individual_fen, law.pooling.least_financing_fen
        told.append(
            reason(
                "least_financing", law, law.pooling, "at least", least_individual_fen=least, least_financing_fen=whole
            )
        )
    if (held := fully_aided(hardship_held(life.person, paid.payment.paid_on), law.aid)) and paid.inside_window:
        told.append(reason("hardship_aid", law, law.aid, "the whole fee", hardship=held))
    return told


def _out_of_scope(case: Case, law: YearLaw) -> Reason:
    if case.plan.scheme == "employee":
        return reason("employee_scheme", law, law.waiting, "out_of_scope", scheme="employee")
    status = ", ".join(sorted(case.person.special_status))
    return reason("special_status", law, law.special, "out_of_scope", special_status=status)


INELIGIBLE = {
    "pay_year_by_year": "no_prepaying",
    "enrol_through_employer": "employer_enrolment",
    "benefit_is_over": "unemployment_benefit",
    "no_benefit_that_year": "unemployment_benefit",
}
"""不能参保. The rule behind a refusal that lies in the person."""


def _refused(refusal: Refusal, case: Case, policy: Policy, life: Life) -> Reason:
    """不予收费. The rule behind a refusal: one that lies in the place, in the person, or in the payment."""
    law = policy.of(refusal.year or case.on.year)
    if refusal.instead == "enrol_where_allowed":
        return _not_here(case, law)
    return (
        _of_a_person(refusal, case, law) if refusal.instead in INELIGIBLE else _of_a_payment(refusal, case, law, life)
    )


def _of_a_person(refusal: Refusal, case: Case, law: YearLaw) -> Reason:
    """不能参保. The rule by which this person may not enrol so."""
    person, benefit = case.person, case.person.unemployment_benefit
    return reason(
        INELIGIBLE[refusal.instead],
        law,
        law.eligibility,
        "nothing",
        category=person.category,
        paid_on=case.on,
        to_month=benefit.to_month if benefit else None,
    )


PLACED = dict.fromkeys(CHOOSERS, "worker_choice") | {"college_student": "school_enrolment"}
"""可参保地. The rule that names the places of a category, where it is not that of residents."""


def _not_here(case: Case, law: YearLaw) -> Reason:
    """不在此参保. The rule that names where this person may enrol, with the places, none of them here."""
    person, held = case.person, law.eligibility
    known = places_of(person, held) if held else ()
    rule = PLACED.get(person.category, "place_of_enrolment")
    named = {"category": person.category, "area": case.area, "places": ", ".join(place for place, _ in known)}
    return reason(rule, law, held, "nothing", **named, **{f"{place}_area": area for place, area in known})


def _of_a_payment(refusal: Refusal, case: Case, law: YearLaw, life: Life) -> Reason:
    """不能缴费. The rule by which this payment may not be taken, with the day, the record or the number it turns on."""
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
        speaks = _speaking_of("no_double_enrolment", law.transfer)
        return reason("no_double_enrolment", law, speaks, "nothing", paid_on=case.on, ends_on=ends_on)
    if refusal.code == "already_prepaid":
        until = case.person.school.prepaid_until if case.person.school else None
        return reason("prepaid_student", law, law.students, "nothing", prepaid_until=until)
    before = life.enrolled.get(law.year)
    paid_on = before.paid_on if before else None
    return reason("already_enrolled", law, _speaking_of("already_enrolled", law.transfer), "nothing", paid_on=paid_on)


def _speaking_of(rule: str, transfer: Transfer | None) -> Transfer | None:
    """所载. What is held of transfers where it speaks of the rule; it may speak of leavers alone."""
    return transfer if transfer is not None and rule in transfer.cited.clauses else None


RULE_OF_ITEM = {
    "individual_fee": ("in_window_fee", "fees"),
    "government_subsidy": ("out_of_window_fee", "fees"),
    "medical_aid": ("hardship_aid", "aid"),
    "newborn_waiver": ("newborn_waiver_fee", "newborn"),
    "repair": ("repair_fee", "waiting"),
    "employee_contribution": ("employee_contribution", "eligibility"),
}


def _fees(judged: Verdict, policy: Policy) -> list[Reason]:
    """费用. One reason for each item of the charge."""
    items = judged.charge.items if judged.charge else ()
    late = [item.year for item in items if item.kind == "government_subsidy"]
    return [_fee(item, policy.of(item.year), late=item.year in late) for item in items]


@lru_cache(maxsize=KEPT)
def _fee(item: ChargeItem, law: YearLaw, *, late: bool) -> Reason:
    """一项费用. The individual fee is told apart where the subsidy is charged beside it."""
    rule, subject = RULE_OF_ITEM[item.kind]
    if rule == "in_window_fee" and late:
        rule = "out_of_window_individual_fee"
    effect = "not ours to compute" if item.amount_fen is None else f"{item.amount_fen:+} fen"
    return reason(rule, law, getattr(law, subject), effect, amount_fen=item.amount_fen)
