"""发现. What in the input cannot be, contradicts itself or matters to the payer, and what follows from it.

Reading: R8 (a year that buys no cover), R11 (repair that gains nothing), R32, R34 (double enrolment), R24 (claims),
R39 (the caller's word), R41.
"""

import msgspec

from app.assess.history_reasons import hardship_unchanged_by_rule
from app.assess.judgement import FIRST_DAY, LAST_DAY
from app.assess.said import Said
from app.assess.verdict import Verdict
from app.model.case import Case
from app.model.codes import FindingCode
from app.model.explanation import Finding
from app.model.life import Purchase
from app.model.policy import Policy
from app.rules.aid import impossible_status
from app.rules.awards import contradicting
from app.rules.eligibility import employed
from app.rules.records import covered_twice, overlapping
from app.rules.repair import overpaid
from app.rules.window import window_state

CONSEQUENCES: dict[FindingCode, str] = {
    "future_record": "not_counted",
    "paid_before_birth": "not_counted",
    "paid_after_year": "not_counted",
    "paid_before_window": "not_counted",
    "impossible_spell": "not_counted",
    "impossible_status": "not_counted",
    "overlapping_spells": "months_counted_once",
    "double_enrolment": "counted_once",
    "repair_without_wait": "not_counted",
    "repair_beyond_worth": "worth_alone_counted",
    "buys_no_cover": "standing_alone",
    "window_word_differs": "word_followed",
    "area_not_modelled": "not_answered",
    "on_before_birth": "not_answered",
    "impossible_day": "not_answered",
    "empty_plan": "not_answered",
    "claims_contradict": "taken_as_reimbursed",
    "hardship_changed": "nothing_changed",
}


def findings(case: Case, judged: Verdict, policy: Policy, spoken: Said) -> tuple[Finding, ...]:
    """发现. Each finding once, with the place it speaks of and its consequence."""
    found = list(judged.past.found)
    if not FIRST_DAY <= case.on <= LAST_DAY:
        found.append(("impossible_day", "/on"))
    elif case.on < case.person.birth_date:
        found.append(("on_before_birth", "/on"))
    if not policy.modelled:
        found.append(("area_not_modelled", "/area"))
    found.extend(_claims(spoken))
    found.extend(_of_hardship(case))
    changed = hardship_unchanged_by_rule(case, judged, policy)
    found.extend([("hardship_changed", f"/person/hardship/{place}") for place in changed])
    if case.plan.scheme == "resident" and not case.plan.years and not case.plan.repair_years:
        found.append(("empty_plan", "/plan/years"))
    if judged.past.life.spells or case.person.category == "employee":
        found.extend(_of_employee_cover(case, judged))
    for bought in judged.planned:
        found.extend(_of_a_purchase(bought, case, policy))
    found.extend(_of_a_repair(judged.repaired, case, policy))
    if not found:
        return ()
    return tuple([Finding(code, pointer, _consequence(code, pointer)) for code, pointer in dict.fromkeys(found)])


def _consequence(code: FindingCode, pointer: str) -> str:
    """后果. What follows from a finding; what is only planned may still be collected (R11, R34)."""
    if code in {"double_enrolment", "repair_beyond_worth"} and pointer.startswith("/plan"):
        return "collected_all_the_same"
    return CONSEQUENCES[code]


def _of_a_purchase(bought: Purchase, case: Case, policy: Policy) -> list[tuple[FindingCode, str]]:
    """一次参保. What the payer should know of a planned year: it buys no cover, or its window is in dispute."""
    found: list[tuple[FindingCode, str]] = []
    if bought.covered_from is None:
        found.append(("buys_no_cover", f"/plan/years/{case.plan.years.index(bought.payment.year)}"))
    if bought.payment.window_word is not None and _word_differs(bought, policy):
        found.append(("window_word_differs", "/plan/in_window"))
    return found


def _of_a_repair(bought: Purchase | None, case: Case, policy: Policy) -> list[tuple[FindingCode, str]]:
    """修复. A repair so late that fewer lapse years would do: nothing before the day of repair is covered."""
    waiting = policy.of(bought.payment.year).waiting if bought else None
    too_many = bought is not None and waiting is not None and overpaid(bought, case.on, waiting)
    return [("repair_beyond_worth", "/plan/repair_years")] if too_many else []


def _claims(spoken: Said) -> list[tuple[FindingCode, str]]:
    """报销情况. Records that contradict themselves on what was reimbursed."""
    return [("claims_contradict", f"/history/{place}") for place, record in spoken.of_claims if contradicting(record)]


def _of_hardship(case: Case) -> list[tuple[FindingCode, str]]:
    """困难群众身份. Statuses that cannot be."""
    held = case.person.hardship
    return [("impossible_status", f"/person/hardship/{n}") for n, each in enumerate(held) if impossible_status(each)]


def _of_employee_cover(case: Case, judged: Verdict) -> list[tuple[FindingCode, str]]:
    """职工参保. Overlapping spells; fees paid for days of employee cover, in the history and in the plan."""
    life, found = judged.past.life, list[tuple[FindingCode, str]]()
    if len(life.spells) > 1:
        found += [("overlapping_spells", f"/history/{spell.index}") for spell in overlapping(life)]
    for bought in judged.past.purchases:
        if bought.payment.index is not None and covered_twice(bought, life):
            found.append(("double_enrolment", f"/history/{bought.payment.index}"))
    for bought in judged.planned:
        if covered_twice(bought, life) or employed(case.person, case.on, life):
            found.append(("double_enrolment", f"/plan/years/{case.plan.years.index(bought.payment.year)}"))
    return found


def _word_differs(bought: Purchase, policy: Policy) -> bool:
    """口径不符. Whether the caller's word on the window contradicts a window that is published."""
    payment = msgspec.structs.replace(bought.payment, window_word=None)
    window = policy.of(payment.year).window
    return window is not None and (window_state(payment, window) == "inside") != bought.payment.window_word
