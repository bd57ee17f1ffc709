"""账册. Decisions kept in one file that only grows: receipts, idempotency, and a chain that shows every change.

Nothing here loads SQLite until a ledger is begun, opened or verified.
"""

from collections.abc import Mapping
from pathlib import Path

from app.ledger.entry import Draft, Entry
from app.ledger.errors import (
    PATIENCE_SECONDS,
    BrokenLedgerError,
    KeyReusedError,
    LedgerError,
    LedgerExistsError,
    LedgerFullError,
    LedgerUnavailableError,
    MissingLedgerError,
    Reason,
    StillRunningError,
)
from app.ledger.finding import Finding
from app.ledger.ledger import Ledger

__all__ = [
    "PATIENCE_SECONDS",
    "BrokenLedgerError",
    "Draft",
    "Entry",
    "Finding",
    "KeyReusedError",
    "Ledger",
    "LedgerError",
    "LedgerExistsError",
    "LedgerFullError",
    "LedgerUnavailableError",
    "MissingLedgerError",
    "Reason",
    "StillRunningError",
    "begin",
    "verify",
]


def begin(path: Path) -> None:
    """开账. Make an empty ledger; `LedgerExistsError` where the name is taken, `OSError` where it cannot be made."""
    from app.ledger.beginning import begin as begin_file  # noqa: PLC0415 (loads SQLite)

    begin_file(path)


def verify(path: Path, held: Mapping[str, str] | None = None) -> list[Finding]:
    """核对. Every changed, dropped, swapped or added entry, and receipts `held` elsewhere that differ.

    `MissingLedgerError` where there is no file; `LedgerUnavailableError` where it cannot be opened now.
    """
    from app.ledger.verification import verify as verify_file  # noqa: PLC0415 (loads SQLite)

    return verify_file(path, held)
