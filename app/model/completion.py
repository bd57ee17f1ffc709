"""未知事实. What an answer could be, whatever the facts that nobody knows turn out to be."""

from datetime import date

import msgspec

from app.model.codes import Outcome
from app.model.explanation import Question, Text


class Known(msgspec.Struct, frozen=True, gc=False):
    """设定. A fact as one completion takes it: `paid` or `unpaid`, `true` or `false`."""

    pointer: str
    value: str


class PossibleAnswer(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """可能结果. One answer that some completions give: how many do, and the facts of the first of them."""

    outcome: Outcome
    total_fen: int | None
    first_covered_day: date | None
    completions: int
    example: tuple[Known, ...]
    text: Text | None = None


class Bounds(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """上下限. The bounds over all completions.

    The fee in fen is null, and `fee_unknown` true, where some completion has no known charge or collects nothing;
    bounds speak of the others. `latest` is null, and `never` true, where some completion covers no day.
    """

    least_fen: int | None
    most_fen: int | None
    fee_unknown: bool
    earliest: date | None
    latest: date | None
    never: bool


class AnswerLeft(msgspec.Struct, frozen=True, gc=False):
    """余下结果. How many distinct answers are left once a question has been answered with `value`."""

    value: str
    answers: int


class RankedQuestion(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """排序问题. A question and what it would settle: answers left by each reply, and on average (`remaining`)."""

    question: Question
    left: tuple[AnswerLeft, ...]
    remaining: float
    settles: bool


class Completed(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """补全结果. Every answer the case could have; `settled` where nothing depends on what is unknown.

    `completions` is how many there are; where they are more than the limit, `beyond_limit` is true and none was run.
    `answers` come with the most frequent first, `questions` with the one that settles most; a fact that changes nothing
    is not asked for.
    """

    completions: int
    beyond_limit: bool
    settled: bool
    answers: tuple[PossibleAnswer, ...]
    bounds: Bounds | None
    questions: tuple[RankedQuestion, ...]
