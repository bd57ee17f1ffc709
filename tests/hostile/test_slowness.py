"""Callers who dawdle are let go within ten seconds, and do not keep others waiting."""

import contextlib
import http.client
import socket
import time
from dataclasses import dataclass, field

import psutil
import pytest

from tests.contract.process import JSON, ROOT, answer_in

CASE = (ROOT / "app" / "web" / "openapi" / "case.json").read_bytes()
HEAD = b"POST /v1/assessments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
HOT = HEAD + b"Content-Length: %d\r\n\r\n%b" % (len(CASE), CASE)
PAGE = b"GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n"
WITHIN = 10.0
BUSY = 3.0
"""Seconds that a machine which is busy with other tests is given beyond what is promised."""
EACH = 40
SLOW = {
    "nothing": (b"", b"", None),
    "head": (b"GET /livez HTTP/1.1\r\nHost: x\r\nX: ", b"a", 408),
    "body": (HEAD + b"Content-Length: 5000\r\n\r\n{", b" ", 408),
    "chunks": (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n", 408),
    "idle": (b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", b"", 200),
}


@dataclass
class Slow:
    """A caller who sends a few words, then trickles."""

    kind: str
    connection: socket.socket
    heard: bytes = b""
    held: float = 0.0
    began: float = field(default_factory=time.monotonic)

    def gone(self):
        try:
            while piece := self.connection.recv(65536):
                self.heard += piece
        except BlockingIOError:
            with contextlib.suppress(OSError):
                self.connection.sendall(SLOW[self.kind][1])
            return False
        except ConnectionError:
            pass
        self.held = time.monotonic() - self.began
        self.connection.close()
        return True


def slow(server, kind):
    connection = socket.create_connection(("127.0.0.1", server.port))
    connection.sendall(SLOW[kind][0])
    connection.setblocking(False)
    return Slow(kind, connection)


def test_two_hundred_slow_callers_are_let_go_and_others_are_served_meanwhile(server):
    callers = [slow(server, kind) for kind in SLOW for _ in range(EACH)]
    waiting, slowest, end = callers, 0.0, time.monotonic() + WITHIN + BUSY
    while waiting and time.monotonic() < end:
        began = time.monotonic()
        assert server.assessed(CASE).status == 200
        slowest = max(slowest, time.monotonic() - began)
        waiting = [caller for caller in waiting if not caller.gone()]
        time.sleep(0.2)
    assert [caller.kind for caller in waiting] == []
    assert max(caller.held for caller in callers) < WITHIN + BUSY
    assert slowest < BUSY
    told = {(caller.kind, answer_in(caller.heard).status if caller.heard else None) for caller in callers}
    assert told == {(kind, status) for kind, (_, _, status) in SLOW.items()}


@pytest.mark.parametrize("asked", [PAGE * 20, HOT * 2000], ids=["page", "hot"])
def test_a_caller_who_never_reads_is_let_go(server, asked):
    held = psutil.Process(server.process.pid).memory_info
    before, began, gone = held().rss, time.monotonic(), False
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", server.port))
        connection.setblocking(False)
        while not gone and time.monotonic() - began < WITHIN + BUSY:
            try:
                asked = asked[connection.send(asked or b"\r\n") :]
            except BlockingIOError:
                assert server.asked("GET", "/livez").status == 200
            except ConnectionError:
                gone = True
            time.sleep(0.1)
    assert gone
    assert held().rss - before < 32 * 1024 * 1024


def test_every_request_on_a_connection_has_its_own_time(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    with contextlib.closing(connection):
        for _ in range(4):
            connection.connect() if connection.sock is None else None
            before = connection.sock
            connection.request("POST", "/v1/assessments", CASE, JSON)
            assert connection.getresponse().read()
            assert connection.sock is before
            time.sleep(3)
