"""However much is sent, the server stays small, answers at once when it is full, and logs nothing but events."""

import contextlib
import json
import socket
import subprocess
import sys
import threading
import time
from functools import partial

import psutil
import pytest

from tests.contract.process import JSON, ROOT, answer_in, served

CASE = (ROOT / "app" / "web" / "openapi" / "case.json").read_bytes()
OPEN = json.dumps({name: value for name, value in json.loads(CASE).items() if name != "plan"}).encode()
MEMORY = 256 * 1024 * 1024
HEAD = b"POST /v1/assessments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


def waited_for(what, seconds=20):
    """What there is as soon as there is something, or nothing after so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(ConnectionError):
            if found := what():
                return found
        time.sleep(0.05)
    return None


@pytest.mark.parametrize("path", ["/v1/assessments", "/v1/options"])
def test_memory_stays_within_bounds_whatever_is_sent(tmp_path, path):
    with served(tmp_path) as server:
        held = psutil.Process(server.process.pid)
        bodies = [b"[" * 10**6, b" " * 1_048_577, b'{"' + b"a" * 10**6, b"[" + b"1," * 500_000 + b"1]"]

        def send():
            for body in bodies * 3:
                server.asked("POST", path, body, JSON)

        threads = [threading.Thread(target=send) for _ in range(8)]
        half = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(150)]
        for connection in half:
            with contextlib.suppress(ConnectionError):  # which is refused meanwhile
                connection.sendall(HEAD.replace(b"/v1/assessments", path.encode()) + b"Content-Length: 1000000\r\n\r\n")
                connection.sendall(b" " * 999_000)
        for thread in threads:
            thread.start()
        most = 0
        while any(thread.is_alive() for thread in threads):
            most = max(most, held.memory_info().rss)
            time.sleep(0.01)
        heard = []
        for connection in half:
            with connection, contextlib.suppress(OSError):
                connection.setblocking(False)
                heard.append(connection.recv(65536)[:12])
        assert heard.count(b"HTTP/1.1 503") > 50  # of 150 MB of bodies not finished, 64 MiB are held
        assert most < MEMORY, f"{most / 1024 / 1024:.0f} MiB"
        assert server.assessed(CASE).status == 200


@pytest.mark.parametrize("path", [b"/v1/assessments", b"/v1/options", b"/v1/assessments/batch"])
@pytest.mark.parametrize("piece", [b"X-A: 1\r\n" * 8192, b"a" * 65536], ids=["many fields", "a long one"])
def test_what_stands_behind_a_body_is_bounded_like_a_head(tmp_path, path, piece):
    kind = b"jsonl" if path.endswith(b"batch") else b"json"
    head = b"POST %b HTTP/1.1\r\nHost: x\r\nContent-Type: application/%b\r\n" % (path, kind)
    body = b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: "
    with served(tmp_path) as server:
        held = psutil.Process(server.process.pid)
        before = held.memory_info().rss
        heard = [server.told(head + body, *[piece] * 20, closing=True) for _ in range(20)]
        assert any(b"headers_too_large" in each for each in heard)  # it is lost where more came after it was said
        assert held.memory_info().rss - before < 32 * 1024 * 1024
        assert server.assessed(CASE).status == 200


def test_a_connection_too_many_is_answered_503_at_once(tmp_path):
    with served(tmp_path, ["--connections", "20"]) as server:
        idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(20)]
        began = time.monotonic()
        answer = server.assessed(CASE)
        assert time.monotonic() - began < 3  # a second is promised; a busy machine is given more, here and below
        assert (answer.status, answer.json()["code"]) == (503, "overloaded")
        assert answer.headers["retry-after"] == "1"
        assert answer.headers["connection"] == "close"
        for connection in idle:
            connection.close()
        assert waited_for(lambda: server.assessed(CASE).status == 200)


def test_the_log_is_one_line_of_json_an_event_whatever_is_sent(server):
    secret = "430102199001011234"
    evil = f'/{secret}%0d%0a%1b[31m{{"level":"error"}}'
    server.asked("GET", evil, headers={"X-Request-Id": 'x"\\', "User-Agent": "\x1b[31m" + secret})
    server.assessed(json.dumps({secret: secret, "\r\n": 1}).encode(), f"/v1/assessments?view={secret}")
    server.told(b"\x1b[31m" + secret.encode() + b"\r\n\r\n")
    server.asked("GET", "/livez", headers={"X-Request-Id": "find-me"})
    found = waited_for(lambda: [event for event in server.events() if event.get("request_id") == "find-me"])
    assert len(found) == 1
    found = found[0]
    events = server.events()
    assert all({"time", "level", "event"} <= event.keys() for event in events)
    assert (found["event"], found["method"], found["route"], found["status"]) == ("request", "GET", "/livez", 200)
    text = server.log.read_text()
    assert secret not in text
    assert "\x1b" not in text
    assert "127.0.0.1:" not in "".join(json.dumps(event) for event in events if event["event"] == "request")


@pytest.mark.parametrize("path", [b"/v1/assessments", b"/v1/options"])
def test_whoever_goes_away_with_half_a_body_sent_is_no_failure_of_ours(tmp_path, path):
    with served(tmp_path) as server:
        before = server.log.read_bytes()
        server.told(HEAD.replace(b"/v1/assessments", path) + b"Content-Length: 500\r\n\r\n{", wait=0.2)
        several = HEAD.replace(b"/v1/assessments", b"/v1/options") + b"Content-Length: %d\r\n\r\n%b" % (len(OPEN), OPEN)
        for _ in range(5):  # nor whoever does with several requests under way
            server.told(several * 3, wait=0.001)
        assert server.assessed(CASE).status == 200
        assert server.log.read_bytes() == before


def test_without_the_flag_a_request_writes_nothing(tmp_path):
    with served(tmp_path) as server:
        before = server.log.read_bytes()
        server.assessed(CASE)
        server.told(b"nonsense\r\n\r\n")
        assert server.log.read_bytes() == before


def test_it_stops_within_ten_seconds_with_a_request_half_sent(tmp_path):
    with served(tmp_path) as server:
        with socket.create_connection(("127.0.0.1", server.port)) as half:
            half.sendall(HEAD + b"Content-Length: 500\r\n\r\n{")
            time.sleep(0.2)
            server.process.terminate()
            began = time.monotonic()
            half.settimeout(12)
            assert answer_in(half.recv(65536)).status in (408, 503)
        server.process.wait(13)
        assert time.monotonic() - began < 13


def test_a_request_sent_before_the_stop_is_still_answered(tmp_path):
    with served(tmp_path) as server, socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(CASE) + CASE[:-1])
        time.sleep(0.2)
        server.process.terminate()
        time.sleep(0.3)
        connection.sendall(CASE[-1:])
        connection.settimeout(5)
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")


def test_who_has_just_connected_is_still_answered_when_the_server_is_told_to_stop(tmp_path):
    asked = HEAD + b"Content-Length: %d\r\n\r\n" % len(CASE) + CASE
    sent = [b"", b"GET /livez HT", asked[:20], asked]  # before the stop
    rest = [b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", b"TP/1.1\r\nHost: x\r\n\r\n", asked[20:], b""]
    with served(tmp_path) as server, contextlib.ExitStack() as stack:
        connect = lambda: socket.create_connection(("127.0.0.1", server.port), timeout=5)  # noqa: E731
        callers = [stack.enter_context(connect()) for _ in sent]
        for caller, part in zip(callers, sent, strict=True):
            caller.sendall(part)
        assert server.asked("GET", "/livez").status == 200  # all of them have been taken in
        server.process.terminate()
        assert waited_for(lambda: b"Shutting down" in server.log.read_bytes())
        for caller, part in zip(callers, rest, strict=True):
            caller.sendall(part)
        heard = [b"".join(iter(partial(caller.recv, 65536), b"")) for caller in callers]
        assert [each[:15] for each in heard] == [b"HTTP/1.1 200 OK"] * 4
        assert server.process.wait(10) is not None


def test_several_workers_share_one_address_and_stop_together(tmp_path):
    with served(tmp_path, ["--workers", "2"]) as server:
        assert waited_for(lambda: server.told(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n"))
        assert server.assessed(CASE).status == 200
        children = psutil.Process(server.process.pid).children(recursive=True)
        server.process.terminate()
        server.process.wait(15)
        _, left = psutil.wait_procs(children, timeout=5)
        assert [child for child in left if child.status() != psutil.STATUS_ZOMBIE] == []


def test_a_policy_that_cannot_be_used_is_not_served(tmp_path):
    (tmp_path / "documents.toml").write_text("= broken")
    command = [sys.executable, "-m", "app", "serve", "--policy", str(tmp_path)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert found.returncode == 2
    assert "documents.toml" in found.stderr
    assert "Traceback" not in found.stderr


def test_a_log_that_cannot_be_written_costs_no_answer(tmp_path):
    with served(tmp_path, ["--access-log"]) as server:
        size = server.log.stat().st_size
        psutil.Process(server.process.pid).rlimit(psutil.RLIMIT_FSIZE, (size, size))
        for _ in range(3):
            assert server.asked("POST", "/v1/assessments", CASE, JSON).status == 200
            assert server.asked("GET", "/livez").status == 200
        assert server.log.stat().st_size == size
