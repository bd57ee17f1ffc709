"""来表. A table as it comes, brought into the shape of a table of people; what cannot be is said by column.

Columns may be missing (null), nested or named with a dot (`person.birth_date`), in any order; text may be coded, whole
numbers of any width. A day may stay text until it is known to be one. A column that no case has is refused, for what
is silently left out may have mattered.
"""

from datetime import date
from difflib import get_close_matches
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from app.batch.columns import CASE_FIELDS, KEY
from app.batch.fitting import members, offsets_of

NEEDED: Final = (KEY, "area", "on", "person", "plan")


class TableError(Exception):
    """来表错误. A table that cannot be read as people: `faults`, a sentence each."""

    def __init__(self, *faults: str) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def shaped(rows: pa.RecordBatch) -> pa.RecordBatch:
    """整形. The rows with the columns of a table of people, in order; `TableError` where they cannot be had."""
    columns = dict(zip(rows.schema.names, rows.columns, strict=True))
    if len(columns) < len(rows.schema.names):
        raise TableError("有重名的列，请改名。 a column name comes twice")
    nested = _nested(columns, len(rows))
    faults = [_unknown(name) for name in nested if name not in CASE_FIELDS and name != KEY]
    faults += [f"缺少 {name} 列，请补上。 column {name} is missing" for name in NEEDED if name not in nested]
    if faults:
        raise TableError(*faults)
    key = nested[KEY] if pa.types.is_integer(nested[KEY].type) else _as(nested[KEY], pa.string(), KEY)
    arrays, fields = [key], [pa.field(KEY, key.type)]
    for name, field in CASE_FIELDS.items():
        array = _as(nested[name], field.type, name) if name in nested else pa.nulls(len(rows), field.type)
        arrays.append(array)
        fields.append(pa.field(name, array.type))
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields))


def _nested(columns: dict[str, pa.Array], size: int) -> dict[str, pa.Array]:
    """嵌套. Columns with a dot in their name gathered into structs; a struct of nothing but nulls is null."""
    flat = {name: array for name, array in columns.items() if "." not in name}
    inner: dict[str, dict[str, pa.Array]] = {}
    for name, array in columns.items():
        outer, _, rest = name.partition(".")
        if rest:
            inner.setdefault(outer, {})[rest] = array
    for outer, parts in inner.items():
        if outer in flat:
            raise TableError(
                f"{outer} 列既有整列又有分列，请留一种。 column {outer} is given twice, whole and by its fields"
            )
        below = _nested(parts, size)
        nothing = pc.invert(pc.is_valid(next(iter(below.values()))))
        for array in below.values():
            nothing = pc.and_(nothing, pc.is_null(array))
        flat[outer] = pa.StructArray.from_arrays(list(below.values()), list(below), mask=nothing)
    return flat


def _unknown(name: str) -> str:
    near = get_close_matches(name, [KEY, *CASE_FIELDS], 1)
    return f"个案没有 {name} 这一列，请删去或改名。 column {name} is no field of a case" + (
        f"; {near[0]} is" if near else ""
    )


def _as(array: pa.Array, wanted: pa.DataType, place: str) -> pa.Array:
    """成为. The array as the wanted type, a day perhaps still as text."""
    kind = array.type
    if kind == wanted or pa.types.is_null(kind):
        return array if kind == wanted else pa.nulls(len(array), wanted)
    if pa.types.is_struct(wanted) and pa.types.is_struct(kind):
        return _struct_as(array, wanted, place)
    if pa.types.is_list(wanted) and (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
        values = _as(array.flatten(), wanted.value_type, f"{place}[]")
        return pa.ListArray.from_arrays(pa.array(offsets_of(array), pa.int32()), values)
    if pa.types.is_dictionary(kind) and not (pa.types.is_string(kind.value_type) and pa.types.is_string(wanted)):
        return _as(array.cast(kind.value_type), wanted, place)
    if _may_be(kind, wanted):
        return array
    if _may_become(kind, wanted):
        return array.cast(wanted)
    raise TableError(f"{place} 列的类型应为 {wanted}。 column {place} is {kind}, not {wanted}")


def _may_be(kind: pa.DataType, wanted: pa.DataType) -> bool:
    """可用. Whether the type may stay as it is."""
    if pa.types.is_integer(wanted):
        return bool(pa.types.is_integer(kind))
    coded = pa.types.is_dictionary(kind) and pa.types.is_string(kind.value_type)
    return bool(coded and pa.types.is_string(wanted)) or (pa.types.is_date32(wanted) and pa.types.is_string(kind))


def _may_become(kind: pa.DataType, wanted: pa.DataType) -> bool:
    """可转换. Whether every value of the type has a place in the wanted one."""
    if pa.types.is_date32(wanted):
        return bool(pa.types.is_date64(kind) or (pa.types.is_timestamp(kind) and kind.tz is None))
    return bool(pa.types.is_string(wanted) and (pa.types.is_large_string(kind) or pa.types.is_string_view(kind)))


def _struct_as(array: pa.StructArray, wanted: pa.StructType, place: str) -> pa.StructArray:
    held, names = members(array), [field.name for field in wanted]
    if unknown := [name for name in held if name not in names]:
        raise TableError(
            *(
                f"个案没有 {place}.{name} 这一列，请删去或改名。 column {place}.{name} is no field of a case"
                for name in unknown
            )
        )
    arrays = [
        _as(held[field.name], field.type, f"{place}.{field.name}")
        if field.name in held
        else pa.nulls(len(array), field.type)
        for field in wanted
    ]
    return pa.StructArray.from_arrays(arrays, names, mask=array.is_null())


def dated(array: pa.Array, wanted: pa.DataType) -> pa.Array:
    """成日期. The array with days that still are text as days; every one of them must be one."""
    kind = array.type
    if pa.types.is_date32(wanted) and pa.types.is_string(kind):
        coded = array.dictionary_encode()
        days = pa.array([date.fromisoformat(text) for text in coded.dictionary.to_pylist()], pa.date32())
        return days.take(coded.indices)
    if pa.types.is_struct(kind):
        arrays = [dated(column, field.type) for column, field in zip(array.flatten(), wanted, strict=True)]
        if all(new.type == old.type for new, old in zip(arrays, kind, strict=True)):
            return array
        return pa.StructArray.from_arrays(arrays, [field.name for field in kind], mask=array.is_null())
    if pa.types.is_list(kind):
        values = dated(array.flatten(), wanted.value_type)
        same = values.type == kind.value_type
        return array if same else pa.ListArray.from_arrays(pa.array(offsets_of(array), pa.int32()), values)
    return array
