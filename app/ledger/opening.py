"""启用. A ledger that is there, opened for keeping; its head and its last entries are looked at, not all of it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from app.ledger.database import REFUSED, connected, pragma, reason, schema
from app.ledger.entry import Entry, entry_of, fits, head_of
from app.ledger.errors import BrokenLedgerError, LedgerUnavailableError, Reason
from app.ledger.files import hindrance
from app.ledger.form import APPLICATION, BETWEEN, FORM, HEAD, SCHEMA

LOOKED_AT: Final = 64
"""查看条数. How many of the last entries are held against the chain when a ledger is opened."""


def opened(path: Path) -> Database:
    """启用. The connection that keeps: `MissingLedgerError`, `BrokenLedgerError`, or `LedgerUnavailableError`."""
    with told(path):
        db = connected(path)
        try:
            hold(db, path)
            db.execute("PRAGMA journal_mode = WAL")  # a copy has none
            db.execute(HEAD).fetchone()  # now the log is there
        except BaseException:
            db.close()
            raise
    return db


def hold(db: Database, path: Path) -> None:
    """查看. `BrokenLedgerError` where this is no ledger in our form, or its end is not as it was left."""
    _hold_form(db, path)
    _hold_head(db, path)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """告知. What SQLite refuses, as errors of the ledger."""
    try:
        yield
    except REFUSED as error:
        if reason(error) == "broken":
            raise BrokenLedgerError(path, "unreadable", str(error)) from error
        raise LedgerUnavailableError(reason_at(path, error)) from error
    except OSError as error:
        raise LedgerUnavailableError(reason_at(path, error)) from error


def reason_at(path: Path, error: Exception) -> Reason:
    """原因. Why SQLite, or the system, refused; where it tells no more than a failure, what hinders writing there."""
    found = reason(error)
    return hindrance(path.resolve().parent) or found if found == "failing" else found


def _hold_form(db: Database, path: Path) -> None:
    """查格式. That the file is a ledger, in the form that this program keeps, with all its guards."""
    if pragma(db, "application_id") != APPLICATION:
        raise BrokenLedgerError(path, "not_a_ledger")
    if pragma(db, "user_version") != FORM or db.execute(SCHEMA).fetchall() != schema():
        raise BrokenLedgerError(path, "other_form")


def _hold_head(db: Database, path: Path) -> None:
    """查账首. That the head tells the last entry, and that the last entries follow one another."""
    with db.atomic():  # one state of the file is looked at
        row = db.execute(HEAD).fetchone()
        if row is None:
            raise BrokenLedgerError(path, "wrong_head")
        head = head_of(row)
        first = max(head.entries - LOOKED_AT, 0)
        found = [entry_of(row) for row in db.execute(BETWEEN, [first + 1, head.entries, LOOKED_AT])]
    chains = [found[0].before if found and first else head.origin, *(entry.chain for entry in found)]
    if chains[-1] != head.chain or not _follow(found, chains, range(first + 1, head.entries + 1)):
        raise BrokenLedgerError(path, "wrong_head")


def _follow(found: Sequence[Entry], chains: Sequence[bytes], numbers: range) -> bool:
    """相接. Whether the entries fit, are numbered one after another, and each begins where the last ended."""
    return [entry.number for entry in found] == list(numbers) and all(
        entry.before == chain and fits(entry) for entry, chain in zip(found, chains, strict=False)
    )
