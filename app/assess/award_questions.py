"""激励待询事项. What to ask where an award is uncertain: nothing that would change no amount.

Reading: R24.
"""

from collections.abc import Iterator

from app.assess.growth import YearLived, counts, grown, paid_inside
from app.assess.verdict import Verdict
from app.model.case import Case, ResidentRecord
from app.model.explanation import Question
from app.model.scale import AwardScale
from app.rules.awards import NOTHING, Held


def award_questions(
    case: Case, judged: Verdict, years: tuple[YearLived, ...], scale: AwardScale
) -> tuple[Question, ...]:
    """待询事项. Years that may have been paid, then what is not known of claims, then windows that now matter."""
    unsure = [
        Question("unknown_year", year, f"/unknown_years/{place}")
        for place, year in enumerate(case.unknown_years)
        if any(lived.year == year and lived.paid is None for lived in years)
    ]
    best = grown(years, scale, kindly=True)
    asked: list[Question] = []
    for place, lived in enumerate(years):
        if lived.year not in best:
            continue
        held = best[lived.year].held
        if held == NOTHING:
            asked.clear()  # whatever was earned before is gone, or was never there
        if lived.year >= scale.zero_claim_from_year and lived is not years[-1]:
            inside = paid_inside(years, place + 1, kindly=True)
            asked.extend(_of_claims(lived, held, case, judged, inside=inside))
            asked.extend(_of_the_window(lived, judged, inside=inside))
    return (*unsure, *asked)


def _of_claims(lived: YearLived, held: Held, case: Case, judged: Verdict, *, inside: bool | None) -> Iterator[Question]:
    """报销情况. Whether anything was reimbursed; where something was, whether the award was used."""
    year, claims = lived.year, lived.claims
    place = _place_of(year, case, judged)
    if place is None or year > case.on.year:
        return
    at_stake = claims.award_used is None and held.most_fen > 0
    if claims.reimbursed is None and (at_stake or inside is not False):
        yield Question("reimbursed", year, f"/history/{place}/reimbursed")
    elif claims.reimbursed and at_stake:
        yield Question("zero_claim_award_used", year, f"/history/{place}/zero_claim_award_used")


def _place_of(year: int, case: Case, judged: Verdict) -> int | None:
    """所在. Where in the history the fee of a year stands."""
    for place, record in enumerate(case.history):
        if isinstance(record, ResidentRecord) and record.year == year and counts(place, judged):
            return place
    return None


def _of_the_window(lived: YearLived, judged: Verdict, *, inside: bool | None) -> Iterator[Question]:
    """缴费期. Whether the next year was paid inside its window, where the year before had no claim."""
    payment = judged.past.life.enrolled.get(lived.year + 1)
    if payment is None or lived.claims.reimbursed is not False or inside is not None:
        return
    if payment.planned:
        yield Question("window_open", payment.year, "/plan/in_window")
    elif payment.index is not None:
        yield Question("history_window", payment.year, f"/history/{payment.index}/in_window")
