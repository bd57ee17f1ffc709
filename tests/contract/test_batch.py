"""Many cases in one request: each line answered as it would be by itself, in order, as it comes."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.web import lines as lines_module
from app.web.batches import BATCHES_AT_MOST
from app.web.lines import LIMIT, LineAnswering, Lines
from app.web.protocol import PATIENCE
from tests.contract.process import answer_in

PATH = "/v1/assessments/batch"
LINES = {"Content-Type": "application/jsonl"}
PROBLEM = {"type", "title", "status", "detail", "code", "request_id", "errors", "line"}


def line(case, **changed):
    return json.dumps(case | changed, separators=(",", ":")).encode()


@pytest.fixture(scope="module")
def faulty(case):
    return [
        b"nonsense",
        line(case, area="?"),
        line(case, aera=1, plan=None),
        b'{"area":1,"area":2}',
        b"\xff",
        b"[" * 10**5,
    ]


@pytest.fixture
def batch(server):
    def asked(body, query="", **headers):
        return server.asked("POST", PATH + query, body, LINES | headers)

    return asked


@pytest.mark.parametrize("query", ["", "?view=brief", "?readings=all&unknowns=all&reasons=all"])
def test_each_line_gets_the_bytes_that_it_would_get_by_itself(batch, server, case, query):
    cases = [line(case, on=f"2026-{month:02}-15") for month in range(1, 13)]
    answer = batch(b"\n".join(cases), query)
    assert (answer.status, answer.headers["content-type"]) == (200, "application/jsonl")
    assert answer.body == b"".join(server.assessed(one, f"/v1/assessments{query}").body + b"\n" for one in cases)


def test_a_key_comes_back_before_all_else(batch, server, case):
    keys = ["a", "二", '"\n', "x" * 64]
    answers = batch(b"\n".join(line(case, id=key) for key in keys)).body.splitlines()
    whole = server.assessed(line(case)).body
    assert answers == [b'{"id":%b,%b' % (json.dumps(key, ensure_ascii=False).encode(), whole[1:]) for key in keys]


@pytest.mark.parametrize("key", ["", "x" * 65, 7])
def test_a_key_that_is_none_is_a_fault(batch, case, key):
    (problem,) = map(json.loads, batch(line(case, id=key)).body.splitlines())
    assert [fault["pointer"] for fault in problem["errors"]] == ["/id"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_line_at_fault_is_told_all_that_it_would_be_by_itself_and_stops_no_other(
    batch, server, case, faulty, language
):
    heard = {"Accept-Language": language, "X-Request-Id": "mine"}
    body = b"\n".join([line(case), *faulty, line(case)])
    first, *problems, last = map(json.loads, batch(body, **heard).body.splitlines())
    assert first["outcome"] == last["outcome"]
    alone = [server.assessed(one, **heard).json() for one in faulty]
    assert problems == [one | {"line": number} for number, one in enumerate(alone, 2)]
    assert all(problem.keys() == PROBLEM for problem in problems)


def test_a_line_at_fault_keeps_its_key_where_it_can_be_read(batch, case):
    (problem,) = map(json.loads, batch(line({"id": "k", "area": "430100"})).body.splitlines())
    assert (problem["id"], problem["code"]) == ("k", "invalid_body")


def test_blank_lines_are_counted_and_not_answered(batch, case):
    body = b"\r\n \t\n" + line(case) + b"\r\n\n!"
    whole, problem = map(json.loads, batch(body).body.splitlines())
    assert "outcome" in whole
    assert problem["line"] == 5


@pytest.mark.parametrize("body", [b"", b"\n", b" \r\n\n "])
def test_no_lines_get_no_answers(batch, body):
    answer = batch(body)
    assert (answer.status, answer.body) == (200, b"")


def test_a_line_over_the_limit_is_refused_alone(batch, case):
    body = line(case) + b"\n" + b" " * (LIMIT + 1) + b"\n" + b"x" * (2 * LIMIT) + b"\n" + line(case)
    first, *refused, last = map(json.loads, batch(body).body.splitlines())
    assert first == last
    assert [(problem["code"], problem["status"], problem["line"]) for problem in refused] == [
        ("body_too_large", 413, 2),
        ("body_too_large", 413, 3),
    ]


def test_a_body_far_over_the_limit_of_one_case_is_taken(batch, case):
    many = 2 * LIMIT // len(line(case))
    answers = batch(b"\n".join([line(case)] * many), "?view=brief").body.splitlines()
    assert len(answers) == many
    assert len(set(answers)) == 1


@pytest.mark.parametrize(
    "media_type", ["application/jsonl", "application/x-ndjson", "Application/JSONL; charset=UTF-8"]
)
def test_json_lines_go_by_either_name_and_come_back_under_the_same(batch, case, media_type):
    answer = batch(line(case), **{"Content-Type": media_type})
    assert answer.status == 200
    assert answer.headers["content-type"] == media_type.partition(";")[0].lower()


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Content-Type": "application/json"}, "unsupported_media_type"),
        ({"Content-Type": "text/plain"}, "unsupported_media_type"),
        ({"Content-Type": ""}, "unsupported_media_type"),
        ({"Content-Type": "application/jsonl; charset=gbk"}, "unsupported_media_type"),
        ({"Content-Encoding": "gzip"}, "unsupported_content_encoding"),
    ],
)
def test_what_is_not_plain_json_lines_is_refused_unread(batch, headers, code):
    answer = batch(b"\x1f\x8b", **headers)
    assert (answer.status, answer.json()["code"]) == (415, code)
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_wrong_query_is_refused_before_any_line(batch, case):
    answer = batch(line(case), "?view=short&x=1")
    assert (answer.status, len(answer.json()["errors"])) == (400, 2)


def test_another_method_is_not_allowed(server):
    answer = server.asked("GET", PATH)
    assert (answer.status, answer.headers["allow"]) == (405, "OPTIONS, POST")


def test_a_whole_batch_keeps_the_connection_and_one_still_being_sent_does_not(server, case):
    head = b"POST /v1/assessments/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/jsonl\r\n"
    one = line(case) + b"\n"
    whole = server.told(head + b"Content-Length: %d\r\n\r\n" % len(one) + one, wait=1)
    assert "connection" not in answer_in(whole).headers
    half = server.told(head + b"Content-Length: %d\r\n\r\n" % (2 * len(one)) + one, wait=1)
    assert answer_in(half).headers["connection"] == "close"


def test_a_fault_of_ours_on_one_line_is_told_on_that_line(application, case, monkeypatch, caplog):
    answering = application.answering
    real = answering.answer
    monkeypatch.setattr(answering, "answer", lambda asked, *view: real(asked, *view) if asked.id else 1 / 0)
    told = LineAnswering(answering, b"", "en", "r-1")
    good, bad = told.answer(line(case, id="good")), json.loads(told.answer(line(case)))
    assert json.loads(good)["id"] == "good"
    assert (bad["code"], bad["line"], bad["request_id"]) == ("internal_error", 2, "r-1")
    assert "ZeroDivisionError" in str([record.event for record in caplog.records])


@given(
    text=st.binary(max_size=60).map(lambda raw: raw.replace(b"z", b"\n")), cuts=st.lists(st.integers(0, 60), max_size=8)
)
def test_lines_are_the_same_however_the_stream_is_cut(text, cuts):
    limit = 7
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines_module, "LIMIT", limit)
        places = sorted({0, *(min(cut, len(text)) for cut in cuts), len(text)})
        cutter = Lines()
        found = [one for start, end in pairwise(places) for one in cutter.cut(text[start:end])]
        found.append(cutter.rest())
    assert found == [one if len(one) <= limit else None for one in text.split(b"\n")]


def test_the_page_for_callers_names_the_limits():
    page = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
    assert f"{BATCHES_AT_MOST} batches at a time" in page
    assert f"whole line within {PATIENCE:.0f} seconds" in page
