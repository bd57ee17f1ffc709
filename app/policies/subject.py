"""主题. What an area may state, and for which coverage years."""

from collections.abc import Iterator
from typing import Annotated, get_args

import msgspec
from msgspec import Meta
from msgspec.structs import fields

from app.model.case import HardshipCategory, SpecialStatus
from app.model.citation import Citation
from app.model.policy import Exempt, YearLaw

FIRST_YEAR, LAST_YEAR = 1950, 2101
Year = Annotated[int, Meta(ge=FIRST_YEAR, le=LAST_YEAR)]

SUBJECTS: dict[str, type[msgspec.Struct]] = {
    field.name: kind
    for field in fields(YearLaw)
    for kind in get_args(field.type)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and "cited" in kind.__struct_fields__
}
"""主题. One file each, named after the fields of the model."""

FIGURES = ("fees", "aid")
"""年度数字. Subjects whose figures are published year by year, so that no version of them stays open."""

STOP_AT_PROVINCE = ("window", "fees", "aid", "ceiling")
"""不回退. Subjects that the national text never answers for an area."""

WORDS = {"fee_fen": get_args(HardshipCategory), "elsewhere": get_args(SpecialStatus)}
"""用词. Fields whose words are those that a case may hold."""

GROUPS = ("newborn", *get_args(HardshipCategory), *get_args(SpecialStatus))
"""人群. Whom an area may spare the wait."""


def citations(law: YearLaw) -> Iterator[Citation]:
    """依据. Where each subject that is known in a year comes from."""
    for name in SUBJECTS:
        if (subject := getattr(law, name)) is not None:
            yield subject.cited


def unknown_words(law: msgspec.Struct) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """未知用词. Field, word and the words there are, where a law uses a word that no case can hold."""
    if isinstance(law, Exempt):
        named = [group.who for group in law.groups if group.who not in GROUPS]
        perhaps = [word for group in law.groups for word in group.perhaps if word not in GROUPS]
        yield from (("groups", word, GROUPS) for word in (*named, *perhaps))
    for name, words in WORDS.items():
        yield from ((name, word, words) for word in getattr(law, name, ()) if word not in words)
