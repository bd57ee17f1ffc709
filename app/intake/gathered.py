"""汇总. What has been read of a payload so far, put together as parts of a case in an order of its own."""

from datetime import date
from typing import Final

import msgspec

from app.model.case import EmployeeRecord, ResidentRecord
from app.model.intake import IntakeCode, IntakeConsequence, IntakeFinding, IntakeFormat, IntakeTold, PersonTold

LAST_YEAR: Final = 2100
"""最后年度. The last coverage year that a case may speak of."""
MOST_RECORDS: Final = 400
MOST_YEARS: Final = 20
MOST_HARDSHIP: Final = 32
"""上限. As many records, unknown years and hardship statuses as a case may have."""


Record = EmployeeRecord | ResidentRecord


class Gathered:
    """汇总. Findings in the order of rows, then of the whole; records each once, whatever their order was."""

    def __init__(self, format_: IntakeFormat, on: date) -> None:
        self._format = format_
        self._on = on
        self._findings: list[IntakeFinding] = []
        self._records: dict[Record, None] = {}

    def note(self, code: IntakeCode, pointer: str, consequence: IntakeConsequence) -> None:
        """记下. A finding without a record."""
        self._findings.append(IntakeFinding(code, pointer, consequence))

    def add(self, *findings: IntakeFinding | None) -> None:
        """记下. Findings that were made elsewhere."""
        self._findings += [each for each in findings if each is not None]

    def record(self, *records: Record | None) -> None:
        """记录. Records of the history."""
        self._records.update(dict.fromkeys(each for each in records if each is not None))

    def told(self, person: PersonTold, unknown_years: tuple[int, ...]) -> IntakeTold:
        """所述. All of it; of too many records the latest."""
        history = sorted(self._records, key=_when)
        if len(history) > MOST_RECORDS:
            self.note("too_many_records", "", "not_counted")
        return IntakeTold(
            format=self._format,
            on=self._on,
            history=tuple(history[-MOST_RECORDS:]),
            person=person,
            unknown_years=unknown_years,
            findings=tuple(sorted(self._findings, key=_where)),
        )


def counted_years(on: date, since: int, born: date | None = None) -> tuple[int, ...]:
    """所计年度. The years that any law counts, up to the one that may be paid ahead; the latest where they are many."""
    first = since if born is None else max(since, born.year)
    return tuple(range(first, min(on.year + 1, LAST_YEAR) + 1))[-MOST_YEARS:]


def _where(finding: IntakeFinding) -> list[tuple[int, int, str]]:
    """所在. What sorts rows by their numbers, and a list after its rows."""
    parts = [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in finding.pointer.split("/")]
    return [*parts, (2, 0, "")]


def _when(record: Record) -> tuple[str, bytes]:
    when = record.from_month if isinstance(record, EmployeeRecord) else str(record.year)
    return when, msgspec.json.encode(record)
