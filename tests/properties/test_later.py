"""Asked on a later day, with nothing new on record, the days that are over are told as before. Reading: R40."""

import random
from datetime import date, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from app.assess import assess
from app.model.assessment import Assessment
from app.model.case import Case, EmployeeRecord, Plan, RepairRecord
from tests.explore.asking import ASSUMED
from tests.oracle.lives import random_life

pytestmark = pytest.mark.no_cover

LIVES = 400
NOTHING_BOUGHT = 100
"""A plan that repairs so many years is refused: the timeline tells what holds anyway."""


@pytest.mark.parametrize("area", ["430100", "350000", "360000", "520600"])
def test_what_is_told_of_days_gone_by_does_not_change_later(area):
    rng = random.Random(area)
    for _ in range(LIVES):
        case = known_by_then(rng, area)
        later = case.on + timedelta(days=rng.choice((1, 2, 10, 40, 100, 200, 400)))
        before, after = told(case, case.on), told(case, later)
        changed = {day for day in before if day <= case.on and after.get(day, before[day]) != before[day]}
        assert not changed, (case, later, min(changed))


def known_by_then(rng: random.Random, area: str) -> Case:
    """A random life, nothing told of days to come; now and then a fee of a window prolonged, within a short spell."""
    life = random_life(rng) | {"area": area}
    for each in life.get("history", ()):
        if each["kind"] == "resident" and rng.random() < 1 / 3:
            each["in_window"] = True
            if rng.random() < 1 / 2:
                first = max(each["paid_on"][:7], f"{each['year']}-02")
                life["history"] = [*life["history"], {"kind": "employee", "area": area, "from": first, "to": first}]
    case = msgspec.convert(life, Case)
    if case.person.liable_from is not None and case.person.liable_from > case.on:
        case = replace(case, person=replace(case.person, liable_from=None))
    return replace(case, history=tuple([each for each in case.history if begins(each) <= case.on]))


def begins(record: object) -> date:
    if isinstance(record, EmployeeRecord):
        return date.fromisoformat(f"{record.from_month}-01")
    return record.applied_on if isinstance(record, RepairRecord) else record.paid_on


def told(case: Case, on: date) -> dict[date, str]:
    """The status of every day, asked on a day about the year after that of the case, of which nothing is bought."""
    plan = Plan("resident", (case.on.year + 1,), NOTHING_BOUGHT)
    answer: Assessment = assess(replace(case, on=on, plan=plan), ASSUMED.of(case.area))
    return {
        part.from_on + timedelta(days=each): part.status
        for part in answer.timeline
        for each in range((part.to_on - part.from_on).days + 1)
    }
