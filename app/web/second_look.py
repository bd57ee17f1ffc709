"""细查. A second look at a body not plainly good: is it JSON, does it fit, is any key given twice, and where.

It is thorough, and off the path of good requests. `1.0` is an integer, as JSON Schema says.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

import msgspec

from app.web.problems import MOST_FAULTS, Fault, RefusedError
from app.web.schema_walk import faults_in, step, whole_numbers

BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
SEARCHED_ANYWAY = 65_536
"""必查重复的长度. A longer body that is refused already is not searched for repeated keys as well."""

T = TypeVar("T")
Beyond = Callable[[object], Sequence[Fault]]
"""结构之外. What is wrong with the tree of a body besides its schema."""

_untyped = msgspec.json.Decoder().decode


class Repeated(dict[str, Any]):
    """重复字段. An object in which keys came more than once, and which."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.repeated = [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def value_in(body: bytes, type_: type[T], beyond: Beyond | None = None) -> T:
    """所含之值. The value in `body`; raises RefusedError with every fault.

    `malformed_body` is not JSON, `duplicate_keys` has a key twice, `invalid_body` does not fit the type.
    """
    tree, measurable = tree_in(body)
    faults = [*faults_in(tree, type_), *(beyond(tree) if beyond else ())]
    if (not faults or len(body) <= SEARCHED_ANYWAY) and (repeated := repeated_keys(body)):
        _refuse("duplicate_keys", *repeated)
    if faults:
        _refuse("invalid_body", *faults)
    if not measurable:
        _refuse("invalid_body", Fault("unfit"))
    try:
        return msgspec.convert(whole_numbers(tree), type_, strict=True)
    except msgspec.ValidationError:
        _refuse("invalid_body", Fault("unfit"))


def _refuse(code: str, *faults: Fault) -> NoReturn:
    raise RefusedError(code, faults) from None


def tree_in(body: bytes) -> tuple[object, bool]:
    """解析. The JSON in `body`, and whether every number in it could be measured; RefusedError where it is not JSON."""
    if not body.strip():
        _refuse("malformed_body", Fault("empty_body"))
    if body.startswith(BYTE_ORDER_MARKS):
        _refuse("malformed_body", Fault("byte_order_mark"))
    try:
        return _untyped(body), True
    except UnicodeDecodeError:
        _refuse("malformed_body", Fault("not_utf8"))
    except RecursionError:
        _refuse("malformed_body", Fault("too_deep"))
    except msgspec.ValidationError:
        return _tree_with_shorter_numbers(body), False
    except msgspec.DecodeError as error:
        _not_json(str(error))


def _tree_with_shorter_numbers(body: bytes) -> object:
    """超大数. The JSON in `body` with numbers beyond all measure made small enough to find their place."""
    shorter = re.sub(rb"[eE]\+?[0-9]{3,}", b"e99", re.sub(rb"[0-9]{20,}", b"9" * 20, body))
    try:
        return _untyped(shorter)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        _not_json()


def _not_json(reason: str = "") -> NoReturn:
    found = re.search(r"\(byte ([0-9]+)\)", reason)
    position = found[1] if found else ""
    words = {
        "position_zh": f"（第 {position} 字节处）" if position else "",
        "position_en": f" (at byte {position})" if position else "",
    }
    _refuse("malformed_body", Fault("not_json", words=words))


def repeated_keys(body: bytes) -> list[Fault]:
    """重复字段. A fault for every key given more than once, wherever it stands."""
    some: list[Repeated] = []

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        some.append(Repeated(pairs))
        return some[-1]

    try:
        tree = json.loads(body, object_pairs_hook=members, parse_int=len)
    except RecursionError:
        _refuse("malformed_body", Fault("too_deep"))
    return _placed(tree) if some else []


def _placed(tree: object) -> list[Fault]:
    found: list[Fault] = []
    left: list[tuple[str, object]] = [("", tree)]
    while left and len(found) < MOST_FAULTS:
        pointer, value = left.pop()
        if isinstance(value, Repeated):
            found += [Fault("duplicate_key", step(pointer, key)) for key in value.repeated]
        if isinstance(value, dict):
            left += [(step(pointer, key), member) for key, member in reversed(value.items())]
        elif isinstance(value, list):
            left += [(f"{pointer}/{index}", value[index]) for index in range(len(value) - 1, -1, -1)]
    return found[:MOST_FAULTS]
