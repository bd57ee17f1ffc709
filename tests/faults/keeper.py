"""A process that keeps entries and says so: `python -m tests.faults.keeper LEDGER MODE NAME …`.

Each line on standard output is one `write`, made after what it tells: `asked KEY`, `kept KEY ID NUMBER CHAIN`,
`refused KEY REASON SECONDS`. MODE: `writers` (until killed), `steps` (begin, keep some, checkpoint, keep more, end),
`patient` (one after another, until killed, with a pause), `race` (all tasks of all processes want the same keys).
"""

import asyncio
import ctypes
import os
import secrets
import sys
import time
from pathlib import Path

sys.modules["pandas"] = None  # sqlite-utils would load it where it is installed, which takes longer than a round

from app.ledger import (  # noqa: E402 (after that)
    KeyReusedError,
    Ledger,
    LedgerFullError,
    LedgerUnavailableError,
    StillRunningError,
    begin,
)
from app.ledger.opening import opened  # noqa: E402 (likewise)
from tests.ledger.book import draft  # noqa: E402 (likewise)

PTRACER, ANY = 0x59616D61, -1


def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


async def ask(ledger, key, **named):
    say("asked", key)
    began = time.monotonic()
    try:
        entry = await ledger.keep(draft(key, **named))
    except LedgerUnavailableError as refused:
        say("refused", key, refused.reason, time.monotonic() - began)
    except (LedgerFullError, StillRunningError, KeyReusedError) as refused:
        say("refused", key, type(refused).__name__, time.monotonic() - began)
    else:
        say("kept", key, entry.id, entry.number, entry.chain.hex())


async def writers(path, name):
    """Four writers at once, as fast as they can."""
    ledger = Ledger.open(path)

    async def writer():
        while True:
            await ask(ledger, f"{name}-{secrets.token_hex(8)}", content=secrets.token_bytes(secrets.randbelow(9000)))

    await asyncio.gather(*(writer() for _ in range(4)))


async def patient(path, name):
    """One after another, and whether the ledger calls itself writable."""
    ledger = Ledger.open(path)
    number = 0
    while True:
        number += 1
        await ask(ledger, f"{name}-{number}")
        say("writable", ledger.writable)
        await asyncio.sleep(0.02)


async def steps(path, name):
    """Few entries in every way there is: the first, alone, together, after a checkpoint, after a restart."""
    begin(path)
    say("begun", name)
    for part in range(2):
        ledger = Ledger.open(path)
        await ask(ledger, f"{name}-{part}-alone")
        await asyncio.gather(*(ask(ledger, f"{name}-{part}-{each}", content=bytes(2000 * each)) for each in range(6)))
        opened(path).execute("PRAGMA wal_checkpoint(TRUNCATE)" if part else "PRAGMA wal_checkpoint(RESTART)")
        for each in range(3):
            await ask(ledger, f"{name}-{part}-after-{each}")
        await ledger.close()


async def race(path, name):
    """All tasks of this process, and those of others that do the same, want each key, half of them for another body."""
    ledger = Ledger.open(path)
    say("ready", name)
    sys.stdin.readline()
    for key in range(20):
        bodies = [b"one" if number % 2 else b"other" for number in range(32)]
        await asyncio.gather(*(ask(ledger, f"key-{key}", asked=body) for body in bodies))
    await ledger.close()


if __name__ == "__main__":
    ctypes.CDLL(None).prctl(PTRACER, ANY)  # so that a test may put faults into it
    mode = {each.__name__: each for each in (writers, patient, steps, race)}[sys.argv[2]]
    asyncio.run(mode(Path(sys.argv[1]), sys.argv[3]))
