"""探究表. What was asked for beside an answer, for a terminal: possible answers, other readings, weighed reasons."""

from collections.abc import Iterator

from app.model.assessment import Assessment
from app.wording.explored import AssessmentExplored
from app.wording.said import Language, fen, in_language
from app.wording.template import sentence
from app.wording.values import number


def possible(answer: Assessment, lang: Language) -> Iterator[str]:
    """可能结果. Each answer that unknown facts leave open; then what to ask, the most telling first."""
    found = answer.possible if isinstance(answer, AssessmentExplored) else None
    if found is None:
        return
    yield from (in_language(each.text, lang) for each in found.answers)
    yield from (in_language(each.question.text, lang) for each in found.questions)
    if found.beyond_limit:
        yield in_language(sentence("possible", "beyond_limit", {"number": found.completions}), lang)
        yield from (in_language(each.text, lang) for each in found.left_open)


def readings(answer: Assessment, lang: Language) -> Iterator[str]:
    """别的读法. What each would make of the answer."""
    if isinstance(answer, AssessmentExplored):
        yield from (f"{each.id} {in_language(each.text, lang)}" for each in answer.readings_tried or ())


def weighed(answer: Assessment, lang: Language) -> Iterator[str]:
    """分量. What each rule did to the first covered day and to the charge."""
    for each in answer.why.reasons if isinstance(answer, AssessmentExplored) and answer.why else ():
        days = in_language(number("effect_days", each.effect_days), lang) if each.effect_days else ""
        money = fen(each.effect_fen, lang) if each.effect_fen else ""
        if days or money:
            yield f"{days}{money}  {in_language(each.text, lang)}"


def failed(answer: Assessment, lang: Language) -> Iterator[str]:
    """未采用. Each ground that was not taken, and why."""
    if isinstance(answer, AssessmentExplored) and answer.why is not None:
        yield from (in_language(each.text, lang) for each in answer.why.failed)
