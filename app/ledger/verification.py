"""核对. The tables, every entry, the receipts that somebody holds, and SQLite's own check of the file.

What it proves: nothing was changed, dropped, swapped or added unless somebody made the rest of the chain anew; then
only receipts held elsewhere tell.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from app.ledger.database import REFUSED, connected, pragma, reason, schema
from app.ledger.errors import LedgerUnavailableError
from app.ledger.finding import Finding, Progress, silent
from app.ledger.form import APPLICATION, FORM, SCHEMA
from app.ledger.opening import reason_at
from app.ledger.walk import Walk

MESSAGES: Final = 100
"""条数. So many of SQLite's own complaints are told."""


def verify(path: Path, held: Mapping[str, str] | None = None, progress: Progress = silent) -> list[Finding]:
    """核对. Every finding; none where the ledger is sound. `held`: links of the chain (hex) by receipt number.

    `MissingLedgerError` where there is no file; `LedgerUnavailableError` where it cannot be opened now.
    """
    findings: list[Finding] = []
    try:
        with closing(connected(path, "ro")) as db:
            if pragma(db, "application_id") != APPLICATION:
                return [Finding("not_a_ledger")]
            db.execute("BEGIN")  # whatever is kept meanwhile, one state of the file is looked at
            for part in (_form(db), Walk(db, progress).findings(), _receipts(db, held or {}), _pages(db)):
                findings.extend(part)
    except REFUSED as error:
        if reason(error) != "broken":
            raise LedgerUnavailableError(reason_at(path, error)) from error
        findings.append(Finding("damaged", detail=str(error)))
    return findings


def _form(db: Database) -> Iterator[Finding]:
    """查表. Tables and guards that are missing, added or other than this program makes them."""
    if (form := pragma(db, "user_version")) != FORM:
        yield Finding("other_form", detail=f"user_version {form}")
    for row in sorted(set(schema()) ^ set(db.execute(SCHEMA).fetchall()), key=repr):
        yield Finding("other_form", detail=f"{row[0]} {row[1]}")


def _receipts(db: Database, held: Mapping[str, str]) -> Iterator[Finding]:
    """查回执. Receipts held elsewhere: not in the ledger, or with another link of the chain."""
    for receipt, chain in held.items():
        row = db.execute("SELECT number, chain FROM entry WHERE id = ?", [receipt]).fetchone()
        if row is None:
            yield Finding("missing_receipt", id=receipt)
        elif row[1].hex() != chain.lower():
            yield Finding("other_receipt", row[0], receipt)


def _pages(db: Database) -> Iterator[Finding]:
    """查文件. What SQLite finds wrong with its pages and indexes."""
    for (message,) in db.execute(f"PRAGMA integrity_check({MESSAGES})"):
        if message != "ok":
            yield Finding("damaged", detail=message)
