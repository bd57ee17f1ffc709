"""What asks the benchmark's server: wrk, with 32 connections that ask again as soon as they are answered.

A thousand people ask in turn, so that what is kept of one helps another only where it is the same.
"""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from typing import Final, NamedTuple

from benchmarks.people import bodies_of_people

CONNECTIONS: Final = 32
PEOPLE: Final = bodies_of_people(1000)
SCRIPT: Final = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local asked, number = {{}}, 0
function init()
  for body in io.lines("{bodies}") do
    asked[#asked + 1] = wrk.format(nil, nil, nil, body)
  end
end
function request()
  number = number % #asked + 1
  return asked[number]
end
"""
UNITS: Final = {"us": 0.001, "ms": 1.0, "s": 1000.0}


class Seen(NamedTuple):
    """What a client saw: requests a second, median and 99th percentile."""

    requests_per_second: float
    p50_ms: float
    p99_ms: float


def pinned(core: int) -> list[str]:
    """What keeps a command on one core, where there is more than one."""
    many = len(os.sched_getaffinity(0)) > 1
    return ["taskset", "-c", str(sorted(os.sched_getaffinity(0))[core])] if many and shutil.which("taskset") else []


def load(url: str, seconds: float, asked: Sequence[bytes] = PEOPLE) -> Seen:
    """Ask these in turn for some seconds; RuntimeError with what wrk said where not every answer was good."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script, tempfile.NamedTemporaryFile() as bodies:
        bodies.write(b"\n".join(asked))
        bodies.flush()
        script.write(SCRIPT.format(bodies=bodies.name))
        script.flush()
        options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds:g}s", "--latency", "-s", script.name]
        command = [*pinned(1), "wrk", *options, url]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", said)
    percentiles = dict(re.findall(r"(50|99)%\s+([0-9.]+[a-z]+)", said))
    if rate is None or "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    return Seen(float(rate[1]), milliseconds(percentiles["50"]), milliseconds(percentiles["99"]))


def milliseconds(text: str) -> float:
    """A time as wrk writes it."""
    number, unit = re.fullmatch(r"([0-9.]+)([a-z]+)", text).groups()  # type: ignore[union-attr]
    return float(number) * UNITS[unit]
