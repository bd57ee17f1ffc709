"""逐项核对. A walk over a decoded body beside the type it should have, noting where the two differ."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

import msgspec
from msgspec import inspect

from app.web.problems import MOST_FAULTS, Fault

LONGEST_NAME = 64
NOT_TO_REPEAT = re.compile(r"[0-9]{6}|[^\w.~/ -]")
"""不回显的字段名. A name that looks like the number of a person, or like no name, is not repeated."""


class Wanted(NamedTuple):
    """所需. One kind of value that fits, and an example of it where the schema has one."""

    kind: Any
    example: str = ""
    pattern: str = ""


def step(pointer: str, name: str) -> str:
    """下一级. The JSON pointer to a member (RFC 6901), or to its parent where the name is not repeated."""
    if not name or len(name) > LONGEST_NAME or NOT_TO_REPEAT.search(name):
        return pointer
    return f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"


def whole_numbers(tree: Any) -> Any:  # noqa: ANN401 (any JSON)
    """整数. The same tree with every float that is a whole number as an integer."""
    if isinstance(tree, dict):
        return {key: whole_numbers(member) for key, member in tree.items()}
    if isinstance(tree, list):
        return [whole_numbers(member) for member in tree]
    return int(tree) if isinstance(tree, float) and tree.is_integer() else tree


def faults_in(tree: object, type_: type) -> tuple[Fault, ...]:
    """错误. All places where `tree` is not a `type_`, in the order of the body, up to the most listed."""
    return tuple(islice(_faults(tree, _shape(type_), ""), MOST_FAULTS))


@cache
def _shape(type_: type) -> inspect.Type:
    """形状. What a type looks like; finding out takes longer than the walk."""
    return inspect.type_info(type_)


def _faults(value: object, info: inspect.Type, pointer: str) -> Iterator[Fault]:
    fitting = _fitting(info)
    wanted = [one for one in fitting if not isinstance(one.kind, inspect.NoneType)]
    if value is None:
        if len(wanted) == len(fitting):
            yield _expected("null_not_allowed", wanted[0], pointer)
    elif len(wanted) > 1:
        yield from _tagged(value, wanted, pointer)
    else:
        yield from LOOKS[type(wanted[0].kind)](value, wanted[0], pointer)


def _fitting(info: inspect.Type, example: str = "", pattern: str = "") -> list[Wanted]:
    if isinstance(info, inspect.Metadata):
        more = info.extra_json_schema or {}
        return _fitting(info.type, str(more.get("examples", [""])[0]), more.get("pattern", ""))
    if isinstance(info, inspect.UnionType):
        return [wanted for part in info.types for wanted in _fitting(part)]
    return [Wanted(info, example, pattern)]


def _expected(code: str, wanted: Wanted, pointer: str) -> Fault:
    allowed = _listed(wanted.kind.values) if isinstance(wanted.kind, inspect.LiteralType) else ""
    words = {"expected": JSON_NAMES[type(wanted.kind)], "allowed": allowed, "example": wanted.example}
    return Fault(code, pointer, words=words)


def _tagged(value: object, wanted: list[Wanted], pointer: str) -> Iterator[Fault]:
    by_tag = {one.kind.tag: one for one in wanted}
    tag_field = wanted[0].kind.tag_field
    tags = Wanted(inspect.LiteralType(tuple(by_tag)))
    if not isinstance(value, dict):
        yield _expected("wrong_type", wanted[0], pointer)
    elif tag_field not in value:
        yield _expected("missing_field", tags, f"{pointer}/{tag_field}")
    elif isinstance(tag := value[tag_field], str) and tag in by_tag:
        yield from _object(value, by_tag[tag], pointer)
    else:
        yield from _faults(tag, tags.kind, f"{pointer}/{tag_field}")


def _object(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield _expected("wrong_type", wanted, pointer)
        return
    fields = {field.encode_name: field for field in wanted.kind.fields}
    for name, member in value.items():
        if field := fields.get(name):
            yield from _faults(member, field.type, f"{pointer}/{name}")
        elif name != wanted.kind.tag_field:
            yield _unknown(name, list(fields), pointer)
    for name, field in fields.items():
        if field.required and name not in value:
            yield _expected("missing_field", _fitting(field.type)[0], f"{pointer}/{name}")


def _unknown(name: str, known: list[str], pointer: str) -> Fault:
    near = get_close_matches(name[:LONGEST_NAME], known, 1)
    if near:
        return Fault("unknown_field_near", step(pointer, name), words={"nearest": near[0]})
    return Fault("unknown_field", step(pointer, name), words={"known": _listed(tuple(known))})


def _array(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield _expected("wrong_type", wanted, pointer)
        return
    most = wanted.kind.max_length
    if most is not None and len(value) > most:
        yield Fault("too_many_items", pointer, words={"maximum": str(most)})
    for index, item in enumerate(value[:most]):
        yield from _faults(item, wanted.kind.item_type, f"{pointer}/{index}")


def _string(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield _expected("wrong_type", wanted, pointer)
        return
    kind = wanted.kind
    fits = not wanted.pattern or re.fullmatch(wanted.pattern, value)
    least, most = kind.min_length or 0, kind.max_length
    if not fits or len(value) < least or (most is not None and len(value) > most):
        yield Fault("wrong_format", pointer, words={"pattern": wanted.pattern, "example": wanted.example})


def _date(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield _expected("wrong_type", wanted, pointer)
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
        yield _expected("wrong_type", wanted, pointer)
    elif not least <= value <= most:
        yield Fault("out_of_range", pointer, words={"minimum": str(least), "maximum": str(most)})


def _boolean(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield _expected("wrong_type", wanted, pointer)


def _choice(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield _expected("wrong_type", wanted, pointer)
    elif value not in wanted.kind.values:
        yield Fault("not_a_choice", pointer, words={"allowed": _listed(wanted.kind.values)})


def _listed(values: tuple[object, ...]) -> str:
    return ", ".join(map(str, values))


LOOKS: dict[type, Callable[[object, Wanted, str], Iterator[Fault]]] = {
    inspect.StructType: _object,
    inspect.VarTupleType: _array,
    inspect.StrType: _string,
    inspect.DateType: _date,
    inspect.IntType: _integer,
    inspect.BoolType: _boolean,
    inspect.LiteralType: _choice,
}
JSON_NAMES: dict[type, str] = {
    inspect.StructType: "object",
    inspect.VarTupleType: "array",
    inspect.StrType: "string",
    inspect.DateType: "date",
    inspect.IntType: "integer",
    inspect.BoolType: "boolean",
    inspect.LiteralType: "choice",
}
