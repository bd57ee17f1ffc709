"""查看. All that is wrong with a person's row, in the words of the service, Chinese and English."""

import msgspec

from app.model.case import Case
from app.web.problems import RefusedError, told
from app.web.schema_walk import faults_in
from app.web.second_look import value_in

DUPLICATES = "duplicate_keys"


class Keyed(msgspec.Struct):
    """有键. What a row has beside its case: the key of the person."""

    id: str


def faults_of(text: bytes) -> list[dict[str, object]]:
    """查错. Every fault of a case given as JSON with the key of its person; none where it is one."""
    try:
        tree = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        tree = None
    if not isinstance(tree, dict):
        return _refusal(text)
    key = tree.pop("id", None)
    keyed = {} if key is None else {"id": str(key) if isinstance(key, int) and not isinstance(key, bool) else key}
    unkeyed = RefusedError("invalid_body", faults_in(keyed, Keyed))
    found = _told(unkeyed) if unkeyed.faults else []
    return found + (_refusal(msgspec.json.encode(tree)) or _refusal(text, only=DUPLICATES))


def _refusal(text: bytes, only: str | None = None) -> list[dict[str, object]]:
    try:
        value_in(text, Case)
    except RefusedError as refused:
        return _told(refused) if only in {None, refused.code} else []
    return []


def _told(refused: RefusedError) -> list[dict[str, object]]:
    """告知. The faults, or the problem itself where it has none, in both languages."""
    zh, en = told(refused, "", "zh"), told(refused, "", "en")
    if not zh.errors:
        return [{"pointer": "", "code": zh.code, "detail": {"zh": zh.detail, "en": en.detail}}]
    return [
        {
            "pointer": one.pointer,
            "code": one.code,
            "detail": {"zh": one.detail, "en": other.detail},
            "hint": {"zh": one.hint, "en": other.hint},
        }
        for one, other in zip(zh.errors, en.errors, strict=True)
    ]
