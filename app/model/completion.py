"""未知事实. What an answer could be, whatever the facts that nobody knows turn out to be."""

from datetime import date

import msgspec

from app.model.codes import Outcome
from app.model.explanation import Question, Text


class Known(msgspec.Struct, frozen=True, gc=False):
    """设定. A fact as one completion takes it.

    `paid`, `paid_late` or `unpaid`, `true` or `false`; of the claims of a year `nothing_reimbursed`, `award_not_used`,
    `award_used`.
    """

    pointer: str
    value: str


class PossibleAnswer(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """可能结果. One answer that some completions give: how many do, and the facts of the first of them.

    The awards raise the limit of major-illness insurance, for the last planned year, by `least_award_fen` at least and
    `most_award_fen` at most (null: no limit is known from above; both null: no award is told).
    """

    outcome: Outcome
    total_fen: int | None
    first_covered_day: date | None
    least_award_fen: int | None
    most_award_fen: int | None
    completions: int
    example: tuple[Known, ...]
    text: Text | None = None


class Bounds(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """上下限. The bounds over all completions.

    The fee in fen is null, and `fee_unknown` true, where some completion has no known charge or collects nothing;
    bounds speak of the others. `latest` is null, and `never` true, where some completion covers no day. The awards lie
    between `least_award_fen` and `most_award_fen` in every completion that tells of any (null as in an answer).
    """

    least_fen: int | None
    most_fen: int | None
    fee_unknown: bool
    earliest: date | None
    latest: date | None
    never: bool
    least_award_fen: int | None
    most_award_fen: int | None


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

    `payment_settled`: nothing but an award does. `completions` is how many there are; `beyond_limit` tells that they
    are more than the limit. What was not tried for it is in `left_open`: claims, the earliest years, which touch the
    awards alone (`bounds` hold whatever they were); or every fact, and then there are no answers.
    `answers` come with the most frequent first, `questions` with the one that settles most; a fact that changes nothing
    is not asked for.
    """

    completions: int
    beyond_limit: bool
    settled: bool
    payment_settled: bool
    answers: tuple[PossibleAnswer, ...]
    bounds: Bounds | None
    questions: tuple[RankedQuestion, ...]
    left_open: tuple[Question, ...] = ()
