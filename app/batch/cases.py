"""个案. Cases out of columns: the rows that fit the schema, built without going through JSON."""

from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import NODEFAULT, inspect

from app.batch.fitting import members, offsets_of
from app.model.case import Case

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
    found: list[Any] = array.to_pylist()
    return found


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
