"""A plan that was carried out: what it promised holds on the very day, and whenever it is asked about again.

Reading: R36, R37 (repair and several years of one day), R39 (the window), R40 (later days change nothing).
"""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.assess import assess
from app.model.assessment import Assessment
from app.model.case import Case, EmployeeRecord, Plan, RepairRecord, ResidentRecord
from app.model.life import Payment
from app.rules.window import window_state
from tests.explore.asking import ASSUMED
from tests.oracle.lives import lives
from tests.properties.test_later import NOTHING_BOUGHT, begins
from tests.properties.test_law import ELSEWHERE, RARE, collected, told

pytestmark = pytest.mark.no_cover

areas = st.sampled_from(["430100", "430100", "000000", "350000", *ELSEWHERE])


def asked(life: dict[str, Any], area: str) -> Case:
    """The life in an area, without records of days to come."""
    case = msgspec.convert(msgspec.json.decode(msgspec.json.encode(life).replace(b"430100", area.encode())), Case)
    return replace(case, history=tuple([each for each in case.history if begins(each) <= case.on]))


def answer(case: Case) -> Assessment:
    return assess(case, ASSUMED.of(case.area))


def at_school(case: Case) -> bool:
    return case.person.school_area == case.area if case.plan.through_school is None else case.plan.through_school


def paid(case: Case, years: tuple[int, ...]) -> Case:
    """The case with these planned years on record as paid; the word on the window speaks of the latest year."""
    plan, latest, school = case.plan, max(case.plan.years, default=None), at_school(case)
    fees = [
        ResidentRecord(
            year=year,
            area=case.area,
            paid_on=case.on,
            in_window=plan.in_window if year == latest else None,
            through_school=school,
        )
        for year in years
    ]
    return replace(case, history=(*case.history, *fees))


def ended(case: Case) -> bool:
    """Whether all employee cover has ended: a running spell still adds months and days (R1, R6)."""
    spells = [each for each in case.history if isinstance(each, EmployeeRecord)]
    return all(each.to_month and each.to_month < str(case.on)[:7] for each in spells)


def days(told_of: Assessment) -> dict[date, tuple[str, str | None]]:
    return {
        part.from_on + timedelta(days=each): (part.status, part.scheme)
        for part in told_of.timeline
        for each in range((part.to_on - part.from_on).days + 1)
    }


@RARE
@given(lives(), areas, st.integers(0, 3), st.sampled_from((0, 1, 40, 170, 400)))
def test_what_was_promised_holds_once_it_is_paid(
    life: dict[str, Any], area: str, repair_years: int, later: int
) -> None:
    """The days that a plan covers are those of its fees and its repair once these are on record."""
    case = asked(life, area)
    assume(ended(case) and len(set(case.plan.years)) == len(case.plan.years))
    repair_years = repair_years if case.plan.years else max(repair_years, 1)
    case = replace(case, plan=replace(case.plan, repair_years=repair_years))
    promised = answer(case)
    assume(collected(promised))
    repairs = (RepairRecord(applied_on=case.on, years=repair_years),) if repair_years else ()
    lived = paid(case, case.plan.years)
    lived = replace(lived, history=(*lived.history, *repairs), on=case.on + timedelta(days=later))
    last = max(*case.plan.years, case.on.year + 1)
    held = days(answer(replace(lived, plan=Plan("resident", (last,), NOTHING_BOUGHT))))
    assert {day: held[day] for day in days(promised) if day in held} == days(promised)


@RARE
@given(lives(), areas)
def test_years_bought_at_once_are_those_bought_one_after_another(life: dict[str, Any], area: str) -> None:
    """Several years paid on one day are judged earliest first, each seeing the one before as enrolled (R37)."""
    case = asked(life, area)
    years = (case.on.year, case.on.year + 1)
    case = replace(case, plan=replace(case.plan, years=years, repair_years=0, in_window=None))
    at_once = answer(case)
    assume(collected(at_once))
    for first, second in (years, years[::-1]):
        one_by_one = answer(replace(paid(case, (first,)), plan=replace(case.plan, years=(second,))))
        assert collected(one_by_one)
        assert [each for each in at_once.years if each.year == second] == list(one_by_one.years)
        assert days(one_by_one).items() <= days(at_once).items()


@RARE
@given(lives(), areas)
def test_what_the_data_tell_of_the_window_may_be_said_as_well(life: dict[str, Any], area: str) -> None:
    """A word on the window that says what the policy data say changes nothing (R39)."""
    case = asked(life, area)
    latest = max(case.plan.years, default=None)
    assume(latest is not None and case.plan.in_window is None)
    window = ASSUMED.of(area).of(latest).window
    state = window_state(Payment(case.on, latest, None, None, through_school=False), window)
    assume(state != "unknown")
    said = replace(case, plan=replace(case.plan, in_window=state == "inside"))
    assert told(answer(said)) == told(answer(case))
