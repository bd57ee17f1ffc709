"""文字. The catalogue as written: every sentence, name and unit that people read, in Chinese and English."""

from pathlib import Path

import msgspec

from app.model.explanation import Text


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """措辞. A sentence in both languages, and the values that facts must have for it to be said."""

    zh: str
    en: str
    when: dict[str, bool | int | str] = {}


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """单位. How a number with its unit is said; English has one form for 1 and another for the rest."""

    zh: str
    one: str
    many: str


Sentences = dict[str, Wording | list[Wording]]


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """文字总表. By kind, then by id."""

    headline: Sentences
    reason: Sentences
    refusal: Sentences
    instead: Sentences
    finding: Sentences
    question: Sentences
    missing: Sentences
    warning: Sentences
    because: Sentences
    option: Sentences
    promise: Sentences
    eligibility: Sentences
    unpriced: Sentences
    change: Sentences
    possible: Sentences
    fund: Sentences
    kinship: Sentences
    judged: Sentences
    need: Sentences
    transfers: Sentences
    family_finding: Sentences
    family_question: Sentences
    intake: Sentences
    unit: dict[str, Unit]
    name: dict[str, dict[str, Text]]
    label: dict[str, Text]

    def sentences(self) -> dict[str, Sentences]:
        """句子. The kinds that hold sentences with facts in them, by name."""
        return {kind: getattr(self, kind) for kind in SENTENCE_KINDS}


SENTENCE_KINDS = (
    "headline",
    "reason",
    "refusal",
    "instead",
    "finding",
    "question",
    "missing",
    "warning",
    "because",
    "option",
    "promise",
    "eligibility",
    "unpriced",
    "change",
    "possible",
    "fund",
    "kinship",
    "judged",
    "need",
    "transfers",
    "family_finding",
    "family_question",
    "intake",
)
CATALOGUE = msgspec.toml.decode(Path(__file__).with_name("catalogue.toml").read_bytes(), type=Catalogue)


def named(kind: str, code: str) -> Text:
    """名称. What an id of the answer is called, by its kind (`outcome`, `basis`, `cover`, `charge`, …)."""
    return CATALOGUE.name[kind][code]


def segment_named(rule: str) -> Text:
    """时段依据. What a segment of the timeline rests on: a basis, a standing, a wait or a spell."""
    names = CATALOGUE.name
    return names["segment"].get(rule) or names["basis"].get(rule) or names["standing"][rule]


def labelled(code: str) -> Text:
    """表头. The heading of a part of the answer."""
    return CATALOGUE.label[code]
