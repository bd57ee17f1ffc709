"""A population answered, beside what the machine can do at best: copying the same Parquet file with DuckDB.

    make bench-batch PEOPLE=1e7

Both in one run, on the same cores; before that, a random part of the answers is held against one by one.
"""

import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from app.batch.answers import answer, table_of
from app.batch.cases import cases
from app.batch.sources import Source
from app.policies import load

SAMPLE = 100_000
SECONDS_BETWEEN_LOOKS = 0.05


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work took."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def canbao(*words: object) -> None:
    """The command, as a user calls it."""
    subprocess.run([sys.executable, "-m", "app", *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def memory_bytes_of(process: psutil.Process) -> int:
    """Resident memory of a process and all below it; pages that they share count once for each."""
    total = 0
    for each in [process, *process.children(recursive=True)]:
        try:
            total += each.memory_info().rss - each.memory_info().shared
        except psutil.NoSuchProcess:
            continue
    return total


def batch(people: Path, out: Path) -> tuple[float, int]:
    """Seconds, and the most memory that was held."""
    most, done = 0, threading.Event()
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "app", "batch", str(people), str(out), "--force"], stdout=subprocess.DEVNULL
    ) as run:
        while run.poll() is None:
            most = max(most, memory_bytes_of(psutil.Process(run.pid)))
            done.wait(SECONDS_BETWEEN_LOOKS)
    if run.returncode:
        raise SystemExit(f"canbao batch ended with {run.returncode}")
    return time.perf_counter() - begun, most


def copied(people: Path, out: Path) -> None:
    """The file read and written again, on all cores."""
    with duckdb.connect() as database:
        database.execute(f"copy (select * from '{people}') to '{out}' (format parquet)")  # noqa: S608 (our own paths)


def differing(people: Path, out: Path) -> int:
    """How many of a random sample are not answered as one by one."""
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
    print(f"one by one: {looked_at:,} of {row:,} looked at, {wrong} differ")
    return wrong


def main(number: str) -> None:
    """So many people, answered and copied."""
    with tempfile.TemporaryDirectory() as folder:
        people, out, copy = (Path(folder) / name for name in ("people.parquet", "out.parquet", "copy.parquet"))
        canbao("demo", "people", people, "--n", number)
        rows = pq.read_metadata(people).num_rows
        ours, most = batch(people, out)
        theirs = timed(lambda: copied(people, copy))
        again, _ = batch(people, out)
        ours = min(ours, again)
        print(f"{rows:,} people, {people.stat().st_size / 2**20:,.0f} MiB of Parquet, {psutil.cpu_count()} cores")
        print(f"canbao batch: {ours:.1f} s, {rows / ours:,.0f} people/s, at most {most / 2**20:,.0f} MiB")
        print(f"DuckDB copies the file: {theirs:.1f} s, {rows / theirs:,.0f} people/s")
        print(f"ratio: {theirs / ours:.2f}")
        if differing(people, out):
            raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "1e6")
