"""Case files: what they hold, how a case is put together, and how an answer is held against what is expected."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.assess import assess, family_aid
from app.assess.funds import funds
from app.model.assessment import Assessment
from app.model.case import Case
from app.model.family import FamilyCase
from app.model.funds import FundsAsked
from app.policies import Policies, default_folder, load

HERE = Path(__file__).parent
OVERLAYS = (HERE / "overlays", HERE.parent / "policy" / "overlays")
"""Made-up policy for coverage years of which nothing is published; a case names a folder of one of these."""

KINDS = ("official", "repost", "derived", "regression")
PUBLISHED = ("official", "repost")
KEYS = {"call", "id", "says", "kind", "source", "clause", "readings", "note", "overlay", "given", "expect"}
NEEDED = {"id", "says", "kind", "clause", "readings", "expect"}
LISTED_IN_PART = {"reasons", "readings", "warnings", "documents", "facts"}
"""Lists of which a case names some elements only; all others are held against the answer whole and in order."""

NULL = "null"
"""TOML has no null: a case writes this word where the answer has none."""

Json = Any


def case_files(call: str | None = "assessments") -> list[Path]:
    """The case files that ask one call (null: every case file), by name."""
    files = sorted(HERE.glob("*.toml"))
    return [file for file in files if call in (None, called(file))]


@cache
def called(file: Path) -> str:
    """The call that the cases of a file ask."""
    return tomllib.loads(file.read_text(encoding="utf-8")).get("call", "assessments")


@cache
def cases_in(file: Path) -> list[dict[str, Json]]:
    """The cases of a file, each with the file's `base` underneath what it gives."""
    held = tomllib.loads(file.read_text(encoding="utf-8"))
    base = held.get("base", {})
    call = called(file)
    return [{**case, "call": call, "given": merged(base, case.get("given", {}))} for case in held["case"]]


def kept_apart() -> list[dict[str, Json]]:
    """Published examples that are no case: why, and which cases show what they imply."""
    return tomllib.loads((HERE / "published.toml").read_text(encoding="utf-8"))["apart"]


def every_case(call: str | None = "assessments") -> list[pytest.param]:
    """All cases of a call (null: of every call), each named by a sentence and its source."""
    return [
        pytest.param(case, id=f"{file.stem}: {case['id']} {case['says']} ({case.get('source', case['clause'])})")
        for file in case_files(call)
        for case in cases_in(file)
    ]


def merged(base: Json, over: Json) -> Json:
    """One table laid over another, key by key; `null` takes a key away."""
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    both = {key: merged(base.get(key), over[key]) if key in over else base[key] for key in base | over}
    return {key: value for key, value in both.items() if value != NULL}


@cache
def policies(overlay: str | None) -> Policies:
    """The policy of the project, with an overlay where a case asks for one."""
    if overlay is None:
        return load()
    return load(default_folder(), next(folder / overlay for folder in OVERLAYS if (folder / overlay).is_dir()))


def case_of(given: Json) -> Case:
    """A case decoded as the service decodes it."""
    return msgspec.json.decode(msgspec.json.encode(given), type=Case)


def answer(case: dict[str, Json]) -> Json:
    """The answer to a case, as plain JSON values."""
    if case["call"] == "pooling-funds":
        asked = msgspec.json.decode(msgspec.json.encode(case["given"]), type=FundsAsked)
        return plain(funds(asked, policies(case.get("overlay")).of(asked.area)))
    if case["call"] == "family-aid":
        family = msgspec.json.decode(msgspec.json.encode(case["given"]), type=FamilyCase)
        return plain(family_aid(family, policies(case.get("overlay")).of))
    return plain(assessment(case))


def assessment(case: dict[str, Json]) -> Assessment:
    """The answer to a case."""
    asked = case_of(case["given"])
    return assess(asked, policies(case.get("overlay")).of(asked.area))


def plain(value: object) -> Json:
    """A value as its JSON says it."""
    return msgspec.json.decode(msgspec.json.encode(value))


def differences(expected: Json, found: Json, path: str = "") -> list[str]:
    """Where an answer is not as expected; keys and elements that a case does not name are free."""
    if expected == NULL:
        return [] if found is None else [f"{path}: expected null, got {found!r}"]
    if isinstance(expected, date):
        expected = expected.isoformat()
    if isinstance(expected, dict) and isinstance(found, dict):
        return [
            line
            for key, value in expected.items()
            for line in (
                differences(value, found[key], f"{path}/{key}")
                if key in found
                else [f"{path}/{key}: not in the answer"]
            )
        ]
    if isinstance(expected, list) and isinstance(found, list):
        if path.rpartition("/")[2] in LISTED_IN_PART:
            return _missing(expected, found, path)
        if len(expected) == len(found):
            pairs = enumerate(zip(expected, found, strict=True))
            return [line for place, pair in pairs for line in differences(*pair, f"{path}/{place}")]
    return [] if expected == found else [f"{path}: expected {expected!r}, got {found!r}"]


def _missing(expected: list[Json], found: list[Json], path: str) -> list[str]:
    """Elements of a list, named in part, that no element of the answer fits."""
    return [
        f"{path}: nothing fits {wanted!r} in {found!r:.600}"
        for wanted in expected
        if all(differences(wanted, each) for each in found)
    ]
