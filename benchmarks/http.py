"""How much the service costs over HTTP, against echoes on the same server in the same run: `python -m benchmarks.http`.

One worker on one core, wrk on another. Rounds are interleaved, so that a slow moment of the machine falls on all alike;
what counts are the ratios: of requests a second, and of the server's processor time for one request, which others at
work on the machine change less. BENCH_ROUNDS and BENCH_SECONDS say how long.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from compileall import compile_dir
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from benchmarks.http_load import CONNECTIONS, load, pinned

ROOT: Final = Path(__file__).parents[1]
ROUNDS: Final = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "3"))
STARTS: Final = 9
PATIENCE: Final = 30.0
CALLS: Final = {
    "echo, brief": "/echo/brief",
    "brief": "/v1/assessments?view=brief",
    "echo, full": "/echo/full",
    "full": "/v1/assessments",
    "Litestar echo": "/echo/litestar",
}
BARS: Final = {"brief": 0.80, "full": 0.60}


@dataclass
class Figures:
    """The figures of one call: of one round, or the medians of all."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float
    server_cpu_us: float


@dataclass
class Result:
    """What a run found: the calls, their ratios to their echoes, and the service itself."""

    calls: dict[str, Figures]
    ratios: dict[str, float]
    cpu_ratios: dict[str, float]
    start_s: float
    memory_mib: float


@contextmanager
def server(*command: str) -> Iterator[tuple[psutil.Process, str, float]]:
    """A server process that is ready, its address, and the seconds it took to be."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = str(one.getsockname()[1])
    url = f"http://127.0.0.1:{port}"
    began = time.perf_counter()
    whole = [*pinned(0), sys.executable, "-m", *(port if word == "PORT" else word for word in command)]
    process = subprocess.Popen(whole, stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        while not ready(url) and time.perf_counter() - began < PATIENCE:
            time.sleep(0.002)
        yield psutil.Process(process.pid), url, time.perf_counter() - began
    finally:
        process.terminate()
        process.wait()


def ready(url: str) -> bool:
    """Whether the server answers that it is ready."""
    try:
        with urlopen(f"{url}/readyz") as answer:  # noqa: S310 (our own server)
            return bool(answer.status == 200)  # noqa: PLR2004 (OK)
    except URLError:
        return False


def one_round(url: str, process: psutil.Process) -> Figures:
    """One call for some seconds."""
    before = sum(process.cpu_times()[:2])
    seen = load(url, SECONDS)
    used = sum(process.cpu_times()[:2]) - before
    return Figures(*seen, server_cpu_us=used / (seen.requests_per_second * SECONDS) * 1e6)


def middle(figures: Iterable[float]) -> float:
    """The median."""
    return statistics.median(figures)


def medians(rounds: Sequence[Figures]) -> Figures:
    """The median of each figure."""
    names = Figures.__dataclass_fields__
    return Figures(**{name: middle(getattr(one, name) for one in rounds) for name in names})


def run() -> Result:
    """A whole run."""
    starts, memory = [], 0.0
    compile_dir(ROOT / "app", quiet=1)  # as an installation has it, whether or not Python may write bytecode here
    for _ in range(STARTS):
        with server("app", "serve", "--port", "PORT") as (process, _url, took):
            starts.append(took)
            memory = process.memory_info().rss / 2**20
    found: dict[str, list[Figures]] = {name: [] for name in CALLS}
    with server("benchmarks.http_server", "PORT") as (process, url, _took):
        for path in CALLS.values():
            load(url + path, 1)
        for _ in range(ROUNDS):
            for name, path in CALLS.items():
                found[name].append(one_round(url + path, process))
    beside = {name: list(zip(found[name], found[f"echo, {name}"], strict=True)) for name in BARS}
    return Result(
        {name: medians(rounds) for name, rounds in found.items()},
        {
            name: middle(one.requests_per_second / echo.requests_per_second for one, echo in beside[name])
            for name in BARS
        },
        {name: middle(echo.server_cpu_us / one.server_cpu_us for one, echo in beside[name]) for name in BARS},
        middle(starts),
        memory,
    )


def show(result: Result) -> None:
    """Print a run: a table for people, and a line of JSON for programs."""
    print(f"HTTP: one worker, {CONNECTIONS} connections, {ROUNDS} rounds of {SECONDS:g} s")
    print(f"{'':15}{'req/s':>9}{'p50 ms':>9}{'p99 ms':>9}{'CPU us':>9}{'of echo':>9}{'by CPU':>9}{'bar':>7}")
    for name, figures in result.calls.items():
        ratio = ""
        if name in BARS:
            ratio = f"{result.ratios[name]:9.2f}{result.cpu_ratios[name]:9.2f}{BARS[name]:7.2f}"
        times = f"{figures.p50_ms:9.2f}{figures.p99_ms:9.2f}{figures.server_cpu_us:9.1f}"
        print(f"{name:15}{figures.requests_per_second:9.0f}{times}{ratio}")
    print(f"start to ready {result.start_s:.2f} s, memory then {result.memory_mib:.0f} MiB")
    print(json.dumps(asdict(result)))


def main() -> None:
    """Run and show."""
    show(run())


if __name__ == "__main__":
    main()
