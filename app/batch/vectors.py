"""向量. Arrow columns as whole numbers, and what the items of each person's list come to.

A day counts from 1970, a month from year 0, a code is its place among the codes; `NULL` stands for null, `BAD` for a
text that is no such code. Offsets part a flat column into the lists of the people: `offsets[i]:offsets[i + 1]`.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from app.model.calendar import month_number
from app.model.case import MONTHS

Ints = NDArray[np.signedinteger[Any]]
Flags = NDArray[np.bool_]
Mixed = NDArray[np.uint64]

NULL: Final = -(2**31)
BAD: Final = NULL + 1
NOT_SAID: Final = -1
DAY_ZERO: Final = date(1970, 1, 1).toordinal()
DATES: Final = (date.min.toordinal() - DAY_ZERO, date.max.toordinal() - DAY_ZERO)
"""日期范围. The first and the last day that a date can be."""


def numbers(array: pa.Array, kind: type[np.signedinteger[Any]] = np.int64) -> Ints:
    """数列. Days and years as whole numbers, flags as 0 and 1; null is NULL. What is many may be narrow."""
    if array.null_count == len(array):
        return _nothing(len(array), kind)
    if pa.types.is_date32(array.type):
        array = array.view(pa.int32())
    elif pa.types.is_boolean(array.type):
        array = array.cast(pa.int8())
    return _filled(array.cast(pa.from_numpy_dtype(kind)), NULL)


def coded(array: pa.Array, meaning: Callable[[str], int], kind: type[np.signedinteger[Any]] = np.int64) -> Ints:
    """代码列. What each text means as a number; each distinct text is looked at once."""
    if array.null_count == len(array):
        return _nothing(len(array), kind)
    if not pa.types.is_dictionary(array.type):
        array = array.dictionary_encode()
    table = [NULL if text is None else meaning(text) for text in array.dictionary.to_pylist()]
    found: Ints = np.asarray([*table, NULL], kind)[_filled(array.indices, len(table))]
    return found


def flags(array: pa.Array) -> NDArray[np.int8]:
    """是否列. Flags as 0 and 1; null is NOT_SAID."""
    if array.null_count == len(array):
        return np.broadcast_to(np.int8(NOT_SAID), len(array))
    return np.asarray(_filled(array.cast(pa.int8()), NOT_SAID), np.int8)


def _nothing(size: int, kind: type[np.signedinteger[Any]]) -> Ints:
    return np.broadcast_to(kind(NULL), size)


def _filled(array: pa.Array, value: int) -> Ints:
    """补空. The numbers, with the value where there is none."""
    whole: Ints = (array.fill_null(value) if array.null_count else array).to_numpy()
    return whole


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


def first_of(values: Ints | Mixed) -> tuple[Ints, Ints]:
    """首次. Where each number comes first, and for every value the place of its number."""
    encoded = pa.array(values).dictionary_encode()
    places, first = encoded.indices.to_numpy(), np.empty(len(encoded.dictionary), np.int64)
    first[places[::-1]] = np.arange(len(values))[::-1]
    return first, places


def any_in(flags: Flags, offsets: Ints) -> Flags:
    """有否. For each person, whether any item of the list has the flag."""
    if not flags.any():
        return np.zeros(len(offsets) - 1, bool)
    return np.asarray(sum_in(flags, offsets) > 0)


def among(who: Ints, size: int) -> Flags:
    """在内. Which of so many people are among these."""
    found = np.zeros(size, bool)
    found[who] = True
    return found


def items_of(who: Ints, offsets: Ints) -> tuple[Ints, Ints, Ints]:
    """所选. Of the items of these people's lists: the place in the list, that among all; and where each list begins."""
    each = np.diff(offsets)[who]
    first = np.concatenate([[0], np.cumsum(each)])
    here = np.arange(first[-1]) + np.repeat(offsets[:-1][who] - first[:-1], each)
    return here - np.repeat(offsets[:-1][who], each), here, first


def sum_in(values: NDArray[Any], offsets: Ints) -> NDArray[Any]:
    """合计. For each person, the sum of the list, wrapping round at 64 bits."""
    running = np.zeros(len(values) + 1, np.int32 if values.dtype == bool else values.dtype)
    np.cumsum(values, out=running[1:])
    return np.diff(running[offsets])


def most_in(values: Ints, offsets: Ints, none: int) -> Ints:
    """最大值. For each person, the most of the list; `none` where it is empty."""
    padded = np.append(values, values.dtype.type(none))
    most = np.maximum.reduceat(padded, offsets[:-1]) if len(offsets) > 1 else np.zeros(0, np.int64)
    return np.where(offsets[1:] > offsets[:-1], most, none)


def least_in(values: Ints, offsets: Ints, none: int) -> Ints:
    """最小值. For each person, the least of the list; `none` where it is empty."""
    return -most_in(-values, offsets, -none)


def mixed(values: Ints | Mixed, salt: int) -> Mixed:
    """混合. Each number spread over 64 bits, so that sums of them tell lists apart (SplitMix64's finaliser)."""
    mix = values.view(np.uint64) + np.uint64(salt)
    shifted = mix >> np.uint64(30)
    mix ^= shifted
    mix *= np.uint64(0xBF58476D1CE4E5B9)
    mix ^= np.right_shift(mix, np.uint64(27), out=shifted)
    mix *= np.uint64(0x94D049BB133111EB)
    mix ^= np.right_shift(mix, np.uint64(31), out=shifted)
    return mix


def year_of(days: Ints) -> Ints:
    """年. The year of each day, which must be one that a date can be."""
    return np.asarray(_years()[days - DATES[0]], np.int64)


@cache
def _years() -> NDArray[np.int16]:
    """各日之年. The year of every day that a date can be."""
    years = np.arange(date.min.year, date.max.year + 1, dtype=np.int16)
    return np.repeat(years, np.diff(new_year(np.arange(date.min.year, date.max.year + 2))))


def month_of(days: Ints) -> Ints:
    """月序. The month of each day, since year 0."""
    return days.astype("M8[D]").astype("M8[M]").astype(np.int64) + 1970 * 12


def first_day(months: Ints) -> Ints:
    """月初. The first day of each month since year 0."""
    return (months - 1970 * 12).astype("M8[M]").astype("M8[D]").astype(np.int64)


def new_year(years: Ints) -> Ints:
    """1月1日. The first day of each year."""
    return first_day(years * 12)
