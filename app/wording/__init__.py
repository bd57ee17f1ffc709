"""措辞. The words of an answer, in Chinese and English, said from its codes and facts; one catalogue holds them all."""

from functools import lru_cache
from itertools import repeat
from typing import cast

import msgspec
from msgspec import Raw
from msgspec.structs import replace

from app.model.assessment import Assessment, EligibilityEntry
from app.model.awards import Awards
from app.model.explanation import (
    Finding,
    MissingFigure,
    PolicyUsed,
    PolicyWarning,
    Question,
    ReadingUsed,
    Reason,
    Refusal,
    Text,
)
from app.wording.area_names import CODES_ALONE, AreaNames
from app.wording.catalogue import labelled, named, segment_named
from app.wording.headlines import headline, known
from app.wording.template import UnspokenError, sentence
from app.wording.values import Value

__all__ = [
    "UnspokenError",
    "because",
    "finding_in_words",
    "labelled",
    "named",
    "policy_in_words",
    "question_in_words",
    "reason_in_words",
    "refusal_in_words",
    "segment_named",
    "warning_in_words",
    "worded",
    "worded_json",
]

_encoded = msgspec.json.Encoder().encode

KEPT = 8192
"""How many sentences of a kind are kept: callers ask about the same days and amounts over and over."""


def worded(answer: Assessment, names: AreaNames = CODES_ALONE) -> Assessment:
    """成文. A copy of the answer with its headline and every text filled in."""
    eligibility = tuple([enrolment_in_words(each, names) for each in answer.eligibility])
    reasons = tuple([reason_in_words(each, names) for each in answer.reasons])
    return _worded(answer, reasons, answer.readings, eligibility)


def worded_json(answer: Assessment, names: AreaNames = CODES_ALONE) -> bytes:
    """成文之 JSON. The same as JSON; its reasons, readings and ways to enrol, most of it, are kept encoded."""
    return _encoded(
        _worded(
            answer,
            cast("tuple[Reason, ...]", tuple(map(_reason_json, answer.reasons, repeat(names)))),
            cast("tuple[ReadingUsed, ...]", _readings_json(answer.readings)),
            cast("tuple[EligibilityEntry, ...]", _eligibility_json(answer.eligibility, names)),
        )
    )


def _worded(
    answer: Assessment,
    reasons: tuple[Reason, ...],
    readings: tuple[ReadingUsed, ...],
    eligibility: tuple[EligibilityEntry, ...],
) -> Assessment:
    return Assessment(
        outcome=answer.outcome,
        headline=headline(answer),
        years=answer.years,
        refusal=refusal_in_words(answer.refusal) if answer.refusal else None,
        lapse=answer.lapse,
        charge=answer.charge,
        repair=answer.repair,
        awards=_awards(answer.awards) if answer.awards else None,
        eligibility=eligibility,
        contributions=answer.contributions,
        timeline=answer.timeline,
        reasons=reasons,
        readings=readings,
        findings=tuple(map(finding_in_words, answer.findings)) if answer.findings else (),
        questions=tuple(map(question_in_words, answer.questions)) if answer.questions else (),
        policy=policy_in_words(answer.policy),
    )


def policy_in_words(used: PolicyUsed) -> PolicyUsed:
    """所用政策. With its warnings and missing figures in words."""
    if not used.warnings and not used.missing:
        return used
    warnings, missing = tuple(map(warning_in_words, used.warnings)), tuple(map(_missing, used.missing))
    return PolicyUsed(used.revision, used.documents, used.verified_on, warnings, missing)


@lru_cache(maxsize=KEPT)
def because(code: str) -> Text:
    """因为. Why a year counts as it does, from the code of its standing; the number in it is of employee months."""
    words = code.split("_")
    months = next((int(word) for word in words if word.isdigit()), None)
    general = "_".join(["months" if word.isdigit() else word for word in words])
    return sentence("because", general, {"months": months})


@lru_cache(maxsize=KEPT)
def _reason_json(told: Reason, names: AreaNames) -> Raw:
    return Raw(_encoded(reason_in_words(told, names)))


@lru_cache(maxsize=KEPT)
def _readings_json(used: tuple[ReadingUsed, ...]) -> Raw:
    return Raw(_encoded(used))


@lru_cache(maxsize=KEPT)
def _eligibility_json(told: tuple[EligibilityEntry, ...], names: AreaNames) -> Raw:
    return Raw(_encoded(tuple([enrolment_in_words(each, names) for each in told])))


def reason_in_words(told: Reason, names: AreaNames = CODES_ALONE) -> Reason:
    """理由. What a rule did, in words."""
    facts: dict[str, Value] = {fact.name: fact.found for fact in told.facts}
    facts["year"] = told.year
    text = sentence("reason", told.rule, names.in_facts(facts))
    return Reason(told.rule, told.year, told.clause, told.facts, told.effect, text)


@lru_cache(maxsize=KEPT)
def enrolment_in_words(told: EligibilityEntry, names: AreaNames = CODES_ALONE) -> EligibilityEntry:
    """参保资格. Where and through whom, in words, and the question in words."""
    allowed = "unknown" if told.allowed is None else "yes" if told.allowed else "no"
    facts: dict[str, Value] = {"scheme": told.scheme, "through": told.through, "area": told.area, "allowed": allowed}
    facts["places"] = ", ".join(told.places) or None
    asked = None if told.question is None else question_in_words(told.question)
    return replace(told, question=asked, text=sentence("eligibility", told.rule, names.in_facts(facts)))


def _awards(told: Awards) -> Awards:
    """参保激励. With its questions in words."""
    return replace(told, questions=tuple(map(question_in_words, told.questions))) if told.questions else told


@lru_cache(maxsize=KEPT)
def refusal_in_words(told: Refusal) -> Refusal:
    """不予收费. Why, and then what to do instead."""
    facts = {"year": told.year, "opens_on": told.opens_on, "worth_years": told.worth_years, "instead": told.instead}
    why, then = sentence("refusal", told.code, facts), sentence("instead", told.instead, facts)
    text = Text(why.zh + then.zh, f"{why.en} {then.en}")
    return Refusal(told.code, told.year, told.instead, told.opens_on, told.worth_years, text)


@lru_cache(maxsize=KEPT)
def finding_in_words(told: Finding) -> Finding:
    """发现. What is found, in words."""
    text = sentence("finding", told.code, {"record": _record(told.pointer), "pointer": told.pointer})
    return Finding(told.code, told.pointer, told.consequence, text)


@lru_cache(maxsize=KEPT)
def question_in_words(told: Question) -> Question:
    """待询事项. The words in which to ask."""
    facts = {"year": told.year, "record": _record(told.pointer), "pointer": told.pointer}
    text = sentence("question", told.code, facts)
    return Question(told.code, told.year, told.pointer, text)


@lru_cache(maxsize=KEPT)
def _missing(told: MissingFigure) -> MissingFigure:
    facts: dict[str, Value] = {
        "subject": told.subject,
        "year": told.year,
        "known_until": told.known_until,
        "known": known(told),
    }
    text = sentence("missing", "area" if told.subject == "area" else "subject", facts)
    return MissingFigure(told.subject, told.year, told.known_until, text)


@lru_cache(maxsize=KEPT)
def warning_in_words(told: PolicyWarning) -> PolicyWarning:
    """提示. What makes an answer less sure, in words."""
    return PolicyWarning(told.code, told.subject, sentence("warning", told.code, {"subject": told.subject}))


def _record(pointer: str) -> int | None:
    """第几条. The number of the record in the history that a pointer speaks of, counted from 1."""
    parts = pointer.split("/")
    return int(parts[2]) + 1 if parts[1] == "history" else None
