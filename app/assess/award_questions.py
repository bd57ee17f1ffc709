"""激励待询事项. What to ask where an award is uncertain: nothing that would change no amount.

Reading: R24.
"""

from collections.abc import Iterator

from app.assess.growth import SILENT, Grown, Growth
from app.assess.verdict import Verdict
from app.model.case import Case
from app.model.explanation import Question
from app.rules.awards import NOTHING


def award_questions(case: Case, judged: Verdict, growth: Growth, grown: dict[int, Grown]) -> tuple[Question, ...]:
    """待询事项. Years that may have been paid, then what is not known of claims, then windows that now matter."""
    unsure = [
        Question("unknown_year", year, f"/unknown_years/{place}")
        for place, year in enumerate(case.unknown_years)
        if year in grown and year not in judged.past.life.enrolled
    ]
    asked: list[Question] = []
    last = max(grown)
    for year, had in grown.items():
        if had.held == NOTHING:
            asked.clear()  # whatever was earned before is gone, or was never there
        if growth.scale.zero_claim_from_year <= year < last:
            asked.extend(_of_claims(year, had, case, growth, frozenset(grown)))
            asked.extend(_of_the_window(year, judged, growth, frozenset(grown)))
    return (*unsure, *asked)


def _of_claims(year: int, had: Grown, case: Case, growth: Growth, paid: frozenset[int]) -> Iterator[Question]:
    """报销情况. Whether anything was reimbursed; where something was, whether the award was used."""
    place, claims = growth.places.get(year), growth.claims.get(year, SILENT)
    if place is None or year > case.on.year:
        return
    at_stake = claims.award_used is None and had.held.most_fen > 0
    if claims.reimbursed is None and (at_stake or growth.paid_inside(year + 1, paid) is not False):
        yield Question("reimbursed", year, f"/history/{place}/reimbursed")
    elif claims.reimbursed and at_stake:
        yield Question("zero_claim_award_used", year, f"/history/{place}/zero_claim_award_used")


def _of_the_window(year: int, judged: Verdict, growth: Growth, paid: frozenset[int]) -> Iterator[Question]:
    """缴费期. Whether the next year was paid inside its window, where the year before had no claim."""
    payment = judged.past.life.enrolled.get(year + 1)
    claims = growth.claims.get(year, SILENT)
    if payment is None or claims.reimbursed is not False or growth.paid_inside(year + 1, paid) is not None:
        return
    if payment.planned:
        yield Question("window_open", payment.year, "/plan/in_window")
    elif payment.index is not None:
        yield Question("history_window", payment.year, f"/history/{payment.index}/in_window")
