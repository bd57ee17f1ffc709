"""Whatever satisfies the schema can be explored: impossible days and histories are findings, never an error."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.assess import assess
from app.explore import comparison, completed, options, readings_table, why
from app.model.case import Case
from app.model.options import OpenCase
from tests.explore.asking import ASSUMED, PUBLISHED
from tests.properties.test_law import any_area, any_case, any_day

pytestmark = pytest.mark.no_cover

SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@SLOW
@given(
    any_case,
    st.fixed_dictionaries(
        {}, optional={"areas": st.lists(any_area, max_size=2), "cover_by": any_day, "horizon": any_day}
    ),
)
def test_every_question_has_its_options(case: dict[str, Any], more: dict[str, Any]):
    asked = {key: value for key, value in case.items() if key != "plan"} | more
    found = options(msgspec.json.decode(msgspec.json.encode(asked), type=OpenCase), PUBLISHED.of)
    assert msgspec.json.encode(found)
    for each in found.options:
        assert each.action.on <= each.deadline
        assert msgspec.convert(msgspec.to_builtins(each.action.plan), type(each.action.plan))


@SLOW
@given(any_case, any_day, any_area)
def test_every_case_is_completed_compared_and_read_otherwise(case: dict[str, Any], on: Any, area: str):
    asked = msgspec.json.decode(msgspec.json.encode(case), type=Case)
    policy = ASSUMED.of(asked.area)
    assert completed(asked, policy).completions >= 1
    assert msgspec.json.encode(comparison(asked, policy, PUBLISHED.of(area), on=on, area=area))
    answer = assess(asked, policy)
    assert readings_table(asked, policy, answer) is not None
    assert msgspec.json.encode(why(asked, policy, answer))
