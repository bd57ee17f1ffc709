"""A real server process on loopback, started for the tests and ended with them; and raw words with it."""

import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
READY_WITHIN = 30.0
JSON = {"Content-Type": "application/json"}


@dataclass
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Served:
    """A server process and how to speak with it."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def asked(
        self, method: str, target: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, target, body, headers or {})
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            return Answer(response.status, found, response.read())

    def assessed(self, body: bytes, target: str = "/v1/assessments", **headers: str) -> Answer:
        return self.asked("POST", target, body, JSON | headers)

    def told(self, *parts: bytes, wait: float = 5.0, closing: bool = False) -> bytes:
        """All that comes back on one connection for these bytes, until it is closed or nothing comes for a while."""
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.settimeout(wait)
            heard = bytearray()
            with contextlib.suppress(ConnectionError, TimeoutError):
                for part in parts:
                    connection.sendall(part)
            with contextlib.suppress(ConnectionError, TimeoutError):
                while closing or not _whole(bytes(heard)):
                    piece = connection.recv(65536)
                    if not piece:
                        break
                    heard += piece
            return bytes(heard)

    def events(self) -> list[dict[str, Any]]:
        whole, _, _half = self.log.read_bytes().rpartition(b"\n")
        return [json.loads(line) for line in whole.splitlines()]


def answer_in(heard: bytes) -> Answer:
    """The first answer in what came back on a connection."""
    head, _, body = heard.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Answer(int(first.split(" ")[1]), {name.lower(): value for name, value in headers.items()}, body)


def _whole(heard: bytes) -> bool:
    head, end, body = heard.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: ([0-9]+)", head)
    return bool(end) and length is not None and len(body) >= int(length[1])


@contextlib.contextmanager
def served(folder: Path, arguments: Sequence[str] = ()) -> Iterator[Served]:
    """A server on a free port, with its log in `folder`; told to stop at the end, and made to if it does not."""
    log = folder / "server.log"
    command = [sys.executable, "-m", "app", "serve", "--port", "0", *arguments]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT, env=os.environ)
    try:
        yield Served(process, _port(process, log), log)
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _port(process: subprocess.Popen[bytes], log: Path) -> int:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end and process.poll() is None:
        if found := re.search(rb"running on http://127\.0\.0\.1:([0-9]+)", log.read_bytes()):
            return int(found[1])
        time.sleep(0.02)
    raise RuntimeError(f"no server: {log.read_text()}")
