"""留存. Decisions kept: the ledger of this process and who may use it, in the words of the service.

Whatever the ledger refuses becomes a problem. Nobody learns of a decision of somebody else's, nor that there is one.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.ledger import (
    PATIENCE_SECONDS,
    Entry,
    KeyReusedError,
    Ledger,
    LedgerError,
    LedgerFullError,
    LedgerUnavailableError,
    MissingLedgerError,
    StillRunningError,
)
from app.web.callers import Callers, UnusableError, callers_in
from app.web.problems import RefusedError, overload, reason_told
from app.web.receipts import Asked, drafted, receipt_of

KEEPING: Final = logging.getLogger("canbao.keeping")
READERS: Final = 4
"""查找线程. Threads that read the ledger; each has a connection of its own."""
RESULTS: Final = ("kept", "repeated", "refused")


class Keeping:
    """留存. The files of ledger and callers; the ledger is opened once in each process, where it is first wanted."""

    def __init__(self, ledger: Path, callers: Path) -> None:
        self._files = ledger, callers
        self._opened: Ledger | None = None
        self._readers: ThreadPoolExecutor | None = None
        self._why_not: str | None = None
        self._counts: Counter[str] = Counter()
        self.callers = Callers(())

    def read_callers(self) -> None:
        """读名册. Let those keep decisions whom the file tells now; raises UnusableError, and then nothing changes."""
        self.callers = Callers(callers_in(self._files[1]))

    def open(self) -> Ledger:
        """启用. The ledger of this process, opened where it is not open yet; raises UnusableError."""
        if self._opened is None:
            try:
                self._opened = Ledger.open(self._files[0])
                self._readers = ThreadPoolExecutor(READERS, "ledger-read")
            except LedgerError as error:
                raise UnusableError(_not_opened(self._files[0], error)) from error
        return self._opened

    def try_out(self) -> None:
        """试用. Raises UnusableError where the ledger cannot be used; nothing stays open."""
        self.open()
        asyncio.run(self.close())
        self._opened = self._readers = None

    async def keep(self, asked: Asked, answered: Callable[[], Awaitable[bytes]]) -> Entry:
        """留存. The decision for this key of a caller: the one kept before, or the answer, which is then on disk."""
        with self._refusals():
            entry = await self._looked_up(lambda ledger: ledger.find(asked.caller, asked.key))
            if entry is None:
                draft = drafted(asked, receipt_of(asked), await answered())
                entry = await self.open().keep(draft)
                self._counts["kept" if entry.id == draft.id else "repeated"] += 1
            elif entry.request == asked.digest():
                self._counts["repeated"] += 1
            else:
                raise KeyReusedError
        return entry

    async def read(self, number: str, caller: str) -> Entry:
        """查阅. A decision of this caller; RefusedError where there is none, or it is somebody else's."""
        with self._refusals():
            entry = await self._looked_up(lambda ledger: ledger.read(number, caller))
        if entry is None:
            raise RefusedError("unknown_decision")
        return entry

    def check(self) -> None:
        """核对. RefusedError where the ledger cannot be written at present; what has changed is noted in the log."""
        why_not = self.open().writable
        self._note(why_not)
        if why_not:
            raise _unavailable(LedgerUnavailableError(why_not))

    def metrics(self) -> bytes:
        """指标. What this process has kept, and whether it could keep more, for Prometheus."""
        lines = [
            "# HELP canbao_decisions_total Decisions kept, kept before under the same key, and not kept.",
            "# TYPE canbao_decisions_total counter",
            *(f'canbao_decisions_total{{result="{result}"}} {self._counts[result]}' for result in RESULTS),
            "# HELP canbao_ledger_writable Whether decisions can be kept.",
            "# TYPE canbao_ledger_writable gauge",
            f"canbao_ledger_writable {int(self.open().writable is None)}",
        ]
        return ("\n".join(lines) + "\n").encode()

    async def close(self) -> None:
        """关闭. Wait until all that was taken is on disk, and close the ledger."""
        if self._opened is not None and self._readers is not None:
            self._readers.shutdown(wait=False, cancel_futures=True)
            await self._opened.close()

    async def _looked_up(self, question: Callable[[Ledger], Entry | None]) -> Entry | None:
        """查找. Read beside the event loop: a disk that hangs must hold up nobody who needs no ledger."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await asyncio.get_running_loop().run_in_executor(self._readers, question, self.open())
        except TimeoutError:
            raise LedgerUnavailableError("slow") from None

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """拒绝. What the ledger refuses, as problems."""
        try:
            yield
        except LedgerError as error:
            self._counts["refused"] += 1
            self._note(self.open().writable)
            raise _problem(error) from None

    def _note(self, why_not: str | None) -> None:
        """记变化. Write to the log when the ledger can no longer be written, and when it can be again."""
        if why_not != self._why_not:
            self._why_not = why_not
            event = {"event": "ledger_unavailable", "reason": why_not} if why_not else {"event": "ledger_available"}
            KEEPING.log(logging.ERROR if why_not else logging.INFO, event["event"], extra={"event": event})


def _problem(error: LedgerError) -> RefusedError:
    match error:
        case KeyReusedError():
            return RefusedError("idempotency_key_reused")
        case StillRunningError():
            return RefusedError("still_running", headers=((b"retry-after", b"1"),))
        case LedgerFullError():
            return overload()
        case LedgerUnavailableError():
            return _unavailable(error)
    raise error


def _unavailable(error: LedgerUnavailableError) -> RefusedError:
    headers = ((b"retry-after", b"%d" % error.retry_after_seconds),)
    return RefusedError("ledger_unavailable", words=reason_told(error.reason), headers=headers)


def _not_opened(file: Path, error: LedgerError) -> str:
    """打不开. Why the ledger cannot be opened, in both languages."""
    match error:
        case MissingLedgerError():
            return (
                f"{file}: 没有这个账册，请用 canbao ledger begin 建立。 No such ledger; canbao ledger begin makes one"
            )
        case LedgerUnavailableError():
            return "{0}: {reason_zh}。 {reason_en}".format(file, **reason_told(error.reason))
    return f"账册不能用，请用 canbao ledger verify 核对。 Not to be used; see canbao ledger verify: {error}"
