"""A year of which nobody knows may have been paid on more days than are tried: then it is asked for."""

import pytest

from app.assess import brief
from app.policies import load
from tests.explore.asking import ADULT, case


@pytest.mark.parametrize(("tried_at_most", "outcome"), [(48, "collect_with_wait"), (1, "needs_facts")])
def test_where_not_every_day_is_tried_the_year_is_asked_for(monkeypatch, tried_at_most, outcome):
    monkeypatch.setattr("app.assess.judgement.TRIED_AT_MOST", tried_at_most)
    asked = case("2026-03-10", ADULT, plan={"scheme": "resident", "years": [2026]}, unknown_years=[2025])
    assert brief(asked, load().of("430100")).outcome == outcome
