"""未采用. Why not another ground: each that the facts raise, with the conditions that are not met.

What a ground requires is told from the days and the predicates of the rules; that the two agree is a property.
Reading: R33 (the order of grounds).
"""

from collections.abc import Callable, Iterator
from datetime import date

from msgspec.structs import replace

from app.assess.judgement import verdict
from app.assess.plan import intended
from app.assess.verdict import Verdict
from app.explore.conditions import at_least, at_most, so
from app.explore.why_not_spared import groups_failed, newborn_after_deadline
from app.model.calendar import december_last, january_first
from app.model.case import Case
from app.model.codes import Basis
from app.model.explanation import Refusal
from app.model.life import Life, Payment
from app.model.policy import Policy, YearLaw
from app.model.why import Condition, GroundFailed
from app.rules.basis import waived
from app.rules.newborn import covered_from_birth_until, newborn_deadline
from app.rules.transfer import bought_since, insured_long_enough, transfer_deadline
from app.rules.window import window_state

Conditions = list[Condition]
Raised = Callable[[Payment, Life, YearLaw], Conditions | None]
"""提出的情形. The conditions of a ground; null where nothing in the facts raises it."""


def grounds_failed(case: Case, policy: Policy) -> tuple[GroundFailed, ...]:
    """未采用的情形. For each year for which grounds were tried, those before the one taken, in order.

    No ground is tried for a year that is paid for already, or that this person may not buy here.
    """
    judged = verdict(case, policy)
    refusal = judged.refusal
    tried = judged if refusal is None else _before_the_refusal(case, policy, refusal) or judged
    failed: list[GroundFailed] = []
    for bought in tried.planned:
        law = policy.of(bought.payment.year)
        failed.extend(_failed(bought.payment, bought.basis, tried.past.life, law))
        if bought.fixed_months and bought.basis != "exempt_group":
            failed.extend(groups_failed(bought.payment, case.person, law))
    if refusal is not None and refusal.code in WITHOUT_GROUND and refusal.year is not None:
        payment = intended(case, refusal.year, latest=refusal.year == judged.years[-1])
        failed.extend(_failed(payment, "out_of_window", tried.past.life, policy.of(refusal.year)))
    return tuple(failed)


def _before_the_refusal(case: Case, policy: Policy, refusal: Refusal) -> Verdict | None:
    """拒收之前. What the plan would come to but for the year, or the repair, that was refused; null for nothing."""
    of_repair = refusal.code == "repair_worth_less"
    years = tuple(year for year in case.plan.years if of_repair or year < (refusal.year or 0))
    if not years:
        return None
    return verdict(replace(case, plan=replace(case.plan, years=years, repair_years=0)), policy)


def _failed(payment: Payment, taken: Basis, life: Life, law: YearLaw) -> Iterator[GroundFailed]:
    for basis, (subject, conditions_of) in GROUNDS.items():
        if basis == taken:
            return
        found = getattr(law, subject)
        conditions = conditions_of(payment, life, law) if found is not None else None
        if conditions is None:
            continue
        over = [at_most("paid_on", payment.paid_on, december_last(law.year))]
        unmet = [each for each in dict.fromkeys([*conditions, *over]) if each.met is not True]
        if unmet:
            clause = found.cited.clause(RULE_OF.get(basis, basis))
            yield GroundFailed(year=law.year, basis=basis, clause=clause, conditions=tuple(unmet))


def _welfare_child(payment: Payment, life: Life, law: YearLaw) -> Conditions | None:
    person = life.person
    in_care = person.category == "welfare_institution_child"
    if not in_care and person.institution_entry is None:
        return None
    conditions = [so("in_care", in_care), at_most("institution_entry", person.institution_entry, payment.paid_on)]
    if window_state(payment, law.window) == "early":
        conditions.append(so("may_be_paid", found=False))
    return conditions


def _newborn(payment: Payment, life: Life, law: YearLaw) -> Conditions | None:
    newborn, birth = law.newborn, life.person.birth_date
    if newborn is None or payment.year - birth.year not in {0, 1}:
        return None
    if birth.year == payment.year:
        in_time = at_most("paid_on", payment.paid_on, covered_from_birth_until(birth, newborn))
        if waived(life.person, law) or in_time.met or not newborn.waiver_for_insured_parent:
            return [] if waived(life.person, law) else [in_time]
        return [in_time, so("or_insured_parent", life.person.insured_parent)]
    if not newborn.across_new_year:
        return [at_least("birth_date", birth, january_first(payment.year))]
    in_time = at_most("paid_on", payment.paid_on, newborn_deadline(birth, newborn))
    return [in_time, at_least("paid_on", payment.paid_on, january_first(payment.year))]


def _newborn_next_year(payment: Payment, life: Life, law: YearLaw) -> Conditions | None:
    newborn, birth = law.newborn, life.person.birth_date
    if newborn is None or newborn.next_year_from is None or birth.year != payment.year - 1:
        return None
    conditions = [
        at_least("birth_date", birth, date(birth.year, *newborn.next_year_from)),
        so("birth_year_paid", birth.year in life.enrolled, required=False),
    ]
    if window_state(payment, law.window) != "inside":
        conditions.append(at_most("paid_on", payment.paid_on, newborn_deadline(birth, newborn)))
    return conditions


def _new_student(payment: Payment, life: Life, law: YearLaw) -> Conditions | None:
    school = life.person.school
    if life.person.category != "college_student" or school is None:
        return None
    entry_year = school.entered_on.year
    at_home = life.enrolled.get(entry_year)
    return [
        at_least("entered_on", school.entered_on, january_first(payment.year - 1)),
        at_most("entered_on", school.entered_on, december_last(payment.year - 1)),
        at_least("paid_on", payment.paid_on, january_first(entry_year)),
        at_most("paid_on", payment.paid_on, december_last(entry_year)),
        so("through_school", payment.through_school),
        so("enrolled_at_home", at_home is not None and not at_home.through_school),
        so("in_window", _inside(payment, law)),
    ]


def _in_window(payment: Payment, _: Life, law: YearLaw) -> Conditions | None:
    window, inside = law.window, _inside(payment, law)
    if inside or window is None or payment.window_word is not None:
        return [so("in_window", inside)]
    opens = [at_least("paid_on", payment.paid_on, window.opens_on)] if window.opens_on else []
    return [*opens, at_most("paid_on", payment.paid_on, window.closes_on)]


def _inside(payment: Payment, law: YearLaw) -> bool | None:
    state = window_state(payment, law.window)
    return None if state == "unknown" else state == "inside"


def _employee_transfer(payment: Payment, life: Life, law: YearLaw) -> Conditions | None:
    transfer, broke = law.transfer, life.break_day(payment.paid_on)
    if transfer is None or transfer.cover_from is None:
        return None
    if broke is None:
        return [so("cover_ended", found=False)] if life.running_spell(payment.paid_on) else None
    conditions = [
        at_least("break_day", broke, january_first(payment.year)),
        at_most("break_day", broke, december_last(payment.year)),
        at_most("paid_on", payment.paid_on, min(transfer_deadline(broke, transfer), december_last(payment.year))),
    ]
    if transfer.earlier_years:
        conditions.append(so("insured_long_enough", insured_long_enough(broke, life, transfer)))
    return conditions


def _employee_transfer_next_year(payment: Payment, life: Life, law: YearLaw) -> Conditions | None:
    transfer, broke = law.transfer, life.break_day(payment.paid_on)
    if transfer is None or transfer.cover_from is None or transfer.next_year_from is None or broke is None:
        return None
    before = payment.year - 1
    return [
        at_least("break_day", broke, date(before, *transfer.next_year_from)),
        at_most("break_day", broke, december_last(before)),
        so("break_year_paid", bought_since(broke, life), required=False),
        at_most("paid_on", payment.paid_on, transfer_deadline(broke, transfer)),
    ]


GROUNDS: dict[Basis, tuple[str, Raised]] = {
    "welfare_child": ("welfare", _welfare_child),
    "newborn": ("newborn", _newborn),
    "newborn_next_year": ("newborn", _newborn_next_year),
    "new_student": ("students", _new_student),
    "in_window": ("window", _in_window),
    "employee_transfer": ("transfer", _employee_transfer),
    "employee_transfer_next_year": ("transfer", _employee_transfer_next_year),
    "newborn_after_deadline": ("newborn", newborn_after_deadline),
}
"""情形. The subject of the policy and the conditions of each ground, in the order in which they are tried."""
WITHOUT_GROUND = frozenset({"too_early", "too_late", "double_enrolment"})
"""无一适用. Refusals of a year for which every ground failed."""
RULE_OF = {"in_window": "payment_window"}
"""规则. The rule that a ground goes by, where that is not its own name."""
