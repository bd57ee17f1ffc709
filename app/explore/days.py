"""变化之日. The days on which the law or the life could give the same plan another answer than the day before.

Between two of them an answer stays as it is or its first covered day moves later day by day; so a day between them
need not be looked at unless the ends differ.
"""

from collections.abc import Iterator
from datetime import date

from app.explore import limits
from app.explore.world import Days, World
from app.model.calendar import (
    DAY,
    MONTHS_IN_A_YEAR,
    january_first,
    last_day,
    month_begins_on,
    month_ends_on,
    month_number,
    number_of_month,
)
from app.model.case import EmployeeRecord, Person, ResidentRecord
from app.model.options import OpenCase
from app.model.policy import YearLaw
from app.rules.newborn import first_birthday, newborn_deadline
from app.rules.transfer import transfer_deadline


def change_days(world: World, first: date, last: date) -> list[date]:
    """变化之日. Every day after `first` and up to `last` on which something may change, in order."""
    found = {*_of_the_law(world, first, last), *_of_the_person(world.asked.person), *_of_the_history(world, last)}
    found.update(world.waited)
    found.update(each.to_on + DAY for each in world.standing.timeline if each.status in {"waiting", "unknown"})
    return sorted(day for day in found if first < day <= last)


def stretches(world: World, first: date, last: date) -> list[Days]:
    """时段. The days from `first` to `last` in stretches in which nothing changes; no more of them than the limit.

    Where there are more the world is not complete, and the stretches end sooner.
    """
    begins = [first, *change_days(world, first, last)]
    ends = [*(day - DAY for day in begins[1:]), last]
    found = list(zip(begins, ends, strict=True))
    if len(found) > limits.DAYS_OF_CHANGE:
        world.complete = False
    return found[: limits.DAYS_OF_CHANGE]


def _of_the_law(world: World, first: date, last: date) -> Iterator[date]:
    """政策. The turns of the years, the ends of windows, and the days after deadlines for newborns and leavers."""
    breaks = list(_left_on_days(world))
    for year in range(first.year, last.year + 2):
        law = world.policy.of(year)
        yield january_first(year)
        yield from _of_the_year(law)
        yield from _of_a_child(world.asked.person.birth_date, law)
        yield from _of_the_groups(world.asked.person, law)
        for broke in breaks:
            yield from _of_a_leaver(broke, law)


def _of_a_child(birth: date, law: YearLaw) -> Iterator[date]:
    """新生儿. The day after the deadline, the first birthday, and the months that cover begins with where it does."""
    if birth.year not in {law.year - 1, law.year}:
        return
    yield first_birthday(birth)
    if law.newborn:
        yield newborn_deadline(birth, law.newborn) + DAY
        if law.newborn.late == "next_month":
            yield from (date(law.year, month, 1) for month in range(1, MONTHS_IN_A_YEAR + 1))


def _of_a_leaver(broke: date, law: YearLaw) -> Iterator[date]:
    """断保. The day after the deadline, and the months until then where cover begins with the month of payment."""
    if law.transfer is None or broke.year not in {law.year - 1, law.year}:
        return
    late_on = transfer_deadline(broke, law.transfer) + DAY
    yield late_on
    if law.transfer.cover_from == "payment_month":
        yield from map(month_begins_on, range(number_of_month(broke) + 1, number_of_month(late_on) + 1))


def _of_the_groups(person: Person, law: YearLaw) -> Iterator[date]:
    """免等待. The days on which a group spared the wait begins, and ends where it has a time limit."""
    begun = [each for each in (person.liable_from, *(held.from_on for held in person.hardship)) if each is not None]
    for group in law.exempt.groups if law.exempt else ():
        for began_on in begun:
            yield began_on
            if group.within is not None:
                yield last_day(began_on, group.within) + DAY


def _of_the_year(law: YearLaw) -> Iterator[date]:
    """年度. The window, the day from which its tail covers later, and that from which the subsidy is charged."""
    if law.waiting and law.waiting.tail_cover != "january_first":
        yield january_first(law.year) + DAY
    if law.window:
        if law.window.opens_on:
            yield law.window.opens_on
        yield law.window.closes_on + DAY
    if law.fees and law.fees.subsidy_from:
        yield date(law.year, *law.fees.subsidy_from)


def _of_the_person(person: Person) -> Iterator[date]:
    """本人. The days of birth, of who may enrol from it, of hardship, of entry into an institution or a school."""
    yield person.birth_date
    if person.liable_from:
        yield person.liable_from
    for held in person.hardship:
        yield held.from_on
        if held.to_on and held.to_on < date.max:
            yield held.to_on + DAY
    if person.institution_entry:
        yield person.institution_entry
    if person.school:
        yield person.school.entered_on


def spells_told(asked: OpenCase) -> list[EmployeeRecord]:
    """职工医保时段. The spells of employee cover on record, and the months of unemployment benefit as one."""
    spells = [record for record in asked.history if isinstance(record, EmployeeRecord)]
    benefit = asked.person.unemployment_benefit
    if benefit is not None:
        spells.append(EmployeeRecord(area=asked.area, from_month=benefit.from_month, to_month=benefit.to_month))
    return spells


def _left_on_days(world: World) -> Iterator[date]:
    for record in spells_told(world.asked):
        if (ended_on := _last_day(record)) and ended_on < date.max:
            yield ended_on + DAY


def _last_day(record: EmployeeRecord) -> date | None:
    if record.ended_on is None and record.to_month is not None:
        return month_ends_on(month_number(record.to_month))
    return record.ended_on


def _of_the_history(world: World, last: date) -> Iterator[date]:
    """经历. The end of employee cover, each month that a running spell adds, the morrow of a fee of the very day."""
    yield from _left_on_days(world)
    if any(isinstance(record, ResidentRecord) and record.paid_on == world.asked.on for record in world.asked.history):
        yield world.asked.on + DAY
    for record in spells_told(world.asked):
        yield from _months_to_come(record, world, last)


def _months_to_come(record: EmployeeRecord, world: World, last: date) -> Iterator[date]:
    """尚缴月份. The first days of the months that a spell running on the day of the question may still count.

    A month matters that may make its year neutral: one of the first of the spell in that year.
    """
    begins, ends_on = month_number(record.from_month), _last_day(record)
    final = number_of_month(last)
    if record.to_month is not None:
        final = min(final, month_number(record.to_month))
    elif ends_on is not None:
        final = min(final, number_of_month(ends_on))
    enough_months = _neutral_months(world)
    for number in range(max(begins, number_of_month(world.asked.on) + 1), final + 1):
        first_of_the_year = max(begins, number - number % MONTHS_IN_A_YEAR)
        if number - first_of_the_year < enough_months:
            yield month_begins_on(number)


def _neutral_months(world: World) -> int:
    """中性月数. The employee months that make a year neutral, the most of the years that may be bought."""
    year = world.asked.on.year
    rules = [law.waiting for law in map(world.policy.of, (year, year + 1)) if law.waiting]
    return max((each.neutral_employee_months for each in rules), default=0)
