"""一段. A bounded number of rows on their way from a file to their answers, and those that are no case."""

from collections.abc import Callable
from typing import NamedTuple

import pyarrow as pa

Errors = list[dict[str, object]]
Faults = Callable[[bytes], Errors]
"""查错. All that is wrong with a case given as JSON, in words; nothing where it is one."""


class Refused(NamedTuple):
    """被拒之行. A row that is no case: its place in its part, its key where it has one, and all that is wrong."""

    place: int
    key: str | int | None
    errors: Errors


class Unread(NamedTuple):
    """读不出之行. A row whose fields cannot be told apart: its key where that is sure, and what is wrong."""

    key: str | None
    errors: Errors


class Piece(NamedTuple):
    """一段. Rows in the shape of a table of people, the place of each in its part, and those refused already.

    `lines`: what each row was read from, where that was JSON.
    """

    rows: pa.RecordBatch
    places: list[int] | range
    refused: list[Refused]
    lines: list[bytes] | None = None
