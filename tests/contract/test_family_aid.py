"""`POST /v1/family-aid` and `canbao family-aid` keep their promises to callers."""

import copy
import json
import re

import pytest
from click.testing import CliRunner

from app.cli import main
from app.model.family import FamilyCase, well_formed
from app.web.body import Reader
from app.web.commands.family_aid import EXIT_CODES
from app.web.problems import RefusedError
from tests.contract.cases import IDS, Cases
from tests.contract.process import JSON, ROOT
from tests.contract.test_options import texts

FILE = ROOT / "app" / "web" / "openapi" / "family.json"
FAMILY = json.loads(FILE.read_bytes())
LONGEST_ZH, LONGEST_EN = 30, 80
MANY = 300
read = Reader(FamilyCase, well_formed).read


def asked(server, body):
    return server.asked("POST", "/v1/family-aid", json.dumps(body).encode(), JSON)


def with_(**changed):
    return copy.deepcopy(FAMILY) | changed


def at_home(body):
    """A drawn family whose people are all there, in Changsha, before the day of the request."""
    here = [each | {"area": "430100", "balance_fen": 10**8, "scheme": "employee"} for each in body["accounts"]]
    wanted = [each | {"area": "430100", "on": "2026-01-31"} for each in body["needs"]]
    present = [{"id": name} for name in IDS]
    return {"on": "2026-11-21", "people": present, "accounts": here, "needs": wanted}


def ran(*arguments, **named):
    return CliRunner().invoke(main, ["family-aid", *arguments], **named)


def test_whatever_fits_the_schema_is_answered_and_the_answer_fits_too(server, document, validator_of):
    cases, body_schema, schema = Cases(document, 21), validator_of("FamilyCase"), validator_of("FamilyAid")
    outcomes = set()
    for number in range(MANY):
        body = cases.one("FamilyCase")
        if number % 2:
            body |= at_home(body)
        body_schema.validate(body)
        answer = asked(server, body)
        assert answer.status == 200, (json.dumps(body), answer.body)
        told = answer.json()
        schema.validate(told)
        outcomes.add(told["outcome"])
        assert len(told["headline"]["zh"]) <= LONGEST_ZH, told["headline"]
        assert len(told["headline"]["en"]) <= LONGEST_EN, told["headline"]
        assert told["paid_fen"] + told["unpaid_fen"] == sum(need["amount_fen"] for need in body["needs"])
        for text in texts(told):
            assert re.search(r"[\u4e00-\u9fff]", text["zh"])
            assert not re.search(r"[\u3000-\u9fff]|None", text["en"]), text
    assert outcomes == set(EXIT_CODES)


def test_every_outcome_has_an_exit_code_of_its_own(document):
    outcomes = document["components"]["schemas"]["FamilyAid"]["properties"]["outcome"]["enum"]
    assert list(EXIT_CODES) == outcomes
    assert len(set(EXIT_CODES.values())) == len(outcomes)


@pytest.mark.parametrize(
    ("place", "value", "code", "pointer"),
    [
        (("people", 0, "id"), "430102199005011234", "wrong_format", "/people/0/id"),
        (("people", 0, "id"), "李", "wrong_format", "/people/0/id"),
        (("people", 0, "id"), "a" * 33, "wrong_format", "/people/0/id"),
        (("people", 0, "id"), "", "wrong_format", "/people/0/id"),
        (("people", 0, "id"), "mother\n", "wrong_format", "/people/0/id"),
        (("people", 0, "name"), "li", "unknown_field", "/people/0/name"),
        (("people", 0, "birth_date"), "1990", "not_a_date", "/people/0/birth_date"),
        (("people", 2, "enrolment", 0, "from"), None, "null_not_allowed", "/people/2/enrolment/0/from"),
        (("people", 2, "wallet_opened"), 1, "wrong_type", "/people/2/wallet_opened"),
        (("ties", 0, "kind"), "uncle", "not_a_choice", "/ties/0/kind"),
        (("ties", 0, "of"), "Mum", "wrong_format", "/ties/0/of"),
        (("ties", 0, "person"), "1a", "wrong_format", "/ties/0/person"),
        (("accounts", 0, "holder"), "a b", "wrong_format", "/accounts/0/holder"),
        (("needs", 0, "beneficiary"), "-a", "wrong_format", "/needs/0/beneficiary"),
        (("ties", 0, "of"), 5, "wrong_type", "/ties/0/of"),
        (("accounts", 0, "balance_fen"), -1, "out_of_range", "/accounts/0/balance_fen"),
        (("accounts", 0, "balance_fen"), 10**10, "out_of_range", "/accounts/0/balance_fen"),
        (("accounts", 0, "area"), "4301０0", "wrong_format", "/accounts/0/area"),
        (("needs", 0, "amount_fen"), 0, "out_of_range", "/needs/0/amount_fen"),
        (("needs", 0, "amount_fen"), 400.5, "wrong_type", "/needs/0/amount_fen"),
        (("needs", 0, "area"), "４３０１００", "wrong_format", "/needs/0/area"),
        (("needs", 0, "area"), "43010x", "wrong_format", "/needs/0/area"),
        (("needs", 0, "kind"), "dentist", "not_a_choice", "/needs/0/kind"),
        (("people",), [{"id": f"p{number}"} for number in range(41)], "too_many_items", "/people"),
        (("ties",), [FAMILY["ties"][0]] * 121, "too_many_items", "/ties"),
        (("accounts",), FAMILY["accounts"] * 11, "too_many_items", "/accounts"),
        (("needs",), [FAMILY["needs"][0]] * 41, "too_many_items", "/needs"),
    ],
)
def test_what_does_not_fit_is_refused_where_it_is(place, value, code, pointer):
    body = with_()
    parent = body
    for step in place[:-1]:
        parent = parent[step]
    parent[place[-1]] = value
    for layout in (None, 1):
        with pytest.raises(RefusedError) as refused:
            read(json.dumps(body, separators=(",", ":"), ensure_ascii=False, indent=layout).encode())
        assert refused.value.status == 422
        found = [(fault.code.removesuffix("_near"), fault.pointer) for fault in refused.value.faults]
        assert found == [(code, pointer)]


def test_what_fits_is_taken_however_it_is_laid_out():
    compact = json.dumps(FAMILY, separators=(",", ":")).encode()
    assert read(compact) == read(FILE.read_bytes())
    assert read(b'{"on":"2026-11-21","people":[],"accounts":[],"needs":[]}').ties == ()


@pytest.mark.parametrize("field", ["on", "people", "accounts", "needs"])
def test_what_is_needed_is_asked_for(field):
    with pytest.raises(RefusedError) as refused:
        read(json.dumps({name: value for name, value in FAMILY.items() if name != field}).encode())
    assert [(fault.code, fault.pointer) for fault in refused.value.faults] == [("missing_field", f"/{field}")]


def test_all_faults_come_at_once(server):
    body = with_(on="2026-2-30", needs=[FAMILY["needs"][0] | {"amount_fen": "1"}])
    body["people"][0]["id"] = "430102199005011234"
    answer = asked(server, body)
    assert answer.status == 422
    assert [each["pointer"] for each in answer.json()["errors"]] == ["/on", "/people/0/id", "/needs/0/amount_fen"]
    assert b"430102199005011234" not in answer.body


def test_a_key_given_twice_is_refused(server):
    twice = FILE.read_bytes().replace(b'"on": "2026-11-21"', b'"on": "2026-11-21", "on": "2026-11-22"')
    answer = server.asked("POST", "/v1/family-aid", twice, JSON)
    assert (answer.status, answer.json()["code"]) == (400, "duplicate_keys")


def test_the_same_family_gets_the_same_bytes(server):
    assert asked(server, FAMILY).body == asked(server, with_()).body


def test_the_command_answers_as_the_service_does(server):
    answer = asked(server, FAMILY).json()
    for found in (ran(str(FILE)), ran("-", input=FILE.read_bytes())):
        assert json.loads(found.stdout) == answer
        assert found.exit_code == EXIT_CODES[answer["outcome"]] == 10


def test_the_table_tells_who_pays_what_and_why():
    found = ran(str(FILE), "--table", env={"COLUMNS": "300"})
    assert found.exit_code == 10
    for said in (
        "可付清1项（共3项），付6000元",
        "第1项（child，居民医保个人缴费，400元）全额支付。第1个账户付400元。",
        "余额还差900元",
        "没有近亲属的个人账户可以付",
        "至少3笔、1天",
        "grandpa_in_law是mother的配偶的父母（经father），不属于近亲属。",
        "hunan-2025-measures 第4条",
        "转载或报道",
    ):
        assert said in found.stdout, said


def test_the_table_asks_and_points_out():
    body = with_(ties=[*FAMILY["ties"], {"person": "child", "kind": "parent", "of": "mother"}])
    found = ran("-", "--table", input=json.dumps(body), env={"COLUMNS": "300"})
    assert found.exit_code == EXIT_CODES["needs_facts"]
    assert "要核实的" in found.stdout
    assert "哪一条是对的" in found.stdout
    assert "使一个人成为自己的祖先" in found.stdout


def test_the_command_refuses_as_the_service_does():
    found = ran("-", input='{"on": "2026"}')
    assert found.exit_code == 2
    assert json.loads(found.stderr)["code"] == "invalid_body"
