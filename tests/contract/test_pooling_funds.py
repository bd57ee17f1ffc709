"""`POST /v1/pooling-funds` and `canbao pooling-funds`: every case of the rules, in words and by the schema."""

import io
import json

import msgspec
import pytest
from click.testing import CliRunner
from rich.console import Console

from app.cli import main
from app.model.funds import FundsAsked
from app.policies import load
from app.web.commands.pooling_funds import EXIT_CODES
from app.web.pooling_funds import answered
from app.wording.funds_table import render
from tests.cases.casefile import answer, differences, every_case
from tests.contract.process import JSON

PATH = "/v1/pooling-funds"
CASES = [case for case in every_case("pooling-funds") if "overlay" not in case.values[0]]


def asked(server, body):
    return server.asked("POST", PATH, json.dumps(body).encode(), JSON)


@pytest.mark.parametrize("case", CASES)
def test_a_case_is_answered_alike_and_in_words(server, validator_of, case):
    found = asked(server, case["given"])
    assert found.status == 200
    told = found.json()
    validator_of("FundsTold").validate(told)
    assert differences(case["expect"], told) == []
    for each in (*told["reasons"], *told["findings"], *told["questions"]):
        assert each["text"]["zh"]
        assert each.pop("text")["en"]
    plain = answer(case)
    for name in ("adjustment", "reserve", "parts", "called_on_reserve_fen", "outcome"):
        assert told[name] == plain[name]


def ran(body, *arguments):
    return CliRunner().invoke(
        main, ["pooling-funds", "-", *arguments], input=json.dumps(body), env={"LC_ALL": "zh_CN.UTF-8"}
    )


@pytest.mark.parametrize("case", CASES)
def test_the_command_answers_as_the_service_does(server, case):
    told, found = asked(server, case["given"]).json(), ran(case["given"])
    assert json.loads(found.stdout) == told
    assert found.exit_code == EXIT_CODES[told["outcome"]]


SHAOYANG = {
    "area": "430500",
    "year": 2026,
    "financing_fen": 5_000_000_000,
    "parts": [
        {
            "area": "430522",
            "income_fen": 900_000_000,
            "spending_fen": 950_000_000,
            "balance_fen": 30_000_000,
            "management_shortfall_fen": 10_000_000,
        },
        {
            "area": "430523",
            "income_fen": 500_000_000,
            "spending_fen": 400_000_000,
            "balance_fen": 0,
            "targets_met": True,
        },
        {"area": "430524", "income_fen": 500_000_000, "spending_fen": 400_000_000, "balance_fen": 0},
    ],
}


def test_the_table_tells_the_funds_and_who_pays_what():
    found = ran(SHAOYANG, "--table")
    assert found.exit_code == EXIT_CODES["needs_facts"] == 12
    lines = [" ".join(line.split()) for line in found.stdout.splitlines()]
    for said in (
        "风险储备金 5000000元 当年筹资总额50000000元的百分之10",
        "430522 政策性缺口 400000元 累计结余 300000元 · 风险储备金 100000元",
        "430522 管理性缺口 100000元 县市区人民政府 100000元",
        "430522 年末累计结余 0元",
        "430523 当年结余 1000000元 计入本地区结余700000元",
        "430524 当年结余 1000000元 计入本地区结余不详",
        "430524 年末累计结余 不详",
        "要动用的储备金 100000元",
        "shaoyang-2020-plan 三（一）1",
    ):
        assert said in lines, said


@pytest.mark.parametrize(("lang", "name"), [("zh_CN.UTF-8", "邵阳市 430500"), ("en_US.UTF-8", "Shaoyang 430500")])
def test_the_table_names_its_area(lang, name):
    text = msgspec.json.encode(SHAOYANG | {"area": "430500"})
    done = CliRunner().invoke(main, ["pooling-funds", "-", "--table"], input=text, env={"LC_ALL": lang})
    assert name in done.stdout


def test_the_table_speaks_english_too():
    out = io.StringIO()
    told = answered(load(), msgspec.convert(SHAOYANG | {"area": "430100", "parts": []}, FundsAsked))
    render(told, Console(file=out, width=300), "en")
    said = " ".join(out.getvalue().split())
    assert "Adjustment fund not known of last year's financing, not known: 3 %" in said
    assert "Parts of the pool" not in said


@pytest.mark.parametrize(
    ("fault", "pointer", "code"),
    [
        ({"year": 2101}, "/year", "out_of_range"),
        ({"financing_fen": -1}, "/financing_fen", "out_of_range"),
        ({"financing_fen": "1"}, "/financing_fen", "wrong_type"),
        ({"area": "4301"}, "/area", None),
        ({"share": 3}, "/share", "unknown_field"),
        ({"parts": [{"area": "430503"}]}, "/parts/0/income_fen", "missing_field"),
        ({"parts": [{"area": "43050x", "income_fen": 1, "spending_fen": 1, "balance_fen": 1}]}, "/parts/0/area", None),
    ],
)
def test_a_request_that_does_not_fit_is_refused_with_the_place(server, fault, pointer, code):
    found = asked(server, {"area": "430500", "year": 2026} | fault)
    assert found.status == 422
    faults = {each["pointer"]: each["code"] for each in found.json()["errors"]}
    assert pointer in faults
    assert code in (None, faults[pointer])
