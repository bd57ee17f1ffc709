"""The page on readings says what the data says: every reading, Hunan's value, the other values, whose word it is."""

import re
from pathlib import Path

import pytest

from app.assess import assess
from app.policies import load
from tests.cases.casefile import case_of, policies

PAGE = (Path(__file__).parents[2] / "docs" / "readings.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### (R[0-9]+[bc]?) (.*?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
READINGS = load().readings
HUNAN = load().of("430000").of(2026).readings

TABLE = re.findall(r"^\| (\d+) \| (\d+) \| (\d+) \| (\d+) \| ([\d,]+) \|$", PAGE, re.MULTILINE)

readings = pytest.mark.parametrize("name", READINGS)


def named(section: str, label: str) -> set[str]:
    """The values that a section names under one of its points."""
    point = re.search(rf"^- {label}: (.*?)(?=^- |\Z)", section, re.MULTILINE | re.DOTALL)
    return set(re.findall(r"`([a-z0-9_]+)`", point[1])) if point else set()


def test_the_page_tells_every_reading_and_no_other():
    assert SECTIONS.keys() == READINGS.keys()


@readings
def test_the_page_asks_the_question_of_the_reading(name):
    question = SECTIONS[name].splitlines()[0]
    assert question == READINGS[name].question["en"]


@readings
def test_the_page_names_the_value_of_hunan(name):
    assert named(SECTIONS[name], "Hunan") == ({HUNAN[name].value} if name in HUNAN else set())


@readings
def test_the_page_names_the_other_values(name):
    ours = {HUNAN[name].value} if name in HUNAN else set()
    others = {value.name for value in READINGS[name].values} - ours
    assert named(SECTIONS[name], "elsewhere") == others


@readings
def test_the_page_says_whose_word_it_is(name):
    assert re.search(r"^- basis: (\w+)", SECTIONS[name], re.MULTILINE)[1] == READINGS[name].basis


def asked(lapse_years: int, repair_years: int):
    """Someone without a fee since 2025 pays inside the window of the year after so many lapse years."""
    year = 2025 + lapse_years
    case = {
        "area": "430100",
        "on": f"{year - 1}-11-15",
        "person": {"birth_date": "1990-05-01", "category": "adult_resident"},
        "plan": {"scheme": "resident", "years": [year], "repair_years": repair_years},
    }
    return assess(case_of(case), policies("hunan-2036").of("430100"))


def months(answer) -> int:
    return answer.years[0].waiting.total_months if answer.years[0].waiting else 0


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row[0]} lapse years")
def test_the_table_of_the_page_comes_out_of_the_rules(row):
    lapses, before, least, worth, yuan = (int(cell.replace(",", "")) for cell in row)
    assert (months(asked(lapses, 0)), asked(lapses, 0).repair.worth_years) == (before, worth)
    assert (months(asked(lapses, worth)), asked(lapses, worth).repair.cost_fen) == (least, yuan * 100)


def test_the_table_of_the_page_is_whole():
    assert [int(row[0]) for row in TABLE] == [0, 1, 2, 3, 4, 5, 6, 10]
