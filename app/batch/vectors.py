"""向量. Arrow columns as whole numbers, and what the items of each person's list come to.

A day counts from 1970, a month from year 0, a code is its place among the codes; `NULL` stands for null, `BAD` for a
text that is no such code. Offsets part a flat column into the lists of the people: `offsets[i]:offsets[i + 1]`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from app.model.calendar import month_number
from app.model.case import MONTHS

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Mixed = NDArray[np.uint64]

NULL: Final = -(2**31)
BAD: Final = NULL + 1
DAY_ZERO: Final = date(1970, 1, 1).toordinal()
DATES: Final = (date.min.toordinal() - DAY_ZERO, date.max.toordinal() - DAY_ZERO)
"""日期范围. The first and the last day that a date can be."""


def numbers(array: pa.Array) -> Ints:
    """数列. Days, years and flags as whole numbers; null is NULL."""
    kind = array.type
    if pa.types.is_date32(kind):
        array = array.view(pa.int32())
    elif pa.types.is_boolean(kind):
        array = array.cast(pa.int8())
    wide = array.cast(pa.int64())
    return np.asarray(pc.fill_null(wide, NULL).to_numpy(zero_copy_only=False))


def coded(array: pa.Array, meaning: Callable[[str], int]) -> Ints:
    """代码列. What each text means as a number; each distinct text is looked at once."""
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    table = [NULL if text is None else meaning(text) for text in array.dictionary.to_pylist()]
    places = pc.fill_null(array.indices, len(table)).to_numpy(zero_copy_only=False)
    found: Ints = np.asarray([*table, NULL], np.int64)[places]
    return found


def code_of(names: Sequence[str]) -> Callable[[str], int]:
    """代码. The place of a code among all codes."""
    places = {name: place for place, name in enumerate(names)}
    return lambda text: places.get(text, BAD)


def area_number(text: str) -> int:
    """地区码. An area as a number."""
    return int(text) if len(text) == len("430100") and text.isascii() and text.isdecimal() else BAD


def month_code(text: str) -> int:
    """月份. A month since year 0."""
    return month_number(text) if text in MONTHS else BAD


def distinct_of(values: Ints) -> tuple[list[int], Ints]:
    """各不相同. Each number once, and for every value the place of its number."""
    encoded = pa.array(values).dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy()


def any_in(flags: Flags, offsets: Ints) -> Flags:
    """有否. For each person, whether any item of the list has the flag."""
    if not flags.any():
        return np.zeros(len(offsets) - 1, bool)
    return np.asarray(sum_in(flags.astype(np.int64), offsets) > 0)


def sum_in(values: NDArray[Any], offsets: Ints) -> NDArray[Any]:
    """合计. For each person, the sum of the list, wrapping round at 64 bits."""
    running = np.zeros(len(values) + 1, values.dtype)
    np.cumsum(values, out=running[1:])
    return np.asarray(running[offsets[1:]] - running[offsets[:-1]])


def most_in(values: Ints, offsets: Ints, none: int) -> Ints:
    """最大值. For each person, the most of the list; `none` where it is empty."""
    padded = np.append(values, np.iinfo(np.int64).min)
    most = np.maximum.reduceat(padded, offsets[:-1]) if len(offsets) > 1 else np.zeros(0, np.int64)
    return np.where(offsets[1:] > offsets[:-1], most, none)


def least_in(values: Ints, offsets: Ints, none: int) -> Ints:
    """最小值. For each person, the least of the list; `none` where it is empty."""
    return -most_in(-values, offsets, -none)


def mixed(values: Ints | Mixed, salt: int) -> Mixed:
    """混合. Each number spread over 64 bits, so that sums of them tell lists apart (SplitMix64's finaliser)."""
    mix = values.astype(np.uint64) + np.uint64(salt)
    mix ^= mix >> np.uint64(30)
    mix *= np.uint64(0xBF58476D1CE4E5B9)
    mix ^= mix >> np.uint64(27)
    mix *= np.uint64(0x94D049BB133111EB)
    mix ^= mix >> np.uint64(31)
    return mix


def year_of(days: Ints) -> Ints:
    """年. The year of each day."""
    return days.astype("M8[D]").astype("M8[Y]").astype(np.int64) + 1970


def month_of(days: Ints) -> Ints:
    """月序. The month of each day, since year 0."""
    return days.astype("M8[D]").astype("M8[M]").astype(np.int64) + 1970 * 12


def first_day(months: Ints) -> Ints:
    """月初. The first day of each month since year 0."""
    return (months - 1970 * 12).astype("M8[M]").astype("M8[D]").astype(np.int64)


def new_year(years: Ints) -> Ints:
    """1月1日. The first day of each year."""
    return first_day(years * 12)
