"""Families as large and as twisted as the schema lets them be: answered, and soon, with the service still there."""

import itertools
import json
import random

import pytest

from tests.contract.process import JSON

PEOPLE = [{"id": f"p{number}"} for number in range(40)]
DAY = "2026-11-21"


TWISTED = (
    "one cycle",
    "everybody the spouse and the child of one",
    "four layers, each over the whole next",
    "chance",
    "luck",
)


def tie(person, kind, of):
    return {"person": f"p{person}", "kind": kind, "of": f"p{of}"}


def ties(name):
    rng = random.Random(name)
    if name == "one cycle":
        return [tie(number, "parent", (number + 1) % 40) for number in range(40)] * 3
    if name == "everybody the spouse and the child of one":
        return [tie(0, kind, number) for number in range(1, 40) for kind in ("spouse", "parent", "spouse")]
    if name == "four layers, each over the whole next":
        layers = [range(start, start + 6) for start in (0, 6, 12, 18)]
        pairs = itertools.pairwise(layers)
        return [tie(one, "parent", other) for upper, lower in pairs for one in upper for other in lower]
    kinds = ("parent", "child", "spouse", "adopted_child", "step_child")
    return [tie(rng.randrange(40), rng.choice(kinds), rng.randrange(40)) for _ in range(120)]


@pytest.mark.parametrize(
    "name",
    [
        "one cycle",
        "everybody the spouse and the child of one",
        "four layers, each over the whole next",
        "chance",
        "luck",
    ],
)
def test_a_twisted_family_is_answered(server, name):
    rng = random.Random(7)
    body = {
        "on": DAY,
        "people": PEOPLE,
        "ties": ties(name)[:120],
        "accounts": [
            {"holder": f"p{number}", "scheme": "employee", "area": "430100", "balance_fen": rng.randint(0, 10**5)}
            for number in range(10)
        ],
        "needs": [
            {
                "beneficiary": f"p{rng.randrange(40)}",
                "kind": "resident_fee",
                "area": rng.choice(["430100", "430600"]),
                "amount_fen": rng.randint(1, 60_000),
            }
            for _ in range(40)
        ],
    }
    answer = server.asked("POST", "/v1/family-aid", json.dumps(body).encode(), JSON)
    assert answer.status == 200, answer.body
    told = answer.json()
    assert len(told["needs"]) == 40
    assert len(told["kinships"]) <= 400


def test_a_family_of_many_ways_to_pay_is_answered_within_the_limit_of_the_search(server):
    """Ten siblings by half pay for one another's brothers and sisters, each for a choice of their own."""
    rng = random.Random(3)
    stated = [
        {"person": f"q{rng.randrange(12)}", "kind": kind, "of": f"p{number}"}
        for number in range(28)
        for kind in ("parent", "parent")
    ]
    accounts = [
        {"holder": f"p{number}", "scheme": "employee", "area": "430100", "balance_fen": rng.randint(10**4, 10**5)}
        for number in range(10)
    ]
    wanted = {"kind": "resident_fee", "area": "430100"}
    needs = [wanted | {"beneficiary": f"p{rng.randrange(28)}", "amount_fen": rng.randint(1, 60_000)} for _ in range(40)]
    people = [*PEOPLE[:28], *({"id": f"q{number}"} for number in range(12))]
    body = {"on": DAY, "people": people, "ties": stated, "accounts": accounts, "needs": needs}
    answer = server.asked("POST", "/v1/family-aid", json.dumps(body).encode(), JSON)
    assert answer.status == 200, answer.body
    told = answer.json()
    assert told["paid_in_full"] > 20
    for account, given in zip(told["accounts"], accounts, strict=True):
        assert account["paid_fen"] + account["left_fen"] == given["balance_fen"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"[" * 10**6, 400, "malformed_body"),
        (b'{"on": "2026-11-21", "people": ' + b"[" * 700 + b"]" * 700 + b"}", 422, "invalid_body"),
        (b'{"on": "2026-11-21\xff"}', 400, "malformed_body"),
        (b'{"on": "2026-11-21", "people": [], "accounts": [], "needs": []} x', 400, "malformed_body"),
        (b'{"on": "2026-11-21", "people": [], "people": [], "accounts": [], "needs": []}', 400, "duplicate_keys"),
        (b'{"on": "2026-11-21", "people": [' + b'{"id": "a"},' * 60_000 + b'{"id": "a"}]}', 422, "invalid_body"),
        (b" " * 1_048_577, 413, "body_too_large"),
        (b"", 400, "malformed_body"),
    ],
)
def test_a_hostile_body_is_refused(server, body, status, code):
    answer = server.asked("POST", "/v1/family-aid", body, JSON)
    assert (answer.status, answer.json()["code"]) == (status, code)
    assert server.asked("GET", "/readyz").status == 200
