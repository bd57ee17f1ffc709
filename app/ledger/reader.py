"""查账. Entries read back, each thread over a connection of its own."""

from os.path import samestat
from pathlib import Path
from threading import Lock, local

from sqlite_utils import Database

from app.ledger.database import REFUSED, connected, reason
from app.ledger.entry import Entry, entry_of, fits
from app.ledger.errors import LedgerError, LedgerUnavailableError


class Reader:
    """查账. Reads one entry at a time, and holds it against its own link of the chain."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.stat()
        self._own = local()
        self._all: list[Database] = []
        self._lock = Lock()

    def entry(self, question: str, *values: str) -> Entry | None:
        """一笔. The entry that a question finds; `LedgerUnavailableError` where it cannot be read or was changed."""
        try:
            row = self._connection().execute(question, values).fetchone()
            found = None if row is None else entry_of(row)
        except (*REFUSED, OSError, LedgerError) as error:
            raise LedgerUnavailableError(reason(error)) from error
        if found is not None and not fits(found):
            raise LedgerUnavailableError("broken")
        return found

    def close(self) -> None:
        """结束. Let go of the file, for all threads."""
        with self._lock:
            for db in self._all:
                db.close()
            self._all.clear()

    def _connection(self) -> Database:
        db: Database | None = getattr(self._own, "db", None)
        if db is None:
            db = connected(self._path)
            if not samestat(self._path.stat(), self._file):
                db.close()
                raise LedgerUnavailableError("replaced")
            db.execute("PRAGMA query_only = ON")
            self._own.db = db
            with self._lock:
                self._all.append(db)
        return db
