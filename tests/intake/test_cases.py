"""Each format by cases: what is taken from a payload, and what is said of the rest."""

import re
import tomllib
from pathlib import Path

import pytest

from app.intake import FORMATS
from app.model.intake import IntakeCode

FILES = [Path(__file__).with_name(f"{name}.toml") for name in FORMATS]
NULL = "null"


def cases():
    for file in FILES:
        held = tomllib.loads(file.read_text(encoding="utf-8"))
        for case in held["case"]:
            payload = laid_over(held["frame"], case.get("given", {}))
            yield pytest.param(held["format"], payload, case["expect"], id=f"{held['format']}-{case['id']}")


def laid_over(below, above):
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return above
    return below | {name: laid_over(below.get(name), value) for name, value in above.items()}


def with_nulls(value):
    """TOML has no null: an expectation writes this word where the answer has none."""
    if isinstance(value, dict):
        return {name: with_nulls(member) for name, member in value.items()}
    if isinstance(value, list):
        return [with_nulls(member) for member in value]
    return None if value == NULL else value


def findings(told):
    return [f"{each['code']} {each['pointer']} {each['consequence']}" for each in told["findings"]]


CASES = list(cases())


@pytest.mark.parametrize(("name", "payload", "expect"), CASES)
def test_a_payload_is_taken_in_as_the_case_says(taken, name, payload, expect):
    told = taken(name, payload)
    wanted = with_nulls(expect)
    for part in ("on", "history", "person", "unknown_years"):
        assert told[part] == wanted.get(part, told[part])
    assert findings(told) == wanted["findings"]
    if "record" in wanted:
        assert [each["record"] for each in told["findings"] if each["record"]] == [wanted["record"]]


def test_every_format_has_cases_and_every_case_names_its_source():
    assert {tomllib.loads(file.read_text(encoding="utf-8"))["format"] for file in FILES} == set(FORMATS)
    for file in FILES:
        assert all(case["says"] and case["source"] for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"])


def test_every_code_is_met_in_a_case():
    met = {re.match(r"\w+", each)[0] for case in CASES for each in case.values[2]["findings"]}
    assert set(IntakeCode.__args__) - met == {"birth_date_from_number", "too_many_records"}
