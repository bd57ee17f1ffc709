"""所系条件. What each rule of an answer turned on: what was found, and what the clause requires.

Nothing is judged again: what was found are the facts of the reason, what is required is the law it was judged by.
"""

from collections.abc import Callable
from datetime import date

from app.explore.conditions import at_least, at_most, so
from app.model.calendar import DAY, december_last, january_first
from app.model.policy import YearLaw
from app.model.why import Condition, Value

Facts = dict[str, Value]
Conditions = list[Condition]
Turned = Callable[[Facts, YearLaw], Conditions]


def conditions(rule: str, facts: Facts, law: YearLaw) -> tuple[Condition, ...]:
    """条件. What the rule turned on; none where it turns on nothing that could have been otherwise."""
    if rule in TURNED_ON:
        return tuple(TURNED_ON[rule](facts, law))
    if facts.get("deadline") is not None:
        return (at_most("paid_on", facts.get("paid_on"), facts["deadline"]),)
    return ()


def _window(facts: Facts, _: YearLaw) -> Conditions:
    """缴费期. The caller's word, else its first and its last day, as far as they are known."""
    word = facts.get("in_window")
    if isinstance(word, bool):
        return [so("in_window", found=word)]
    opens_on, closes_on, paid_on = facts.get("opens_on"), facts.get("closes_on"), facts.get("paid_on")
    opens = [at_least("paid_on", paid_on, opens_on)] if opens_on else []
    return [*opens, at_most("paid_on", paid_on, closes_on)] if closes_on else opens


def _too_early(facts: Facts, _: YearLaw) -> Conditions:
    return [at_least("paid_on", facts.get("paid_on"), facts["opens_on"])] if facts.get("opens_on") else []


def _too_late(facts: Facts, law: YearLaw) -> Conditions:
    return [at_most("paid_on", facts.get("paid_on"), december_last(law.year))]


def _covered_elsewhere(facts: Facts, _: YearLaw) -> Conditions:
    """职工医保在保. The first day without employee cover, where it is known when that ends."""
    ends_on = facts.get("ends_on")
    if isinstance(ends_on, date) and ends_on < date.max:
        return [at_least("paid_on", facts.get("paid_on"), ends_on + DAY)]
    return [so("cover_ended", found=False)]


def _fixed_wait(facts: Facts, _: YearLaw) -> Conditions:
    """固定待遇等待期. A lapse, else a payment outside the window."""
    lapsed = facts.get("lapse_years")
    return [at_least("lapse_years", lapsed, 1)] if lapsed else [so("in_window", found=False, required=False)]


def _variable_wait(facts: Facts, law: YearLaw) -> Conditions:
    from_years = law.waiting.first_variable_lapse_year if law.waiting else None
    return [at_least("lapse_years", facts.get("lapse_years"), from_years)]


def _floor(facts: Facts, law: YearLaw) -> Conditions:
    from_years = law.waiting.floor_from_lapse_years if law.waiting else None
    return [at_least("lapse_years", facts.get("lapse_years"), from_years)]


def _new_student(facts: Facts, law: YearLaw) -> Conditions:
    entered_on, before = facts.get("entered_on"), law.year - 1
    return [
        at_least("entered_on", entered_on, january_first(before)),
        at_most("entered_on", entered_on, december_last(before)),
        so("enrolled_at_home", found=True),
    ]


def _newborn_next_year(facts: Facts, _: YearLaw) -> Conditions:
    """只缴次年. Paid within the days after birth; else inside the window."""
    in_time = at_most("paid_on", facts.get("paid_on"), facts.get("deadline"))
    return [in_time] if in_time.met else [so("in_window", found=True)]


def _newborn_after_deadline(facts: Facts, _: YearLaw) -> Conditions:
    deadline = facts.get("deadline")
    return [at_least("paid_on", facts.get("paid_on"), deadline + DAY if isinstance(deadline, date) else None)]


def _prepaying(facts: Facts, law: YearLaw) -> Conditions:
    paid_on = facts.get("paid_on")
    return [at_most("planned_year", law.year, paid_on.year + 1 if isinstance(paid_on, date) else None)]


def _continuity(facts: Facts, _: YearLaw) -> Conditions:
    """连续参保激励. One continuous year more than those that have to come first."""
    needed = facts.get("needed_years")
    return [
        at_least("continuous_years", facts.get("continuous_years"), needed + 1 if isinstance(needed, int) else None)
    ]


def _cap(facts: Facts, _: YearLaw) -> Conditions:
    return [at_most("total_fen", facts.get("total_fen"), facts.get("cap_fen"))]


def _just(fact: str, *, found: bool, required: bool = True) -> Turned:
    """是否. A rule that turns on one thing that is so, or is not."""
    return lambda _facts, _law: [so(fact, found, required=required)]


TURNED_ON: dict[str, Turned] = {
    "payment_window": _window,
    "out_of_window": _window,
    "out_of_window_fee": _just("in_window", found=False, required=False),
    "out_of_window_individual_fee": _just("in_window", found=False, required=False),
    "hardship_aid": _just("in_window", found=True),
    "fixed_wait": _fixed_wait,
    "variable_wait": _variable_wait,
    "floor": _floor,
    "welfare_child": _just("in_care", found=True),
    "new_student": _new_student,
    "newborn_waiver": _just("insured_parent", found=True),
    "newborn_waiver_fee": _just("insured_parent", found=True),
    "newborn_next_year": _newborn_next_year,
    "newborn_after_deadline": _newborn_after_deadline,
    "continuity_award": _continuity,
    "award_cap": _cap,
    "too_early": _too_early,
    "too_late": _too_late,
    "already_enrolled": _just("year_paid", found=True, required=False),
    "prepaid_student": _just("year_paid", found=True, required=False),
    "no_double_enrolment": _covered_elsewhere,
    "employer_enrolment": _just("cover_ended", found=False),
    "repair_worth_less": lambda facts, _: [at_most("repair_years", facts["asked_years"], facts["worth_years"])],
    "no_prepaying": _prepaying,
    "place_of_enrolment": _just("place_here", found=False),
    "worker_choice": _just("place_here", found=False),
    "school_enrolment": _just("place_here", found=False),
    "unemployment_benefit": _just("on_benefit", found=False),
}
"""所系. What a rule turns on; any other turns on a deadline, or on nothing."""
