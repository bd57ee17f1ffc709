"""What may be asked for beside an answer, over HTTP and at the command line: unknown facts, other readings."""

import json

import pytest
from click.testing import CliRunner

from app.cli import main

UNKNOWNS, READINGS = "/v1/assessments?unknowns=all", "/v1/assessments?readings=all"


@pytest.fixture
def unknown(case):
    """A fee for 2024, nobody knows of 2025, and a plan for 2026."""
    fee = {"kind": "resident", "year": 2024, "area": "430100", "paid_on": "2023-11-02"}
    plan = {"scheme": "resident", "years": [2026]}
    return case | {"on": "2025-11-20", "history": [fee], "unknown_years": [2025], "plan": plan}


def asked(server, body, target):
    return server.assessed(json.dumps(body).encode(), target).json()


def test_each_possible_answer_is_given_when_its_facts_are_stated(server, unknown):
    told = asked(server, unknown, UNKNOWNS)
    paid = {"kind": "resident", "year": 2025, "area": "430100", "paid_on": "2024-12-31"}
    for history, known in ((unknown["history"], 0), ([*unknown["history"], paid], 1)):
        answer = asked(server, unknown | {"history": history, "unknown_years": []}, "/v1/assessments")
        assert answer["years"][0]["covered_from"] == told["possible"]["answers"][known]["first_covered_day"]


def test_where_nothing_depends_on_it_there_is_one_answer(server, unknown):
    fee = {"kind": "resident", "year": 2026, "area": "430100", "paid_on": "2026-02-05"}
    told = asked(server, unknown | {"on": "2026-02-10", "history": [fee]}, UNKNOWNS)
    assert (told["outcome"], told["possible"]["settled"], told["possible"]["questions"]) == ("do_not_collect", True, [])
    assert len(told["possible"]["answers"]) == 1


def test_too_many_ways_are_said_to_be_too_many(server, unknown):
    told = asked(server, unknown | {"on": "2033-01-10", "unknown_years": list(range(2025, 2033))}, UNKNOWNS)
    ways = 2**8  # each paid or not: for a year long past, a fee paid late comes to the same payment
    assert (told["possible"]["completions"], told["possible"]["beyond_limit"]) == (ways, True)
    assert told["possible"]["bounds"] is None
    assert len(told["possible"]["left_open"]) == 8


def test_an_award_that_hangs_on_claims_is_told_from_least_to_most(server, unknown):
    fee = {"kind": "resident", "year": 2025, "area": "430100", "paid_on": "2024-11-02"}
    told = asked(server, unknown | {"history": [fee], "unknown_years": []}, UNKNOWNS)
    possible = told["possible"]
    assert (possible["settled"], possible["payment_settled"]) == (False, True)
    assert (possible["bounds"]["least_award_fen"], possible["bounds"]["most_award_fen"]) == (0, 500_000)
    assert {each["text"]["zh"] for each in possible["answers"]} == {
        "可收400元，预计2026年1月1日起享受待遇。",
        "可收400元，预计2026年1月1日起享受待遇。大病保险支付限额提高5000元。",
    }
    (question,) = possible["questions"]
    assert question["question"]["pointer"] == "/history/0/reimbursed"
    assert {each["value"] for each in question["left"]} == {"nothing_reimbursed", "award_not_used"}


def test_each_other_reading_says_what_it_would_make_of_the_answer(server, case):
    told = asked(server, case, READINGS)
    assert told["possible"] is None
    table = {(each["id"], each["other"]): each for each in told["readings_tried"]}
    counted = table["R3", "n"]
    assert (counted["changes"], counted["first_covered_day"]) == (True, "2027-05-31")
    assert counted["text"]["en"].startswith("Read as “yes: the variable wait")
    for used in told["readings"]:
        assert used["decides"] == any(each["changes"] for (name, _), each in table.items() if name == used["id"])


def test_reasons_are_weighed_and_the_grounds_not_taken_are_told(server, unknown):
    body = unknown | {"on": "2026-02-01", "unknown_years": []}
    told = asked(server, body, "/v1/assessments?reasons=all")["why"]
    weights = [(each["rule"], each["effect_days"], each["effect_fen"]) for each in told["reasons"]]
    assert weights[:3] == [
        ("fixed_wait", 90, None),
        ("out_of_window_fee", None, 70_000),
        ("out_of_window_individual_fee", None, 40_000),
    ]
    (failed,) = told["failed"]
    assert failed["text"]["zh"] == ("没有按“集中参保缴费期内”办理：缴费日须不晚于2026年1月31日，现为2026年2月1日")
    assert failed["clause"]["quote"]


def test_nothing_beside_is_told_unless_it_is_asked_for(server, unknown):
    plain = asked(server, unknown, "/v1/assessments")
    assert not {"possible", "readings_tried", "why"} & plain.keys()
    both = asked(server, unknown, UNKNOWNS + "&readings=all")
    assert both["possible"]["answers"]
    # The awards are told although the outcome is open, and they rest on a reading.
    assert [(each["id"], each["changes"]) for each in both["readings_tried"]] == [("R23", False)]
    assert {name: both[name] for name in plain.keys() - {"readings"}} == {
        name: plain[name] for name in plain.keys() - {"readings"}
    }


def test_the_command_says_the_same(server, unknown, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(unknown))
    found = CliRunner().invoke(main, ["assess", str(file), "--unknowns", "all", "--readings", "all"])
    assert found.exit_code == 12
    assert json.loads(found.stdout) == asked(server, unknown, UNKNOWNS + "&readings=all")
    table = CliRunner().invoke(main, ["assess", str(file), "--unknowns", "all", "--table"]).stdout
    assert "可能的结果" in table
    assert "可收400元，预计2026年1月1日起享受待遇。" in table


def test_the_table_holds_other_readings_too(case):
    table = CliRunner().invoke(main, ["assess", "-", "--readings", "all", "--table"], input=json.dumps(case)).stdout
    assert "别的读法" in table
    assert "结果不变" in table


def test_the_table_holds_what_weighs_most(unknown):
    body = json.dumps(unknown | {"on": "2026-02-01", "unknown_years": []})
    table = CliRunner().invoke(main, ["assess", "-", "--reasons", "all", "--table"], input=body).stdout
    assert "各项理由的分量" in table
    assert "90天" in table
    assert "为何不按别的情形" in table
