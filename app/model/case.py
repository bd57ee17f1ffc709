"""个案. One person's enrolment history and intended payment, as a caller states them.

Every field keeps its name in the JSON of the service. A day is `YYYY-MM-DD`, a month `YYYY-MM`, an area six digits
(医保区划, which are not the divisions of GB/T 2260). Unknown fields are refused; `null` means not known.

The decoder leaves the patterns of areas and months to `well_formed`: matching them one by one would cost as much as
all the rest of decoding.
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Area = Annotated[
    str,
    Meta(
        min_length=6,
        max_length=6,
        extra_json_schema={"pattern": r"^[0-9]{6}$"},
        description="医保区划, six digits (also 430199, 439900; 000000 is the national text). Pooling area code.",
        examples=["430100"],
    ),
]
Month = Annotated[
    str,
    Meta(
        min_length=7,
        max_length=7,
        extra_json_schema={"pattern": r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$"},
        description="年月 YYYY-MM. A calendar month.",
        examples=["2026-01"],
    ),
]
Year = Annotated[int, Meta(ge=1950, le=2100, description="参保年度 (待遇年度). A coverage year.", examples=[2027])]

Category = Literal[
    "employee",
    "flexible_worker",
    "migrant_worker",
    "new_form_worker",
    "unemployed_on_benefit",
    "adult_resident",
    "child",
    "college_student",
    "welfare_institution_child",
]
HardshipCategory = Literal[
    "destitute",
    "orphan",
    "unattended_child",
    "severely_disabled",
    "minimum_living",
    "near_minimum_living",
    "relapse_watch",
    "registered_poor",
    "medical_aid_recipient",
]
SpecialStatus = Literal[
    "veteran",
    "released_prisoner",
    "military_spouse",
    "special_hardship",
    "moved_in",
    "back_from_abroad",
    "graduate_home",
]
SpellBasis = Literal["unit", "flexible", "unemployment_fund"]
Scheme = Literal["resident", "employee"]
Records = Annotated[int, Meta(ge=1, le=100)]


class Hardship(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """困难群众身份. A recognised hardship category, from its day of recognition to its last day (null: still held)."""

    category: HardshipCategory
    from_on: date = msgspec.field(name="from")
    to_on: date | None = msgspec.field(name="to", default=None)


class School(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """学籍. A college student's school: day of entry, and the last coverage year paid ahead (null: none)."""

    entered_on: date
    prepaid_until: Year | None = None


class UnemploymentBenefit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """失业保险金. The months for which unemployment benefit is drawn, both ends included."""

    from_month: Month = msgspec.field(name="from")
    to_month: Month = msgspec.field(name="to")


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """参保人. What the rules need to know of a person; no name and no identity number is ever asked for."""

    birth_date: date
    category: Category
    hukou_area: Area | None = None
    residence_area: Area | None = None
    workplace_area: Area | None = None
    school_area: Area | None = None
    liable_from: date | None = None
    hardship: Annotated[tuple[Hardship, ...], Meta(max_length=32)] = ()
    special_status: Annotated[tuple[SpecialStatus, ...], Meta(max_length=8)] = ()
    institution_entry: date | None = None
    school: School | None = None
    unemployment_benefit: UnemploymentBenefit | None = None
    insured_parent: bool | None = None


class ResidentRecord(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True, tag_field="kind", tag="resident"
):
    """居民医保缴费记录. A resident fee paid on a day for a coverage year."""

    year: Year
    area: Area
    paid_on: date
    in_window: bool | None = None
    through_school: bool | None = None
    reimbursed: bool | None = None
    major_illness_reimbursed: bool | None = None
    zero_claim_award_used: bool | None = None


class EmployeeRecord(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True, tag_field="kind", tag="employee"
):
    """职工医保参保时段. A spell in the employee scheme: months `from`…`to` inclusive, covered until `ended_on`."""

    area: Area
    from_month: Month = msgspec.field(name="from")
    to_month: Month | None = msgspec.field(name="to", default=None)
    ended_on: date | None = None
    basis: SpellBasis | None = None


class RepairRecord(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True, tag_field="kind", tag="repair"
):
    """缴费修复记录. A repair applied for after enrolment: `years` lapse years paid for on a day."""

    applied_on: date
    years: Annotated[int, Meta(ge=1, le=100)]


HistoryRecord = ResidentRecord | EmployeeRecord | RepairRecord


class Plan(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """缴费意向. The payment intended on `on`: the coverage years to buy, and lapse years to repair."""

    scheme: Scheme
    years: Annotated[tuple[Year, ...], Meta(max_length=20)] = ()
    repair_years: Annotated[int, Meta(ge=0, le=100)] = 0
    in_window: bool | None = None
    through_school: bool | None = None


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """个案. A person, a history and a plan, asked about in one area on one day."""

    area: Area
    on: date
    person: Person
    history: Annotated[tuple[HistoryRecord, ...], Meta(max_length=400)] = ()
    unknown_years: Annotated[tuple[Year, ...], Meta(max_length=20)] = ()
    plan: Plan


MONTHS = frozenset(f"{year}-{month:02}" for year in range(1900, 2100) for month in range(1, 13))


def well_formed(case: Case) -> bool:
    """格式无误. Whether every area is six digits and every month a month, as their patterns in the schema say."""
    person = case.person
    areas = [case.area]
    for record in case.history:
        if isinstance(record, ResidentRecord):
            areas.append(record.area)
        elif isinstance(record, EmployeeRecord):
            areas.append(record.area)
            if record.from_month not in MONTHS or (record.to_month is not None and record.to_month not in MONTHS):
                return False
    areas += [each for each in _areas_of(person) if each is not None]
    digits = "".join(areas)
    benefit = person.unemployment_benefit
    in_months = benefit is None or (benefit.from_month in MONTHS and benefit.to_month in MONTHS)
    return in_months and digits.isascii() and digits.isdecimal()


def _areas_of(person: Person) -> tuple[str | None, ...]:
    return person.hukou_area, person.residence_area, person.workplace_area, person.school_area
