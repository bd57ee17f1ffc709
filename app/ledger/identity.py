"""原件. Whether the file of a ledger, its log and its index are still those that were opened."""

from pathlib import Path
from typing import Final

from sqlite_utils import Database

from app.ledger.database import pragma
from app.ledger.errors import Reason

LOG_HEAD_BYTES: Final = 32
FRAME_HEAD_BYTES: Final = 24
"""日志. A write-ahead log is its head and then frames, each a head and a page."""


def log_of(path: Path) -> Path:
    """日志. The log beside the file that a path leads to."""
    return Path(f"{path.resolve()}-wal")


class Identity:
    """原件. The files as they were when opened: no other may stand in their place, and none is cut short."""

    def __init__(self, path: Path, db: Database) -> None:
        self._db = db
        self._names = [path, log_of(path), Path(f"{path.resolve()}-shm")]
        found = [name.stat() for name in self._names]
        self._known = [(each.st_dev, each.st_ino) for each in found]
        self._size, self._log_size = found[0].st_size, found[1].st_size
        self._frame_bytes = FRAME_HEAD_BYTES + pragma(db, "page_size")

    def trouble(self) -> Reason | None:
        """异常. What has become of the files; None where they are as they should be."""
        try:
            found = [name.stat() for name in self._names]
        except FileNotFoundError:
            return "gone"
        except OSError:
            return "failing"
        if [(each.st_dev, each.st_ino) for each in found] != self._known:
            return "replaced"
        size, log_size = found[0].st_size, found[1].st_size
        if size < self._size or (log_size < self._log_size and not self._log_is_whole()):
            return "truncated"
        self._size, self._log_size = size, log_size
        return None

    def _log_is_whole(self) -> bool:
        """日志完整. Whether the log holds every frame that its index counts: it is begun anew now and then."""
        frames: int = self._db.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()[1]
        return frames <= 0 or self._names[1].stat().st_size >= LOG_HEAD_BYTES + frames * self._frame_bytes
