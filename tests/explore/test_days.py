"""The days on which an area's own rules may change an answer are among those looked at."""

from datetime import date, timedelta

import pytest

from app.explore import limits, options
from app.explore.days import change_days, stretches
from app.explore.world import world_of
from tests.explore.asking import ADULT, ASSUMED, PUBLISHED, fee, put_back, question, spell

CHILD = {"birth_date": "2026-03-10", "category": "child"}
MOVED_IN = {**ADULT, "special_status": ["moved_in"], "liable_from": "2026-03-01"}
RECOGNISED = {**ADULT, "hardship": [{"category": "medical_aid_recipient", "from": "2026-07-09"}]}
LEFT = spell("2024-01", "2026-04", "2026-04-15")


@pytest.mark.parametrize(
    ("area", "person", "history", "days"),
    [
        ("360000", MOVED_IN, (), {"2026-05-30"}),
        ("360000", {**MOVED_IN, "liable_from": "2026-08-01"}, (), {"2026-08-01", "2026-10-30"}),
        ("520600", RECOGNISED, (), {"2026-07-09"}),
        ("360000", CHILD, (), {"2026-06-09", "2027-03-10"}),
        ("210900", CHILD, (), {"2027-03-10"}),
        ("520600", ADULT, (LEFT,), {"2026-05-01", "2026-06-01", "2026-07-01", "2026-07-16"}),
        ("530500", ADULT, (), {"2026-07-01"}),
        ("350000", ADULT, (), {"2027-01-02"}),
        ("430100", {**ADULT, "liable_from": "2026-08-01"}, (), {"2026-08-01"}),
    ],
)
def test_a_day_on_which_the_area_answers_otherwise_is_looked_at(area, person, history, days):
    asked = question("2026-04-20", person, *history, area=area)
    world = world_of(asked, area, PUBLISHED.of(area))
    found = change_days(world, asked.on, date(2027, 12, 31))
    assert days <= {str(day) for day in found}


def test_the_day_from_which_no_first_day_is_known_is_a_cliff():
    """Fujian, after a lapse: on 1 January the wait is known, in the tail of the window from 2 January on it is not."""
    found = options(question("2026-01-01", ADULT, area="350000"), PUBLISHED.of)
    cliff = found.delay.cliffs[0]
    assert (found.options[0].outcome, found.delay.daily) == ("collect_with_wait", False)
    assert (str(cliff.on), cliff.outcome, cliff.first_covered_day) == ("2026-01-02", "needs_policy", None)


def test_the_end_of_a_wait_is_looked_at_however_near_the_horizon():
    """What may be repaired until 31 March, the wait then being over, may not be on the next day."""
    waiting = fee(2027, "2026-11-02")
    for horizon in ("2026-12-31", None):
        asked = question("2026-12-20", ADULT, waiting, area="430100", horizon=horizon)
        world = world_of(asked, asked.area, ASSUMED.of(asked.area))
        ends = max(each.to_on for each in world.standing.timeline if each.status == "waiting")
        assert ends.year == 2027
        assert ends + timedelta(days=1) in change_days(world, asked.on, date(2027, 12, 31))


def test_the_end_of_a_wait_is_looked_at_though_employee_cover_hides_it():
    """The fee of 2027 waits until the end of April, under employee cover that runs until December."""
    asked = question("2026-12-15", ADULT, fee(2027, "2026-10-01"), spell("2026-12", None, "2027-12-25"))
    world = world_of(asked, asked.area, ASSUMED.of(asked.area))
    assert {"waiting"} & {each.status for each in world.standing.timeline} == set()
    assert world.waited[-1] in change_days(world, asked.on, date(2027, 12, 31))
    assert date(2027, 3, 1) < world.waited[-1] < date(2027, 6, 1)


def a_life_of_changes():
    """Employee cover that ends every ninth day, and as much hardship as fits, each recognised for five days."""
    first = date(2026, 1, 3)
    ends = [first + timedelta(days=9 * place) for place in range(40)]
    history = [spell("2025-01", f"2026-{end.month:02}", str(end)) for end in ends]
    held = [first + timedelta(days=11 * place) for place in range(32)]
    hardship = [{"category": "relapse_watch", "from": str(on), "to": str(on + timedelta(days=5))} for on in held]
    return question("2026-01-02", {**ADULT, "hardship": hardship}, *history)


def test_a_life_of_more_changes_than_the_limit_is_cut_short_and_says_so():
    asked = a_life_of_changes()
    world = world_of(asked, asked.area, ASSUMED.of(asked.area))
    assert len(change_days(world, asked.on, date(2027, 12, 31))) > limits.DAYS_OF_CHANGE
    assert len(stretches(world, asked.on, date(2027, 12, 31))) == limits.DAYS_OF_CHANGE
    assert not world.complete
    found = options(asked, ASSUMED.of)
    assert not found.complete
    assert found.assessments <= 4 * limits.DAYS_OF_CHANGE


@pytest.mark.parametrize("on", ["2025-11-20", "2026-10-20"])
def test_what_is_told_of_a_search_cut_short_is_true_as_far_as_it_goes(monkeypatch, on):
    asked = question(on, ADULT, fee(2024, "2023-11-01"), spell("2026-08", "2026-10", "2026-10-15"))
    whole = options(asked, ASSUMED.of)
    monkeypatch.setattr(limits, "DAYS_OF_CHANGE", 2)
    cut = options(asked, ASSUMED.of)
    assert (whole.complete, cut.complete) == (True, False)
    assert cut.delay.until < whole.delay.until
    assert all(each.on <= cut.delay.until for each in (*cut.delay.weeks, *cut.delay.cliffs))
    assert cut.delay.weeks == whole.delay.weeks[: len(cut.delay.weeks)]
    for each in cut.options:
        back = put_back(asked, each.action, each.deadline)
        assert (back.outcome, back.charge.total_fen) == (each.outcome, each.total_fen)
