"""事务. What is written at once: all drafts that wait, each an entry, or what stands in its way."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import msgspec
from sqlite_utils import Database

from app.ledger.database import REFUSED, reason
from app.ledger.entry import Draft, Entry, entry_of, fits, following
from app.ledger.errors import KeyReusedError, LedgerError, LedgerUnavailableError
from app.ledger.form import BY_KEY, FORM, INSERT

LAST: Final = (
    "SELECT head.entries, head.chain, coalesce(entry.chain, origin) FROM head "
    "LEFT JOIN entry ON entry.number = head.entries"
)


def kept(db: Database, drafts: Sequence[tuple[Draft, bytes]]) -> list[Entry | LedgerError]:
    """入账. The entry of each draft, given with its digest, once all are on disk; none is where this raises."""
    with _writing(db) as (entries, chain):
        number, before = entries, chain
        results: list[Entry | LedgerError] = []
        for draft, digested in drafts:
            result = _entered(db, draft, digested, number + 1, before)
            if isinstance(result, Entry) and result.number == number + 1:
                number, before = result.number, result.chain
            results.append(result)
    return results


def tried(db: Database) -> None:
    """试写. A commit that changes nothing and reaches the disk as any other does."""
    with _writing(db):
        db.execute(f"PRAGMA user_version = {FORM}")


@contextmanager
def _writing(db: Database) -> Iterator[tuple[int, bytes]]:
    """写入. A transaction that waits for its turn before it reads how many entries there are, and the last link."""
    db.execute("BEGIN IMMEDIATE")
    try:
        number, chain, last = db.execute(LAST).fetchone() or (0, b"", None)
        if chain != last:
            raise LedgerUnavailableError("broken")
        yield number, chain
        db.execute("COMMIT")
    finally:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")


def _entered(db: Database, draft: Draft, digested: bytes, number: int, before: bytes) -> Entry | LedgerError:
    """记一笔. A new entry; or that which the key stands for already, in this process or another."""
    entry = following(draft, digested, number, before)
    try:
        db.execute(INSERT, msgspec.structs.astuple(entry))
    except REFUSED as error:
        if reason(error) != "broken":
            raise
        return _earlier(db, draft)
    return entry


def _earlier(db: Database, draft: Draft) -> Entry | LedgerError:
    """已有. What the caller's key stands for; the guards have refused the draft."""
    row = db.execute(BY_KEY, [draft.caller, draft.key]).fetchone()
    if row is None or not fits(earlier := entry_of(row)):
        return LedgerUnavailableError("broken")
    return earlier if earlier.request == draft.request else KeyReusedError(draft.key)
