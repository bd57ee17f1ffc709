"""读法. The readings of the law, and the policy fields that say which of them an area takes."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import msgspec

from app.model.explanation import ReadingUsed
from app.model.policy import YearLaw
from app.model.reading import Reading, ReadingValue
from app.policies.built import built, check_languages, converted, keys_of
from app.policies.folder import Folder
from app.policies.problem import Place
from app.policies.subject import SUBJECTS
from app.policies.version import Version
from app.policies.wanted import shortly


class _File(msgspec.Struct, frozen=True):
    readings: tuple[Reading, ...] = msgspec.field(name="reading")


def readings_of(folder: Folder) -> dict[str, Reading]:
    """读法. The readings of one folder by id, each value in the type of the field it stands for."""
    place = folder.place("readings.toml")
    held = built(_File, folder.tables.get("readings.toml", {"reading": []}), place)
    readings: dict[str, Reading] = {}
    for index, reading in enumerate(held.readings if held else ()):
        spot = place.at("reading").at(index)
        if reading.id in readings:
            spot.at("id").note("twice", id=reading.id)
        check_languages(reading.question, spot.at("question"))
        readings[reading.id] = _typed(reading, spot)
    return readings


def check_values(readings: Iterable[Reading], subject: str, version: Version) -> None:
    """取值. Every value of a parameter that a reading names is one that it lists; what is left out is not known."""
    for reading in readings:
        if reading.subject != subject or reading.parameter is None:
            continue
        listed = [value.value for value in reading.values]
        law = next(iter(version.laws.values()))
        value = getattr(law, reading.parameter, None)
        if value is not None and value not in listed:
            place = version.place.at(reading.parameter)
            known = ", ".join(map(shortly, listed))
            place.note("unlisted_value", found=shortly(value), reading=reading.id, known=known)


def readings_taken(law: YearLaw, readings: Mapping[str, Reading]) -> dict[str, ReadingUsed]:
    """所用读法. The readings that a law takes, by id, without those on a subject or a value that is not known there."""
    taken = {}
    for name, reading in readings.items():
        subject = getattr(law, reading.subject) if reading.subject else None
        if reading.subject and subject is None:
            continue
        ours = reading.values[0]
        if subject is not None:
            value = getattr(subject, reading.parameter or "")
            taking = [listed for listed in reading.values if listed.value == value]
            if not taking:
                continue
            ours = taking[0]
        taken[name] = _used(reading, ours)
    return taken


@lru_cache(maxsize=1024)
def _used(reading: Reading, ours: ReadingValue) -> ReadingUsed:
    """所用读法. The same for every law that takes it."""
    others = tuple(listed.name for listed in reading.values if listed is not ours)
    return ReadingUsed(id=reading.id, value=ours.name, other=others)


def _typed(reading: Reading, place: Place) -> Reading:
    if not reading.values:
        place.at("values").note("no_value")
    if reading.subject is None and reading.parameter is None:
        return reading
    subject, parameter = reading.subject or "", reading.parameter or ""
    field = keys_of(SUBJECTS[subject]).get(parameter) if subject in SUBJECTS else None
    if field is None:
        place.at("parameter").note("unknown_parameter", subject=subject, parameter=parameter)
        return reading
    values = []
    for index, value in enumerate(reading.values):
        typed = converted(field.type, value.value, place.at("values").at(index).at("value"))
        values.append(ReadingValue(name=value.name, value=typed, zh=value.zh, en=value.en))
    return msgspec.structs.replace(reading, values=tuple(values))
