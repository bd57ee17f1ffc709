"""记账. One thread writes for the whole process: what came in during one commit is kept by the next, all at once."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from time import monotonic
from typing import Final

import msgspec

from app.ledger.entry import Draft, Entry, digest
from app.ledger.errors import (
    PATIENCE_SECONDS,
    LedgerError,
    LedgerFullError,
    LedgerUnavailableError,
    Reason,
    StillRunningError,
)
from app.ledger.identity import Identity
from app.ledger.opening import opened, reason_at, told
from app.ledger.transaction import kept, tried

WAITING_AT_MOST: Final = 256
BYTES_AT_MOST: Final = 32 * 2**20
"""等候上限. So many drafts wait for the thread at most, of so many bytes together."""
LOOKS_EVERY_SECONDS: Final = 0.25
"""查看间隔. How often an idle thread looks whether the ledger is there and can be written."""


class Job(msgspec.Struct, frozen=True, eq=False):
    """待办. A draft, its digest, and who waits for its entry."""

    draft: Draft
    digested: bytes
    future: asyncio.Future[Entry]

    def key(self) -> tuple[str, str]:
        """键. What no other job under way may share."""
        return self.draft.caller, self.draft.key

    def size_bytes(self) -> int:
        """大小. What it holds while it waits."""
        return len(self.draft.asked) + len(self.draft.content)


class Writer:
    """记账线程. Takes drafts from one event loop and gives entries back to it; `trouble` tells why it cannot."""

    def __init__(self, path: Path) -> None:
        self._db = opened(path)
        self._path = path
        with told(path):
            self._identity = Identity(path, self._db)
        self._ready = Condition()
        self._jobs: list[Job] = []
        self._bytes = 0
        self._under_way: set[tuple[str, str]] = set()
        self._closing = False
        self._trouble: Reason | None = None
        self._writing_since: float | None = None
        self._thread = Thread(target=self._run, name="ledger", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> Reason | None:
        """异常. Why nothing can be kept now; a commit that takes too long is a reason while it does."""
        since = self._writing_since
        if self._trouble is None and since is not None and monotonic() - since > PATIENCE_SECONDS:
            return "slow"
        return self._trouble

    def put(self, draft: Draft) -> asyncio.Future[Entry]:
        """交付. The entry to come; `LedgerUnavailableError`, `StillRunningError` or `LedgerFullError` at once."""
        job = Job(draft, digest(draft), asyncio.get_running_loop().create_future())
        with self._ready:
            if (trouble := self.trouble) is not None:
                raise LedgerUnavailableError(trouble)
            if job.key() in self._under_way:
                raise StillRunningError(draft.key)
            if len(self._jobs) >= WAITING_AT_MOST or self._bytes + job.size_bytes() > BYTES_AT_MOST:
                raise LedgerFullError
            self._jobs.append(job)
            self._bytes += job.size_bytes()
            self._under_way.add(job.key())
            self._ready.notify()
        return job.future

    def close(self) -> None:
        """结账. Keep what waits, let go of the file, end the thread; blocks meanwhile."""
        with self._ready:
            self._closing = True
            self._trouble = "closed"
            self._ready.notify()
        self._thread.join()

    def _run(self) -> None:
        closing = False
        while not closing:
            with self._ready:
                if not self._jobs and not self._closing:
                    self._ready.wait(LOOKS_EVERY_SECONDS)
                closing = self._closing
            jobs = self._taken()
            self._writing_since = monotonic()
            if jobs:
                self._keep(jobs)
            elif not closing:
                self._look()
            self._writing_since = None
        self._db.close()

    def _taken(self) -> list[Job]:
        """取走. All that waits."""
        with self._ready:
            jobs, self._jobs, self._bytes = self._jobs, [], 0
        return jobs

    def _keep(self, jobs: list[Job]) -> None:
        """入账. Keep the jobs together; where that fails, those that have come meanwhile would wait as long in vain."""
        results: Sequence[Entry | LedgerError]
        try:
            self._hold_files()
            results = kept(self._db, [(job.draft, job.digested) for job in jobs])
            self._hold_files()
        except Exception as error:  # noqa: BLE001 (whatever it is, callers are told and the thread goes on)
            why = self._troubled(error)
            jobs += self._taken()
            results = [why] * len(jobs)
        with suppress(RuntimeError):  # the event loop has been closed: nobody waits
            jobs[0].future.get_loop().call_soon_threadsafe(self._tell, jobs, results)

    def _look(self) -> None:
        """查看. Whether the file is there; and after a failure, whether it can be written again."""
        try:
            self._hold_files()
            if self._trouble is not None:
                tried(self._db)
        except Exception as error:  # noqa: BLE001 (likewise)
            self._troubled(error)
        else:
            self._set_trouble(None)

    def _hold_files(self) -> None:
        trouble = self._identity.trouble()
        if trouble is not None:
            raise LedgerUnavailableError(trouble)

    def _troubled(self, error: Exception) -> LedgerUnavailableError:
        """失败. From now on drafts are refused at once, until a look finds that they need not be."""
        why = LedgerUnavailableError(reason_at(self._path, error))
        why.__cause__ = error
        self._set_trouble(why.reason)
        return why

    def _set_trouble(self, trouble: Reason | None) -> None:
        with self._ready:
            if not self._closing:
                self._trouble = trouble

    def _tell(self, jobs: Sequence[Job], results: Sequence[Entry | LedgerError]) -> None:
        """告知. In the event loop: give each job its result; its key may come again."""
        with self._ready:
            self._under_way.difference_update(job.key() for job in jobs)
        for job, result in zip(jobs, results, strict=True):
            if job.future.done():  # whoever waited has gone
                continue
            if isinstance(result, Entry):
                job.future.set_result(result)
            else:
                job.future.set_exception(result)
