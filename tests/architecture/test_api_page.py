"""The page for callers tells the truth: its cases get its answers, its tables are those of the service."""

import json
import re
from pathlib import Path

import pytest

from app.model.case import Case, Plan
from app.policies import load
from app.web.answering import Answering
from app.web.body import LIMIT
from app.web.problems import codes, status_of
from app.web.protocol import HEAD_LIMIT, PATIENCE
from tests.architecture.left_out import blocks, fits

PATH = Path(__file__).parents[2] / "docs" / "api.md"
PAGE = PATH.read_text(encoding="utf-8")
BLOCKS = [json.loads(block) for block in blocks(PATH, "json")]
ENROLLED = {"kind": "resident", "year": 2025, "area": "430100", "paid_on": "2024-11-02"}
EMPLOYED = {"kind": "employee", "area": "430100", "from": "2025-01", "to": "2026-03"}
SCENARIOS = {
    "window of 2026, enrolled in 2025": ("1990-05-01", [ENROLLED], 2026),
    "90 days after 2026-03-31 in the employee scheme": ("1990-05-01", [EMPLOYED], 2026),
    "born 2025-03-01, for 2025": ("2025-03-01", [], 2025),
}
ROWS = re.findall(r"^\| (.+?) \| (\S+) `(\w+)` \| (\S+) `(\w+)` \| (\S+) `(\w+)` \|$", PAGE, re.MULTILINE)


@pytest.fixture(scope="module")
def answering():
    return Answering(load())


def asked(answering, case):
    query = b"unknowns=all" if "unknown_years" in case else b""
    return json.loads(answering.reply(json.dumps(case).encode(), query))


@pytest.mark.parametrize("pair", range(len(BLOCKS) // 2))
def test_a_case_of_the_page_gets_the_answer_below_it(answering, pair):
    case, printed = BLOCKS[2 * pair : 2 * pair + 2]
    real = asked(answering, case)
    assert fits(printed, real), json.dumps(real, ensure_ascii=False, indent=2)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_scenario_of_the_page_comes_out_as_told(answering, row):
    name, *days = row
    birth, history, year = SCENARIOS[name]
    for on, outcome in zip(days[::2], days[1::2], strict=True):
        person = {"birth_date": birth, "category": "adult_resident"}
        case = {"area": "430100", "on": on, "person": person, "history": history}
        assert asked(answering, case | {"plan": {"scheme": "resident", "years": [year]}})["outcome"] == outcome


def test_every_scenario_is_told():
    assert [row[0] for row in ROWS] == list(SCENARIOS)


def test_every_problem_is_told_with_its_status():
    told = {
        code: int(status)
        for status, codes in re.findall(r"^\| (\d{3}) \| ([^|]+) \|", PAGE, re.MULTILINE)
        for code in re.findall(r"`(\w+)`", codes)
    }
    assert told == {code: status_of(code) for code in codes()}


def test_the_limits_are_those_of_the_service():
    assert (LIMIT, HEAD_LIMIT, PATIENCE) == (1024 * 1024, 32 * 1024, 8)
    assert "at most 1 MiB" in PAGE
    assert "over 32 KiB" in PAGE
    assert "within 8 seconds" in PAGE
    assert "400 records" in PAGE
    assert Case.__annotations__["history"].__metadata__[0].max_length == 400
    assert "20 years" in PAGE
    assert Plan.__annotations__["years"].__metadata__[0].max_length == 20
