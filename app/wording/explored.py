"""探究的措辞. What an answer could be under unknown facts and other readings, in Chinese and English.

Of cover it says only that it is expected: what a payment rests on is told when it is assessed.
"""

from datetime import date

from msgspec.structs import asdict, replace

from app.model.assessment import Assessment
from app.model.codes import Outcome
from app.model.comparison import ReadingTried
from app.model.completion import Completed, PossibleAnswer
from app.model.explanation import Text
from app.model.reading import Reading
from app.model.why import Why
from app.wording import question_in_words
from app.wording.catalogue import labelled
from app.wording.template import sentence


class AssessmentExplored(Assessment, frozen=True, gc=False, kw_only=True):
    """探究结果. The answer with what was asked for beside it: other readings, unknown facts, the weight of its reasons.

    Null: not asked for.
    """

    possible: Completed | None
    readings_tried: tuple[ReadingTried, ...] | None
    why: Why | None


def explored_in_words(
    answer: Assessment,
    possible: Completed | None,
    tried: tuple[ReadingTried, ...] | None,
    readings: dict[str, Reading],
    why: Why | None,
) -> AssessmentExplored:
    """成文. The answer and its `why`, in words already, with what else was asked for; `readings` by their ids."""
    return AssessmentExplored(
        **asdict(answer),
        possible=None if possible is None else completed_in_words(possible),
        readings_tried=None if tried is None else readings_in_words(tried, readings),
        why=why,
    )


def completed_in_words(found: Completed) -> Completed:
    """可能结果成文. Every possible answer and every question in words."""
    answers = [replace(each, text=_answer(each)) for each in found.answers]
    questions = [replace(each, question=question_in_words(each.question)) for each in found.questions]
    left_open = tuple(map(question_in_words, found.left_open))
    return replace(found, answers=tuple(answers), questions=tuple(questions), left_open=left_open)


def _answer(told: PossibleAnswer | ReadingTried) -> Text:
    """可能结果. What is collected and covered; then the award, where there may be one."""
    payment = possible(told.outcome, told.total_fen, told.first_covered_day)
    least_fen, most_fen = told.least_award_fen, told.most_award_fen
    if least_fen is None or most_fen == 0:
        return payment
    certain = least_fen if least_fen == most_fen else None
    award = sentence("possible", "award", {"award_fen": certain, "least_fen": least_fen, "most_fen": most_fen})
    return Text(payment.zh + award.zh, f"{payment.en} {award.en}")


def possible(outcome: Outcome, total_fen: int | None, first_day: date | None) -> Text:
    """可能结果. One answer in a sentence."""
    return sentence("possible", outcome, {"total_fen": total_fen, "first_day": first_day})


def readings_in_words(tried: tuple[ReadingTried, ...], readings: dict[str, Reading]) -> tuple[ReadingTried, ...]:
    """读法表成文. Under each other reading, what the answer would be."""
    return tuple([replace(each, text=_tried(each, readings[each.id])) for each in tried])


def _tried(tried: ReadingTried, reading: Reading) -> Text:
    read = next(value for value in reading.values if value.name == tried.other)
    gives = _answer(tried)
    otherwise, same = labelled("read_otherwise"), labelled("read_alike")
    if not tried.changes:
        return Text(same.zh % read.zh, same.en % read.en)
    return Text(otherwise.zh % (read.zh, gives.zh), otherwise.en % (read.en, gives.en))
