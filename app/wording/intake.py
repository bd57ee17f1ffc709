"""外部数据的措辞. What is said of the places of a foreign payload, and what each format can tell, zh and en."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec.structs import replace

from app.model.explanation import Text
from app.model.intake import FormatTold, IntakeFinding, IntakeFormat, IntakeTold
from app.wording.template import sentence


class FormatWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """格式说明. What a format is, what it tells, what it cannot, and which sources it was seen in."""

    name: Text
    tells: tuple[Text, ...]
    cannot_tell: tuple[Text, ...]
    sources: tuple[Text, ...]


def intake_in_words(told: IntakeTold) -> IntakeTold:
    """成文. With every finding in words."""
    return replace(told, findings=tuple(map(_finding, told.findings)))


@cache
def formats_told(undated: frozenset[IntakeFormat]) -> tuple[FormatTold, ...]:
    """格式目录. Every format in words; `undated` are those whose payloads do not say of which day they speak."""
    held = msgspec.toml.decode(
        Path(__file__).with_name("intake.toml").read_bytes(), type=dict[IntakeFormat, FormatWords]
    )
    return tuple(
        FormatTold(format_, format_ in undated, words.name, words.tells, words.cannot_tell, words.sources)
        for format_, words in held.items()
    )


def _finding(told: IntakeFinding) -> IntakeFinding:
    return replace(told, text=sentence("intake", told.code, {"record": _record(told.pointer)}))


def _record(pointer: str) -> int:
    """第几行. The number of the row that a pointer speaks of, from 1; the first where one stands by itself."""
    return next((int(part) + 1 for part in reversed(pointer.split("/")) if part.isdecimal()), 1)
