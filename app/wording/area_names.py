"""地区的说法. An area as people know it, by name and code (长沙市 430100, Changsha 430100), where its name is held."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from app.model.explanation import Text
from app.wording.values import Value


class AreaNames(msgspec.Struct, frozen=True, eq=False):
    """地区名称. Names by area code; equal to itself alone, so that words with names in them are kept by it."""

    texts: Mapping[str, Text] = {}

    def said(self, area: str) -> Text:
        """说法. Name and code; of an area whose name is not held, the code."""
        name = self.texts.get(area)
        return Text(area, area) if name is None else Text(f"{name.zh} {area}", f"{name.en} {area}")

    def in_facts(self, facts: dict[str, Value]) -> dict[str, Value]:
        """成文之事实. The facts, with `area` and `areas` as they are said."""
        for name in ("area", "areas"):
            found = facts.get(name)
            if isinstance(found, str):
                each = [self.said(one) for one in found.split(", ")]
                facts[name] = Text("、".join([one.zh for one in each]), ", ".join([one.en for one in each]))
        return facts


class Named(Protocol):
    """有名称的地区. A code with its name in both languages, by `zh` and `en`."""

    @property
    def code(self) -> str: ...  # noqa: D102 (as in the policy data)
    @property
    def name(self) -> Mapping[str, str]: ...  # noqa: D102 (likewise)


def area_names(areas: Iterable[Named]) -> AreaNames:
    """地区名称. The names of areas; of two with one code that of the later."""
    return AreaNames({area.code: Text(area.name["zh"], area.name["en"]) for area in areas})


CODES_ALONE = AreaNames()
"""只说代码. No name is held."""
