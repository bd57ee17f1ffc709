"""说明. Why an answer is what it is, and what it rests on: reasons, readings, findings, questions, policy.

The core fills everything but words: every `text` is null until `wording` has spoken.
"""

from datetime import date

import msgspec

from app.model.citation import Clause
from app.model.codes import FindingCode, QuestionCode, RefusalCode, WarningCode


class Text(msgspec.Struct, frozen=True, gc=False):
    """文字. The same sentence in Chinese and in English."""

    zh: str
    en: str


class Fact(msgspec.Struct, frozen=True, gc=False):
    """事实. A fact that was used: its name, what was found, and what the clause requires (null: nothing)."""

    name: str
    found: int | str | bool | date | None
    required: int | str | bool | date | None = None


class Reason(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """理由. One rule that was applied: its clause, the facts it used, its effect and the words for people."""

    rule: str
    year: int | None
    clause: Clause
    facts: tuple[Fact, ...]
    effect: str
    text: Text | None = None


class ReadingUsed(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """所用读法. A reading the answer rests on; `decides` tells whether another would change it (null: not tried)."""

    id: str
    value: str
    other: tuple[str, ...]
    decides: bool | None = None


class Finding(msgspec.Struct, frozen=True, gc=False):
    """发现. Something in the input that cannot be, or that matters, where it stands, and what follows."""

    code: FindingCode
    pointer: str
    consequence: str
    text: Text | None = None


class Question(msgspec.Struct, frozen=True, gc=False):
    """待询事项. A fact that is missing and matters: where it belongs, and the words in which to ask for it."""

    code: QuestionCode
    year: int | None
    pointer: str
    text: Text | None = None


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """不予收费. Why nothing may be collected, and what to do instead (dates and years the words speak of)."""

    code: RefusalCode
    year: int | None
    instead: str
    opens_on: date | None = None
    worth_years: int | None = None
    text: Text | None = None


class MissingFigure(msgspec.Struct, frozen=True, gc=False):
    """未知政策. A subject of the policy that is not known for a year, and the last year for which it is known."""

    subject: str
    year: int
    known_until: int | None
    text: Text | None = None


class PolicyWarning(msgspec.Struct, frozen=True, gc=False):
    """提示. Something that makes an answer less sure: a draft, a secondary source, a value long unchecked."""

    code: WarningCode
    subject: str
    text: Text | None = None


class PolicyUsed(msgspec.Struct, frozen=True, gc=False):
    """所用政策. The revision of the policy data, its documents, its last check, what is missing and doubtful."""

    revision: str
    documents: tuple[str, ...]
    verified_on: date | None
    warnings: tuple[PolicyWarning, ...]
    missing: tuple[MissingFigure, ...]
