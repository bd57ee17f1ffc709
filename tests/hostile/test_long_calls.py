"""Calls that take as long as the schema lets them: answered as ever, and nobody else waits for them."""

import json
import random
import threading
import time
from pathlib import Path

import pytest

from tests.contract.process import JSON, ROOT, served

CASE = (ROOT / "app" / "web" / "openapi" / "case.json").read_bytes()
UNKNOWNS, BATCH = "/v1/assessments?unknowns=all", "/v1/assessments/batch?unknowns=all"
MANY = 100


def heavy():
    """Late fees of eight years whose windows nobody knows, and some 390 spells of employment."""
    rng = random.Random(5)
    fees = [
        {"kind": "resident", "year": year, "area": "430100", "paid_on": f"{year}-03-10"} for year in range(2025, 2033)
    ]
    spells = []
    for _ in range(390):
        month = rng.randrange(2020 * 12, 2032 * 12)
        first, last = (f"{each // 12}-{each % 12 + 1:02}" for each in (month, month + rng.randrange(5)))
        spells.append({"kind": "employee", "area": rng.choice(["430100", "440300"]), "from": first, "to": last})
    person = {"birth_date": "1990-05-01", "category": "flexible_worker"}
    plan = {"scheme": "resident", "years": [2032]}
    return {"area": "430100", "on": "2032-11-20", "person": person, "history": [*fees, *spells], "plan": plan}


HEAVY = json.dumps(heavy(), separators=(",", ":")).encode()


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """A server that nobody else speaks with."""
    with served(Path(tmp_path_factory.mktemp("long"))) as server:
        yield server


def all_at_once(server, count):
    """So many heavy calls, and a list that their statuses and times will stand in."""
    told = []

    def ask():
        began = time.monotonic()
        answer = server.assessed(HEAVY, UNKNOWNS)
        told.append((answer, time.monotonic() - began))

    threads = [threading.Thread(target=ask) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads, told


def test_a_heavy_call_is_answered_the_same_wherever_it_is_asked(alone):
    answer = alone.assessed(HEAVY, UNKNOWNS)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.headers["x-request-id"]
    assert answer.json()["possible"]["completions"] > 100
    line = alone.asked("POST", BATCH, CASE.replace(b"\n", b"") + b"\n" + HEAVY, {"Content-Type": "application/jsonl"})
    assert json.loads(line.body.splitlines()[1]) == answer.json()
    faulty = json.dumps(heavy() | {"area": 5}).encode()
    assert alone.assessed(faulty, UNKNOWNS).status == 422
    assert alone.asked("POST", "/v1/options", faulty, JSON).status == 422


def test_others_are_answered_while_heavy_calls_are_under_way(alone):
    threads, told = all_at_once(alone, 6)
    time.sleep(0.1)
    before = len(told)
    answers = [alone.assessed(CASE, "/v1/assessments?view=brief") for _ in range(5)]
    assert {answer.status for answer in answers} == {200}
    assert len(told) - before < len(threads), "all heavy ones were answered first"
    for thread in threads:
        thread.join()


def test_too_many_heavy_calls_are_refused_as_overload_before_long(alone):
    threads, told = all_at_once(alone, MANY)
    for thread in threads:
        thread.join()
    refused = [(answer, seconds) for answer, seconds in told if answer.status == 503]
    assert {answer.status for answer, _ in told} == {200, 503}
    assert {answer.json()["code"] for answer, _ in refused} == {"overloaded"}
    assert {answer.headers["retry-after"] for answer, _ in refused} == {"1"}
    assert alone.assessed(HEAVY, UNKNOWNS).status == 200
