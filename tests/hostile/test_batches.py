"""Batches that dawdle, gorge, break off or never end: the server stays small, and others are served meanwhile."""

import contextlib
import json
import socket
import threading
import time

import psutil
import pytest

from app.web.batches import BATCHES_AT_MOST
from tests.contract.process import ROOT, served

LINE = json.dumps(json.loads((ROOT / "app" / "web" / "openapi" / "case.json").read_bytes())).encode() + b"\n"
HEAD = (
    b"POST /v1/assessments/batch?view=brief HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: application/jsonl\r\nTransfer-Encoding: chunked\r\n\r\n"
)
WITHIN = 10.0
BUSY = 3.0
"""Seconds that a machine which is busy with other tests is given beyond what is promised."""
FILLING = 20.0
"""Seconds until all buffers on the way to who never reads are full: only then is anybody kept waiting."""
MEMORY = 256 * 1024 * 1024


def chunk(content):
    return b"%x\r\n%b\r\n" % (len(content), content)


def begun(server, content=LINE):
    """A connection with a batch that has begun, and the first of its answers."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=WITHIN)
    connection.sendall(HEAD + chunk(content))
    heard = b""
    while b'"outcome"' not in heard:
        piece = connection.recv(65536)
        if not piece:
            connection.close()
            raise ConnectionRefusedError(heard)
        heard += piece
    return connection, heard


def all_begun(server):
    """As many batches as may be under way, once those that broke off have made room."""
    end = time.monotonic() + WITHIN
    while True:
        connections = []
        try:
            while len(connections) < BATCHES_AT_MOST:
                connections.append(begun(server, LINE + LINE[:50])[0])
        except ConnectionRefusedError:
            for connection in connections:
                connection.close()
            assert time.monotonic() < end
            time.sleep(0.2)
        else:
            return connections


def sent_until_let_go(server):
    """Lines without end on a connection whose answers nobody reads."""
    with contextlib.suppress(ConnectionError), socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(HEAD.replace(b"?view=brief", b""))
        while True:
            connection.sendall(chunk(LINE * 200))


def test_a_line_is_answered_before_the_next_is_sent(server):
    connection, first = begun(server)
    with connection:
        assert first.startswith(b"HTTP/1.1 200")
        connection.sendall(chunk(LINE[:100]))
        connection.sendall(chunk(LINE[100:]) + b"0\r\n\r\n")
        rest = b""
        while piece := connection.recv(65536):
            rest += piece
    assert rest.count(b'"outcome"') == 1
    assert rest.endswith(b"0\r\n\r\n")


def test_who_sends_no_whole_line_or_never_reads_is_let_go_and_others_are_served_meanwhile(server):
    deaf = threading.Thread(target=sent_until_let_go, args=[server])
    deaf.start()
    dawdler, heard = begun(server)
    began, gone = time.monotonic(), False
    with dawdler:
        dawdler.setblocking(False)
        while (deaf.is_alive() or not gone) and time.monotonic() - began < WITHIN + FILLING:
            assert server.asked("GET", "/livez").status == 200
            with contextlib.suppress(BlockingIOError):
                while piece := dawdler.recv(65536):
                    heard += piece
                gone = True
            gone or dawdler.sendall(chunk(b"\n"))
            time.sleep(0.5)
    assert gone
    assert not deaf.is_alive()
    last = json.loads(heard.rpartition(b"\n\r\n0\r\n")[0].rpartition(b"\r\n")[2])
    assert last["code"] == "request_timeout"


def test_a_batch_too_many_is_answered_503_and_one_that_breaks_off_makes_room(server):
    open_batches = all_begun(server)
    refused = server.asked("POST", "/v1/assessments/batch", LINE, {"Content-Type": "application/jsonl"})
    assert (refused.status, refused.json()["code"], refused.headers["retry-after"]) == (503, "overloaded", "1")
    for connection in open_batches:
        connection.close()
    for connection in all_begun(server):
        connection.close()
    assert "internal_error" not in {event["event"] for event in server.events()}


@pytest.mark.parametrize(
    "content", [LINE * 50, b"[" * 10**6, b"x" * 65_536], ids=["cases", "nested", "one endless line"]
)
def test_memory_stays_within_bounds_however_much_is_sent(tmp_path, content):
    with served(tmp_path) as server:
        held, most = psutil.Process(server.process.pid), 0

        def send():
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port)) as connection:
                connection.settimeout(2)
                connection.sendall(HEAD)
                for _ in range(20 * 1024 * 1024 // len(content)):
                    connection.sendall(chunk(content))

        threads = [threading.Thread(target=send) for _ in range(BATCHES_AT_MOST)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            most = max(most, held.memory_info().rss)
            time.sleep(0.01)
        assert most < MEMORY, f"{most / 1024 / 1024:.0f} MiB"
        assert server.asked("GET", "/readyz").status == 200


def test_told_to_stop_it_ends_a_batch_with_the_reason_and_stops_within_ten_seconds(tmp_path):
    with served(tmp_path) as server:
        connection, heard = begun(server)
        stopped = threading.Event()

        def feed():
            with contextlib.suppress(OSError):
                while not stopped.wait(0.2):
                    connection.sendall(chunk(LINE))

        feeder = threading.Thread(target=feed)
        feeder.start()
        server.process.terminate()
        began = time.monotonic()
        with connection, contextlib.suppress(ConnectionError):
            while piece := connection.recv(65536):
                heard += piece
        stopped.set()
        feeder.join()
        server.process.wait(WITHIN + BUSY)
        assert time.monotonic() - began < WITHIN + BUSY
        assert b'"overloaded"' in heard
        assert [event for event in server.events() if "error" in event] == []
