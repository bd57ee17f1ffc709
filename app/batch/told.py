"""所告. What of an answer a person is told that is worth money or days; another of it is another answer."""

from typing import Any, Final

from app.assess.answer import law_asked, years_told
from app.assess.awards import awards
from app.assess.judgement import verdict
from app.assess.said import said
from app.assess.verdict import Verdict
from app.batch.answers import FIELDS, row_of
from app.model.assessment import YearCover
from app.model.case import Case
from app.model.policy import Policy

OF_THE_ROW: Final = ("outcome", "refusal", "basis", "total_months", "covered_from", "covered_to", "total_fen")
PLACES: Final = {name: place for place, name in enumerate(FIELDS)}
AWARDS: Final = ("least_award_fen", "most_award_fen")

Told = dict[str, Any]
"""所告. Columns of a brief answer, and what stands beside them.

`covered_days`: of all planned years (null: not known of all). `repairable_months`: what repair may still take off their
waits; `worth_years`: of repair, where more was asked for. `least_award_fen`, `most_award_fen` (null: no limit from
above): the total award of the last year asked about, where awards were looked at.
"""


def told(case: Case, policy: Policy, *, awarded: bool) -> Told:
    """所告. What one person is told under one policy; `awarded`: of awards too."""
    judged = verdict(case, policy)
    row, years = row_of(case, judged, policy), years_told(judged, policy)
    found: Told = {name: row[PLACES[name]] for name in OF_THE_ROW}
    all_told = judged.refusal is not None or len(years) == len(judged.years)
    found["covered_days"] = sum(map(_days, years)) if all_told else None
    found["repairable_months"] = (
        sum(each.waiting.repairable_months for each in years if each.waiting) if years else None
    )
    found["worth_years"] = judged.refusal.worth_years if judged.refusal else None
    if awarded:
        found.update(zip(AWARDS, _award_fen(case, judged, policy), strict=True))
    return found


def _days(year: YearCover) -> int:
    return (year.covered_to - year.covered_from).days + 1 if year.covered_from and year.covered_to else 0


def _award_fen(case: Case, judged: Verdict, policy: Policy) -> tuple[int | None, int | None]:
    """激励额度. At least and at most; nothing where no award is given."""
    law = law_asked(judged, policy)
    given = awards(case, judged, policy, law, said(case)) if law else None
    return (given.least.total_fen, given.most.total_fen) if given else (0, 0)
