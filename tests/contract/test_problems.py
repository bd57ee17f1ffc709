"""Whatever goes wrong, and wherever, is told in the one shape of RFC 9457, in the caller's language."""

import re

import pytest

from app.web.languages import preferred
from app.web.problems import catalogue, codes
from tests.contract.process import JSON, answer_in

CALLS = ("/v1/assessments", "/v1/options", "/v1/comparisons", "/v1/pooling-funds")
PATHS = (
    *CALLS,
    "/livez",
    "/readyz",
    "/metrics",
    "/openapi.json",
    "/problems/not_found",
    "/docs",
    "/",
    "/v1/areas",
    "/v1/areas/430100",
    "/v1/policies",
    "/v1/policies/changes",
    "/v1/policies/hunan-2025-measures",
)
ELSEWHERE = ("/nowhere", "/v1", "/v1/assessments/x", "/problems/no_such_problem", "/docs/secret", "//livez")
ENGLISH = {"Accept-Language": "en-GB, zh;q=0.5"}
BAD = {
    "malformed_body": (400, b"{", JSON),
    "duplicate_keys": (400, b'{"area": "430100", "area": "430100"}', JSON),
    "unsupported_media_type": (415, b"{}", {"Content-Type": "text/plain"}),
    "unsupported_content_encoding": (415, b"{}", JSON | {"Content-Encoding": "gzip"}),
    "body_too_large": (413, b" " * 1_048_577, JSON),
    "invalid_body": (422, b"{}", JSON),
}


@pytest.fixture(scope="session")
def is_a_problem(validator_of):
    problem = validator_of("Problem")

    def told(answer, status, code, language="zh"):
        assert answer.status == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["content-language"] == language
        assert answer.headers["cache-control"] == "no-store"
        found = answer.json()
        problem.validate(found)
        assert (found["status"], found["code"], found["type"]) == (status, code, f"/problems/{code}")
        assert found["title"] == catalogue()["problem"][code]["title"][language]
        assert found["request_id"] == answer.headers["x-request-id"]
        return found

    return told


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", BAD)
@pytest.mark.parametrize("target", [*CALLS, "/v1/assessments/", "/v1/assessments?view=brief"])
def test_a_bad_body_is_a_problem_by_either_way_to_the_call(server, is_a_problem, code, target, language):
    status, body, headers = BAD[code]
    answer = server.asked("POST", target, body, headers | (ENGLISH if language == "en" else {}))
    is_a_problem(answer, status, code, language)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", ELSEWHERE)
def test_a_path_that_is_not_there_is_a_problem(server, is_a_problem, method, path):
    answer = server.asked(method, path)
    if answer.status == 405:
        is_a_problem(answer, 405, "method_not_allowed")
    else:
        is_a_problem(answer, 404, "not_found")


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", PATHS)
def test_a_method_that_a_path_does_not_take_is_a_problem_that_lists_those_it_takes(server, is_a_problem, method, path):
    takes = {"POST", "OPTIONS"} if path in CALLS else {"GET", "HEAD", "OPTIONS"}
    if method in takes:
        return
    answer = server.asked(method, path)
    is_a_problem(answer, 405, "method_not_allowed")
    assert set(answer.headers["allow"].split(", ")) == takes


@pytest.mark.parametrize("path", PATHS)
def test_options_lists_the_methods_a_path_takes(server, path):
    answer = server.asked("OPTIONS", path)
    assert answer.status == 204
    takes = {"POST", "OPTIONS"} if path in CALLS else {"GET", "HEAD", "OPTIONS"}
    assert set(answer.headers["allow"].split(", ")) == takes


@pytest.mark.parametrize("path", [path for path in PATHS if path not in CALLS])
def test_head_answers_as_get_does_without_the_body(server, path):
    get, head = server.asked("GET", path), server.asked("HEAD", path)
    assert (head.status, head.body) == (get.status, b"")
    differ = {"date", "x-request-id"} | ({"content-length"} if path == "/metrics" else set())
    assert {k: v for k, v in head.headers.items() if k not in differ} == {
        k: v for k, v in get.headers.items() if k not in differ
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("view=short", "not_a_choice"),
        ("view=", "not_a_choice"),
        ("readings=some", "not_a_choice"),
        ("vew=brief", "unknown_parameter"),
        ("view=brief&view=full", "repeated_parameter"),
        ("view=%ff", "not_a_choice"),
        ("&".join(["a=1"] * 200), "unfit"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/assessments", "/v1/assessments/"])
def test_a_bad_query_is_a_problem(server, is_a_problem, path, query, code):
    answer = server.assessed(b"{}", f"{path}?{query}")
    faults = is_a_problem(answer, 400, "invalid_query")["errors"]
    assert [(fault["in"], fault["code"]) for fault in faults] == [("query", code)]


@pytest.mark.parametrize("path", CALLS[1:])
def test_a_call_without_parameters_takes_none(server, is_a_problem, path):
    answer = server.assessed(b"{}", f"{path}?view=brief")
    assert is_a_problem(answer, 400, "invalid_query")["errors"][0]["code"] == "unknown_parameter"


def test_all_faults_of_a_query_are_told_at_once(server, is_a_problem):
    answer = server.assessed(b"{}", "/v1/assessments?view=x&readings=y&z=1&view=full")
    assert len(is_a_problem(answer, 400, "invalid_query")["errors"]) == 4


@pytest.mark.parametrize("code", codes())
def test_the_type_of_every_problem_leads_to_a_page_in_both_languages_and_forms(server, validator_of, code):
    words = catalogue()["problem"][code]
    page = server.asked("GET", f"/problems/{code}")
    assert page.status == 200
    validator_of("ProblemPage").validate(page.json())
    assert page.json()["title"] == words["title"]
    html = server.asked("GET", f"/problems/{code}", headers={"Accept": "text/html,*/*;q=0.8"} | ENGLISH)
    assert html.headers["content-type"].startswith("text/html")
    text = html.body.decode()
    assert text.index(words["title"]["en"]) < text.index(words["title"]["zh"])
    assert re.findall(r"(?:src|href)=\"(?!data:)", text) == []


def test_what_is_no_http_is_a_problem_too(server, is_a_problem):
    answer = answer_in(server.told(b"GET / HTTP/9.9\r\n\r\n"))
    is_a_problem(answer, 400, "malformed_request")


@pytest.mark.parametrize("kind", ["problem", "reason", "fault", "expected"])
def test_every_text_of_the_catalogue_is_there_in_both_languages_and_needs_the_same_values(kind):
    for code, words in catalogue()[kind].items():
        for name, text in words.items():
            if name == "status":
                continue
            assert set(text) == {"zh", "en"}, (code, name)
            needs = [sorted(set(re.findall(r"{(\w+?)(?:_zh|_en)?}", text[language]))) for language in ("zh", "en")]
            assert needs[0] == needs[1], (code, name)
            assert re.search(r"[\u4e00-\u9fff]|^{\w+}$", text["zh"])
            assert re.fullmatch(r"[\x20-\x7e–]+", text["en"])


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh"),
        ("en", "en"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("zh;q=0.1, en;q=0.2", "en"),
        ("EN-gb", "en"),
        ("fr, *;q=0.1", "zh"),
        ("fr, de", "zh"),
        ("en;q=0, zh", "zh"),
        ("en;q=0", "zh"),
        ("en;q=2", "zh"),
        ("en;q=x", "zh"),
        ("en;level=1", "en"),
        ("*", "zh"),
        ("*;q=0.5, en;q=0.7", "en"),
        ("english", "zh"),
        ("en," * 400, "zh"),
        (", ;, ;q=1", "zh"),
    ],
)
def test_the_language_is_what_the_caller_weighs_most(header, language):
    assert preferred(header.encode()) == language
