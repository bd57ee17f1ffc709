"""读法. Which readings an answer rests on, by what was used to reach it."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from app.assess.history_reasons import hardship_changed
from app.assess.said import Said
from app.assess.verdict import Verdict
from app.model.case import Case
from app.model.codes import Basis, RefusalCode
from app.model.explanation import ReadingUsed
from app.model.life import Life, Purchase
from app.model.policy import YearLaw
from app.rules.aid import hardship_held
from app.rules.waiting import floor_months

OF_A_BASIS: dict[Basis, tuple[str, ...]] = {
    "in_window": ("R6",),
    "out_of_window": ("R4", "R6", "R21", "R21b"),
    "employee_transfer": ("R12", "R12b", "R13", "R13b"),
    "employee_transfer_next_year": ("R12", "R13", "R14"),
    "exempt_group": ("R4b", "R4c"),
    "newborn": ("R16",),
    "newborn_next_year": ("R16", "R16b", "R17"),
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
    "repair_worth_less": ("R1", "R1b", "R2", "R3", "R10", "R11"),
    "not_eligible": ("R32b",),
}


OF_A_WAY_OUT: dict[str, tuple[str, ...]] = {
    "benefit_is_over": ("R31",),
    "no_benefit_that_year": ("R31",),
    "pay_year_by_year": ("R20b",),
}


class Turning(msgspec.Struct, frozen=True, gc=False):
    """所系. What of a purchase the readings turn on."""

    basis: Basis
    lapse_years: int
    waits: bool
    variable: bool
    repaired: bool
    runs_over: bool
    window_unknown: bool


def readings_used(
    case: Case, judged: Verdict, law: YearLaw, spoken: Said, others: tuple[str, ...]
) -> tuple[ReadingUsed, ...]:
    """所用读法. Every reading that the answer rests on, `others` among them, in the order of their numbers."""
    purchases: list[Purchase] = []
    if judged.outcome == "out_of_scope":
        used: tuple[str, ...] = ("R29",)
    elif judged.refusal is not None:
        used = (*OF_A_REFUSAL[judged.refusal.code], *OF_A_WAY_OUT.get(judged.refusal.instead, ()))
    else:
        used = (*_of_the_plan(case, judged), *(("R30",) if spoken.elsewhere else ()))
        used = (*used, "R29") if case.person.special_status and law.special else used
        purchases = judged.planned or judged.moved
    turnings = tuple([_turning(each, law) for each in purchases])
    return _in_order(turnings, (*used, *others, *(("R44",) if spoken.worked_elsewhere else ())), law)


@lru_cache(maxsize=1024)
def _in_order(purchases: tuple[Turning, ...], others: tuple[str, ...], law: YearLaw) -> tuple[ReadingUsed, ...]:
    """按序. The readings of the law that purchases of this kind, and the others named, rest on."""
    used = {*others}
    for bought in purchases:
        used.update(_of_a_purchase(bought, law))
    return tuple([law.readings[each] for each in sorted(used, key=RANK.__getitem__) if each in law.readings])


def _of_the_plan(case: Case, judged: Verdict) -> tuple[str, ...]:
    """意向所用. The readings that the plan and the history as a whole bring in."""
    used: list[str] = []
    if len(judged.planned) > 1 or (judged.planned and judged.past.beside):
        used.append("R37")
    if case.person.hardship and _hardship_told(case, judged):
        used.append("R22")
    if case.person.unemployment_benefit is not None:
        used.append("R31")
    if judged.missing and any(subject == "window" for subject, _ in judged.missing):
        used.append("R39")
    for bought in judged.planned:
        if bought.basis == "out_of_window":
            used.extend(_of_lateness(bought, judged.past.life))
    return tuple(used)


def _hardship_told(case: Case, judged: Verdict) -> bool:
    """困难群众身份. Whether a status is held when something is paid, or has begun or ended since."""
    held = [hardship_held(case.person, each.payment.paid_on) for each in (*judged.planned, *judged.in_doubt)]
    return any(held) or bool(hardship_changed(case, judged))


def _turning(bought: Purchase, law: YearLaw) -> Turning:
    """所系. What the readings of a purchase turn on."""
    payment = bought.payment
    return Turning(
        bought.basis,
        bought.lapse_years,
        bought.wait_months > 0,
        bought.variable_months > 0,
        bought.repaired_months > 0,
        bought.carried_until is not None or bought.first_day.year > payment.year,
        payment.window_word is None and law.window is None,
    )


def _of_a_purchase(bought: Turning, law: YearLaw) -> Iterator[str]:
    """一次参保所用. The readings behind one purchase: its ground, its lapse years, its wait and what limits it."""
    yield from ("R1", "R1b", "R2", *OF_A_BASIS[bought.basis])
    if bought.window_unknown:
        yield "R39"
    if law.newborn and law.newborn.waiver_for_insured_parent and bought.basis == "newborn":
        yield "R38"
    if bought.runs_over:
        yield from ("R5", "R8")
    if bought.waits:
        yield from _of_a_wait(bought, law)


def _of_lateness(bought: Purchase, life: Life) -> tuple[str, ...]:
    """逾期所用. The readings behind a leaver or a newborn who came too late, in the year itself or in the next."""
    break_day, year = life.break_day(bought.payment.paid_on), bought.payment.year
    if break_day is not None and break_day.year in {year - 1, year}:
        return ("R12", "R12b", "R15") if break_day.year == year else ("R12", "R14")
    birth_year = life.person.birth_date.year
    if birth_year == year:
        return ("R16", "R18")
    return ("R16", "R16b", "R17", "R18") if birth_year == year - 1 else ()


def _of_a_wait(bought: Turning, law: YearLaw) -> Iterator[str]:
    """等待期所用. The readings behind a wait: when it is due, how long it is, and what repair may do."""
    yield from ("R3", "R4", "R5", "R7") if bought.lapse_years else ("R4", "R5", "R7")
    if bought.variable:
        yield "R11"
    if bought.repaired:
        yield "R36"
    if law.waiting and floor_months(bought.lapse_years, law.waiting) is not None:
        yield "R10"


RANK = {
    f"R{number}{suffix}": 3 * number + place for number in range(1, 48) for place, suffix in enumerate(("", "b", "c"))
}
