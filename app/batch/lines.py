"""文本行. People as lines of text: JSON lines, and CSV whose rows are made JSON lines first (`app.batch.csv_rows`).

Lines that are all good are read in columns at once. Where any is not, each is looked at by itself, as the service
would look at it, and the good ones are read in columns after that. Columns know no difference between a field that is
null and one that is not there: lines with a null that the service refuses are looked at too.
"""

import io
import re
from collections.abc import Iterable
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.json as pj
from msgspec import inspect

from app.batch.columns import KEY, SCHEMA
from app.batch.incoming import TableError, shaped
from app.batch.piece import Faults, Piece, Refused, Unread
from app.model.case import Case, Person, Plan

JSON_SPACE = b" \t\r\n"
NEVER_NULL = [
    field.encode_name
    for each in (Case, Person, Plan)
    for field in inspect.type_info(each).fields  # type: ignore[attr-defined]
    if not field.required and field.default is not None
]
"""非空字段. Fields that may be left out and may not be null."""
ODD_NULL = re.compile(rb'(?:"(?:%b)|\\[^"\\]*)"\s*:\s*null' % "|".join(NEVER_NULL).encode()).search
"""可疑空值. Null for one of them, or for a name written with an escape."""


def rows_of_lines(lines: Iterable[bytes | Unread], faults: Faults) -> Piece:
    """成列. The rows of JSON lines; blank lines are passed over."""
    every = [text for line in lines if (text := line if isinstance(line, Unread) else line.strip(JSON_SPACE))]
    texts = [text for text in every if isinstance(text, bytes)]
    if len(texts) == len(every) and _plainly_one_each(texts):
        for key in (pa.string(), pa.int64()):
            if (rows := _read(texts, key)) is not None:
                return Piece(rows, range(len(texts)), [], texts)
    good, places, refused = [], [], []
    for place, text in enumerate(every):
        if isinstance(text, Unread):
            refused.append(Refused(place, text.key, text.errors))
        elif errors := faults(text):
            refused.append(Refused(place, _key_in(text), errors))
        else:
            good.append(_plain(text))
            places.append(place)
    rows = _read(good, pa.string())
    if rows is None:
        raise TableError("这些 JSON 行读不成列。 lines of JSON that cannot be read as columns")
    return Piece(rows, places, refused)


def _plainly_one_each(texts: list[bytes]) -> bool:
    """一行一人. Whether no line is part of an object, and no null is one that columns would take for an absent field.

    No object of JSON has `}` at the end of one line and `{` at the beginning of the next.
    """
    if not all(text[:1] == b"{" and text[-1:] == b"}" for text in texts):
        return False
    return not any(b"null" in text and ODD_NULL(text) for text in texts)


def _read(texts: list[bytes], key: pa.DataType) -> pa.RecordBatch | None:
    """读列. The lines as columns; null where any of them does not fit."""
    schema = pa.schema([pa.field(KEY, key), *(pa.field(each.name, _in_text(each.type)) for each in list(SCHEMA)[1:])])
    if not texts:
        return shaped(pa.RecordBatch.from_pylist([], schema=schema))
    body = b"\n".join(texts)
    try:
        body.decode()  # Arrow takes text for UTF-8 unseen
        table = pj.read_json(
            io.BytesIO(body),
            pj.ReadOptions(use_threads=False, block_size=len(body) + 1),
            pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
        )
    except (UnicodeDecodeError, pa.ArrowInvalid):
        return None
    return shaped(table.combine_chunks().to_batches()[0]) if len(table) == len(texts) else None


def _in_text(kind: pa.DataType) -> pa.DataType:
    """文本中的类型. The type with days as text."""
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(each.name, _in_text(each.type)) for each in kind])
    if pa.types.is_list(kind):
        return pa.list_(_in_text(kind.value_type))
    return pa.string() if pa.types.is_date32(kind) else kind


def _plain(text: bytes) -> bytes:
    """平实. The line with its key as text and whole numbers without a point."""
    tree = msgspec.json.decode(text)
    return msgspec.json.encode({**_whole(tree), KEY: str(tree[KEY])})


def _whole(tree: Any) -> Any:  # noqa: ANN401 (any JSON)
    if isinstance(tree, dict):
        return {name: _whole(member) for name, member in tree.items()}
    if isinstance(tree, list):
        return [_whole(member) for member in tree]
    return int(tree) if isinstance(tree, float) else tree


def _key_in(text: bytes) -> str | int | None:
    try:
        tree = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    key = tree.get(KEY) if isinstance(tree, dict) else None
    return key if isinstance(key, str | int) else None
