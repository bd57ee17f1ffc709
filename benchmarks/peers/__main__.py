"""同类比较. `make bench-peers`: answers held against each other, then times in one run; writes docs/performance.md.

Each engine runs in a process of its own, on one core, in rounds that alternate. What is measured is CPU time, so that
whatever else the machine does weighs little; what counts are the ratios. BENCH_ROUNDS, BENCH_SECONDS and
BENCH_PEOPLE say how long.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from benchmarks.http_load import pinned
from benchmarks.peers.cases import cases, write_lines, write_parquet
from benchmarks.peers.ours import answers
from benchmarks.peers.report import report
from benchmarks.peers.web import over_http

ENGINES: Final = Path(__file__).parent / "engines"
PEERS: Final = Path(os.environ.get("BENCH_PEERS_PYTHON", ".venv-peers/bin/python")).absolute()
CASES: Final = 5_000
PEOPLE: Final = int(float(os.environ.get("BENCH_PEOPLE", "1e6")))
ROUNDS: Final = int(os.environ.get("BENCH_ROUNDS", "5"))


class DisagreementError(Exception):
    """不一致. Engines that answer differently are not measured."""


def ran(python: Path | str, *words: Path | str) -> Any:  # noqa: ANN401 (any JSON)
    """运行. What a process says as JSON, on one core."""
    command = [*pinned(0), str(python), *map(str, words)]
    root = Path(__file__).parents[2]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=root).stdout)


def ours(*words: Path | str) -> Any:  # noqa: ANN401 (any JSON)
    """我们. One of our own measurements."""
    return ran(sys.executable, "-m", "benchmarks.peers.ours", *words)


def agree(folder: Path) -> int:
    """一致. How many cases all engines answer alike; DisagreementError where they do not."""
    lines, few = folder / "cases.jsonl", folder / "few.parquet"
    write_lines(cases(CASES), lines)
    write_parquet(CASES, few)
    wanted = answers(lines)
    ran(PEERS, ENGINES / "run_zen.py", lines, folder / "zen.jsonl")
    ran(PEERS, ENGINES / "run_openfisca.py", few, folder / "few-out.parquet")
    theirs = {
        "zen-engine": [json.loads(line) for line in (folder / "zen.jsonl").read_text().splitlines()],
        "OpenFisca": [
            [wanted[place][0], row["lapse_years"], row["waiting_months"], row["first_covered_day"].isoformat()]
            for place, row in enumerate(pq.read_table(folder / "few-out.parquet").to_pylist())
        ],
    }
    for engine, found in theirs.items():
        differing = [(one, other) for one, other in zip(wanted, found, strict=True) if one != other]
        if differing:
            raise DisagreementError(engine, len(differing), differing[0])
    return len(wanted)


def measured(folder: Path) -> dict[str, dict[str, float]]:
    """测量. The medians of all rounds: CPU microseconds a case, seconds a file, microseconds a request."""
    lines, people, out = folder / "cases.jsonl", folder / "people.parquet", folder / "out.parquet"
    write_parquet(PEOPLE, people)
    rounds: list[dict[str, dict[str, float]]] = [
        {
            "case": ours("in_process", lines) | _zen(ran(PEERS, ENGINES / "run_zen.py", lines, folder / "zen.jsonl")),
            "file": {
                "copy": ours("copied", people, out),
                "ours": ours("at_once", people, out),
                "OpenFisca": ran(PEERS, ENGINES / "run_openfisca.py", people, out),
            },
            "http": over_http(PEERS, lines),
        }
        for _ in range(ROUNDS)
    ]
    return {kind: _medians([each[kind] for each in rounds]) for kind in rounds[0]}


def _zen(found: Mapping[str, float]) -> dict[str, float]:
    return {f"zen, {name}": value for name, value in found.items()}


def _medians(rounds: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}


def main() -> None:
    """比较. First whether they agree, then how fast each is."""
    with tempfile.TemporaryDirectory() as name:
        alike = agree(Path(name))
        print(f"{alike} cases answered alike by all", flush=True)
        found = measured(Path(name))
    report(found, alike, PEOPLE, ROUNDS)
    print(json.dumps(found))


main()
