"""答复列. The answer to one person as a row: in short, or with the whole assessment beside it as JSON.

Where a plan buys several years, the row speaks of the last one; the charge is that of the plan as a whole.
"""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
import pyarrow as pa

from app.assess import assess
from app.assess.answer import years_told
from app.assess.findings import findings
from app.assess.judgement import verdict
from app.assess.said import said
from app.assess.settling import settle_past
from app.assess.verdict import Verdict
from app.model.assessment import Charge, YearCover
from app.model.case import Case
from app.model.codes import Outcome
from app.model.explanation import Refusal
from app.model.policy import Policy
from app.wording import worded
from app.wording.area_names import CODES_ALONE, AreaNames

DAY, CODE, NUMBER = pa.date32(), pa.string(), pa.int16()
FIELDS: Final = {
    "outcome": CODE,
    "refusal": CODE,
    "year": NUMBER,
    "basis": CODE,
    "lapse_years": NUMBER,
    "fixed_months": NUMBER,
    "variable_months": NUMBER,
    "repaired_months": NUMBER,
    "total_months": NUMBER,
    "wait_from": DAY,
    "first_covered_day": DAY,
    "carried_until": DAY,
    "covered_from": DAY,
    "covered_to": DAY,
    "total_fen": pa.int64(),
    "findings": pa.list_(CODE),
    "questions": pa.list_(CODE),
}
"""答复各列. The columns of a brief answer; codes are those of the service."""
FULL: Final = "assessment"
"""全文列. The column of the whole assessment, of `--full`."""

Row = tuple[Any, ...]


def answer_fields(*, full: bool) -> list[pa.Field]:
    """答复各列. As Arrow fields."""
    fields = FIELDS | ({FULL: pa.large_string()} if full else {})
    return [pa.field(name, kind) for name, kind in fields.items()]


def answer(case: Case, policy: Policy, *, full: bool, names: AreaNames = CODES_ALONE) -> Row:
    """答复. The row of one person: of the verdict, or of the whole assessment, whose verdict is the same."""
    if full:
        told = assess(case, policy)
        codes = [each.code for each in told.findings], [each.code for each in told.questions]
        row = _row(told.outcome, told.refusal, told.years, told.charge, codes)
        return *row, msgspec.json.encode(worded(told, names)).decode()
    return row_of(case, verdict(case, policy), policy)


def row_of(case: Case, judged: Verdict, policy: Policy) -> Row:
    """一行. The row of a verdict."""
    if judged.past.life.spells:  # what is found of past cover is that it was paid twice
        settle_past(judged.past)
    found = (
        [each.code for each in findings(case, judged, policy, said(case))],
        [code for code, _, _ in judged.questions],
    )
    return _row(judged.outcome, judged.refusal, years_told(judged, policy), judged.charge, found)


def _row(
    outcome: Outcome,
    refusal: Refusal | None,
    years: tuple[YearCover, ...],
    charge: Charge | None,
    codes: tuple[Sequence[str], Sequence[str]],
) -> Row:
    """一行. Outcome, the last year's basis, wait and cover, the charge; findings and questions by their codes."""
    last = years[-1] if years else None
    wait = last.waiting if last else None
    return (
        outcome,
        refusal.code if refusal else None,
        *((last.year, last.basis, last.lapse_years) if last else (None, None, None)),
        *((wait.fixed_months, wait.variable_months, wait.repaired_months, wait.total_months) if wait else (None,) * 4),
        *((wait.from_on, wait.first_covered_day) if wait else (None, None)),
        *((last.carried_until, last.covered_from, last.covered_to) if last else (None, None, None)),
        charge.total_fen if charge else None,
        *(tuple(sorted(set(each))) for each in codes),
    )


def table_of(rows: list[Row], *, full: bool) -> pa.RecordBatch:
    """成列. Rows as columns."""
    fields = answer_fields(full=full)
    columns: list[Any] = list(zip(*rows, strict=True)) or [[] for _ in fields]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(fields))
