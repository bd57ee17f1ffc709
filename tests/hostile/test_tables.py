"""What a caller should not send, row by row, against a real process."""

import json
import re

import pytest

from tests.contract.process import JSON, ROOT, answer_in
from tests.hostile.notation import meant, table

CASE = json.dumps(json.loads((ROOT / "app" / "web" / "openapi" / "case.json").read_bytes()), separators=(",", ":"))

OPEN = json.dumps({name: value for name, value in json.loads(CASE).items() if name != "plan"}).encode()


def what(row):
    return row["what"].replace(" ", "-")


def swapped(old, new):
    before, found, after = CASE.partition(old)
    assert found, f"{old} is not in the case"
    return before.encode() + meant(new) + after.encode()


def is_told(answer, row):
    assert answer.status == row["status"], answer.body[:500]
    assert answer.headers["x-request-id"]
    if "code" not in row:
        return
    assert answer.headers["content-type"] == "application/problem+json"
    problem = json.loads(answer.body)
    assert problem["code"] == row["code"]
    if "fault" in row:
        assert problem["errors"][0]["code"] == row["fault"]
        assert problem["errors"][0]["pointer"] == row.get("pointer", "")


@pytest.mark.parametrize("row", table("bodies"), ids=what)
def test_a_body(server, row):
    body = meant(row["body"]) if "body" in row else swapped(*row["swap"])
    is_told(server.asked("POST", "/v1/assessments", body, JSON), row)


@pytest.mark.parametrize("row", table("requests"), ids=what)
def test_a_request(server, row):
    case = CASE.encode()
    body = meant(row.get("body", "")).replace(b"{CASE}", case)
    body = body.replace(b"{CHUNKED}", b"%x\r\n%b\r\n0\r\n\r\n" % (len(case), case))
    head = meant("\r\n".join(row["head"])).replace(b"{LENGTH}", b"%d" % len(case))
    heard = server.told(head + b"\r\n\r\n" + body)
    is_told(answer_in(heard), row)
    if "answers" in row:
        assert heard.count(b"HTTP/1.1 ") == row["answers"]


def test_a_body_in_single_bytes_is_answered_as_any_other(server):
    case = CASE.encode()
    head = b"POST /v1/assessments?view=brief HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    heard = server.told(head + b"Content-Length: %d\r\n\r\n" % len(case), *(bytes([byte]) for byte in case))
    assert answer_in(heard).status == 200


def test_requests_in_a_row_on_one_connection_are_answered_in_order(server):
    one = b"GET /livez HTTP/1.1\r\nHost: x\r\nX-Request-Id: n%d\r\n\r\n"
    asked = b"".join(one % number for number in range(50)) + b"GET / HTTP/1.1\r\n\r\n"
    heard = server.told(asked, closing=True)
    places = [heard.index(b"x-request-id: n%d\r\n" % number) for number in range(50)]
    assert places == sorted(places)
    assert b"HTTP/1.1 400 Bad Request\r\n" in heard[places[-1] :]  # the last names no host, and no more is heard


def test_calls_answered_at_once_and_others_keep_their_order_on_one_connection(server):
    case = CASE.encode()
    hot = b"POST /v1/assessments?view=brief HTTP/1.1\r\nHost: x\r\nX-Request-Id: n%d\r\n"
    hot += b"Content-Type: application/json\r\n"
    whole = b"Content-Length: %d\r\n\r\n%b" % (len(case), case)
    chunked = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n\r\n" % (len(case), case)
    other = b"GET /livez HTTP/1.1\r\nHost: x\r\nX-Request-Id: n%d\r\n\r\n"
    last = b"Connection: close\r\n"
    asked = b"".join(
        one % number
        for number, one in enumerate([hot + b"{W}", other, hot + b"{C}", hot + b"{W}", other, hot + last + b"{W}"])
    )
    asked = asked.replace(b"{W}", whole).replace(b"{C}", chunked)
    answers = set()
    for cut in (0, 10, len(asked) // 3, len(asked) // 2, len(asked) - 10):
        heard = server.told(asked[:cut], asked[cut:], closing=True)
        places = [heard.index(b"x-request-id: n%d\r\n" % number) for number in range(6)]
        assert places == sorted(places)
        assert heard.count(b"HTTP/1.1 200 OK\r\n") == 6
        answers.update(
            part.partition(b"\r\n\r\n")[2] for part in heard.split(b"HTTP/1.1 200 OK\r\n") if b"outcome" in part
        )
    assert len(answers) == 1


def posted(path, body, number):
    head = b"POST %b HTTP/1.1\r\nHost: x\r\nX-Request-Id: n%d\r\nContent-Type: application/json\r\n" % (path, number)
    return head + b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def test_whatever_takes_its_time_is_answered_before_what_came_behind_it(server):
    quick, long = posted(b"/v1/assessments", CASE.encode(), 0), posted(b"/v1/options", OPEN, 1)
    last = b"GET /livez HTTP/1.1\r\nHost: x\r\nX-Request-Id: n2\r\nConnection: close\r\n\r\n"
    heard = server.told(quick + long + last, closing=True)
    assert re.findall(rb"x-request-id: (n\d)", heard) == [b"n0", b"n1", b"n2"]


CHUNKED = (
    b"POST /v1/options HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
)


@pytest.mark.parametrize("garbage", [b"G\x00T\r\n\r\n", CHUNKED + b"zz\r\n"], ids=["a head", "a body"])
@pytest.mark.parametrize("path", [b"/v1/assessments", b"/v1/options"])
def test_calls_with_garbage_behind_them_are_still_answered_and_first(server, path, garbage):
    body = OPEN if path.endswith(b"options") else CASE.encode()
    heard = server.told(posted(path, body, 0), posted(path, body, 1) + garbage, closing=True)
    assert re.findall(rb"x-request-id: (n\d)", heard) == [b"n0", b"n1"]
    assert re.findall(rb"HTTP/1.1 (\d+) ", heard) == [b"200", b"200", b"400"]
    assert heard.endswith(b'"errors":[]}')
    assert b"malformed_request" in heard


UPGRADING = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAA\r\n"


@pytest.mark.parametrize("target", [b"/v1/assessments?view=brief", b"/v1/assessments/batch"])
@pytest.mark.parametrize("size", [1, 7, 60, 100_000])
def test_a_wish_for_another_protocol_loses_no_body_however_it_is_cut(server, target, size):
    case = CASE.encode()
    kind = b"application/x-ndjson" if target.endswith(b"batch") else b"application/json"
    head = b"POST %b HTTP/1.1\r\nHost: x\r\nContent-Type: %b\r\n%b" % (target, kind, UPGRADING)
    asked = head + b"Content-Length: %d\r\n\r\n%b" % (len(case), case)
    last = b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    whole = asked * 3 + last
    heard = server.told(*(whole[at : at + size] for at in range(0, len(whole), size)), closing=True)
    assert heard.count(b"HTTP/1.1 200 OK\r\n") == 4
    assert heard.count(b'"outcome":') == 3


def test_requests_in_a_row_are_no_large_head_however_many_come_at_once(server):
    case = CASE.encode()
    hot = b"POST /v1/assessments?view=brief HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    one = hot + b"Content-Length: %d\r\n\r\n%b" % (len(case), case)
    last = b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    heard = server.told(one * 200 + last, closing=True)
    assert heard.count(b"HTTP/1.1 200 OK\r\n") == 201


IN_CHUNKS = b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n0\r\n" % (len(CASE.encode()), CASE.encode())


@pytest.mark.parametrize("cut", [0, 60, 5000])
@pytest.mark.parametrize(
    ("given", "status"), [(b"text/plain", b"415 Unsupported Media Type"), (b"application/json", b"200 OK")]
)
def test_what_stands_behind_a_body_in_chunks_says_nothing(server, given, status, cut):
    other = {b"text/plain": b"application/json", b"application/json": b"text/plain"}[given]
    head = b"POST /v1/assessments HTTP/1.1\r\nHost: x\r\nContent-Type: %b\r\n" % given
    asked = head + IN_CHUNKS + b"Content-Type: %b\r\nX-Request-Id: behind\r\nHost: y\r\n\r\n" % other
    last = b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    heard = server.told((asked + last)[:cut], (asked + last)[cut:], closing=True)
    assert heard.startswith(b"HTTP/1.1 %b\r\n" % status)
    assert heard.endswith(b'{"status":"live"}')
    assert b"behind" not in heard


def test_nothing_hostile_has_stopped_the_server(server):
    assert server.process.poll() is None
    assert server.asked("GET", "/readyz").status == 200
