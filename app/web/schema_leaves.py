"""逐值核对. What a single value of a body should be, and how it differs: texts, days, numbers, choices.

What holds further values is walked through in `schema_walk`.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from app.web.problems import Fault


class Wanted(NamedTuple):
    """所需. One kind of value that fits, and an example of it where the schema has one."""

    kind: Any
    example: str = ""
    pattern: str = ""


Look = Callable[[object, Wanted, str], Iterator[Fault]]
"""核对. From a value, what it should be and its pointer to what is wrong with it."""


def expected(code: str, wanted: Wanted, pointer: str) -> Fault:
    """应为. The fault of a place at which something else should be: what, and which values it may have."""
    allowed = listed(wanted.kind.values) if isinstance(wanted.kind, inspect.LiteralType) else ""
    words = {"expected": JSON_NAMES[type(wanted.kind)], "allowed": allowed, "example": wanted.example}
    return Fault(code, pointer, words=words)


def _string(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield expected("wrong_type", wanted, pointer)
        return
    kind = wanted.kind
    fits = not wanted.pattern or re.fullmatch(wanted.pattern, value)
    least, most = kind.min_length or 0, kind.max_length
    if not fits or len(value) < least or (most is not None and len(value) > most):
        yield Fault("wrong_format", pointer, words={"pattern": wanted.pattern, "example": wanted.example})


def _date(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield expected("wrong_type", wanted, pointer)
        return
    try:
        msgspec.convert(value, date)
    except msgspec.ValidationError:
        yield Fault("not_a_date", pointer)


def _integer(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    least, most = wanted.kind.ge, wanted.kind.le
    if isinstance(value, bool) or not isinstance(value, int):
        yield expected("wrong_type", wanted, pointer)
    elif not least <= value <= most:
        yield Fault("out_of_range", pointer, words={"minimum": str(least), "maximum": str(most)})


def _boolean(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield expected("wrong_type", wanted, pointer)


def _choice(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield expected("wrong_type", wanted, pointer)
    elif value not in wanted.kind.values:
        yield Fault("not_a_choice", pointer, words={"allowed": listed(wanted.kind.values)})


def listed(values: tuple[object, ...]) -> str:
    """列出. Values in one line."""
    return ", ".join(map(str, values))


def _mapping(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield expected("wrong_type", wanted, pointer)


def _anything(_value: object, _wanted: Wanted, _pointer: str) -> Iterator[Fault]:
    yield from ()


LEAVES: dict[type, Look] = {
    inspect.StrType: _string,
    inspect.DateType: _date,
    inspect.IntType: _integer,
    inspect.BoolType: _boolean,
    inspect.LiteralType: _choice,
    inspect.DictType: _mapping,
    inspect.CustomType: _anything,
}
JSON_NAMES: dict[type, str] = {
    inspect.StructType: "object",
    inspect.VarTupleType: "array",
    inspect.StrType: "string",
    inspect.DateType: "date",
    inspect.IntType: "integer",
    inspect.BoolType: "boolean",
    inspect.LiteralType: "choice",
    inspect.DictType: "object",
    inspect.CustomType: "value",
}
