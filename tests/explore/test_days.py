"""The days on which an area's own rules may change an answer are among those looked at."""

from datetime import date

import pytest

from app.explore.days import change_days
from app.explore.world import world_of
from tests.explore.asking import ADULT, PUBLISHED, question, spell

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
    ],
)
def test_a_day_on_which_the_area_answers_otherwise_is_looked_at(area, person, history, days):
    asked = question("2026-04-20", person, *history, area=area)
    world = world_of(asked, area, PUBLISHED.of(area))
    found = change_days(world, asked.on, date(2027, 12, 31))
    assert days <= {str(day) for day in found}
