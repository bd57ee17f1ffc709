"""A kept answer held against one of today tells the differences that two policies would be told to have."""

import json
from pathlib import Path

import msgspec
import pytest

from app.assess import assess
from app.explore import compared, retold
from app.explore.laid_out import laid_out
from app.explore.replay import IN_BRIEF, whole
from app.model.case import Case
from app.model.comparison import Answered
from app.model.kept import Kept
from app.policies import default_folder, load
from app.web.answering import Answering
from tests.contract.cases import Cases

ROOT = Path(__file__).parents[2]
OVERLAY = ROOT / "tests" / "policy" / "overlays" / "hunan-2027"
DOCUMENT = json.loads((ROOT / "openapi" / "openapi.json").read_bytes())
NUMBER = 150
SET_IN_2027 = {"area": "430100", "on": "2026-11-21", "plan": {"scheme": "resident", "years": [2027]}}

read = msgspec.json.Decoder(Kept).decode


@pytest.fixture(scope="module")
def policies():
    return load(), load(default_folder(), OVERLAY)


def cases(seed, **given):
    drawn = Cases(DOCUMENT, seed)
    return [msgspec.convert(drawn.one() | given, Case) for _ in range(NUMBER)]


def test_an_answer_read_back_has_all_that_is_compared(policies):
    answering = Answering(policies[0])
    for case in cases(1):
        kept = read(answering.answer(case))
        assert laid_out(whole(kept)) == laid_out(assess(case, policies[0].of(case.area)))


def test_what_differs_is_what_the_comparison_of_both_policies_finds(policies):
    then, now = policies
    differing = 0
    for case in cases(2, **SET_IN_2027):
        here, there = then.of(case.area), now.of(case.area)
        found = retold(read(Answering(then).answer(case)), read(Answering(now).answer(case)))
        wanted = compared(Answered(case, here, assess(case, here)), Answered(case, there, assess(case, there)))
        assert found == tuple(msgspec.structs.replace(each, parameters=()) for each in wanted)
        differing += bool(found)
    assert differing > NUMBER // 10


def test_of_a_brief_answer_only_its_parts_are_compared(policies):
    then, now = policies
    for case in cases(2, **SET_IN_2027):
        full = retold(read(Answering(then).answer(case)), read(Answering(now).answer(case)))
        brief = retold(read(Answering(then).answer(case, "brief")), read(Answering(now).answer(case, "brief")))
        told = [each.field for each in full if each.field.split("/")[1] in IN_BRIEF]
        assert [each.field for each in brief] == told
