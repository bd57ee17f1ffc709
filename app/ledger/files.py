"""文件. A file that appears whole under its name, or not at all; and why none can."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EACCES, EDQUOT, ENOSPC, EPERM, EROFS
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final

from app.ledger.errors import LedgerExistsError, Reason

A_PAGE: Final = bytes(4096)
HINDRANCES: Final[dict[int, Reason]] = {
    EDQUOT: "full",
    ENOSPC: "full",
    EROFS: "read_only",
    EACCES: "read_only",
    EPERM: "read_only",
}
"""障碍. By the system's number of an error."""


@contextmanager
def appearing(path: Path) -> Iterator[Path]:
    """完整出现. A name to write under; what is there at the end is synced and gets its own name."""
    if path.exists():
        raise LedgerExistsError(str(path))
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    unfinished.touch(0o600, exist_ok=False)
    try:
        yield unfinished
        _sync(unfinished)
        os.link(unfinished, path)
    except FileExistsError:
        raise LedgerExistsError(str(path)) from None
    finally:
        unfinished.unlink()
        _sync(path.parent)


def hindrance(folder: Path) -> Reason | None:
    """障碍. Why nothing can be written into a folder: SQLite tells a quota or a read-only disk as a failure."""
    try:
        with TemporaryFile(dir=folder) as probe:
            os.pwrite(probe.fileno(), A_PAGE, 0)
    except OSError as error:
        return HINDRANCES.get(error.errno or 0)
    return None


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
