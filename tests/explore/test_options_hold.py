"""Whatever the life: an option is what it promised, its deadline is exact, and nothing outside the list beats it."""

import os
import random
from datetime import date, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from app.assess import assess
from app.explore import options
from app.explore.days import change_days
from app.explore.ranking import beats
from app.explore.world import World, case_of, first_covered_day, world_of
from app.model.assessment import Assessment
from app.model.calendar import month_ends_on, month_number
from app.model.case import EmployeeRecord, Plan, RepairRecord, ResidentRecord
from app.model.options import Action, OpenCase, Option, Options
from tests.explore.asking import ASSUMED
from tests.oracle.lives import random_life

pytestmark = pytest.mark.no_cover

LIVES = int(os.environ.get("CANBAO_OPTION_LIVES", "60"))
DAYS, STEP = 120, 7
COLLECTED = {"collect", "collect_with_wait"}


def told(world: World, action: Action) -> Assessment:
    return assess(case_of(world.asked, action), world.policy)


def measured(world: World, action: Action) -> Option:
    """The action as an option, measured on the whole answer: timeline, charge and years."""
    answer = told(world, action)
    # the timeline begins with the first counted year, a new student's cover may begin before it
    bought = [(each.covered_from, each.covered_to) for each in answer.years if each.covered_from]
    return Option(
        action=action,
        outcome=answer.outcome,
        total_fen=answer.charge.total_fen if answer.charge else None,
        first_covered_day=first_covered_day(answer, action.plan),
        covered_days=world.count(
            (*covered_anyway(world, action), *resident_days(answer), *bought, *later_days(world, action))
        ),
        gained_days=0,
        years=(),
        deadline=action.on,
    )


def later_days(world: World, action: Action) -> list[tuple[date, date]]:
    """The timeline ends with the last year asked about: what the plan moves after it is seen once it has been paid."""
    years, on, answer, anew = action.plan.years, action.on, told(world, action), judged_anew(world, action)
    repairs_a_wait = action.plan.repair_years and answer.outcome in COLLECTED
    if answer.outcome == "do_not_collect" or not (anew or repairs_a_wait):
        return []
    last = answer.timeline[-1].to_on.year if answer.timeline else max(years)
    paid = [ResidentRecord(year=year, area=action.area, paid_on=on) for year in years]
    repairs = [RepairRecord(applied_on=on, years=each) for each in (action.plan.repair_years,) if each]
    asked = replace(world.asked, on=on, history=(*world.asked.history, *paid, *repairs))
    lived = world_of(asked, world.area, world.policy)
    return [day for day in lived.covered if day[0].year > last]


def judged_anew(world: World, action: Action) -> set[int]:
    """Years recorded as paid on the very day of the action are judged after earlier ones that it buys (R37)."""
    first = min(action.plan.years, default=9999)
    fees = [each for each in world.asked.history if isinstance(each, ResidentRecord) and each.paid_on == action.on]
    return {each.year for each in fees if each.year > first}


def covered_anyway(world: World, action: Action) -> list[tuple[date, date]]:
    years = judged_anew(world, action) if told(world, action).outcome != "do_not_collect" else set()
    held = [each for each in world.standing.timeline if each.status == "covered"]
    kept = [(each.from_on, each.to_on) for each in held if each.scheme == "employee" or each.from_on.year not in years]
    return [*kept, *spells(world)]


def spells(world: World) -> list[tuple[date, date]]:
    """Employee cover, also of years that do not count: the timeline begins with the first that does."""
    found = []
    for each in world.asked.history:
        if isinstance(each, EmployeeRecord):
            first, last = date.fromisoformat(f"{each.from_month}-01"), each.ended_on or world.asked.on
            if each.to_month and not each.ended_on:
                last = month_ends_on(month_number(each.to_month))
            if world.asked.person.birth_date <= first <= last:
                found.append((first, last))
    return found


def resident_days(answer: Assessment) -> list[tuple[date, date]]:
    held = [each for each in answer.timeline if (each.status, each.scheme) == ("covered", "resident")]
    return [(each.from_on, each.to_on) for each in held]


def promise(option: Option) -> tuple[object, ...]:
    return option.outcome, option.total_fen, option.first_covered_day, option.covered_days


def random_questions(seed: int, *, paid_today: bool = False) -> list[tuple[World, Options]]:
    """Random lives and what is best for them; `paid_today`: with the next year recorded as paid on the very day."""
    rng = random.Random(seed)
    asked = []
    for _ in range(LIVES):
        life = {key: value for key, value in random_life(rng).items() if key != "plan"}
        life["on"] = max(life["on"], life["person"]["birth_date"])
        today = {"kind": "resident", "year": int(life["on"][:4]) + 1, "area": "430100", "paid_on": life["on"]}
        life["history"] = [*life.get("history", []), *([today] if paid_today else [])]
        case = msgspec.convert(life, OpenCase)
        asked.append((world_of(case, case.area, ASSUMED.of(case.area)), options(case, ASSUMED.of)))
    return asked


def moved(option: Option, on: date) -> Action:
    return Action(option.action.area, on, option.action.plan)


def test_every_option_put_back_gives_what_it_promised():
    for world, found in random_questions(1) + random_questions(1, paid_today=True):
        for each in found.options:
            assert promise(measured(world, each.action)) == promise(each), msgspec.json.encode(world.asked)


def test_a_deadline_is_the_last_day_that_gives_the_same():
    rng = random.Random(2)
    for world, found in random_questions(2) + random_questions(2, paid_today=True):
        for each in found.options:
            held = rng.randrange((each.deadline - each.action.on).days + 1)
            for on in (each.deadline, each.action.on + timedelta(days=held)):
                assert promise(measured(world, moved(each, on))) == promise(each), (on, world.asked)
            after = measured(world, moved(each, each.deadline + timedelta(days=1)))
            assert promise(after) != promise(each), world.asked


def test_no_action_outside_the_list_beats_one_inside_it_or_is_missing_from_it():
    """Days of four months, this year, the next and both, every number of repair years."""
    for world, found in random_questions(3):
        best = [each for each in found.options if each.beaten_by is None]
        for action in small_world(world):
            one = measured(world, action)
            assert not any(beats(one, each) for each in best), (action, world.asked)
            if one.total_fen is not None:
                assert any(no_worse(each, one) for each in found.options), (action, world.asked)


def small_world(world: World) -> list[Action]:
    year, actions = world.asked.on.year, []
    for on in days_of(world):
        for years in ((), (year,), (year + 1,), (year, year + 1)):
            for repair_years in range(0 if years else 1, 13):
                action = Action(world.area, on, Plan("resident", years, repair_years))
                if told(world, action).outcome not in COLLECTED:
                    break
                actions.append(action)
    return actions


def days_of(world: World) -> list[date]:
    """Every seventh day, and each day of change with the day before and after it."""
    first = world.asked.on
    last = first + timedelta(days=DAYS)
    steps = [first + timedelta(days=day) for day in range(0, DAYS + 1, STEP)]
    near = [day + timedelta(days=more) for day in change_days(world, first, last) for more in (-1, 0, 1)]
    return sorted({day for day in (*steps, *near) if first <= day <= last})


def no_worse(one: Option, other: Option) -> bool:
    return (
        one.total_fen is not None
        and one.total_fen <= other.total_fen
        and (one.first_covered_day or date.max) <= (other.first_covered_day or date.max)
        and one.covered_days >= other.covered_days
    )


def test_what_beats_an_option_stands_before_it_and_is_beaten_by_nothing():
    for world, found in random_questions(4):
        for place, each in enumerate(found.options):
            if each.beaten_by is not None:
                assert each.beaten_by < place
                assert found.options[each.beaten_by].beaten_by is None
                assert beats(found.options[each.beaten_by], each), world.asked
        assert options(world.asked, ASSUMED.of).options == found.options


def test_what_is_refused_is_refused_and_opens_on_its_day():
    for world, found in random_questions(5):
        for each in found.refused:
            assert told(world, each.action).outcome == each.outcome
            assert each.outcome in {"do_not_collect", "out_of_scope"}
            if each.from_on is not None:
                opened = told(world, Action(each.action.area, each.from_on, each.action.plan))
                before = told(world, Action(each.action.area, each.from_on - timedelta(days=1), each.action.plan))
                assert opened.outcome != "do_not_collect", world.asked
                assert before.outcome == "do_not_collect", world.asked


def test_each_cliff_is_a_difference_between_two_days():
    for world, found in random_questions(6):
        if found.delay is None:
            continue
        option = found.options[found.delay.option]
        for cliff in found.delay.cliffs:
            now = measured(world, moved(option, cliff.on))
            before = measured(world, moved(option, cliff.on - timedelta(days=1)))
            assert (cliff.outcome, cliff.total_fen, cliff.first_covered_day) == promise(now)[:3]
            assert promise(now) != promise(before), world.asked


def test_each_week_of_waiting_gives_what_is_told_of_it():
    for world, found in random_questions(8):
        before = None
        for week in found.delay.weeks if found.delay else ():
            option = found.options[found.delay.option]
            now = measured(world, moved(option, week.on))
            assert (week.outcome, week.total_fen, week.first_covered_day) == promise(now)[:3], (week, world.asked)
            if before and before.total_fen is not None and week.total_fen is not None:
                assert week.more_fen == week.total_fen - before.total_fen
            before = week


def test_a_question_takes_at_most_forty_assessments_but_for_one_in_a_hundred():
    counted = sorted(found.assessments for _, found in random_questions(7))
    assert counted[len(counted) * 99 // 100 - 1] <= 40
    assert counted[-1] <= 60
