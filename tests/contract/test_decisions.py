"""A decision is the answer of `/v1/assessments`, kept: the same bytes for every retry, for its own caller alone."""

import json
import re
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from app.ledger import verify
from app.web.aside import LONG_BODY
from app.web.receipts import kept_in
from tests.contract.keeping import asked, bearing
from tests.contract.process import ROOT, served

PATH = "/v1/decisions"
NUMBER = re.compile("[0-9a-hjkmnp-tv-z]{26}")
NOBODYS = "0" * 26


@pytest.fixture(scope="module")
def body(case):
    return json.dumps(case).encode()


@pytest.fixture(scope="module")
def decided(server, body):
    return server.asked("POST", PATH, body, asked("decided"))


def told_apart(problem):
    return {name: value for name, value in problem.json().items() if name != "request_id"}


@pytest.mark.parametrize("query", ["", "?view=brief", "?readings=all", "?unknowns=all&reasons=all", "?view=full"])
def test_the_answer_is_that_of_assessments_byte_for_byte(server, body, query):
    answer = server.asked("POST", PATH + query, body, asked(f"bytes{query}"))
    assert answer.status == 201
    assert bytes(kept_in(answer.body).assessment) == server.assessed(body, f"/v1/assessments{query}").body


def test_a_decision_has_a_receipt_and_an_address(server, decided, validator_of):
    told = decided.json()
    validator_of("Decision").validate(told)
    assert NUMBER.fullmatch(told["receipt"]["number"])
    assert decided.headers["location"] == f"{PATH}/{told['receipt']['number']}"
    assert told["receipt"]["policy"] == told["assessment"]["policy"]["revision"]
    assert told["receipt"]["caller"] == "counter-1"
    kept_at = datetime.fromisoformat(told["receipt"]["kept_at"])
    assert kept_at.utcoffset() == timedelta(hours=8)
    assert abs(datetime.now(kept_at.tzinfo) - kept_at) < timedelta(minutes=10)


def test_it_is_seen_again_in_the_same_bytes(server, decided):
    again = server.asked("GET", decided.headers["location"], headers=bearing())
    head = server.asked("HEAD", decided.headers["location"], headers=bearing())
    assert (again.status, again.body) == (200, decided.body)
    assert (head.status, head.headers["content-length"]) == (200, str(len(decided.body)))
    assert again.headers["cache-control"] == "no-store"


def test_a_receipt_with_its_link_is_what_the_ledger_can_be_held_to(server, decided):
    number, link = decided.json()["receipt"]["number"], decided.headers["canbao-chain"]
    assert server.asked("GET", decided.headers["location"], headers=bearing()).headers["canbao-chain"] == link
    ledger = server.log.parent / "decisions.ledger"
    assert verify(ledger, {number: link}) == []
    other = f"{int(link, 16) ^ 1:064x}"
    assert [each.kind for each in verify(ledger, {number: other})] == ["other_receipt"]


def test_a_retry_gets_the_same_receipt_whether_its_key_is_quoted_or_not(server, body, decided):
    for key in ("decided", '"decided"', "decided"):
        again = server.asked("POST", PATH, body, asked(key))
        assert (again.status, again.body) == (201, decided.body)
        assert {again.headers[name] == decided.headers[name] for name in ("location", "canbao-chain")} == {True}
    other = server.asked("POST", PATH, body, asked("DECIDED"))  # which is another key
    assert (other.status, other.headers["location"] == decided.headers["location"]) == (201, False)


@pytest.mark.parametrize("change", ["a space", "a query", "another case"])
def test_another_request_with_the_same_key_is_refused_and_not_kept(server, body, case, decided, change):
    query = "?view=full" if change == "a query" else ""
    other = {"a space": body + b" ", "another case": json.dumps(case | {"on": "2026-11-20"}).encode()}.get(change, body)
    answer = server.asked("POST", PATH + query, other, asked("decided"))
    assert (answer.status, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert server.asked("POST", PATH, body, asked("decided")).body == decided.body


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "a" * 129, '"a', 'a"', "a\\", '""', f'"{"a" * 129}"', None])
def test_a_key_that_is_missing_or_wrong_is_refused(server, body, key):
    headers = bearing() | {"Content-Type": "application/json"}
    answer = server.asked("POST", PATH, body, headers if key is None else headers | {"Idempotency-Key": key})
    assert (answer.status, answer.json()["code"]) == (400, "invalid_idempotency_key")


@pytest.mark.parametrize("key", ["!", "~" * 128, "#$%&'()*+,-./:;<=>?@[]^_`{|}", '"a,b"', "7c1f6a52-3f0e-4a57-9d0a"])
def test_any_visible_character_makes_a_key(server, body, key):
    assert server.asked("POST", f"{PATH}?view=brief", body, asked(key)).status == 201


def test_two_keys_are_no_key(server, body):
    lines = [f"{name}: {value}" for name, value in (asked("one") | {"Host": "x"}).items()]
    head = "\r\n".join([f"POST {PATH} HTTP/1.1", *lines, "Idempotency-Key: two", f"Content-Length: {len(body)}"])
    assert b'"invalid_idempotency_key"' in server.told(head.encode() + b"\r\n\r\n" + body)


def test_each_caller_has_keys_and_decisions_of_its_own(server, body, decided):
    other = server.asked("POST", PATH, body, asked("decided", "counter-2"))
    assert other.status == 201
    assert other.json()["receipt"]["number"] != decided.json()["receipt"]["number"]
    hidden = server.asked("GET", decided.headers["location"], headers=bearing("counter-2"))
    missing = server.asked("GET", f"{PATH}/{NOBODYS}", headers=bearing("counter-2"))
    assert hidden.status == missing.status == 404
    assert told_apart(hidden) == told_apart(missing)
    assert hidden.headers.keys() == missing.headers.keys()


@pytest.mark.parametrize("number", ["x", NOBODYS.upper() + "A", "i" * 26, "%00" * 26, NOBODYS + "0"])
def test_what_is_no_number_is_not_found(server, number):
    assert server.asked("GET", f"{PATH}/{number}", headers=bearing()).status == 404


def test_a_number_in_other_letters_is_no_number(server, decided):
    number = decided.json()["receipt"]["number"]
    for other in (number.upper(), number[:-1], f"{number}0", f"{number}%20", f"{number[:-1]}%00"):
        assert server.asked("GET", f"{PATH}/{other}", headers=bearing()).status == 404


@pytest.mark.parametrize(
    "sent", [b"{", b"{}", b'{"area": 1, "on": "x", "zz": 0}', b'{"area": "430100", "area": "430100"}', b"\xff", b""]
)
def test_a_bad_case_has_the_faults_that_assessments_finds_and_is_not_kept(server, body, sent):
    answer, wanted = (
        server.asked("POST", PATH, sent, asked(f"bad {len(sent)}".replace(" ", "-"))),
        server.assessed(sent),
    )
    assert answer.status == wanted.status
    assert told_apart(answer) == told_apart(wanted)
    assert server.asked("POST", PATH, body, asked(f"bad-{len(sent)}")).status == 201


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"Content-Type": "text/plain"}, 415, "unsupported_media_type"),
        ({"Content-Encoding": "gzip"}, 415, "unsupported_content_encoding"),
    ],
)
def test_a_body_of_another_kind_is_refused(server, body, change, status, code):
    answer = server.asked("POST", PATH, body, asked("kind") | change)
    assert (answer.status, answer.json()["code"]) == (status, code)


def test_a_body_too_large_and_a_query_unknown_are_refused(server, body):
    assert server.asked("POST", PATH, b" " * 1_048_577, asked("large")).status == 413
    answer = server.asked("POST", f"{PATH}?vew=brief", body, asked("query"))
    assert (answer.status, answer.json()["code"]) == (400, "invalid_query")
    assert server.asked("GET", f"{PATH}/{NOBODYS}?view=brief", headers=bearing()).status == 400


def test_every_outcome_is_kept_also_a_refusal(server, case):
    paid = case["history"][0] | {"year": 2026, "paid_on": "2025-11-02"}
    twice = case | {"history": [paid], "plan": {"scheme": "resident", "years": [2026]}}
    answer = server.asked("POST", PATH, json.dumps(twice).encode(), asked("twice"))
    assert (answer.status, answer.json()["assessment"]["outcome"]) == (201, "do_not_collect")
    assert server.asked("GET", answer.headers["location"], headers=bearing()).body == answer.body


def test_a_case_that_takes_long_is_kept_as_well(server, case):
    record = case["history"][0]
    large = json.dumps(case | {"history": [record | {"year": 2000 + number} for number in range(20)]}).encode()
    large += b" " * LONG_BODY
    answer = server.asked("POST", PATH, large, asked("large-one"))
    assert bytes(kept_in(answer.body).assessment) == server.assessed(large).body


def test_methods_and_their_absence(server):
    for path, takes in ((PATH, {"POST", "OPTIONS"}), (f"{PATH}/{NOBODYS}", {"GET", "HEAD", "OPTIONS"})):
        answer = server.asked("DELETE", path, headers=bearing())
        assert (answer.status, set(answer.headers["allow"].split(", "))) == (405, takes)


def test_what_was_kept_is_counted_and_nobody_is_named(server, body, decided):
    assert server.asked("POST", PATH, body, asked("decided")).body == decided.body
    assert server.asked("GET", decided.headers["location"], headers=bearing()).body == decided.body
    metrics = server.asked("GET", "/metrics").body.decode()
    counted = dict(re.findall(r'^canbao_decisions_total\{result="(\w+)"\} (\d+)$', metrics, re.MULTILINE))
    assert int(counted["kept"]) > 0
    assert int(counted["repeated"]) > 0
    assert "canbao_ledger_writable 1" in metrics
    assert f'route="{PATH}/{{number}}"' in metrics.replace("{number:str}", "{number}")
    number = decided.json()["receipt"]["number"]
    assert all(word not in metrics + server.log.read_text() for word in (number, "counter-1", "decided", "1990-05-01"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    """A service without a ledger."""
    with served(tmp_path_factory.mktemp("plain")) as running:
        yield running


def test_without_a_ledger_nothing_can_be_kept_nor_found_and_all_else_is_as_ever(plain, server, body):
    answer = plain.asked("POST", PATH, body, asked("any"))
    assert (answer.status, answer.json()["code"], answer.headers["retry-after"]) == (503, "no_ledger", "3600")
    assert told_apart(plain.asked("GET", f"{PATH}/{NOBODYS}", headers=bearing()))["code"] == "unknown_decision"
    assert plain.asked("GET", "/readyz").status == 200
    assert plain.assessed(body).body == server.assessed(body).body
    assert b"canbao_ledger" not in plain.asked("GET", "/metrics").body


def test_the_counter_page_knows_whether_there_is_a_ledger(plain, server):
    assert b'data-keeps="no"' in plain.asked("GET", "/").body
    assert b'data-keeps="yes"' in server.asked("GET", "/").body


def test_without_a_ledger_nothing_of_sqlite_is_even_loaded():
    script = (
        "import sys; from app.web.serving import application; application(); "
        "print([name for name in sys.modules if 'sqlite' in name])"
    )
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
