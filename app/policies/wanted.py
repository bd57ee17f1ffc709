"""应填. What a key of a policy file takes, in words: for whoever wrote something else, or nothing."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from difflib import get_close_matches
from typing import Final

from msgspec import inspect

from app.model.explanation import Text

LONGEST: Final = 60
KNOWN_AT_MOST: Final = 5
ANYTHING: Final = Text("值", "a value")
PLAIN: Final = {
    inspect.BoolType: Text(" true 或 false", "true or false"),
    inspect.DateType: Text("日期，如 2026-01-31", "a day, such as 2026-01-31"),
    inspect.IntType: Text("整数", "a whole number"),
    inspect.StrType: Text("引号内的文字", "text in quotes"),
}


def wanted(kind: object) -> Text:
    """应填. What a field of this type takes."""
    return _wanted(inspect.type_info(kind))


def like(name: str, known: Collection[str]) -> str:
    """相近. Those of the known names that are most like `name`."""
    near = get_close_matches(name, known, KNOWN_AT_MOST, 0)
    return ", ".join(near) + (" …" if len(known) > len(near) else "")


def shortly(value: object) -> str:
    """简写. A value about as TOML writes it, cut off where it is long."""
    written = _written(value)
    return written if len(written) <= LONGEST else f"{written[:LONGEST]}…"


def _written(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False)
        case date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(_written, value))}]"
        case Mapping():
            return "{ " + ", ".join(f"{key} = {_written(each)}" for key, each in value.items()) + " }"
    return str(value)


def _wanted(kind: inspect.Type) -> Text:
    """应填. What is made of other values; of one value, what that is."""
    match kind:
        case inspect.TupleType(item_types=items):
            each = _wanted(items[0])
            return Text(
                f"方括号内 {len(items)} 个值，各为{each.zh}", f"{len(items)} values in brackets, each {each.en}"
            )
        case inspect.VarTupleType(item_type=item):
            each = _wanted(item)
            return Text(f"方括号内的若干个值，各为{each.zh}", f"any number of values in brackets, each {each.en}")
        case inspect.DictType(value_type=item):
            each = _wanted(item)
            return Text(f"一张表，各值为{each.zh}", f"a table, each value {each.en}")
        case inspect.StructType():
            keys = ", ".join(field.encode_name for field in kind.fields)
            return Text(f"一张表，其中有 {keys}", f"a table of {keys}")
        case inspect.UnionType():
            kinds = [_wanted(each) for each in kind.types if not isinstance(each, inspect.NoneType)]
            return Text("或".join(each.zh for each in kinds), " or ".join(each.en for each in kinds))
    return _one_value(kind)


def _one_value(kind: inspect.Type) -> Text:
    match kind:
        case inspect.IntType(ge=int() as least, le=int() as most):
            return Text(f" {least} 至 {most} 的整数", f"a whole number from {least} to {most}")
        case inspect.StrType(pattern=str() as pattern):
            return Text(f"引号内的文字，形如 {pattern}", f"text in quotes like {pattern}")
        case inspect.LiteralType():
            values = ", ".join(map(_written, kind.values))
            return Text(f"以下之一：{values}", f"one of {values}")
    return PLAIN.get(type(kind), ANYTHING)
