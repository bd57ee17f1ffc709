"""个案. Cases out of columns: the rows that fit the schema, built without going through JSON."""

from collections.abc import Callable, Iterable
from functools import cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from msgspec import NODEFAULT, inspect
from msgspec.structs import fields
from numpy.typing import NDArray

from app.batch.fitting import members, offsets_of
from app.batch.vectors import NULL, numbers
from app.model.case import Case

FLAGS: Final = np.array([None, False, True], object)
NO_DAY: Final = np.datetime64("NaT", "D")
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
        return _where_there(built, array) if array.null_count else built
    if isinstance(info, inspect.VarTupleType):
        items, offsets = _values(array.flatten(), info.item_type), offsets_of(array).tolist()
        return [tuple(items[first:beyond]) for first, beyond in pairwise(offsets)]
    return _plain(array)


def _plain(array: pa.Array) -> list[Any]:
    """单值. Days, numbers, flags and texts as Python has them; each distinct text is made once."""
    kind = array.type
    if pa.types.is_date32(kind):
        days = numbers(array)
        return _as_they_are(np.where(days == NULL, NO_DAY, days.astype("M8[D]")))
    if pa.types.is_integer(kind):
        return _as_they_are(numbers(array)) if not array.null_count else array.to_pylist()
    if pa.types.is_boolean(kind):
        return _as_they_are(FLAGS[np.maximum(numbers(array), -1) + 1])
    coded = array if pa.types.is_dictionary(kind) else array.dictionary_encode()
    texts = np.array([*coded.dictionary.to_pylist(), None], object)
    return _as_they_are(texts[pc.fill_null(coded.indices, len(texts) - 1).to_numpy(zero_copy_only=False)])


def _where_there(built: list[Any], array: pa.Array) -> list[Any]:
    return [value if there else None for value, there in zip(built, array.is_valid().to_pylist(), strict=True)]


def _as_they_are(values: NDArray[Any]) -> list[Any]:
    found: list[Any] = values.tolist()
    return found


def _structs(columns: list[pa.Array], info: inspect.StructType) -> list[Any]:
    values = [_filled(_values(column, field.type), field) for column, field in zip(columns, info.fields, strict=True)]
    return _builder(info.cls)(zip(*values, strict=True))


@cache
def _builder(kind: type) -> Callable[[Iterable[Any]], list[Any]]:
    """构造. Structs of the kind from rows of all their fields.

    A call that names each field takes a fifth of the time of one with a dict; as `namedtuple` does, it is written out.
    """
    names = [field.name for field in fields(kind)]
    written = f"lambda rows: [kind({', '.join(f'{name}={name}' for name in names)}) for {', '.join(names)}, in rows]"
    built: Callable[[Iterable[Any]], list[Any]] = eval(written, {"kind": kind})  # noqa: S307 (names of our own fields)
    return built


def _filled(values: list[Any], field: inspect.Field) -> list[Any]:
    """默认值. Null is the default of a field that need not be given."""
    if field.default is NODEFAULT or field.default is None:
        return values
    return [field.default if value is None else value for value in values]


def _of_a_kind(array: pa.Array, kinds: list[Any]) -> list[Any]:
    """记录. Each kind built from its own fields, then put back where it stood."""
    columns = members(array)
    found = np.empty(len(array), object)
    for kind in kinds:
        here = pc.equal(columns[kind.tag_field].cast(pa.string()), kind.tag)
        places = np.flatnonzero(here.to_numpy(zero_copy_only=False))
        if len(places):
            taken = [columns[field.encode_name].take(pa.array(places)) for field in kind.fields]
            found[places] = _structs(taken, kind)
    return _as_they_are(found)
