"""外部数据. What a payload of another system tells of a case, what it leaves open, and what it cannot settle.

Nothing in it names a person: no name, no number, no address, no amount of the payload is repeated.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from app.model.case import Category, EmployeeRecord, Hardship, HistoryRecord, Year
from app.model.explanation import Text

IntakeFormat = Literal["nhsa-1101", "nhsa-payments", "gd-90100", "tax-enrolment", "tax-receipts"]
IntakeCode = Literal[
    "area_not_told",
    "birth_date_contradicts",
    "birth_date_from_number",
    "birth_date_missing",
    "birth_date_unreadable",
    "cancelled_row",
    "double_enrolment",
    "duplicate_row",
    "end_not_told",
    "enrolment_not_payment",
    "hardship_undated",
    "identity_not_modelled",
    "months_not_told",
    "not_in_force",
    "part_of_year",
    "payment_day_contradicts",
    "payment_day_not_told",
    "payment_not_arrived",
    "payment_not_counted",
    "payments_not_told",
    "refunded_payment",
    "reversed_payment",
    "scheme_not_modelled",
    "spell_may_run_on",
    "start_not_told",
    "starts_later",
    "status_contradicts",
    "status_not_told",
    "too_many_records",
    "type_contradicts_scheme",
    "unpaid_as_recorded",
    "unreadable_row",
    "years_not_told",
]
"""发现代码. What is said of a row, a field or the whole of a payload."""
IntakeConsequence = Literal[
    "not_counted",
    "years_unknown",
    "certain_month_alone",
    "counted_once",
    "employee_cover_alone",
    "left_out",
    "taken",
    "taken_as_ended",
    "taken_as_unpaid",
]
"""后果. What follows for the case: what is put into it, what is not."""


class PersonTold(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """所述参保人. What the payload tells of the person; what it does not tell is left out."""

    birth_date: date | None = None
    category: Category | None = None
    hardship: Annotated[tuple[Hardship, ...], Meta(max_length=32)] = ()


class IntakeFinding(msgspec.Struct, frozen=True):
    """所见. What a place of the payload says or fails to say, and what follows for the case.

    `record` is the history record that it would be if what is not told were confirmed; null for none.
    """

    code: IntakeCode
    pointer: str
    consequence: IntakeConsequence
    record: EmployeeRecord | None = None
    text: Text | None = None


class IntakeTold(msgspec.Struct, frozen=True, kw_only=True):
    """外部数据所述. Parts of a case: history, person, years of which nobody knows; and every finding.

    `on` is the day of which the payload speaks.
    """

    format: IntakeFormat
    on: date
    history: Annotated[tuple[HistoryRecord, ...], Meta(max_length=400)]
    person: PersonTold
    unknown_years: Annotated[tuple[Year, ...], Meta(max_length=20)]
    findings: tuple[IntakeFinding, ...]


class FormatTold(msgspec.Struct, frozen=True):
    """外部格式. A foreign format that is taken in: its name, what it tells, what it cannot, where it was seen.

    `needs_on`: a payload of it does not say of which day it speaks, so that the call needs `on`.
    """

    format: IntakeFormat
    needs_on: bool
    name: Text
    tells: tuple[Text, ...]
    cannot_tell: tuple[Text, ...]
    sources: tuple[Text, ...]


class FormatsTold(msgspec.Struct, frozen=True):
    """外部格式目录. Every foreign format that is taken in."""

    formats: tuple[FormatTold, ...]
