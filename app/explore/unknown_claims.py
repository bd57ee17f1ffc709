"""未知报销. What nobody knows of the claims of paid years, where an award hangs on it: each with every way it could be.

Which years matter is told by the answers themselves, that ask for them. Reading: R24.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from app.explore.unknown import Change, Unknown
from app.model.awards import Awards
from app.model.case import Case, ResidentRecord
from app.model.explanation import Question
from app.rules.awards import Claims, claims_of

OF_CLAIMS = frozenset({"reimbursed", "zero_claim_award_used"})
NOTHING = ("nothing_reimbursed", {"reimbursed": False})
NOT_USED = ("award_not_used", {"reimbursed": True, "zero_claim_award_used": False})
USED = ("award_used", {"reimbursed": True, "zero_claim_award_used": True})


def unknown_claims(case: Case, told: Sequence[Awards | None]) -> tuple[Unknown, ...]:
    """未知报销. One fact for each record of the history that some awards ask about, the latest year first."""
    asked: dict[int, Question] = {}
    held: set[int] = set()
    for awards in filter(None, told):
        held.update(each.year for each in awards.by_year if each.most.zero_claim_fen != 0)
        asked.update((_place(each), each) for each in awards.questions if each.code in OF_CLAIMS)
    stated = [(place, question) for place, question in asked.items() if place < len(case.history)]
    stated.sort(key=lambda each: -(each[1].year or 0))
    return tuple(_of_a_year(case, place, question, at_stake=question.year in held) for place, question in stated)


def _place(question: Question) -> int:
    """位置. The place in the history of the record that a question points to."""
    return int(question.pointer.split("/")[2])


def _of_a_year(case: Case, place: int, question: Question, *, at_stake: bool) -> Unknown:
    """一年. A use is told apart only where there is an award to be used."""
    claims = _known(case, question.year)
    ways = [NOT_USED] if claims.reimbursed else [NOTHING, NOT_USED]
    if claims.award_used is None and at_stake:
        ways.append(USED)
    return Unknown(question, tuple((name, _stating(place, words)) for name, words in ways))


def _known(case: Case, year: int | None) -> Claims:
    """已知. What the records of a year say together."""
    return claims_of([each for each in case.history if isinstance(each, ResidentRecord) and each.year == year])


def _stating(place: int, words: dict[str, bool]) -> Change:
    def changed(case: Case) -> Case:
        history = list(case.history)
        history[place] = replace(history[place], **words)
        return replace(case, history=tuple(history))

    return changed
