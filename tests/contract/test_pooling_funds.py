"""`POST /v1/pooling-funds`: every case of the rules asked over HTTP, in words and by the schema."""

import json

import pytest

from tests.cases.casefile import answer, differences, every_case
from tests.contract.process import JSON

PATH = "/v1/pooling-funds"


def asked(server, body):
    return server.asked("POST", PATH, json.dumps(body).encode(), JSON)


@pytest.mark.parametrize("case", every_case("pooling-funds"))
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
