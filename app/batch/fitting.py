"""合规. Which rows of a table are cases: the schema of `Case` held against columns instead of values.

It says yes where the decoder of the service would, null standing for an absent field. The rows that do not fit are
decoded one by one, which finds every fault in them.
"""

import re
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import inspect

from app.batch.vectors import DATES, Flags, Ints, any_in


def fits(array: pa.Array, info: inspect.Type) -> Flags:
    """合规. For each item, whether it is of the type; a null fits where the field may be absent or null."""
    pattern = ""
    if isinstance(info, inspect.Metadata):
        pattern, info = (info.extra_json_schema or {}).get("pattern", ""), info.type
    if isinstance(info, inspect.UnionType):
        kinds = [part for part in info.types if not isinstance(part, inspect.NoneType)]
        nullable = len(kinds) < len(info.types)
        good = fits(array, kinds[0]) if len(kinds) == 1 else _of_a_kind(array, kinds)
        return good | _null(array) if nullable else good
    return _present(array, info, pattern) & ~_null(array)


def _present(array: pa.Array, info: Any, pattern: str) -> Flags:  # noqa: ANN401 (any type of msgspec's)
    if isinstance(info, inspect.LiteralType):
        return _text(array, "|".join(re.escape(str(value)) for value in info.values))
    if isinstance(info, inspect.StrType):
        return _text(array, pattern.strip("^$"))
    if isinstance(info, inspect.IntType):
        return _between(array, info.ge, info.le)
    if isinstance(info, inspect.DateType):
        return _a_day(array)
    return _inner(array, info)


def _inner(array: pa.Array, info: Any) -> Flags:  # noqa: ANN401 (any type of msgspec's)
    if isinstance(info, inspect.StructType):
        return _struct(array, info)
    return _list(array, info) if isinstance(info, inspect.VarTupleType) else np.ones(len(array), bool)


def _struct(array: pa.Array, info: inspect.StructType) -> Flags:
    columns = members(array)
    good = np.ones(len(array), bool)
    for field in info.fields:
        column = columns[field.encode_name]
        good &= fits(column, field.type) | _null(column) if not field.required else fits(column, field.type)
    return good


def _of_a_kind(array: pa.Array, kinds: list[Any]) -> Flags:
    """记录. A struct of one of several kinds: the fields of its own kind fit, those of the others are null."""
    columns = members(array)
    good = np.zeros(len(array), bool)
    for kind in kinds:
        here = _text(columns[kind.tag_field], re.escape(kind.tag))
        own = {field.encode_name for field in kind.fields} | {kind.tag_field}
        for name, column in columns.items():
            if name not in own and column.null_count < len(column):
                here &= _null(column)
        good |= here & _struct(array, kind) if here.any() else here
    return good


def _list(array: pa.Array, info: inspect.VarTupleType) -> Flags:
    offsets = offsets_of(array)
    bad = ~fits(array.flatten(), info.item_type)
    good = ~any_in(bad, offsets)
    return good if info.max_length is None else good & (np.diff(offsets) <= info.max_length)


def members(array: pa.StructArray) -> dict[str, pa.Array]:
    """成员. The columns of a struct by name, null where the struct is."""
    return dict(zip((field.name for field in array.type), array.flatten(), strict=True))


def offsets_of(array: pa.Array) -> Ints:
    """偏移. Where each list begins in the flattened items, and where the last one ends; a null list is empty."""
    lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])


def _null(array: pa.Array) -> Flags:
    if array.null_count in {0, len(array)}:
        return np.full(len(array), array.null_count > 0)
    return np.asarray(pc.is_null(array).to_numpy(zero_copy_only=False))


def _between(array: pa.Array, least: int | None, most: int | None) -> Flags:
    found = pc.min_max(array).as_py()
    if found["min"] is None or (found["min"] >= least and found["max"] <= most):
        return np.ones(len(array), bool)
    within = pc.and_(pc.greater_equal(array, least), pc.less_equal(array, most))
    return np.asarray(pc.fill_null(within, fill_value=True).to_numpy(zero_copy_only=False))


def _a_day(array: pa.Array) -> Flags:
    """日期. Days that a date can be; a day may still be text."""
    if pa.types.is_date32(array.type):
        return _between(array.view(pa.int32()), *DATES)
    coded = array.dictionary_encode()
    return _looked_up(coded, [text is not None and _is_a_date(text) for text in coded.dictionary.to_pylist()])


def _is_a_date(text: str) -> bool:
    try:
        return re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) is not None and date.fromisoformat(text) is not None
    except ValueError:
        return False


def _looked_up(coded: pa.DictionaryArray, good: list[bool]) -> Flags:
    places = pc.fill_null(coded.indices, len(good)).to_numpy(zero_copy_only=False)
    found: Flags = np.asarray([*good, False], bool)[places]
    return found


def _text(array: pa.Array, pattern: str) -> Flags:
    """文字. Texts that match the pattern as a whole; each distinct one is looked at once."""
    array = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    matches = re.compile(pattern, re.ASCII).fullmatch
    return _looked_up(array, [text is not None and matches(text) is not None for text in array.dictionary.to_pylist()])
