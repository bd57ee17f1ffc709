"""`/v1/intake` and `canbao intake` keep their promises to callers: answers, problems, and nobody named anywhere."""

import json
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.intake import FORMATS
from app.web.openapi.intake_examples import payload
from tests.contract.process import JSON, served
from tests.hostile.notation import meant

ON = "2026-11-21"
UNDATED = [name for name, format_ in FORMATS.items() if format_.day is None]
PLAN = {"scheme": "resident", "years": [2027]}
PARTS = ("on", "history", "person", "unknown_years")
IDENTITY = {
    "psn_name": "欧阳某某某",
    "certno": "430102199005010017",
    "psn_no": "ZG7777000000123",
    "addr": "某路七百七十七号",
    "emp_name": "某某保密单位",
    "balc": 98765.43,
    "err_msg": "欧阳某某某 430102199005010017",
    "zjhm": "430102199005010017",
    "xm": "欧阳某某某",
}
NAMING = ("欧阳", "430102199005010017", "19900501", "ZG7777", "七百七十七", "保密", "98765")
SAID = ("refused_by_source", "missing_field", "wrong_type")
BODIES = tomllib.loads((Path(__file__).parent / "hostile.toml").read_text("utf-8"))["body"]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with served(tmp_path_factory.mktemp("server"), ["--access-log"]) as running:
        yield running


def path(name):
    return f"/v1/intake/{name}" + (f"?on={ON}" if name in UNDATED else "")


def asked(server, name, body):
    sent = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
    return server.asked("POST", path(name), sent, JSON)


def ran(name, body, *arguments):
    day = ["--on", ON] if name in UNDATED else []
    return CliRunner().invoke(main, ["intake", name, "-", *day, *arguments], input=body)


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_answers_as_the_service_does(server, name):
    answer, found = asked(server, name, payload(name)), ran(name, payload(name))
    assert answer.status == 200
    assert json.loads(found.stdout) == answer.json()
    assert found.exit_code == (12 if answer.json()["unknown_years"] else 0)


def test_a_command_that_leaves_nothing_unknown_ends_with_0():
    row = {"insutype": "390", "poolarea_no": "442000", "clct_type": "10", "clct_flag": "1", "clct_time": "2024-12-01"}
    answer = {"infcode": 0, "respond_time": "20251121000000000"}
    found = ran("gd-90100", json.dumps(answer | {"output": row | {"accrym_begn": "202501", "accrym_end": "202612"}}))
    assert found.exit_code == 0
    assert json.loads(found.stdout)["unknown_years"] == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_answer_with_an_area_and_a_plan_is_a_case(server, name):
    told = asked(server, name, payload(name)).json()
    case = {"area": "430100", "plan": PLAN} | {part: told[part] for part in PARTS}
    case["person"] = {"birth_date": "1990-05-01", "category": "adult_resident"} | told["person"]
    answer = server.assessed(json.dumps(case).encode())
    assert answer.status == 200
    assert answer.json()["outcome"] == "needs_facts"


def test_what_1101_tells_alone_never_lets_somebody_pass_for_paid(server):
    told = asked(server, "nhsa-1101", payload("nhsa-1101")).json()
    case = {"area": "430100", "plan": {"scheme": "resident", "years": [2026]}} | {part: told[part] for part in PARTS}
    answer = server.assessed(json.dumps(case).encode()).json()
    assert answer["outcome"] == "needs_facts"
    assert {each["year"] for each in answer["questions"] if each["code"] == "unknown_year"} >= {2025, 2026}
    confirmed = [each["record"] for each in told["findings"] if each["record"]]
    paid = case | {"history": confirmed, "unknown_years": []}
    assert server.assessed(json.dumps(paid).encode()).json()["years"][0]["basis"] == "employee_transfer"


def test_the_list_tells_of_every_format_what_it_tells_and_what_it_cannot(server):
    answer = server.asked("GET", "/v1/intake")
    listed = answer.json()["formats"]
    assert [each["format"] for each in listed] == list(FORMATS)
    for each in listed:
        for text in (each["name"], *each["tells"], *each["cannot_tell"], *each["sources"]):
            assert text["zh"]
            assert text["en"]
        assert all(each[part] for part in ("tells", "cannot_tell", "sources"))
    again = server.asked("GET", "/v1/intake", None, {"If-None-Match": answer.headers["etag"]})
    assert again.status == 304


@pytest.mark.parametrize("name", UNDATED)
def test_a_format_without_a_day_has_to_be_told_it(server, name):
    answer = server.asked("POST", f"/v1/intake/{name}", payload(name), JSON)
    assert (answer.status, answer.json()["code"]) == (400, "invalid_query")
    assert [(each["code"], each["pointer"]) for each in answer.json()["errors"]] == [("missing_parameter", "/on")]
    found = CliRunner().invoke(main, ["intake", name, "-"], input=payload(name))
    assert found.exit_code == 2
    assert "--on" in found.stderr


def test_a_format_with_a_day_is_not_told_another(server):
    answer = server.asked("POST", f"/v1/intake/nhsa-1101?on={ON}", payload("nhsa-1101"), JSON)
    assert (answer.status, answer.json()["errors"][0]["code"]) == (400, "unknown_parameter")
    found = ran("nhsa-1101", payload("nhsa-1101"), "--on", ON)
    assert found.exit_code == 2
    assert "请去掉 --on。" in found.stderr


def test_an_unknown_format_is_not_found(server):
    assert server.asked("POST", "/v1/intake/nhsa-1102", b"{}", JSON).status == 404
    found = CliRunner().invoke(main, ["intake", "nhsa-1102", "-"], input="{}")
    assert found.exit_code == 2


def test_all_faults_are_told_at_once(server):
    answer = asked(server, "nhsa-1101", {"infcode": -1, "respond_time": 5, "output": {"insuinfo": 7, "idetinfo": [1]}})
    told = {each["pointer"]: each["code"] for each in answer.json()["errors"]}
    assert told == {
        "/infcode": "refused_by_source",
        "/respond_time": "wrong_type",
        "/output/baseinfo": "missing_field",
        "/output/insuinfo": "wrong_type",
        "/output/idetinfo/0": "wrong_type",
    }


@pytest.mark.parametrize("row", BODIES, ids=lambda row: row["what"].replace(" ", "-"))
def test_a_body(server, row):
    answer = asked(server, row["format"], hostile(row))
    assert answer.status == row["status"], answer.body[:500]
    if "code" in row:
        problem = answer.json()
        assert answer.headers["content-type"] == "application/problem+json"
        assert problem["code"] == row["code"]
        if "fault" in row:
            assert (problem["errors"][0]["code"], problem["errors"][0]["pointer"]) == (
                row["fault"],
                row.get("pointer", ""),
            )
    else:
        assert answer.json()["findings"]


@pytest.mark.parametrize("row", [row for row in BODIES if row.get("fault") in SAID], ids=lambda row: row["what"])
def test_the_command_refuses_what_the_service_refuses(row):
    found = ran(row["format"], hostile(row))
    assert found.exit_code == 2
    assert json.loads(found.stderr)["errors"][0]["code"] == row["fault"]


def hostile(row):
    if "body" in row:
        return meant(row["body"])
    old, new = row["swap"]
    example = json.dumps(json.loads(payload(row["format"])), separators=(",", ":"), ensure_ascii=False)
    before, found, after = example.partition(old)
    assert found, f"{old} is not in the example"
    return before.encode() + meant(new) + after.encode()


def named(value):
    """The payload with somebody named wherever something may stand."""
    if isinstance(value, list):
        return [named(each) for each in value]
    if isinstance(value, dict):
        return {key: named(member) for key, member in value.items()} | IDENTITY
    return value


@pytest.mark.parametrize("name", FORMATS)
def test_nobody_is_named_in_the_answer_or_the_log(server, name):
    whole = named(json.loads(payload(name)))
    answer = asked(server, name, whole)
    assert answer.status == 200
    # as the value of anything that is read, as a key, where an object or a list should be, and as a code of failure
    keyed = json.loads(payload(name)) | {IDENTITY["certno"]: 1, IDENTITY["psn_name"]: {}}
    twice = json.dumps(keyed, ensure_ascii=False)[:-1] + f',"{IDENTITY["certno"]}":2}}'
    wrong = dict.fromkeys(whole, IDENTITY["err_msg"])
    read = json.loads(payload(name).decode(), object_hook=lambda held: {key: put(each) for key, each in held.items()})
    answers = [answer, *(asked(server, name, body) for body in (keyed, twice.encode(), wrong, read))]
    answers += [
        server.asked("POST", f"{path(name)}{'&' if name in UNDATED else '?'}name=430102199005010017", b"{}", JSON)
    ]
    found = [ran(name, json.dumps(wrong))]
    said = [
        *(each.body.decode() + str(each.headers) for each in answers),
        *(each.stdout + each.stderr for each in found),
    ]
    said.append(server.log.read_text())
    for text in said:
        assert not [word for word in NAMING if word in text]
    assert {each.status for each in answers} <= {200, 400, 422}


def put(value):
    """Somebody's name in place of a value."""
    return value if isinstance(value, dict | list) else IDENTITY["err_msg"]
