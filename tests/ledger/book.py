"""What tests of the ledger share: drafts, and a ledger filled with them."""

import asyncio
from hashlib import sha256
from pathlib import Path

from app.ledger import Draft, Entry, Ledger

KEPT_AT = "2026-11-23T09:00:00+08:00"


def draft(key="key-1", caller="window-7", asked=b'{"area":"430100"}', content=None):
    """A draft whose receipt number follows from caller and key, as long as the real ones."""
    number = sha256(f"{caller}/{key}".encode()).hexdigest()[:26]
    told = b'{"receipt":"%s"}' % number.encode() if content is None else content
    return Draft(number, caller, key, sha256(asked).digest(), KEPT_AT, "sha256:0", asked, told)


async def kept(path: Path, drafts) -> list[Entry]:
    """The entries of drafts handed in one after another, in a ledger opened and closed for them."""
    ledger = Ledger.open(path)
    try:
        return [await ledger.keep(each) for each in drafts]
    finally:
        await ledger.close()


def filled(path: Path, count: int) -> list[Entry]:
    return asyncio.run(kept(path, [draft(f"key-{number}") for number in range(1, count + 1)]))
