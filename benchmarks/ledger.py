"""How fast decisions are kept, beside bare inserts with the same durability: `python -m benchmarks.ledger`.

Clients with one decision each under way, beside rows inserted as many a commit as there are clients; all of the size of
a full decision. Rounds are interleaved; what counts are the ratios, for what a sync takes is the disk's, and that of a
virtual machine may only say that it has synced. Then how long a ledger of a million entries takes to open, also as
`kill -9` leaves it. BENCH_ROUNDS says how often, BENCH_ENTRIES how many entries.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from app.ledger import Draft, Ledger, begin
from app.ledger.database import connected
from app.ledger.entry import digest
from app.ledger.opening import opened
from app.ledger.transaction import kept

ROUNDS: Final = int(os.environ.get("BENCH_ROUNDS", "5"))
ENTRIES: Final = int(float(os.environ.get("BENCH_ENTRIES", "1e6")))
DECISIONS: Final = 2_000
CLIENTS: Final = (1, 8, 64)
OPENINGS: Final = 9
AT_ONCE: Final = 10_000
ASKED: Final = (Path(__file__).parent / "body.json").read_bytes()
CONTENT: Final = bytes(8_000)
"""答复大小. That of a full answer."""


def drafts(asked: bytes, content: bytes) -> Iterator[Draft]:
    """Decisions without end, each with a key of its own."""
    number = 0
    while True:
        number += 1
        key = f"{number:026}"
        yield Draft(key, "counter-1", key, bytes(32), "2026-11-23T09:00:00.000+08:00", "sha256:0", asked, content)


async def kept_by(path: Path, clients: int) -> float:
    """Decisions a second, kept by so many clients, each with one under way at a time."""
    begin(path)
    ledger = Ledger.open(path)
    more = drafts(ASKED, CONTENT)

    async def client() -> None:
        for _ in range(DECISIONS // clients):
            await ledger.keep(next(more))

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    took = time.perf_counter() - began
    await ledger.close()
    return DECISIONS / took


def inserted(path: Path, rows_a_commit: int) -> float:
    """Rows a second, of the same size and as durable, without chain, guards, queue or thread."""
    path.touch()
    more = drafts(ASKED, CONTENT)
    with closing(connected(path)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE row (id TEXT PRIMARY KEY, caller TEXT, key TEXT, asked BLOB, content BLOB) STRICT")
        db.execute("CREATE UNIQUE INDEX by_key ON row (caller, key)")
        began = time.perf_counter()
        for _ in range(DECISIONS // rows_a_commit):
            db.execute("BEGIN IMMEDIATE")
            for _ in range(rows_a_commit):
                one = next(more)
                db.execute("INSERT INTO row VALUES (?, ?, ?, ?, ?)", [one.id, one.caller, one.key, ASKED, CONTENT])
            db.execute("COMMIT")
        return DECISIONS / (time.perf_counter() - began)


def filled(path: Path) -> None:
    """A ledger of many small entries, made in large transactions, and left as kill -9 leaves it."""
    begin(path)
    more = drafts(b"{}", b"{}")
    with closing(opened(path)) as db:
        for _ in range(0, ENTRIES, AT_ONCE):
            kept(db, [(one, digest(one)) for one in (next(more) for _ in range(AT_ONCE))])
    left = "import os, sys; from benchmarks.ledger import leave; leave(sys.argv[1])"
    subprocess.run([sys.executable, "-c", left, str(path)], check=True)


def leave(path: str) -> None:
    """Keep a few more entries, and end without closing the ledger."""
    db = opened(Path(path))
    more = drafts(b"left", b"{}")
    for _ in range(100):
        one = next(more)
        named = Draft(f"left-{one.id}", "counter-2", one.key, bytes(32), one.kept_at, one.revision, b"{}", b"{}")
        kept(db, [(named, digest(named))])
    os._exit(0)


def seconds_to_open(path: Path) -> float:
    """How long it takes until the ledger could keep."""
    began = time.perf_counter()
    ledger = Ledger.open(path)
    took = time.perf_counter() - began
    asyncio.run(ledger.close())
    return took


def main() -> None:
    """Run and show."""
    with tempfile.TemporaryDirectory(prefix="canbao-ledger-") as folder:
        desk = Path(folder)
        ours: dict[int, list[float]] = {clients: [] for clients in CLIENTS}
        bare: dict[int, list[float]] = {clients: [] for clients in CLIENTS}
        for number in range(ROUNDS):
            for clients in CLIENTS:
                ours[clients].append(asyncio.run(kept_by(desk / f"ours-{number}-{clients}", clients)))
                bare[clients].append(inserted(desk / f"bare-{number}-{clients}", clients))
        print(f"ledger: {DECISIONS} decisions of {len(ASKED) + len(CONTENT)} bytes, {ROUNDS} rounds, disk of {folder}")
        print(f"{'clients':>10}{'kept/s':>12}{'bare rows/s':>14}{'ratio':>8}")
        for clients in CLIENTS:
            ratio = statistics.median(one / other for one, other in zip(ours[clients], bare[clients], strict=True))
            row = statistics.median(ours[clients]), statistics.median(bare[clients])
            print(f"{clients:>10}{row[0]:12.0f}{row[1]:14.0f}{ratio:8.2f}")
        many = desk / "many"
        filled(many)
        first = seconds_to_open(many)
        rest = [seconds_to_open(many) for _ in range(OPENINGS)]
        print(
            f"{ENTRIES} entries, {many.stat().st_size / 2**20:.0f} MiB: opened after kill -9 in {first * 1e3:.0f} ms,"
        )
        print(f"after a close in {statistics.median(rest) * 1e3:.0f} ms (bar 3 s)")


if __name__ == "__main__":
    main()
