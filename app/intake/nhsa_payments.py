"""缴费明细. Rows of a bureau's tables of payment, STAF_PSN_CLCT_DETL_D (职工) and RSDT_PSN_CLCT_DETL_D (居民).

Between its first and last resident row such a table is the record of what was paid there: a year in between without a
paid row was not paid there. Of the years before and after, and of those that a row leaves in doubt, nobody knows.

Source: see `clct_rows`; the envelope {code, data} of a bureau's counter.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from msgspec import Meta

from app.intake.clct_rows import contributions
from app.intake.contributions import settled
from app.intake.foreign import Foreign, Rows, rows_in
from app.intake.gathered import Gathered, counted_years
from app.intake.months import Months
from app.model.intake import IntakeTold, PersonTold

ROWS = "/data"
Code = Annotated[object, Meta(extra_json_schema={"enum": [0, "0", None]})]
"""结果代码. 0 as a number or as text, or nothing."""


class PaymentRows(Foreign, frozen=True, kw_only=True):
    """缴费明细. Rows of payment of one person under `data`, in snake_case or camelCase."""

    data: Rows
    code: Code = None


def taken(payload: PaymentRows, on: date, since: int) -> IntakeTold:
    """取入. What the rows tell of a case; `since` is the first year that any law counts."""
    gathered = Gathered("nhsa-payments", on)
    rows, whole = contributions(rows_in(payload.data, ROWS), gathered, with_revs_flag=True)
    years = settled(rows, gathered, on)
    resident = [row.months for row in rows if row.scheme == "resident"]
    recorded = _between(resident) - years.doubtful if whole else frozenset()
    counted = [year for year in counted_years(on, since) if year not in years.paid]
    unknown = tuple(year for year in counted if year not in recorded)
    if len(unknown) < len(counted):
        gathered.note("unpaid_as_recorded", ROWS, "taken_as_unpaid")
    if unknown:
        gathered.note("years_not_told", ROWS, "years_unknown")
    return gathered.told(PersonTold(), unknown)


def _between(runs: list[Months]) -> frozenset[int]:
    """期间. The years from the first that a resident row speaks of to the last."""
    if not runs:
        return frozenset()
    return frozenset(range(min(run.years[0] for run in runs), max(run.years[-1] for run in runs) + 1))


def failed(tree: object) -> Iterator[tuple[str, str]]:
    """查询失败. The fault of an answer that tells of a failure."""
    code = tree.get("code") if isinstance(tree, dict) else None
    if isinstance(code, bool) or code not in (None, 0, "0"):
        yield "refused_by_source", "/code"
