"""CSV. Rows of CSV made JSON lines, by the header of the file; a row is one line."""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
import pyarrow as pa

from app.batch.columns import KEY, SCHEMA
from app.batch.incoming import TableError
from app.batch.piece import Unread

YES, NO = frozenset({"true", "True", "TRUE", "1"}), frozenset({"false", "False", "FALSE", "0"})

NOT_UTF8 = b'"\xff"'
"""不是 UTF-8. What stands for a row that is not: a line that is refused for just that."""
COMMAS: Final = {
    "zh": "补上或删去多余的逗号；内容里有逗号、引号的用双引号括起，一行一人，单元格内不能换行。",
    "en": "See to its commas: what holds commas or quotes goes into double quotes; a row is one line, also in quotes.",
}
UNREADABLE: Final = Unread(
    None,
    [
        {
            "pointer": "",
            "code": "unreadable_row",
            "detail": {
                "zh": "本行读不成 CSV：单元格过长，或含有回车。",
                "en": "No row of CSV: a cell is too long, or holds a CR.",
            },
            "hint": COMMAS,
        }
    ],
)
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}").fullmatch


def csv_lines(header: bytes, lines: Iterable[bytes]) -> Iterator[bytes | Unread]:
    """CSV 行. Each row as a JSON line: empty is absent, a nested value is JSON text, a dot tells a field within.

    Blank lines are passed over. Where the cells of a row cannot be told apart, nothing else is said of them.
    """
    names = _names_in(header)
    kinds = [_kind_of(name) for name in names]
    for line in lines:
        if not line.strip():
            continue
        try:
            values = next(csv.reader([line.decode()]))
        except UnicodeDecodeError:
            yield NOT_UTF8
        except csv.Error:
            yield UNREADABLE
        else:
            told = len(values) == len(names)
            yield _json(names, kinds, values) if told else _uneven(names, values)


def _json(names: list[str], kinds: list[pa.DataType], values: list[str]) -> bytes:
    """一行. The cells of a row as an object of JSON."""
    row: dict[str, Any] = {}
    for name, kind, text in zip(names, kinds, values, strict=True):
        if text:
            *outer, field = name.split(".")
            within = row
            for each in outer:
                within = within.setdefault(each, {})
            within[field] = _value(text, kind)
    return msgspec.json.encode(row)


def _uneven(names: list[str], values: list[str]) -> Unread:
    """列数不符. What is said of a row with more cells than the header has columns, or with fewer."""
    detail = {
        "zh": f"本行有 {len(values)} 列，表头有 {len(names)} 列。",
        "en": f"The row has {len(values)} columns, the header {len(names)}.",
    }
    key = values[0] if names[0] == KEY else None  # any other may have been pushed aside
    return Unread(key, [{"pointer": "", "code": "wrong_number_of_columns", "detail": detail, "hint": COMMAS}])


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
