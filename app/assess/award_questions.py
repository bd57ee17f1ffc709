"""激励待询事项. What to ask where an award is uncertain: nothing that would change no amount.

Reading: R24.
"""

from collections.abc import Iterator
from functools import lru_cache

from app.assess.grounds import KEPT
from app.assess.growth import YearLived, grown, paid_inside
from app.assess.verdict import Verdict
from app.model.case import Case
from app.model.codes import QuestionCode
from app.model.explanation import Question
from app.model.scale import AwardScale
from app.rules.awards import NOTHING, Held

FIELDS: dict[QuestionCode, str] = {
    "reimbursed": "reimbursed",
    "zero_claim_award_used": "zero_claim_award_used",
    "history_window": "in_window",
}
"""字段. Where in a record of the history the answer belongs."""

Open = tuple[QuestionCode, int]
"""不明之事. What is not known that an amount hangs on, and of which year."""


def award_questions(
    case: Case, judged: Verdict, years: tuple[YearLived, ...], scale: AwardScale
) -> tuple[Question, ...]:
    """待询事项. Years that may have been paid, months of benefit, what is not known of claims, windows that matter."""
    unsure = [
        Question("unknown_year", year, f"/unknown_years/{case.unknown_years.index(year)}")
        for year in dict.fromkeys(case.unknown_years)
        if any(lived.year == year and lived.paid is None for lived in years)
    ]
    asked, enrolled = [*unsure], judged.past.life.enrolled
    if any(lived.lapses is None for lived in years):
        asked.append(Question("unemployment_benefit", None, "/person/unemployment_benefit"))
    for code, year in _open(years, scale):
        payment = enrolled.get(year)
        if payment is None:
            continue
        if payment.planned and code == "history_window":
            asked.append(Question("window_open", year, "/plan/in_window"))
        elif payment.index is not None and (code == "history_window" or year <= case.on.year):
            asked.append(Question(code, year, f"/history/{payment.index}/{FIELDS[code]}"))
    return tuple(asked)


@lru_cache(maxsize=KEPT)
def _open(years: tuple[YearLived, ...], scale: AwardScale) -> tuple[Open, ...]:
    """不明之事. In order of the years; kept, as people are many and such years few."""
    best = grown(years, scale, kindly=True)
    found: list[Open] = []
    for place, lived in enumerate(years):
        if lived.year not in best:
            continue
        held = best[lived.year].held
        if held == NOTHING:
            found.clear()  # whatever was earned before is gone, or was never there
        if lived.year >= scale.zero_claim_from_year and lived is not years[-1]:
            inside = paid_inside(years, place + 1, kindly=True)
            found.extend(_of_claims(lived, held, inside=inside))
            found.extend(_of_the_window(lived, inside=inside))
    return tuple(found)


def _of_claims(lived: YearLived, held: Held, *, inside: bool | None) -> Iterator[Open]:
    """报销情况. Whether anything was reimbursed; where something was, whether the award was used."""
    claims = lived.claims
    at_stake = claims.award_used is None and held.most_fen > 0
    if claims.reimbursed is None and (at_stake or inside is not False):
        yield "reimbursed", lived.year
    elif claims.reimbursed and at_stake:
        yield "zero_claim_award_used", lived.year


def _of_the_window(lived: YearLived, *, inside: bool | None) -> Iterator[Open]:
    """缴费期. Whether the next year was paid inside its window, where the year before had no claim."""
    if lived.claims.reimbursed is False and inside is None:
        yield "history_window", lived.year + 1
