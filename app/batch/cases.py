"""个案. Cases out of columns: the rows that fit the schema, built without going through JSON."""

from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import NODEFAULT, inspect

from app.batch.fitting import members, offsets_of
from app.batch.vectors import DAY_ZERO, NULL, numbers
from app.model.case import Case

FLAGS: Final = {NULL: None, 0: False, 1: True}
CASE: Any = inspect.type_info(Case)


def cases(rows: pa.RecordBatch) -> list[Case]:
    """个案. The case of each row; every row must fit (`fitting.fits`), in the columns of `columns.SCHEMA`."""
    built: list[Case] = _structs([rows.column(field.encode_name) for field in CASE.fields], CASE)
    return built


def _values(array: pa.Array, info: Any) -> list[Any]:  # noqa: ANN401 (any type of msgspec's)
    if isinstance(info, inspect.Metadata):
        return _values(array, info.type)
    if isinstance(info, inspect.UnionType):
        kinds = [part for part in info.types if not isinstance(part, inspect.NoneType)]
        return _values(array, kinds[0]) if len(kinds) == 1 else _of_a_kind(array, kinds)
    if array.null_count == len(array):
        return [None] * len(array)
    if isinstance(info, inspect.StructType):
        columns = members(array)
        built = _structs([columns[field.encode_name] for field in info.fields], info)
        return [value if there else None for value, there in zip(built, array.is_valid().to_pylist(), strict=True)]
    if isinstance(info, inspect.VarTupleType):
        items, offsets = _values(array.flatten(), info.item_type), offsets_of(array).tolist()
        return [tuple(items[first:beyond]) for first, beyond in pairwise(offsets)]
    return _plain(array)


def _plain(array: pa.Array) -> list[Any]:
    """单值. Days, numbers, flags and texts as Python has them; each distinct text is made once."""
    kind = array.type
    if pa.types.is_date32(kind):
        return list(map(_date, numbers(array).tolist()))
    if pa.types.is_integer(kind):
        return [None if number == NULL else number for number in numbers(array).tolist()]
    if pa.types.is_boolean(kind):
        return [FLAGS[number] for number in numbers(array).tolist()]
    coded = array if pa.types.is_dictionary(kind) else array.dictionary_encode()
    texts = [*coded.dictionary.to_pylist(), None]
    places = pc.fill_null(coded.indices, len(texts) - 1).to_numpy(zero_copy_only=False)
    return [texts[place] for place in places.tolist()]


@lru_cache(maxsize=2**16)
def _date(day: int) -> date | None:
    return None if day == NULL else date.fromordinal(day + DAY_ZERO)


def _structs(columns: list[pa.Array], info: inspect.StructType) -> list[Any]:
    names = [field.name for field in info.fields]
    values = [_filled(_values(column, field.type), field) for column, field in zip(columns, info.fields, strict=True)]
    kind = info.cls
    return [kind(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True)]


def _filled(values: list[Any], field: inspect.Field) -> list[Any]:
    """默认值. Null is the default of a field that need not be given."""
    if field.default is NODEFAULT or field.default is None:
        return values
    return [field.default if value is None else value for value in values]


def _of_a_kind(array: pa.Array, kinds: list[Any]) -> list[Any]:
    """记录. Each kind built from its own fields, then put back where it stood."""
    columns = members(array)
    found: list[Any] = [None] * len(array)
    for kind in kinds:
        here = pc.equal(columns[kind.tag_field].cast(pa.string()), kind.tag)
        places = np.flatnonzero(here.to_numpy(zero_copy_only=False)).tolist()
        if places:
            taken = [columns[field.encode_name].take(pa.array(places)) for field in kind.fields]
            for place, value in zip(places, _structs(taken, kind), strict=True):
                found[place] = value
    return found
