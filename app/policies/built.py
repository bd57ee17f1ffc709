"""建构. A value of the model built from a TOML table: strictly, and naming every key that is wrong."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import TypeGuard, TypeVar, get_args

import msgspec
from msgspec.structs import FieldInfo, fields

from app.model.calendar import Term
from app.policies.problem import Place
from app.policies.wanted import shortly, wanted

Built = TypeVar("Built", bound=msgspec.Struct)
LEAP_YEAR = 2024


def built(kind: type[Built], table: object, place: Place, beside: Iterable[str] = (), **given: object) -> Built | None:
    """建构. A `kind` from a table and what is `given` beside it; null when a problem was noted.

    `beside` are other keys that may stand there, read elsewhere. TOML has no null: a key left out is null where the
    field allows it.
    """
    if not isinstance(table, Mapping):
        place.note("not_a_table", found=shortly(table), keys=", ".join(keys_of(kind)))
        return None
    before = len(place.found)
    known = {key: field for key, field in keys_of(kind).items() if field.name not in given}
    for key in table.keys() - known.keys():
        place.at(key).note("unknown_key", known=", ".join((*known, *beside)))
    values = dict(given)
    for key, field in known.items():
        if key in table:
            values[field.name] = converted(field.type, table[key], place.at(key))
        elif field.required and type(None) in get_args(field.type):
            values[field.name] = None
        elif field.required:
            fault = "missing_source" if key == "source" else "missing_key"
            place.at(key).note(fault, wanted=wanted(field.type))
    return kind(**values) if len(place.found) == before else None


def converted(kind: object, value: object, place: Place) -> object:
    """换算. A value strictly of `kind`; null when a problem was noted."""
    inner = next((part for part in (kind, *get_args(kind)) if _is_struct(part)), None)
    if inner is not None and isinstance(value, list):
        return tuple(built(inner, part, place.at(index)) for index, part in enumerate(value))
    if inner is not None:
        return _term(built(inner, value, place), place)
    before = len(place.found)
    try:
        result: object = msgspec.convert(value, kind, strict=True)
    except msgspec.ValidationError:
        place.note("wrong_value", found=shortly(value), wanted=wanted(kind))
        return None
    for fault, found in _faults(result):
        place.note(fault, found=found)
    return result if len(place.found) == before else None


@lru_cache(maxsize=64)
def keys_of(kind: type[msgspec.Struct]) -> dict[str, FieldInfo]:
    """键. The keys that a table of this kind may have."""
    return {field.encode_name: field for field in fields(kind)}


def check_languages(words: Mapping[str, str], place: Place) -> None:
    """语言. Words for people are there in Chinese and in English, and in nothing else."""
    if words.keys() != {"zh", "en"} or not all(words.values()):
        place.note("one_language", languages=", ".join(key for key, said in sorted(words.items()) if said))


def is_month_day(value: tuple[int, ...]) -> bool:
    """月日. Whether a pair is a month and a day of some year."""
    try:
        date(LEAP_YEAR, *value)
    except (TypeError, ValueError):
        return False
    return True


def _is_struct(kind: object) -> TypeGuard[type[msgspec.Struct]]:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _term(value: msgspec.Struct | None, place: Place) -> msgspec.Struct | None:
    if isinstance(value, Term) and (value.days or 0, value.months or 0).count(0) != 1:
        place.note("not_a_term")
        return None
    return value


def _faults(value: object) -> Iterable[tuple[str, str]]:
    if isinstance(value, int) and value < 0:
        yield "below_zero", str(value)
    elif isinstance(value, dict):
        for key, figure in value.items():
            yield from ((fault, f"{key} = {found}") for fault, found in _faults(figure))
    elif isinstance(value, tuple) and value and isinstance(value[0], int) and not is_month_day(value):
        yield "not_a_month_day", str(list(value))
