"""One case under the law in force and under drafts, over HTTP and at the command line."""

import json

import pytest
from click.testing import CliRunner

from app.cli import main
from tests.contract.process import JSON, ROOT, served

OVERLAYS = ROOT / "tests" / "policy" / "overlays"
FEES = ROOT / "tests" / "cases" / "overlays" / "hunan-draft-2027"


@pytest.fixture(scope="module")
def drafting(tmp_path_factory):
    """A service that knows two drafts beside the law in force."""
    drafts = ("--draft", f"fees-2027={FEES}", "--draft", f"all-2027={OVERLAYS / 'hunan-2027'}")
    with served(tmp_path_factory.mktemp("drafting"), drafts) as running:
        yield running


def compared(server, body):
    return server.asked("POST", "/v1/comparisons", json.dumps(body).encode(), JSON)


def ran(*arguments, body):
    return CliRunner().invoke(main, ["compare", "-", *arguments], input=json.dumps(body))


def test_a_draft_is_held_against_the_law_in_force(drafting, case):
    told = compared(drafting, {"case": case, "other": {"policy": "fees-2027"}}).json()
    assert (told["here"]["policy"], told["there"]["policy"]) == ("in_force", "fees-2027")
    assert told["here"]["revision"] != told["there"]["revision"]
    fee = next(each for each in told["differences"] if each["field"] == "/charge/2027/individual_fee")
    assert fee["rule"] == "in_window_fee"
    assert fee["clause"]["document"]
    (figure,) = [each for each in fee["parameters"] if each["parameter"] == "fees.individual_fen"]
    assert (figure["here"], figure["there"]) == (None, fee["there"])
    assert figure["there_source"]["standing"] == "draft"


def test_two_drafts_are_held_against_one_another(drafting, case):
    told = compared(drafting, {"case": case, "policy": "fees-2027", "other": {"policy": "all-2027"}}).json()
    assert (told["here"]["policy"], told["there"]["policy"]) == ("fees-2027", "all-2027")
    same = compared(drafting, {"case": case, "policy": "all-2027", "other": {}}).json()
    assert (same["there"]["policy"], same["differences"]) == ("all-2027", [])


def test_a_name_that_it_does_not_know_is_refused_with_those_it_does(drafting, case):
    body = {"case": case | {"area": "43010x"}, "policy": "fees", "other": {"policy": "drfat"}}
    answer = compared(drafting, body)
    assert answer.status == 422
    assert {(each["pointer"], each["code"]) for each in answer.json()["errors"]} == {
        ("/case/area", "wrong_format"),
        ("/policy", "not_a_choice"),
        ("/other/policy", "not_a_choice"),
    }
    hint = next(each["hint"] for each in answer.json()["errors"] if each["pointer"] == "/policy")
    assert "all-2027, fees-2027, in_force" in hint


def test_the_interface_document_lists_the_names(drafting):
    schemas = drafting.asked("GET", "/openapi.json").json()["components"]["schemas"]
    assert schemas["ComparisonAsked"]["properties"]["policy"]["enum"] == ["all-2027", "fees-2027", "in_force"]


def test_a_draft_answers_no_other_call(drafting, server, case):
    body = json.dumps(case).encode()
    assert drafting.assessed(body).json() == server.assessed(body).json()


def test_the_command_compares_with_a_draft_a_day_and_an_area(drafting, case):
    found = ran("--draft", str(FEES), body=case)
    assert found.exit_code == 1
    told = json.loads(found.stdout)
    served = compared(drafting, {"case": case, "other": {"policy": "fees-2027"}}).json()
    assert told["differences"] == served["differences"]
    elsewhere = ran("--on", "2026-02-10", "--area", "430200", body=case)
    other = {"on": "2026-02-10", "area": "430200"}
    assert json.loads(elsewhere.stdout) == compared(drafting, {"case": case, "other": other}).json()


def test_the_command_says_when_nothing_differs_and_when_it_cannot_answer(case):
    nothing = ran("--on", case["on"], body=case)
    assert (nothing.exit_code, json.loads(nothing.stdout)["headline"]["zh"]) == (0, "结果不变")
    assert ran("--area", "4301", body=case).exit_code == 2
    assert ran("--draft", "no-such-folder", body=case).exit_code == 2
    assert ran("--on", case["on"], body={}).exit_code == 2


def test_the_table_names_rule_clause_figure_and_source(case):
    table = ran("--draft", str(FEES), "--table", body=case).stdout
    assert "in_window_fee" in table
    assert "2027 fees.individual_fen: 无 → " in table
    assert "[draft]" in table


@pytest.mark.parametrize("draft", [f"In_Force={FEES}", f"in_force={FEES}", "no-folder", "missing=/no/such/folder"])
def test_a_draft_needs_a_name_and_a_folder(draft):
    found = CliRunner().invoke(main, ["serve", "--draft", draft])
    assert found.exit_code == 2
    assert "--draft" in found.stderr


def test_each_draft_needs_a_name_of_its_own():
    found = CliRunner().invoke(main, ["serve", "--draft", f"one={FEES}", "--draft", f"one={OVERLAYS}"])
    assert (found.exit_code, "a name of its own" in found.stderr) == (2, True)
