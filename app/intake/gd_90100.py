"""缴费查询. The answer of Guangdong's transaction 90100: payments of the last twelve months, and none before.

Source: the response class of a hospital's client, with the example values of its comments; no filled answer was seen.
"""

from datetime import date

from app.intake.clct_rows import contributions
from app.intake.contributions import settled
from app.intake.foreign import Rows, rows_in
from app.intake.gathered import Gathered, counted_years
from app.intake.national import Envelope
from app.model.intake import IntakeTold, PersonTold

ROWS = "/output"


class Answer90100(Envelope, frozen=True, kw_only=True):
    """缴费查询应答. The answer of transaction 90100 in its envelope: rows of payment."""

    output: Rows


def taken(answer: Answer90100, on: date, since: int) -> IntakeTold:
    """取入. What the answer tells of a case: only what it lists as paid is settled."""
    gathered = Gathered("gd-90100", on)
    rows, _ = contributions(rows_in(answer.output, ROWS), gathered, with_revs_flag=False)
    years = settled(rows, gathered, on)
    unknown = tuple(year for year in counted_years(on, since) if year not in years.paid)
    if unknown:
        gathered.note("years_not_told", ROWS, "years_unknown")
    return gathered.told(PersonTold(), unknown)
