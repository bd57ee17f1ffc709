"""`POST /v1/options`, `POST /v1/comparisons` and `canbao options` keep their promises to callers."""

import copy
import json
import re

import msgspec
import pytest
from click.testing import CliRunner

from app.cli import main
from app.model.comparison import ComparisonAsked
from app.model.options import OpenCase
from app.web import comparisons, options
from app.web.body import Reader
from app.web.problems import RefusedError
from tests.contract.cases import Cases
from tests.contract.process import JSON, ROOT

LONGEST_ZH, LONGEST_EN = 30, 80
MANY = 150
BODIES = {"/v1/options": "OpenCase", "/v1/comparisons": "ComparisonAsked"}
ANSWERS = {"/v1/options": "OptionsTold", "/v1/comparisons": "ComparisonTold"}
WRONG = {
    "/v1/options": {
        "area": ("430l00", "wrong_format"),
        "areas": (["４３０１００", "430100"], "wrong_format"),
        "cover_by": ("2027", "not_a_date"),
        "horizon": (1, "wrong_type"),
        "plan": ({}, "unknown_field"),
        "unknown_years": ([1], "out_of_range"),
    },
    "/v1/comparisons": {
        "other/area": ("43010\n", "wrong_format"),
        "other/on": ("2027-02-30", "not_a_date"),
        "other/policy": ("draft", "not_a_choice"),
        "policy": ("", "not_a_choice"),
        "other/draft": ("x", "unknown_field"),
        "case/area": ("43010x", "wrong_format"),
    },
}


@pytest.fixture
def open_case(case):
    return {name: value for name, value in case.items() if name != "plan"}


@pytest.fixture
def bodies(case, open_case):
    made = {"/v1/options": open_case, "/v1/comparisons": {"case": case, "other": {"on": "2026-02-10"}}}
    return copy.deepcopy(made)


def asked(server, path, body):
    return server.asked("POST", path, json.dumps(body).encode(), JSON)


def texts(node):
    """Every text in both languages within an answer."""
    if isinstance(node, dict):
        if node.keys() == {"zh", "en"}:
            yield node
        for member in node.values():
            yield from texts(member)
    elif isinstance(node, list):
        for member in node:
            yield from texts(member)


@pytest.mark.parametrize("path", BODIES)
def test_whatever_fits_the_schema_is_answered_and_the_answer_fits_too(server, document, validator_of, path):
    cases, body_schema, schema = Cases(document, 11), validator_of(BODIES[path]), validator_of(ANSWERS[path])
    for _ in range(MANY):
        body = cases.one(BODIES[path])
        body_schema.validate(body)
        answer = asked(server, path, body)
        assert answer.status == 200, (json.dumps(body), answer.body)
        schema.validate(answer.json())
        for text in texts(answer.json()):
            assert re.search(r"[\u4e00-\u9fff]", text["zh"])
            assert not re.search(r"[\u3000-\u9fff]|None", text["en"]), text


def test_every_option_and_every_refusal_has_a_headline_for_a_phone(server, document):
    cases = Cases(document, 12)
    for _ in range(MANY):
        told = asked(server, "/v1/options", cases.one("OpenCase")).json()
        for each in (*told["options"], *told["refused"]):
            assert len(each["headline"]["zh"]) <= LONGEST_ZH, each["headline"]
            assert len(each["headline"]["en"]) <= LONGEST_EN, each["headline"]


def test_an_option_put_back_as_a_plan_gives_what_it_promised(server, open_case):
    told = asked(server, "/v1/options", open_case).json()
    assert told["options"]
    for option in told["options"]:
        action = option["action"]
        again = open_case | {"area": action["area"], "on": action["on"], "plan": action["plan"]}
        answer = server.assessed(json.dumps(again).encode()).json()
        assert answer["outcome"] == option["outcome"]
        assert (answer["charge"] or {"total_fen": None})["total_fen"] == option["total_fen"]


def test_cover_by_a_day_is_said_in_words(server, open_case):
    told = asked(server, "/v1/options", open_case | {"cover_by": "2027-12-31"}).json()["cover"]
    assert told["reached"] is True
    assert told["text"]["zh"] == "2027年12月31日以前能享受待遇，这是其中最便宜的。"
    late = asked(server, "/v1/options", open_case | {"cover_by": "2026-12-01"}).json()["cover"]
    assert (late["reached"], late["late_days"] > 0) == (False, True)
    assert f"晚{late['late_days']}天" in late["text"]["zh"]
    assert all(each["effect_days"] > 0 and each["text"]["zh"] and each["facts"] for each in late["reasons"])
    assert late["reasons"]


def test_a_day_that_cannot_be_has_no_options_and_says_so(server, open_case):
    for on in ("9999-12-31", "1900-01-01", "1990-04-30"):
        told = asked(server, "/v1/options", open_case | {"on": on, "cover_by": "2027-12-31"}).json()
        assert {finding["code"] for finding in told["findings"]} & {"impossible_day", "on_before_birth"}, on
        assert not any(option["outcome"].startswith("collect") for option in told["options"]), on


def test_a_day_and_an_area_are_compared_and_each_difference_is_said(server, case):
    case = case | {"plan": case["plan"] | {"years": [2026]}}
    case["person"] = case["person"] | {"hukou_area": None, "residence_area": None}
    told = asked(server, "/v1/comparisons", {"case": case, "other": {"on": "2025-10-10", "area": "430200"}}).json()
    assert (told["here"]["on"], told["there"]["on"], told["there"]["area"]) == ("2026-11-21", "2025-10-10", "430200")
    assert {fact["name"] for fact in told["differences"][0]["facts"]} == {"on", "area"}
    basis, total = (
        next(each for each in told["differences"] if each["field"] == field)
        for field in ("/years/2026/basis", "/charge/total_fen")
    )
    assert (basis["rule"], basis["text"]["zh"]) == (
        "payment_window",
        "2026年度参保情形：集中参保缴费期外 → 集中参保缴费期内",
    )
    assert (total["more_fen"], total["text"]["en"]) == (-70_000, "total charge: 1,100 yuan → 400 yuan")
    assert told["headline"]["zh"] == "少缴700元"


def test_an_area_that_is_neither_hukou_nor_residence_may_not_collect(server, case):
    told = asked(server, "/v1/comparisons", {"case": case, "other": {"area": "430200"}}).json()
    outcome = told["differences"][0]
    assert (outcome["field"], outcome["there"], outcome["rule"]) == ("/outcome", "do_not_collect", "place_of_enrolment")


def test_another_outcome_stands_in_the_headline_and_its_numbers_have_sources(server, case):
    case = case | {"plan": case["plan"] | {"years": [2026]}}
    told = asked(server, "/v1/comparisons", {"case": case, "other": {"area": "000000"}}).json()
    assert told["headline"]["zh"] == "结论变为：政策还不知道"
    outcome = told["differences"][0]
    assert outcome["text"]["en"] == "outcome: collect, with a waiting period → policy is not known"
    assert any(figure["here_source"] for figure in outcome["parameters"])


def test_what_changes_nothing_says_so(server, case):
    told = asked(server, "/v1/comparisons", {"case": case, "other": {}}).json()
    assert (told["differences"], told["headline"]["zh"]) == ([], "结果不变")


@pytest.mark.parametrize("path", BODIES)
def test_all_faults_of_a_body_are_told_at_their_places(server, bodies, path):
    body = bodies[path]
    for place, (wrong, _) in WRONG[path].items():
        *way, last = place.split("/")
        parent = body
        for step in way:
            parent = parent[step]
        parent[last] = wrong
    for target in (path, path + "/"):
        answer = asked(server, target, body)
        assert answer.status == 422
        found = {error["pointer"]: error["code"] for error in answer.json()["errors"]}
        places = {f"/{place}": code for place, (_, code) in WRONG[path].items()}
        assert {re.sub(r"/[0-9]+$", "", pointer): code for pointer, code in found.items()} == places


@pytest.mark.parametrize(
    ("type_", "well_formed", "body"),
    [
        (OpenCase, options.well_formed, "/v1/options"),
        (ComparisonAsked, comparisons.well_formed, "/v1/comparisons"),
    ],
)
def test_patterns_are_kept_though_the_decoder_leaves_them_out(bodies, type_, well_formed, body):
    read, good = Reader(type_, well_formed).read, bodies[body]
    assert read(json.dumps(good).encode())
    spoilt = json.dumps(good).replace('"430100"', '"43010x"').encode()
    with pytest.raises(RefusedError) as refused:
        read(spoilt)
    assert {fault.code for fault in refused.value.faults} == {"wrong_format"}


@pytest.mark.parametrize("target", ["/v1/assessments", "/v1/assessments/"])
def test_both_ways_to_an_assessment_keep_to_the_patterns(server, case, target):
    answer = asked(server, target, case | {"area": "43010x"})
    assert (answer.status, answer.json()["errors"][0]["pointer"]) == (422, "/area")


def ran(*arguments, **named):
    return CliRunner().invoke(main, ["options", *arguments], **named)


def test_the_command_answers_as_the_service_does(server, open_case, tmp_path):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(open_case))
    with_day = open_case | {"cover_by": "2027-03-01"}
    for arguments, body in (([], open_case), (["--cover-by", "2027-03-01"], with_day)):
        found = ran(str(file), *arguments)
        assert found.exit_code == 0
        assert json.loads(found.stdout) == asked(server, "/v1/options", body).json()
    assert ran("-", input=json.dumps(open_case)).stdout == ran(str(file)).stdout


def test_the_command_tells_faults_as_the_service_does_and_when_nothing_can_be_done(server, open_case):
    found = ran("-", input=b'{"area": "4301"}', env={"LC_ALL": "zh_CN.UTF-8"})
    assert (found.exit_code, found.stdout) == (2, "")
    assert json.loads(found.stderr)["errors"] == asked(server, "/v1/options", {"area": "4301"}).json()["errors"]
    nothing = open_case | {"person": open_case["person"] | {"special_status": ["veteran"]}}
    nothing_told = ran("-", input=json.dumps(nothing))
    assert (nothing_told.exit_code, json.loads(nothing_told.stdout)["options"]) == (11, [])
    assert json.loads(nothing_told.stdout)["refused"][0]["headline"]["en"].startswith("Out of scope")
    assert "不在测算范围" in ran("-", "--table", input=json.dumps(nothing)).stdout


def test_an_overlay_prices_what_is_not_published(open_case):
    overlay = str(ROOT / "tests" / "policy" / "overlays" / "hunan-2027")
    told = json.loads(ran("-", "--policy", overlay, input=json.dumps(open_case)).stdout)
    assert all(option["total_fen"] is not None for option in told["options"])
    beaten = [option for option in told["options"] if option["beaten_by"] is not None]
    assert all(option["beaten_by"] < len(told["options"]) - len(beaten) for option in beaten)


def test_a_table_is_for_reading(open_case):
    found = ran("-", "--table", "--cover-by", "2026-12-01", input=json.dumps(open_case))
    assert found.exit_code == 0
    for heading in ("可以选的", "限期享受", "晚办的代价", "不能选的", "起享日", "比上周"):
        assert heading in found.stdout
    told = json.loads(ran("-", "--cover-by", "2026-12-01", input=json.dumps(open_case)).stdout)
    for week in told["delay"]["weeks"]:
        assert re.search(rf"{week['on']} .*{re.escape(week['text']['zh'])}", found.stdout)
    assert "2027-05-01" in found.stdout
    assert msgspec.json.encode(open_case)[:10].decode() not in found.stdout
