"""文本行. People as lines of text: JSON lines, and CSV whose rows are made JSON lines first.

Lines that are all good are read in columns at once. Where any is not, each is looked at by itself, as the service
would look at it, and the good ones are read in columns after that. Columns know no difference between a field that is
null and one that is not there: lines with a null that the service refuses are looked at too.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.json as pj
from msgspec import inspect

from app.batch.columns import KEY, SCHEMA
from app.batch.incoming import TableError, shaped
from app.batch.piece import Faults, Piece, Refused
from app.model.case import Case, Person, Plan

YES, NO = frozenset({"true", "True", "TRUE", "1"}), frozenset({"false", "False", "FALSE", "0"})

NOT_UTF8 = b'"\xff"'
"""不是 UTF-8. What stands for a row that is not: a line that is refused for just that."""
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}").fullmatch
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


def rows_of_lines(lines: Iterable[bytes], faults: Faults) -> Piece:
    """成列. The rows of JSON lines; blank lines are passed over."""
    texts = [text for line in lines if (text := line.strip(JSON_SPACE))]
    if _plainly_one_each(texts):
        for key in (pa.string(), pa.int64()):
            if (rows := _read(texts, key)) is not None:
                return Piece(rows, range(len(texts)), [], texts)
    good, places, refused = [], [], []
    for place, text in enumerate(texts):
        if errors := faults(text):
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


def csv_lines(header: bytes, lines: Iterable[bytes]) -> Iterator[bytes]:
    """CSV 行. Each row as a JSON line: empty is absent, a nested value is JSON text, a dot tells a field within."""
    names = _names_in(header)
    kinds = [_kind_of(name) for name in names]
    for line in lines:
        try:
            values = next(csv.reader([line.decode()]), [])
        except UnicodeDecodeError:
            yield NOT_UTF8
            continue
        except csv.Error:
            values = []
        row: dict[str, Any] = {} if len(values) == len(names) else {"columns": len(values)}
        for name, kind, text in zip(names, kinds, values, strict=False):
            if text:
                *outer, field = name.split(".")
                within = row
                for each in outer:
                    within = within.setdefault(each, {})
                within[field] = _value(text, kind)
        yield msgspec.json.encode(row)


def header_schema(header: bytes) -> pa.Schema:
    """表头. The columns that the first line of a CSV names, of no type yet; `TableError` where it cannot be read."""
    return pa.schema([pa.field(name, pa.null()) for name in _names_in(header)])


def _names_in(header: bytes) -> list[str]:
    try:
        names = next(csv.reader([header.decode("utf-8-sig")]), [])
    except (UnicodeDecodeError, csv.Error):
        raise TableError(
            "表头读不出，请另存为 UTF-8 的 CSV。 the header cannot be read; save the file as CSV in UTF-8"
        ) from None
    if len(names) == 1 and (other := re.search(r"[;\t|]", names[0])):
        raise TableError(f"各列要用逗号分开，不用 {other[0]!r}。 columns are parted by commas, not by {other[0]!r}")
    if not names:
        raise TableError("没有表头，第一行要写各列的名称。 without a header: the first line has to name the columns")
    return names


def _kind_of(name: str) -> pa.DataType:
    """列类型. The type of a column by its name; text where there is no such field."""
    kind: pa.DataType = pa.struct(list(SCHEMA))
    for each in name.split("."):
        place = kind.get_field_index(each) if pa.types.is_struct(kind) else -1
        if place < 0:
            return pa.string()
        kind = kind.field(place).type
    return kind


def _value(text: str, kind: pa.DataType) -> Any:  # noqa: ANN401 (any JSON)
    if pa.types.is_nested(kind):
        try:
            return msgspec.json.decode(text)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return text
    if pa.types.is_boolean(kind) and text in YES | NO:
        return text in YES
    return int(text) if pa.types.is_integer(kind) and WHOLE_NUMBER(text) else text
