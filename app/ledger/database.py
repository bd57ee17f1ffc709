"""数据库. Connections to the file of a ledger; the only module that knows how SQLite is reached."""

from contextlib import closing
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from typing import Final, Literal
from urllib.parse import quote

import msgspec
from sqlite_utils import Database
from sqlite_utils.utils import sqlite3  # type: ignore[attr-defined] # pysqlite3, where it is installed

from app.ledger.errors import BrokenLedgerError, LedgerUnavailableError, MissingLedgerError, Reason
from app.ledger.form import APPLICATION, FIRST_HEAD, FORM, GUARDS, SCHEMA, TABLES

REFUSED: Final = (sqlite3.Error, UnicodeDecodeError, msgspec.ValidationError)
"""被拒. What SQLite raises, and what reading a spoilt file does."""
OLDEST: Final = (3, 51, 3)
"""最低版本. Before it two connections could ruin a file when the log was begun anew (fixed in SQLite 3.51.3)."""
LOCK_SECONDS: Final = 0.5
"""等锁. How long a connection waits for another process that is writing."""
ASKS_EVERY_SECONDS: Final = 0.001
"""再问间隔. SQLite's own pauses grow to 100 ms, and a process that writes without pause would shut out another."""
REASONS: Final[dict[int, Reason]] = {
    5: "locked",
    6: "locked",
    8: "read_only",
    11: "broken",
    13: "full",
    15: "locked",
    19: "broken",
    26: "broken",
}
"""原因. By SQLite's primary result code: BUSY, LOCKED, READONLY, CORRUPT, FULL, PROTOCOL, CONSTRAINT, NOTADB."""


def connected(path: Path, mode: Literal["rw", "ro"] = "rw", lock_seconds: float = LOCK_SECONDS) -> Database:
    """连接. A connection to a file that is there, for any thread; it makes none."""
    if sqlite3.sqlite_version_info < OLDEST:
        raise BrokenLedgerError(path, "old_sqlite", sqlite3.sqlite_version)
    if not path.is_file():
        raise MissingLedgerError(str(path))
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.set_busy_handler(Turn(lock_seconds))  # type: ignore[attr-defined] # which pysqlite3 adds
    db = Database(connection, execute_plugins=False)
    for setting in ("synchronous = FULL", "trusted_schema = OFF"):
        db.execute(f"PRAGMA {setting}")
    return db


class Turn:
    """轮候. Asks again and again for a lock that another process has, for so many seconds."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until = 0.0

    def __call__(self, asked: int) -> bool:
        """再问. Whether to ask again, after a pause."""
        now = monotonic()
        if asked == 0:
            self._until = now + self._seconds
        sleep(ASKS_EVERY_SECONDS)
        return now < self._until


def written(db: Database, origin: bytes) -> None:
    """写表. The tables, the head and the guards of a new ledger."""
    db.executescript(TABLES)
    db.execute(FIRST_HEAD, [origin])
    db.executescript(GUARDS)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {FORM}")


@cache
def schema() -> list[tuple[str, ...]]:
    """应有的表. What the schema of a ledger says."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        db = Database(connection, execute_plugins=False)
        written(db, bytes(32))
        return db.execute(SCHEMA).fetchall()


def pragma(db: Database, name: str) -> int:
    """设置值. The integer that a pragma tells."""
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def reason(error: Exception) -> Reason:
    """原因. Why SQLite, or the system, refused."""
    if isinstance(error, LedgerUnavailableError):
        return error.reason
    if isinstance(error, MissingLedgerError | FileNotFoundError):
        return "gone"
    if isinstance(error, PermissionError):
        return "read_only"
    if isinstance(error, UnicodeDecodeError | msgspec.ValidationError):
        return "broken"
    code = getattr(error, "sqlite_errorcode", 0)
    return REASONS.get(code & 0xFF, "failing")
