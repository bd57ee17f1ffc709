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

Good = Any
"""合否. For each item whether it is good (an Arrow array of flags), or a bool where all are alike."""


def fits(array: pa.Array, info: inspect.Type) -> Flags:
    """合规. For each item, whether it is of the type; a null fits where the field may be absent or null."""
    return _flags(_fits(array, info), len(array))


def _fits(array: pa.Array, info: inspect.Type) -> Good:
    pattern = ""
    if isinstance(info, inspect.Metadata):
        pattern, info = (info.extra_json_schema or {}).get("pattern", ""), info.type
    if isinstance(info, inspect.UnionType):
        kinds = [part for part in info.types if not isinstance(part, inspect.NoneType)]
        nullable = len(kinds) < len(info.types)
        good = _fits(array, kinds[0]) if len(kinds) == 1 else _of_a_kind(array, kinds)
        return _either(good, _null(array)) if nullable else good
    return _both(_there(array), _present(array, info, pattern)) if array.null_count < len(array) else False


def _present(array: pa.Array, info: Any, pattern: str) -> Good:  # noqa: ANN401 (any type of msgspec's)
    if isinstance(info, inspect.LiteralType):
        return _text(array, "|".join(re.escape(str(value)) for value in info.values))
    if isinstance(info, inspect.StrType):
        return _text(array, pattern.strip("^$"))
    if isinstance(info, inspect.IntType):
        return _between(array, info.ge, info.le)
    if isinstance(info, inspect.DateType):
        return _a_day(array)
    return _inner(array, info)


def _inner(array: pa.Array, info: Any) -> Good:  # noqa: ANN401 (any type of msgspec's)
    if isinstance(info, inspect.StructType):
        return _struct(array, info)
    return _list(array, info) if isinstance(info, inspect.VarTupleType) else True


def _struct(array: pa.Array, info: inspect.StructType) -> Good:
    columns = members(array)
    good: Good = True
    for field in info.fields:
        column = columns[field.encode_name]
        fitting = _fits(column, field.type)
        good = _both(good, fitting if field.required else _either(fitting, _null(column)))
    return good


def _of_a_kind(array: pa.Array, kinds: list[Any]) -> Good:
    """记录. A struct of one of several kinds: the fields of its own kind fit, those of the others are null."""
    columns = members(array)
    good: Good = False
    for kind in kinds:
        tag = columns[kind.tag_field]
        here = _both(_there(tag), _text(tag, re.escape(kind.tag)))
        own = {field.encode_name for field in kind.fields} | {kind.tag_field}
        for name, column in columns.items():
            if name not in own:
                here = _both(here, _null(column))
        if here is not False:
            good = _either(good, _both(here, _struct(array, kind)))
    return good


def _list(array: pa.Array, info: inspect.VarTupleType) -> Good:
    offsets, items = offsets_of(array), array.flatten()
    good = _fits(items, info.item_type)
    whole = True if good is True else pa.array(~any_in(~_flags(good, len(items)), offsets))
    short = info.max_length is None or np.diff(offsets).max(initial=0) <= info.max_length
    return whole if short else _both(whole, pa.array(np.diff(offsets) <= info.max_length))


def members(array: pa.StructArray) -> dict[str, pa.Array]:
    """成员. The columns of a struct by name, null where the struct is."""
    return dict(zip((field.name for field in array.type), array.flatten(), strict=True))


def offsets_of(array: pa.Array) -> Ints:
    """偏移. Where each list begins in the flattened items, and where the last one ends; a null list is empty."""
    if not array.null_count:
        offsets = array.offsets.to_numpy()
        return np.asarray(offsets - offsets[0], np.int64)
    lengths = array.value_lengths().fill_null(0).to_numpy()
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])


def _flags(good: Good, size: int) -> Flags:
    if isinstance(good, bool):
        return np.full(size, good)
    return np.asarray(good.to_numpy(zero_copy_only=False))


def _both(one: Good, other: Good) -> Good:
    if isinstance(one, bool) or isinstance(other, bool):
        return other if one is True else one if other is True else False
    return pc.and_(one, other)


def _either(one: Good, other: Good) -> Good:
    if isinstance(one, bool) or isinstance(other, bool):
        return other if one is False else one if other is False else True
    return pc.or_(one, other)


def _null(array: pa.Array) -> Good:
    return array.null_count > 0 if array.null_count in {0, len(array)} else array.is_null()


def _there(array: pa.Array) -> Good:
    return array.null_count == 0 if array.null_count in {0, len(array)} else array.is_valid()


def _between(array: pa.Array, least: int | None, most: int | None) -> Good:
    found = pc.min_max(array).as_py()
    if found["min"] is None or (found["min"] >= least and found["max"] <= most):
        return True
    within = pc.and_(pc.greater_equal(array, least), pc.less_equal(array, most))
    return within.fill_null(fill_value=True)


def _a_day(array: pa.Array) -> Good:
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


def _looked_up(coded: pa.DictionaryArray, good: list[bool]) -> Good:
    """查表. Whether the text of each item is good; of a null it says nothing."""
    if all(good) or not any(good):
        return all(good)
    return pa.array(good).take(coded.indices).fill_null(fill_value=False)


def _text(array: pa.Array, pattern: str) -> Good:
    """文字. Texts that match the pattern as a whole; each distinct one is looked at once."""
    array = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    matches = re.compile(pattern, re.ASCII).fullmatch
    return _looked_up(array, [text is not None and matches(text) is not None for text in array.dictionary.to_pylist()])
