"""A population answered, beside what the machine can do at best: copying the same Parquet file with DuckDB.

    make bench-batch PEOPLE=1e7

Both in one run, on the same cores, in rounds that alternate; then a random part of the answers is held against one by
one. Writes its section of docs/performance.md.
"""

import resource
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import duckdb
import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from app.batch.answers import answer, table_of
from app.batch.cases import cases
from app.batch.sources import Source
from app.policies import load
from benchmarks.page import machine, put

SAMPLE: Final = 100_000
ROUNDS: Final = 2
BAR: Final = 0.5
MOST_MEMORY_MIB: Final = 1536
SECONDS_BETWEEN_LOOKS: Final = 0.1


class Run(NamedTuple):
    """Seconds by the clock and of processors, and the most memory that was held."""

    seconds: float
    cpu_seconds: float
    most_bytes: int = 0


def canbao(*words: object) -> None:
    """The command, as a user calls it."""
    subprocess.run([sys.executable, "-m", "app", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def memory_bytes_of(process: psutil.Process) -> int:
    """Resident memory of a process and all below it; a page that several share counts once."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        for each in [process, *process.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                total += each.memory_full_info().pss
    return total


def answered(people: Path, out: Path) -> Run:
    """`canbao batch`, with all its processes."""
    most, done, begun, before = 0, threading.Event(), time.perf_counter(), _cpu_seconds_below()
    command = [sys.executable, "-m", "app", "batch", str(people), str(out), "--force"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as run:
        while run.poll() is None:
            most = max(most, memory_bytes_of(psutil.Process(run.pid)))
            done.wait(SECONDS_BETWEEN_LOOKS)
    if run.returncode:
        raise SystemExit(f"canbao batch ended with {run.returncode}")
    return Run(time.perf_counter() - begun, _cpu_seconds_below() - before, most)


def _cpu_seconds_below() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def copied(people: Path, out: Path) -> Run:
    """The file read and written again by DuckDB, on all cores."""
    begun, before = time.perf_counter(), time.process_time()
    with duckdb.connect() as database:
        database.execute(f"copy (select * from '{people}') to '{out}' (format parquet)")  # noqa: S608 (our own paths)
    return Run(time.perf_counter() - begun, time.process_time() - before)


def differing(people: Path, out: Path) -> tuple[int, int]:
    """How many of a random sample were looked at, and how many are not answered as one by one."""
    file, answers = pq.ParquetFile(people), pq.ParquetFile(out).read()
    policies, wrong, looked_at, row = load(), 0, 0, 0
    rng = np.random.default_rng(1)
    share = min(1.0, SAMPLE / file.metadata.num_rows)
    for part in Source(str(people), "parquet").parts():
        for piece in Source(str(people), "parquet").pieces(part, lambda _: []):
            taken = np.flatnonzero(rng.random(len(piece.rows)) < share)
            found = [
                answer(case, policies.of(case.area), full=True)[:-1] for case in cases(piece.rows.take(pa.array(taken)))
            ]
            wanted = pa.Table.from_batches([table_of(found, full=False)])
            told = answers.take(pa.array(taken + row)).drop_columns(["id"])
            wrong += (
                0
                if told.equals(wanted)
                else sum(a != b for a, b in zip(told.to_pylist(), wanted.to_pylist(), strict=True))
            )
            looked_at += len(taken)
            row += len(piece.rows)
    print(f"one by one: {looked_at:,} of {row:,} looked at, {wrong} differ", flush=True)
    return looked_at, wrong


def section(people: Path, rows: int, ours: list[Run], theirs: list[Run], looked_at: int) -> str:
    """What docs/performance.md tells: the best round of each."""
    batch, copy = min(ours), min(theirs)
    ratio, by_cpu = copy.seconds / batch.seconds, copy.cpu_seconds / batch.cpu_seconds
    most = max(run.most_bytes for run in ours) / 2**20
    ours_each, theirs_each = (run.cpu_seconds / rows * 1e6 for run in (batch, copy))
    return f"""{machine("duckdb", "pyarrow", "numpy")}. The best of {len(ours)} rounds.

| {rows:,} people, {people.stat().st_size / 2**20:,.0f} MiB of Parquet | s | people/s | CPU µs each | of copying |
|---|---|---|---|---|
| DuckDB copies the file | {copy.seconds:.1f} | {rows / copy.seconds:,.0f} | {theirs_each:.1f} | 1.00 |
| `canbao batch` | {batch.seconds:.1f} | {rows / batch.seconds:,.0f} | {ours_each:.1f} \
| **{ratio:.2f}** by the clock, {by_cpu:.2f} by CPU (bar {BAR}) |

At most {most:,.0f} MiB of memory, all processes together (bar {MOST_MEMORY_MIB:,}). A random {looked_at:,} of the
answers were held against those of one by one: none differs.
"""


def main(number: str) -> None:
    """So many people, answered and copied; a random part of the answers held against one by one."""
    with tempfile.TemporaryDirectory() as folder:
        people, out, copy = (Path(folder) / name for name in ("people.parquet", "out.parquet", "copy.parquet"))
        canbao("demo", "people", people, "--n", number)
        rows = pq.read_metadata(people).num_rows
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(answered(people, out))
            theirs.append(copied(people, copy))
            print(ours[-1], theirs[-1], flush=True)
        looked_at, wrong = differing(people, out)
        if wrong:
            raise SystemExit(1)
        put("make bench-batch", section(people, rows, ours, theirs, looked_at))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1e6")
