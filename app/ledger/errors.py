"""账册错误. What a ledger refuses, and why."""

from pathlib import Path
from typing import Final, Literal

Reason = Literal["locked", "slow", "full", "failing", "read_only", "broken", "gone", "replaced", "truncated", "closed"]
"""原因. Another process writes; too slow; disk full; disk failing; no right to write; content or file not as it was."""
Fault = Literal["unreadable", "not_a_ledger", "other_form", "wrong_head", "old_sqlite"]
"""损坏. Why a file is not opened as a ledger."""

PATIENCE_SECONDS: Final = 0.9
"""等候时限. After it a caller is told that the ledger is slow; the same key tried again finds out what became of it."""
SOON: Final = 1
LATER: Final = 10
RETRY_AFTER_SECONDS: Final[dict[Reason, int]] = {"locked": SOON, "slow": SOON}
"""重试. How long a caller does well to wait; 10 seconds where it is none of these, for somebody has to see to it."""


class LedgerError(Exception):
    """账册错误. Whatever the ledger refuses."""


class LedgerExistsError(LedgerError):
    """已存在. A ledger is begun only where there is no file."""


class MissingLedgerError(LedgerError):
    """无账册. There is no such file; it is never made in silence."""


class BrokenLedgerError(LedgerError):
    """账册不可用. The file is no ledger of ours, or not as it was left."""

    def __init__(self, path: Path, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{path}: {fault}: {detail}" if detail else f"{path}: {fault}")
        self.path, self.fault, self.detail = path, fault, detail


class KeyReusedError(LedgerError):
    """幂等键重用. The caller's key stands for another request already."""


class StillRunningError(LedgerError):
    """处理中. The same caller's request with the same key is under way."""


class LedgerUnavailableError(LedgerError):
    """不可写. Nothing can be kept, or be read, at present: why, and when to try again."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after_seconds = RETRY_AFTER_SECONDS.get(reason, LATER)


class LedgerFullError(LedgerError):
    """队列已满. As much waits to be written as may wait."""

    retry_after_seconds = SOON
