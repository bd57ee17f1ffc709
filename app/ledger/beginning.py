"""开账. A new ledger: whole, on disk and under its name, or not there at all."""

import secrets
from contextlib import closing
from pathlib import Path

from app.ledger.database import connected, written
from app.ledger.entry import DIGEST_BYTES
from app.ledger.files import appearing


def begin(path: Path) -> None:
    """开账. Make an empty ledger; `LedgerExistsError` where the name is taken, `OSError` where it cannot be made."""
    with appearing(path) as unfinished, closing(connected(unfinished)) as db:
        with db.atomic():
            written(db, secrets.token_bytes(DIGEST_BYTES))
        db.execute("PRAGMA journal_mode = WAL")
