"""未免等待. Why a payment that waits is not that of a group spared the wait, or of a newborn after the deadline.

That what is required here and what the rules decide agree is a property. Reading: R4b, R18.
"""

from collections.abc import Iterator
from datetime import date

from app.explore.conditions import at_least, at_most, so
from app.model.calendar import DAY, december_last, january_first, last_day
from app.model.case import Person
from app.model.life import Life, Payment
from app.model.policy import Exempt, Group, YearLaw
from app.model.why import Condition, GroundFailed
from app.rules.newborn import first_birthday
from app.rules.window import window_state


def newborn_after_deadline(payment: Payment, life: Life, law: YearLaw) -> list[Condition] | None:
    """逾期新生儿. What an area requires that spares a newborn the wait after the deadline too."""
    newborn, birth = law.newborn, life.person.birth_date
    if newborn is None or newborn.late in {"as_out_of_window", "unknown"} or payment.year - birth.year not in {0, 1}:
        return None
    conditions = (
        [at_least("birth_date", birth, january_first(payment.year))]
        if newborn.late == "next_month"
        else [at_most("paid_on", payment.paid_on, first_birthday(birth) - DAY)]
    )
    if window_state(payment, law.window) == "early":
        conditions.append(so("may_be_paid", found=False))
    return conditions


def groups_failed(payment: Payment, person: Person, law: YearLaw) -> Iterator[GroundFailed]:
    """未免等待. Each group of the area that the facts raise and that does not spare this payer the wait."""
    for group in law.exempt.groups if law.exempt else ():
        for conditions in conditions_of_group(payment, person, group):
            unmet = tuple(each for each in conditions if each.met is not True)
            if unmet and law.exempt:
                yield _failed(law.exempt, law.year, group, unmet)


def _failed(exempt: Exempt, year: int, group: Group, unmet: tuple[Condition, ...]) -> GroundFailed:
    clause = exempt.cited.clause("exempt_group")
    return GroundFailed(year=year, basis="exempt_group", group=group.who, clause=clause, conditions=unmet)


def conditions_of_group(payment: Payment, person: Person, group: Group) -> Iterator[list[Condition]]:
    """人群条件. For each day that makes the payer one of the group, what it requires; nothing where none does."""
    if group.who == "newborn":
        if payment.year - person.birth_date.year in {0, 1}:
            yield _in_time(payment, person.birth_date, group)
    elif group.who in person.special_status:
        yield _in_time(payment, person.liable_from, group)
    for held in person.hardship:
        if held.category == group.who:
            ended = [at_least("group_to", held.to_on, payment.paid_on)] if held.to_on else []
            yield [*_in_time(payment, held.from_on, group), *ended]


def _in_time(payment: Payment, began_on: date | None, group: Group) -> list[Condition]:
    """期限. That the status was there on the day of payment, began in the year bought, and not too long ago."""
    if began_on is None and group.since == "any" and group.within is None:
        return []
    conditions = [at_most("group_from", began_on, payment.paid_on)]
    if group.since == "year_bought":
        conditions.append(at_least("group_from", began_on, january_first(payment.year)))
        conditions.append(at_most("group_from", began_on, december_last(payment.year)))
    if group.within is not None and began_on is not None:
        conditions.append(at_most("paid_on", payment.paid_on, last_day(began_on, group.within)))
    return conditions
