"""查出的问题. What is wrong with a ledger, each with the entry that it concerns."""

from collections.abc import Callable
from typing import Literal

import msgspec

Progress = Callable[[int, int], None]
"""进度. Told how much is done, of how much."""
Kind = Literal[
    "changed",
    "swapped",
    "rechained",
    "dropped",
    "added",
    "unreadable",
    "wrong_head",
    "damaged",
    "other_form",
    "not_a_ledger",
    "missing_receipt",
    "other_receipt",
]


class Finding(msgspec.Struct, frozen=True):
    """问题. Its kind, the number of the entry, where dropped ones end, a receipt number, and what else was seen.

    `number` is null where the whole is concerned; `through` is the last of several dropped entries; `place` is where a
    swapped entry belongs.
    """

    kind: Kind
    number: int | None = None
    id: str | None = None
    through: int | None = None
    place: int | None = None
    detail: str = ""


def silent(_done: int, _all: int) -> None:
    """无进度. For whoever does not want to hear of it."""
