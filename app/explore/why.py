"""权衡. The reasons of an answer in the order of their weight, each with what it turned on and what it did.

Days weigh more than money, and what refuses weighs most. Nothing is judged again: days and amounts are those of the
answer, required values those of the law it was judged by.
"""

from collections.abc import Callable
from datetime import date, timedelta

from app.explore.why_not import grounds_failed
from app.explore.why_turned import Facts, conditions
from app.model.assessment import Assessment, WaitingPeriod, YearCover
from app.model.calendar import MonthLength, after_wait
from app.model.case import Case
from app.model.explanation import Reason
from app.model.policy import Policy, Waiting, YearLaw
from app.model.why import Weighed, Why


def why(case: Case, policy: Policy, answer: Assessment) -> Why:
    """何以. The weighed reasons of an answer to a case, and the grounds that failed."""
    told = [_weighed(each, answer, policy) for each in answer.reasons]
    alone = 1 if answer.refusal is not None or answer.outcome == "out_of_scope" else 0
    weighed = sorted(told[alone:], key=_weight)  # what refuses stands first, and by itself
    return Why((*told[:alone], *weighed), grounds_failed(case, policy))


def _weight(told: Weighed) -> tuple[int, int]:
    """分量. By days, then by money; what does neither comes last, as it stood."""
    return -abs(told.effect_days or 0), -abs(told.effect_fen or 0)


def _weighed(told: Reason, answer: Assessment, policy: Policy) -> Weighed:
    facts: Facts = {fact.name: fact.found for fact in told.facts}
    year = next((each for each in answer.years if each.year == told.year), None)
    law = policy.of(told.year) if told.year is not None else YearLaw(year=0)
    amount = facts.get("amount_fen")
    return Weighed(
        rule=told.rule,
        year=told.year,
        clause=told.clause,
        facts=told.facts,
        conditions=conditions(told.rule, facts, law),
        effect_days=_days(told.rule, year, law.waiting) if year and law.waiting else None,
        effect_fen=amount if isinstance(amount, int) else None,
    )


def _days(rule: str, year: YearCover, waiting: Waiting) -> int | None:
    """天数. How many days later the rule lets cover begin."""
    if rule == "carried_wait" and year.carried_until:
        own = year.waiting.first_covered_day if year.waiting else date(year.year, 1, 1)
        return max(0, (year.carried_until - own).days)
    if year.waiting is None or rule not in DAYS_OF:
        return None
    return DAYS_OF[rule](year.waiting, waiting.month_length).days


def _fixed(waits: WaitingPeriod, length: MonthLength) -> timedelta:
    return after_wait(waits.from_on, waits.fixed_months, length) - waits.from_on


def _variable(waits: WaitingPeriod, length: MonthLength) -> timedelta:
    both = after_wait(waits.from_on, waits.fixed_months + waits.variable_months, length)
    return both - after_wait(waits.from_on, waits.fixed_months, length)


def _repaired(waits: WaitingPeriod, length: MonthLength) -> timedelta:
    """修复. What was taken off; negative."""
    return waits.first_covered_day - after_wait(waits.from_on, waits.fixed_months + waits.variable_months, length)


DAYS_OF: dict[str, Callable[[WaitingPeriod, MonthLength], timedelta]] = {
    "fixed_wait": _fixed,
    "variable_wait": _variable,
    "repair": _repaired,
}
