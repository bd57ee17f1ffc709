"""权衡. The reasons of an answer in the order of their weight, each with what it turned on and what it did.

Days weigh more than money, and what refuses weighs most. Nothing is judged again: days and amounts are those of the
answer, required values those of the law it was judged by.
"""

from collections.abc import Callable
from datetime import date, timedelta

from app.explore.conditions import at_least, at_most
from app.explore.why_not import grounds_failed
from app.model.assessment import Assessment, WaitingPeriod, YearCover
from app.model.calendar import DAY, MonthLength, after_wait, december_last
from app.model.case import Case
from app.model.explanation import Reason
from app.model.policy import Policy, Waiting, YearLaw
from app.model.why import Condition, Value, Weighed, Why

Facts = dict[str, Value]
DECIDES_ALONE = frozenset(
    {
        *("out_of_scope", "special_status", "employee_scheme", "too_early", "too_late", "already_enrolled"),
        *("prepaid_student", "no_double_enrolment", "repair_worth_less"),
    }
)
"""一票否决. Rules that settle an answer by themselves."""


def why(case: Case, policy: Policy, answer: Assessment) -> Why:
    """何以. The weighed reasons of an answer to a case, and the grounds that failed."""
    told = sorted((_weighed(each, answer, policy) for each in answer.reasons), key=_weight)
    return Why(tuple(told), grounds_failed(case, policy))


def _weight(told: Weighed) -> tuple[bool, int, int]:
    """分量. What refuses first; then by days, then by money; what does neither comes last, as it stood."""
    return told.rule not in DECIDES_ALONE, -abs(told.effect_days or 0), -abs(told.effect_fen or 0)


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
        conditions=_conditions(told.rule, facts, law),
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


def _conditions(rule: str, facts: Facts, law: YearLaw) -> tuple[Condition, ...]:
    """条件. What the rule turned on; none where it turns on nothing that could have been otherwise."""
    paid_on, deadline = facts.get("paid_on"), facts.get("deadline")
    if rule in {"payment_window", "out_of_window"}:
        opens = [at_least("paid_on", paid_on, facts["opens_on"])] if facts.get("opens_on") else []
        closes = [at_most("paid_on", paid_on, facts["closes_on"])] if facts.get("closes_on") else []
        return (*opens, *closes)
    if deadline is not None:
        return (at_most("paid_on", paid_on, deadline),)
    if "lapse_years" in facts and law.waiting:
        return _of_lapse_years(rule, facts["lapse_years"], law.waiting)
    return _of_a_refusal(rule, facts, law)


def _of_a_refusal(rule: str, facts: Facts, law: YearLaw) -> tuple[Condition, ...]:
    """不予收费. What would have to be so for the plan not to be refused."""
    paid_on, ends_on = facts.get("paid_on"), facts.get("ends_on")
    if rule == "too_early" and facts.get("opens_on"):
        return (at_least("paid_on", paid_on, facts["opens_on"]),)
    if rule == "too_late":
        return (at_most("paid_on", paid_on, december_last(law.year)),)
    if rule == "no_double_enrolment" and isinstance(ends_on, date) and ends_on < date.max:
        return (at_least("paid_on", paid_on, ends_on + DAY),)
    if rule == "repair_worth_less":
        return (at_most("repair_years", facts["asked_years"], facts["worth_years"]),)
    return ()


def _of_lapse_years(rule: str, lapse_years: Value, waiting: Waiting) -> tuple[Condition, ...]:
    """断保年数. From how many lapse years the rule holds."""
    from_years = {
        "fixed_wait": 1,
        "variable_wait": waiting.first_variable_lapse_year,
        "floor": waiting.floor_from_lapse_years,
    }
    return (at_least("lapse_years", lapse_years, from_years[rule]),) if rule in from_years and lapse_years else ()
