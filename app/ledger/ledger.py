"""账册. Decisions kept: each on disk before anybody hears of it, and no caller's key twice."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Self

from app.ledger.entry import Draft, Entry
from app.ledger.errors import PATIENCE_SECONDS, LedgerUnavailableError, Reason
from app.ledger.form import BY_ID, BY_KEY

if TYPE_CHECKING:
    from app.ledger.reader import Reader
    from app.ledger.writer import Writer


class Ledger:
    """账册. Of one event loop, which keeps; any thread may read."""

    def __init__(self, writer: "Writer", reader: "Reader") -> None:
        self._writer, self._reader = writer, reader

    @classmethod
    def open(cls, path: Path) -> Self:
        """启用. A ledger that is there; `MissingLedgerError`, `BrokenLedgerError`, `LedgerUnavailableError`."""
        from app.ledger.reader import Reader  # noqa: PLC0415 (who keeps nothing loads no SQLite)
        from app.ledger.writer import Writer  # noqa: PLC0415 (likewise)

        return cls(Writer(path), Reader(path))

    async def keep(self, draft: Draft) -> Entry:
        """入账. The entry, once it is on disk; that kept before, where the caller's key came with the same request.

        `KeyReusedError`: the key stands for another request. `StillRunningError`: it is under way in this process.
        `LedgerFullError`: too much waits. `LedgerUnavailableError`: it cannot be written; where that is for slowness,
        the entry may yet be kept, and the same key finds it.
        """
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await self._writer.put(draft)
        except TimeoutError:
            raise LedgerUnavailableError("slow") from None

    def find(self, caller: str, key: str) -> Entry | None:
        """按键查. What the caller's key stands for; `LedgerUnavailableError` where it cannot be read."""
        return self._reader.entry(BY_KEY, caller, key)

    def read(self, id: str, caller: str) -> Entry | None:  # noqa: A002 (so it is called)
        """按号查. The caller's entry of that receipt number; another caller's is none. Errors as `find`."""
        found = self._reader.entry(BY_ID, id)
        return found if found is not None and found.caller == caller else None

    @property
    def writable(self) -> Reason | None:
        """可写. None, or why nothing can be kept now; looked at four times a second."""
        return self._writer.trouble

    async def close(self) -> None:
        """结账. Keep what waits, then let go of the file."""
        await asyncio.to_thread(self._writer.close)
        self._reader.close()
