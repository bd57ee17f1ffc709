"""读法. Where a text may be read in more than one way, and the ways."""

from typing import Literal

import msgspec


class ReadingValue(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """取值. One way to read an open text: its name in answers, the parameter's value, and the words for people.

    Equal to itself alone, like its reading and the laws that are read by it.
    """

    name: str
    value: object = None
    zh: str
    en: str


class Reading(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """读法. A place where the text leaves more than one reading open.

    `subject` and `parameter` name the policy field that says which value an area takes (both null where no area
    varies it: the first value is then the reading); the other values are what `decides` tries.
    """

    id: str
    subject: str | None = None
    parameter: str | None = None
    question: dict[str, str]
    values: tuple[ReadingValue, ...]
    basis: Literal["official", "secondary", "inferred"]
