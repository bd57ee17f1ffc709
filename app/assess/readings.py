"""读法. Which readings an answer rests on, by what was used to reach it."""

from functools import lru_cache

from app.assess.verdict import Verdict
from app.model.case import Case, EmployeeRecord, RepairRecord
from app.model.codes import Basis, RefusalCode
from app.model.explanation import ReadingUsed
from app.model.life import Life, Purchase
from app.model.policy import YearLaw
from app.rules.waiting import floor_months

OF_A_BASIS: dict[Basis, tuple[str, ...]] = {
    "in_window": ("R6",),
    "out_of_window": ("R4", "R6", "R21", "R21b"),
    "employee_transfer": ("R12", "R12b", "R13", "R13b"),
    "employee_transfer_next_year": ("R12", "R14"),
    "exempt_group": ("R4b", "R4c"),
    "newborn": ("R16",),
    "newborn_next_year": ("R16", "R17"),
    "newborn_after_deadline": ("R16", "R18", "R18b"),
    "welfare_child": ("R19",),
    "new_student": ("R20",),
    "prepaid_student": ("R20",),
}
OF_A_REFUSAL: dict[RefusalCode, tuple[str, ...]] = {
    "already_enrolled": ("R34",),
    "already_prepaid": ("R20",),
    "too_early": ("R35",),
    "too_late": ("R35",),
    "double_enrolment": ("R34",),
    "repair_worth_less": ("R11",),
    "not_eligible": (),
}


def readings_used(case: Case, judged: Verdict, law: YearLaw) -> tuple[ReadingUsed, ...]:
    """所用读法. Every reading that the answer rests on, in the order of their numbers."""
    used: set[str] = set()
    if judged.outcome == "out_of_scope":
        used.add("R29")
    elif judged.refusal is not None:
        used.update(OF_A_REFUSAL[judged.refusal.code])
    else:
        for bought in judged.planned or ([judged.repaired] if judged.repaired else []):
            _of_a_purchase(bought, law, used)
        _of_the_plan(case, judged, used)
    if any(isinstance(record, EmployeeRecord) and record.area != case.area for record in case.history):
        used.add("R44")
    known = law.readings
    return tuple([known[each] for each in _in_order(frozenset(used)) if each in known])


@lru_cache(maxsize=1024)
def _in_order(used: frozenset[str]) -> list[str]:
    return sorted(used, key=RANK.__getitem__)


def _of_the_plan(case: Case, judged: Verdict, used: set[str]) -> None:
    """意向所用. The readings that the plan and the history as a whole bring in."""
    if len(judged.planned) > 1:
        used.add("R37")
    if case.person.hardship:
        used.add("R22")
    if any(subject == "window" for subject, _ in judged.missing):
        used.add("R39")
    if any(not isinstance(record, RepairRecord) and record.area != case.area for record in case.history):
        used.add("R30")
    if judged.planned and judged.planned[-1].basis == "out_of_window":
        used.update(_of_lateness(judged.planned[-1], judged.past.life))


def _of_a_purchase(bought: Purchase, law: YearLaw, used: set[str]) -> None:
    """一次参保所用. The readings behind one purchase: its ground, its lapse years, its wait and what limits it."""
    used.update(OF_A_BASIS[bought.basis], ("R1", "R1b", "R2"))
    if bought.payment.window_word is None and law.window is None:
        used.add("R39")
    if law.newborn and law.newborn.waiver_for_insured_parent and bought.basis == "newborn":
        used.add("R38")
    if bought.carried_until or bought.first_day.year > bought.payment.year:
        used.add("R8")
    if bought.wait_months:
        _of_a_wait(bought, law, used)


def _of_lateness(bought: Purchase, life: Life) -> tuple[str, ...]:
    """逾期所用. The readings behind a leaver or a newborn who came too late."""
    break_day = life.break_day(bought.payment.paid_on)
    if break_day is not None and break_day.year == bought.payment.year:
        return ("R12", "R12b", "R15")
    return ("R16", "R18") if life.person.birth_date.year == bought.payment.year else ()


def _of_a_wait(bought: Purchase, law: YearLaw, used: set[str]) -> None:
    """等待期所用. The readings behind a wait: when it is due, how long it is, and what repair may do."""
    used.update(("R3", "R4", "R5", "R7") if bought.lapse_years else ("R4", "R5", "R7"))
    if bought.variable_months:
        used.add("R11")
    if bought.repaired_months:
        used.add("R36")
    if law.waiting and floor_months(bought.lapse_years, law.waiting) is not None:
        used.add("R10")


RANK = {
    f"R{number}{suffix}": 3 * number + place for number in range(1, 48) for place, suffix in enumerate(("", "b", "c"))
}
