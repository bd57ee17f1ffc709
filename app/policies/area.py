"""地区. The areas that policy folders speak of, and which of them answers for a code."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from app.policies.built import built, check_languages
from app.policies.folder import Folder
from app.policies.problem import Place

NATION = "000000"
Code = Annotated[str, Meta(pattern=r"^[0-9]{6}$", max_length=6)]


Level = Literal["nation", "province", "prefecture", "county", "provincial_pool"]


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """地区. An area with a folder: code, names, the area it falls back to, and its level."""

    code: Code
    name: dict[str, str]
    parent: Code | None = None
    level: Level


def code_of(folder_name: str) -> str:
    """代码. The area code of a folder: its first six digits; CN is the national text."""
    return NATION if folder_name == "CN" else folder_name[:6]


def areas_of(folders: Iterable[Folder]) -> dict[str, Area]:
    """地区. All areas by code; a later folder may leave out area.toml for an area that is known."""
    areas: dict[str, Area] = {}
    places: dict[str, Place] = {}
    for folder in folders:
        names = folder.areas()
        for name in names:
            file, code = f"{name}/area.toml", code_of(name)
            if [code_of(other) for other in names].count(code) > 1:
                folder.place(file).note("two_folders", area=code)
            if file in folder.broken or (file not in folder.tables and code in areas):
                continue
            places[code] = folder.place(file)
            area = built(Area, folder.tables.get(file, {}), places[code])
            if area is not None:
                check_languages(area.name, places[code].at("name"))
                areas[code] = area
    for code, area in areas.items():
        _check(code, area, areas, places[code])
    return areas


def lineage(code: str, areas: Mapping[str, Area]) -> tuple[str, ...]:
    """上级. The code and the areas it falls back to, nearest first."""
    line = [code]
    while (parent := areas[line[-1]].parent) is not None and parent in areas and parent not in line:
        line.append(parent)
    return tuple(line)


def nearest(code: str, areas: Mapping[str, Area]) -> str | None:
    """就近. The area that answers for a code: itself, its prefecture, its province; never the nation."""
    wider = () if code.startswith("00") else (f"{code[:4]}00", f"{code[:2]}0000")
    return next((candidate for candidate in (code, *wider) if candidate in areas), None)


def _check(code: str, area: Area, areas: Mapping[str, Area], place: Place) -> None:
    if area.code != code:
        place.at("code").note("other_area", area=area.code, folder=code)
    if (area.parent is None) != (code == NATION) or (code != NATION and lineage(code, areas)[-1] != NATION):
        place.at("parent").note("unknown_parent", parent=area.parent or "–", nation=NATION)
