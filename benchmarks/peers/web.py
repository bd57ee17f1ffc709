"""网络. One case a request: what our service, its echo and OpenFisca's own web API spend on it."""

import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Final
from urllib.error import URLError
from urllib.request import Request, urlopen

import psutil

from benchmarks.http import server
from benchmarks.http_load import load, pinned
from benchmarks.peers.cases import FIRST_YEAR, YEAR
from benchmarks.peers.ours import FIGURES

SECONDS: Final = float(os.environ.get("BENCH_SECONDS", "3"))
PATIENCE: Final = 60.0


def situation(case: dict[str, Any]) -> dict[str, Any]:
    """情形. A case as OpenFisca's web API takes it, asking for what all engines are asked for."""
    paid = {record["year"] for record in case["history"] if record["kind"] == "resident"}
    spells = [(record["from"], record["to"]) for record in case["history"] if record["kind"] == "employee"]
    months = [f"{year}-{month:02}" for year in range(FIRST_YEAR, YEAR) for month in range(1, 13)]
    asked = {name: {str(YEAR): None} for name in ("lapse_years", "waiting_months", "first_covered_day")}
    person = {
        "fee_paid": {str(year): year in paid for year in range(FIRST_YEAR, YEAR)},
        "employed": {month: True for month in months if any(begun <= month <= ended for begun, ended in spells)},
        "in_window": {str(YEAR): case["plan"]["in_window"]},
        "paid_on": {str(YEAR): case["on"]},
    }
    return {"persons": {"p": person | asked}, "households": {"h": {"members": ["p"]}}}


@contextmanager
def web_api(python: Path) -> Iterator[tuple[psutil.Process, str]]:
    """OpenFisca 服务. Its web API behind gunicorn with one worker, on the core that ours has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    gunicorn = [str(python), "-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    command = [*pinned(0), *gunicorn, "serve_openfisca:application"]
    process = subprocess.Popen(command, cwd=Path(__file__).parent / "engines", stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + PATIENCE
        while not _there(url) and time.monotonic() < end:
            time.sleep(0.1)
        yield psutil.Process(process.pid), url
    finally:
        process.terminate()
        process.wait()


def _there(url: str) -> bool:
    try:
        with urlopen(f"{url}/spec"):  # noqa: S310 (our own server)
            return True
    except URLError:
        return False


def over_http(python: Path, lines: Path) -> dict[str, float]:
    """每次请求. CPU microseconds of the server for a request, for a case whose answer is checked too."""
    case = next(one for one in map(json.loads, lines.read_text().splitlines()) if one["history"])
    del case["id"]
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = Path(name, "ours.json"), Path(name, "theirs.json")
        ours.write_text(json.dumps(case, separators=(",", ":")))
        theirs.write_text(json.dumps(situation(case)))
        with server("benchmarks.http_server", "PORT", str(FIGURES)) as (process, url, _took):
            calls = {"echo": "/echo/brief", "brief": "/v1/assessments?view=brief", "explained": "/v1/assessments"}
            found = {name: _spent(process, url + path, ours) for name, path in calls.items()}
            wanted = _answer(f"{url}/v1/assessments?view=brief", ours.read_bytes())["years"][0]
        with web_api(python) as (process, url):
            got = _answer(f"{url}/calculate", theirs.read_bytes())["persons"]["p"]
            first = parsedate_to_datetime(got["first_covered_day"][str(YEAR)]).date().isoformat()
            if (got["lapse_years"][str(YEAR)], first) != (wanted["lapse_years"], wanted["covered_from"]):
                raise RuntimeError(got)
            found["OpenFisca"] = _spent_one_by_one(process, f"{url}/calculate", theirs.read_bytes())
    return found


def _spent(process: psutil.Process, url: str, body: Path) -> float:
    """CPU. Microseconds of the server, its workers included, for one request."""
    load(url, 1, [body.read_bytes()])
    before = _cpu_seconds(process)
    served = load(url, SECONDS, [body.read_bytes()]).requests_per_second * SECONDS
    return (_cpu_seconds(process) - before) / served * 1e6


def _spent_one_by_one(process: psutil.Process, url: str, body: bytes) -> float:
    """逐个. The same for a server that so many connections would keep waiting longer than they wait."""
    before, end, served = _cpu_seconds(process), time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        _answer(url, body)
        served += 1
    return (_cpu_seconds(process) - before) / served * 1e6


def _cpu_seconds(process: psutil.Process) -> float:
    return float(sum(sum(each.cpu_times()[:2]) for each in (process, *process.children(recursive=True))))


def _answer(url: str, body: bytes) -> Any:  # noqa: ANN401 (any JSON)
    with urlopen(Request(url, body, {"Content-Type": "application/json"})) as answer:  # noqa: S310 (our own server)
        return json.load(answer)
