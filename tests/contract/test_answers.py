"""Every answer carries what it must: an id, security headers, nothing to keep; both ways to a call give the same."""

import asyncio
import json
import re

import httpx
import pytest

from app.assess import assess
from app.model.case import Case, well_formed
from app.web.body import Reader
from app.wording import worded
from tests.contract.process import JSON

ANYTHING = [
    ("GET", "/livez"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
    ("GET", "/openapi.json"),
    ("GET", "/docs"),
    ("GET", "/docs/start.js"),
    ("GET", "/"),
    ("GET", "/problems/not_found"),
    ("GET", "/nowhere"),
    ("PUT", "/livez"),
    ("OPTIONS", "/livez"),
    ("POST", "/v1/assessments"),
    ("POST", "/v1/options"),
    ("POST", "/v1/comparisons"),
]


@pytest.mark.parametrize(("method", "path"), ANYTHING)
def test_every_answer_has_an_id_and_security_headers(server, method, path):
    headers = server.asked(method, path).headers
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,64}", headers["x-request-id"])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "cache-control" in headers
    assert "server" not in headers


@pytest.mark.parametrize(
    "line", ["GET /livez", "GET //livez", "GET /nowhere", "PUT /livez", "POST /v1/assessments", "?"]
)
def test_no_header_is_given_twice(server, line):
    head = server.told(f"{line} HTTP/1.1\r\nHost: x\r\n\r\n".encode()).partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0].lower() for line in head.split(b"\r\n")[1:]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("target", ["/v1/assessments", "/livez", "/nowhere"])
def test_a_sane_id_of_the_caller_comes_back_and_any_other_is_replaced(server, case, target):
    def came_back(given):
        if target == "/v1/assessments":
            return server.assessed(json.dumps(case).encode(), **{"X-Request-Id": given}).headers["x-request-id"]
        return server.asked("GET", target, headers={"X-Request-Id": given}).headers["x-request-id"]

    assert came_back("Caller_1.x-9") == "Caller_1.x-9"
    for bad in ("a b", "x" * 65, "<script>", "a;b", ""):
        assert came_back(bad) not in ("", bad)
    assert came_back("") != came_back("")


def test_an_answer_is_not_kept_by_anyone(server, case):
    assert server.assessed(json.dumps(case).encode()).headers["cache-control"] == "no-store"


def test_ready_names_the_policy_revision_that_answers_name(server, application, case):
    ready = server.asked("GET", "/readyz").json()
    answer = server.assessed(json.dumps(case).encode()).json()
    assert ready["policy_revision"] == answer["policy"]["revision"]


def test_the_answer_is_that_of_the_core_in_words(server, application, case):
    typed = Reader(Case, well_formed).read(json.dumps(case).encode())
    policy = application.answering._policies.of(typed.area)
    expected = worded(assess(typed, policy))
    answer = server.assessed(json.dumps(case).encode()).json()
    assert answer["outcome"] == expected.outcome == "needs_policy"
    assert answer["headline"]["zh"] == expected.headline.zh
    wait = answer["years"][0]["waiting"]
    assert (wait["fixed_months"], wait["variable_months"], wait["first_covered_day"]) == (3, 1, "2027-05-01")
    assert answer["repair"]["worth_years"] == 1


@pytest.mark.parametrize("query", ["", "?view=brief", "?view=full", "?readings=all", "?view=brief&readings=all"])
def test_litestar_and_the_front_answer_a_call_alike(application, case, query):
    front = application.front(access_log=False)

    async def both():
        body = json.dumps(case)
        found = []
        for app in (front, front.site):
            transport = httpx.ASGITransport(app)
            async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
                found.append(await client.post(f"/v1/assessments{query}", content=body, headers=JSON))
        return found

    short_way, typed_way = asyncio.run(both())
    assert short_way.status_code == typed_way.status_code == 200
    assert short_way.content == typed_way.content
    assert short_way.headers["content-type"] == typed_way.headers["content-type"] == "application/json"


def test_a_failure_of_ours_is_a_problem_without_a_trace_and_is_noted_without_its_message(application, case, caplog):
    secret = "430102199001011234"

    def fails(_body, _query):
        raise ValueError(secret)

    front = application.front(access_log=False)
    front.hot = {"/v1/assessments": fails}

    async def asked():
        transport = httpx.ASGITransport(front, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.post("/v1/assessments", content=json.dumps(case), headers=JSON)

    answer = asyncio.run(asked())
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert secret not in answer.text
    assert "Traceback" not in answer.text


def test_metrics_count_answers_by_template_and_never_by_what_was_sent(server, case):
    server.assessed(json.dumps(case).encode())
    server.asked("GET", "/secret/430102199001011234")
    server.asked("GET", "/problems/not_found")
    answer = server.asked("GET", "/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    text = answer.body.decode()
    assert re.search(r'canbao_requests_total\{route="/v1/assessments",method="POST",status="200"\} [1-9]', text)
    assert 'route="/problems/{code}"' in text
    assert 'route="unmatched"' in text
    assert "430102199001011234" not in text
    for line in text.splitlines():
        assert re.fullmatch(r'# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? [0-9.e+-]+', line), line


def test_the_other_readings_are_tried_only_where_that_is_asked_for(server, case):
    body = json.dumps(case).encode()
    plain, tried = server.assessed(body).json(), server.assessed(body, "/v1/assessments?readings=all").json()
    assert {reading["decides"] for reading in plain["readings"]} == {None}
    assert {reading["decides"] for reading in tried["readings"]} <= {True, False}
    assert [reading["id"] for reading in tried["readings"]] == [reading["id"] for reading in plain["readings"]]
    assert {name: tried[name] for name in plain if name != "readings"} == {
        name: plain[name] for name in plain if name != "readings"
    }
