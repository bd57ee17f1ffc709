"""Arrow 列. Numbers of the generator as Arrow columns of days, months, names, structs and lists."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from app.batch.demo.dice import Flags, Ints


def day_column(on: Ints, known: Flags | None = None) -> pa.Array:
    """日期列. Days, null where not known."""
    return pa.array(on.astype(np.int32), mask=None if known is None else ~known).cast(pa.date32())


def coded(names: Sequence[str], places: Ints, known: Flags | None = None) -> pa.Array:
    """代码列. Names by their places, null where not known."""
    return pc.take(pa.array(names, pa.string()), pa.array(places, mask=None if known is None else ~known))


def month_column(month: Ints, known: Flags | None = None) -> pa.Array:
    """月份列. Months as YYYY-MM, null where not known."""
    low = int(month.min()) if month.size else 0
    names = tuple(str(np.datetime64(each, "M")) for each in range(low, int(month.max(initial=low)) + 1))
    return coded(names, month - low, known)


def structs(known: Flags | None = None, **columns: pa.Array) -> pa.StructArray:
    """结构列. Structs of these columns, null where not known; a name may end in an underscore to be no keyword."""
    names = [name.removesuffix("_") for name in columns]
    mask = None if known is None else pa.array(~known)
    return pa.StructArray.from_arrays(list(columns.values()), names, mask=mask)


def lists(counts: NDArray[Any], values: pa.Array) -> pa.ListArray:
    """列表列. Lists of so many of the values each."""
    return pa.ListArray.from_arrays(np.concatenate([[0], np.cumsum(counts)]).astype(np.int32), values)
