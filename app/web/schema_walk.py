"""逐项核对. A walk over a decoded body beside the type it should have, noting where the two differ."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import Any

from msgspec import inspect

from app.web.problems import MOST_FAULTS, Fault
from app.web.schema_leaves import LEAVES, Look, Wanted, expected, listed

LONGEST_NAME = 64
NOT_TO_REPEAT = re.compile(r"[0-9]{6}|[^\w.~/ -]")
"""不回显的字段名. A name that looks like the number of a person, or like no name, is not repeated."""


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
    if value is None and not isinstance(wanted[0].kind, inspect.CustomType):
        if len(wanted) == len(fitting):
            yield expected("null_not_allowed", wanted[0], pointer)
    elif len(wanted) > 1 and all(isinstance(one.kind, inspect.StructType) for one in wanted):
        yield from _tagged(value, wanted, pointer)
    elif len(wanted) > 1:
        fits = next((one for one in wanted if isinstance(value, HELD_AS[type(one.kind)])), wanted[0])
        yield from LOOKS[type(fits.kind)](value, fits, pointer)
    else:
        yield from LOOKS[type(wanted[0].kind)](value, wanted[0], pointer)


def _fitting(info: inspect.Type, example: str = "", pattern: str = "") -> list[Wanted]:
    if isinstance(info, inspect.Metadata):
        more = info.extra_json_schema or {}
        return _fitting(info.type, str(more.get("examples", [""])[0]), more.get("pattern", ""))
    if isinstance(info, inspect.UnionType):
        return [wanted for part in info.types for wanted in _fitting(part)]
    return [Wanted(info, example, pattern)]


def _tagged(value: object, wanted: list[Wanted], pointer: str) -> Iterator[Fault]:
    by_tag = {one.kind.tag: one for one in wanted}
    tag_field = wanted[0].kind.tag_field
    tags = Wanted(inspect.LiteralType(tuple(by_tag)))
    if not isinstance(value, dict):
        yield expected("wrong_type", wanted[0], pointer)
    elif tag_field not in value:
        yield expected("missing_field", tags, f"{pointer}/{tag_field}")
    elif isinstance(tag := value[tag_field], str) and tag in by_tag:
        yield from _object(value, by_tag[tag], pointer)
    else:
        yield from _faults(tag, tags.kind, f"{pointer}/{tag_field}")


def _object(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield expected("wrong_type", wanted, pointer)
        return
    fields = {field.encode_name: field for field in wanted.kind.fields}
    for name, member in value.items():
        if field := fields.get(name):
            yield from _faults(member, field.type, f"{pointer}/{name}")
        elif wanted.kind.forbid_unknown_fields and name != wanted.kind.tag_field:
            yield _unknown(name, list(fields), pointer)
    for name, field in fields.items():
        if field.required and name not in value:
            yield expected("missing_field", _fitting(field.type)[0], f"{pointer}/{name}")


def _unknown(name: str, known: list[str], pointer: str) -> Fault:
    near = get_close_matches(name[:LONGEST_NAME], known, 1)
    if near:
        return Fault("unknown_field_near", step(pointer, name), words={"nearest": near[0]})
    return Fault("unknown_field", step(pointer, name), words={"known": listed(tuple(known))})


def _array(value: object, wanted: Wanted, pointer: str) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield expected("wrong_type", wanted, pointer)
        return
    most = wanted.kind.max_length
    if most is not None and len(value) > most:
        yield Fault("too_many_items", pointer, words={"maximum": str(most)})
    for index, item in enumerate(value[:most]):
        yield from _faults(item, wanted.kind.item_type, f"{pointer}/{index}")


LOOKS: dict[type, Look] = LEAVES | {
    inspect.StructType: _object,
    inspect.VarTupleType: _array,
}
HELD_AS: dict[type, type] = {
    inspect.VarTupleType: list,
    inspect.DictType: dict,
    inspect.StructType: dict,
    inspect.LiteralType: str,
}
"""解析所得. What JSON becomes, for the types between which a place may choose."""
