"""查看. All that is wrong with a person's row, in the words of the service, Chinese and English."""

import msgspec

from app.model.case import Case, well_formed
from app.web.body import each_key_once
from app.web.problems import Fault, RefusedError, told
from app.web.schema_walk import faults_in
from app.web.second_look import SEARCHED_ANYWAY, repeated_keys, tree_in, value_in


class Row(Case, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """一行. A case with the key of its person."""

    id: str | int


_row = msgspec.json.Decoder(Row).decode


class Keyed(msgspec.Struct):
    """有键. What a row has beside its case: the key of the person."""

    id: str


def faults_of(text: bytes) -> list[dict[str, object]]:
    """查错. Every fault of a case given as JSON with the key of its person; none where it is one."""
    if _plainly_good(text):
        return []
    try:
        tree, measurable = tree_in(text)
    except RefusedError as refused:
        return _told(refused)
    if not isinstance(tree, dict):
        return _refusal(text)
    key = tree.pop("id", None)
    keyed = {} if key is None else {"id": str(key) if isinstance(key, int) and not isinstance(key, bool) else key}
    unkeyed = RefusedError("invalid_body", faults_in(keyed, Keyed))
    found = _told(unkeyed) if unkeyed.faults else []
    found += _refusal(msgspec.json.encode(tree))
    if (not found or len(text) <= SEARCHED_ANYWAY) and (repeated := repeated_keys(text)):
        return _told(RefusedError("duplicate_keys", tuple(repeated)))
    return found if found or measurable else _told(RefusedError("invalid_body", (Fault("unfit"),)))


def _plainly_good(text: bytes) -> bool:
    """显然无误. Whether the row surely is a case with a key; where one row of many is not, the others stay cheap."""
    try:
        return well_formed(_row(text)) and each_key_once(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _refusal(text: bytes) -> list[dict[str, object]]:
    try:
        value_in(text, Case)
    except RefusedError as refused:
        return _told(refused)
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
