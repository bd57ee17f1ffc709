"""维护. What an operator does with a ledger while it is in use: see where it stands, copy it, take in its log."""

from contextlib import closing
from pathlib import Path
from typing import Final

import msgspec

from app.ledger.database import connected
from app.ledger.entry import Entry, entry_of, head_of
from app.ledger.errors import LedgerUnavailableError
from app.ledger.files import appearing
from app.ledger.finding import Progress, silent
from app.ledger.form import BY_ID, HEAD, LATEST
from app.ledger.identity import log_of
from app.ledger.opening import hold, told

PAGES_AT_ONCE: Final = 2_000
MOMENT_SECONDS: Final = 0.1
"""片刻. An operator who waits for readers holds up writers, so not for long."""


class Standing(msgspec.Struct, frozen=True):
    """现状. How many entries, the first and the last day, the last receipt with its link, bytes of file and log."""

    entries: int
    first_kept_at: str | None
    last_kept_at: str | None
    last_receipt: str | None
    last_chain: str | None
    bytes: int
    log_bytes: int


def standing(path: Path) -> Standing:
    """现状. Where a ledger stands; `LedgerError` where it cannot be read."""
    with told(path), closing(connected(path, "ro")) as db:
        hold(db, path)
        count = head_of(db.execute(HEAD).fetchone()).entries
        first = db.execute("SELECT kept_at FROM entry WHERE number = 1").fetchone()
        last = latest(path, 1)
    log = log_of(path)
    return Standing(
        count,
        first[0] if first else None,
        last[0].kept_at if last else None,
        last[0].id if last else None,
        last[0].chain.hex() if last else None,
        path.stat().st_size,
        log.stat().st_size if log.exists() else 0,
    )


def latest(path: Path, most: int, caller: str | None = None) -> list[Entry]:
    """最近. The last entries, of one caller or of all, oldest first."""
    with told(path), closing(connected(path, "ro")) as db:
        hold(db, path)
        return [entry_of(row) for row in db.execute(LATEST, [caller, most])][::-1]


def entry(path: Path, receipt: str) -> Entry | None:
    """一笔. The entry of a receipt number, whoever's it is."""
    with told(path), closing(connected(path, "ro")) as db:
        hold(db, path)
        row = db.execute(BY_ID, [receipt]).fetchone()
        return None if row is None else entry_of(row)


def back_up(path: Path, copy: Path, progress: Progress = silent) -> None:
    """备份. Copy the ledger as it is at one moment, while it may be written; whole and on disk, or not there at all.

    `LedgerExistsError` where the name is taken, `OSError` where it cannot be written.
    """
    with (
        appearing(copy) as unfinished,
        told(path),
        closing(connected(path, "ro")) as db,
        closing(connected(unfinished)) as other,
    ):
        db.execute("BEGIN")
        hold(db, path)  # and from now on one state is read
        db.conn.backup(other.conn, pages=PAGES_AT_ONCE, progress=lambda _, left, pages: progress(pages - left, pages))
        other.execute("PRAGMA journal_mode = DELETE")  # one file, readable also where nothing can be written
        hold(other, copy)


def checkpoint(path: Path) -> int:
    """收日志. Take the log into the file and empty it; bytes of log before. `LedgerUnavailableError` where in use."""
    with told(path), closing(connected(path, lock_seconds=MOMENT_SECONDS)) as db:
        hold(db, path)
        db.execute("PRAGMA wal_checkpoint(PASSIVE)")  # most of it, while others write
        log = log_of(path).stat().st_size
        if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise LedgerUnavailableError("locked")
        return log
