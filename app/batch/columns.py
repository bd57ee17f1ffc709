"""列. A case as the columns of a table: one person a row, every field under its own name.

The types are read off `Case` itself, so that a field of the contract is a column and nothing else is. Beside them
stands `id`, the key of the person (text or an integer), which no rule sees. The history is a list of structs with the
fields of all kinds of record; those that a kind does not have are null. An absent column is null throughout.
"""

from typing import Any

import pyarrow as pa
from msgspec import inspect

from app.model.case import Case

KEY = "id"


PLAIN: dict[type, pa.DataType] = {
    inspect.DateType: pa.date32(),
    inspect.BoolType: pa.bool_(),
    inspect.IntType: pa.int16(),
    inspect.StrType: pa.string(),
    inspect.LiteralType: pa.string(),
}
"""单值列. Days are date32, months and codes text, years and counts int16."""


def arrow_type(info: inspect.Type) -> pa.DataType:
    """列类型. The Arrow type of a field of the case."""
    match info:
        case inspect.Metadata():
            return arrow_type(info.type)
        case inspect.UnionType():
            return _of_a_union([part for part in info.types if not isinstance(part, inspect.NoneType)])
        case inspect.StructType():
            return pa.struct(_fields(info))
        case inspect.VarTupleType():
            return pa.list_(arrow_type(info.item_type))
    return PLAIN[type(info)]


def _of_a_union(parts: list[inspect.Type]) -> pa.DataType:
    """几种记录. One struct for several kinds of record: their tag, then every field that any of them has."""
    if len(parts) == 1:
        return arrow_type(parts[0])
    kinds = [part for part in parts if isinstance(part, inspect.StructType)]
    fields = {kinds[0].tag_field or "kind": pa.string()}
    for kind in kinds:
        fields |= {field.name: field.type for field in _fields(kind)}
    return pa.struct(list(fields.items()))


def _fields(info: inspect.StructType) -> list[pa.Field]:
    return [pa.field(field.encode_name, arrow_type(field.type)) for field in info.fields]


def _case_fields() -> list[pa.Field]:
    info: Any = inspect.type_info(Case)
    return _fields(info)


CASE_FIELDS: dict[str, pa.Field] = {field.name: field for field in _case_fields()}
"""个案各列. The columns of a case by name: `area`, `on`, `person`, `history`, `unknown_years`, `plan`."""
SCHEMA: pa.Schema = pa.schema([pa.field(KEY, pa.string()), *CASE_FIELDS.values()])
"""人员表. The table that `canbao batch` reads; `id` may be an integer too."""
