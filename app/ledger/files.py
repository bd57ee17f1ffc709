"""文件. A file that appears whole under its name, or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.ledger.errors import LedgerExistsError


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


def _sync(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
