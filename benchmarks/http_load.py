"""What asks the benchmark's server: 32 connections that ask again as soon as they are answered, for some seconds.

wrk where it is installed; else a client of our own, which is slower than the server and makes ratios look better than
they are.
"""

import asyncio
import os
import re
import shutil
import subprocess
import tempfile
import time
from typing import Final, NamedTuple

import uvloop
from typing_extensions import override

from benchmarks.http_server import BODY

CONNECTIONS: Final = 32
SCRIPT: Final = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local file = io.open("{body}", "rb")
wrk.body = file:read("*a")
file:close()
"""
UNITS: Final = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class Seen(NamedTuple):
    """What a client saw: requests a second, median and 99th percentile."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float


def load(url: str, seconds: float) -> Seen:
    """Ask for some seconds."""
    return with_wrk(url, seconds) if shutil.which("wrk") else with_own_client(url, seconds)


def pinned(core: int) -> list[str]:
    """What keeps a command on one core, where there is more than one."""
    many = len(os.sched_getaffinity(0)) > 1
    return ["taskset", "-c", str(sorted(os.sched_getaffinity(0))[core])] if many and shutil.which("taskset") else []


def with_wrk(url: str, seconds: float) -> Seen:
    """The same by wrk."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT.format(body=BODY))
        script.flush()
        load = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--latency", "-s", script.name]
        command = [*pinned(1), "wrk", *load, url]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", said)
    percentiles = dict(re.findall(r"(50|99)%\s+([0-9.]+[a-z]+)", said))
    if rate is None:
        raise RuntimeError(said)
    return Seen(float(rate[1]), milliseconds(percentiles["50"]), milliseconds(percentiles["99"]))


def milliseconds(text: str) -> float:
    """A time as wrk writes it."""
    number, unit = re.fullmatch(r"([0-9.]+)([a-z]+)", text).groups()  # type: ignore[union-attr]
    return float(number) * UNITS[unit]


class Caller(asyncio.Protocol):
    """A connection that asks the same again as soon as it is answered."""

    def __init__(self, request: bytes, took: list[float]) -> None:
        self._request, self._took, self._heard = request, took, b""

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        self._transport = transport
        self._ask()

    @override
    def data_received(self, data: bytes) -> None:
        """Note the answer once it is whole, and ask again."""
        self._heard += data
        head, end, body = self._heard.partition(b"\r\n\r\n")
        if not end or len(body) < int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]):
            return
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head)
        self._took.append(time.perf_counter() - self._asked)
        self._heard = b""
        self._ask()

    def _ask(self) -> None:
        self._asked = time.perf_counter()
        self._transport.write(self._request)  # type: ignore[attr-defined]


def with_own_client(url: str, seconds: float) -> Seen:
    """The same by a client of our own."""
    host, _, path = url.removeprefix("http://").partition("/")
    name, _, port = host.partition(":")
    body = BODY.read_bytes()
    head = f"POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    took: list[float] = []

    async def asked() -> None:
        loop = asyncio.get_running_loop()
        request = head.encode() + b"\r\n\r\n" + body
        made = [
            await loop.create_connection(lambda: Caller(request, took), name, int(port)) for _ in range(CONNECTIONS)
        ]
        await asyncio.sleep(seconds)
        for transport, _protocol in made:
            transport.abort()

    uvloop.run(asked())
    took.sort()
    return Seen(len(took) / seconds, took[len(took) // 2] * 1000, took[len(took) * 99 // 100] * 1000)
