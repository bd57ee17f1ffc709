"""人员列. The people of a record batch as columns of whole numbers: what of a case the rules look at.

Fields are named as in the case. Those of a person have one number for each person, those of a record one for each
record, which `offsets` parts into people; `whose` is the person of each record. What no fee has is told of the other
records alone, whose places are `others`.
"""

from datetime import date
from itertools import product
from typing import Any, Final, get_args

import numpy as np
import pyarrow as pa

from app.batch.fitting import members, offsets_of
from app.batch.vectors import (
    NOT_SAID,
    Ints,
    any_in,
    area_number,
    code_of,
    coded,
    flags,
    month_code,
    numbers,
)
from app.model.case import Category, HardshipCategory, ResidentRecord, Scheme, SpecialStatus
from app.rules.awards import contradicting

KINDS: Final = ("resident", "employee", "repair")
RESIDENT, EMPLOYEE, REPAIR = range(3)
CATEGORIES: Final = get_args(Category)
STUDENT, IN_CARE = CATEGORIES.index("college_student"), CATEGORIES.index("welfare_institution_child")
HARDSHIP: Final = get_args(HardshipCategory)
SPECIAL: Final = get_args(SpecialStatus)
NOT_READ: Final = frozenset({"history.basis"})
"""未读字段. What no rule looks at on the way to a brief answer; a test holds each of them to it."""
OTHERS: Final = ("from", "to", "ended_on", "applied_on", "years")
KNOWN: Final = (None, False, True)
CONTRADICTING: Final = np.array(
    [
        contradicting(
            ResidentRecord(
                year=1950,
                area="000000",
                paid_on=date.min,
                reimbursed=reimbursed,
                major_illness_reimbursed=major,
                zero_claim_award_used=used,
            )
        )
        for reimbursed, major, used in product(KNOWN, repeat=3)
    ]
)
"""自相矛盾. What the rule says of every way in which a record may tell of claims."""


class People:
    """人员列. The columns of one record batch."""

    def __init__(self, rows: pa.RecordBatch) -> None:
        person, plan = members(rows.column("person")), members(rows.column("plan"))
        self.size = len(rows)
        self.area = coded(rows.column("area"), area_number)
        self.on = numbers(rows.column("on"))
        self.birth_date = numbers(person["birth_date"])
        self.category = coded(person["category"], code_of(CATEGORIES))
        self.school_area = coded(person["school_area"], area_number)
        self.hukou_area = coded(person["hukou_area"], area_number)
        self.residence_area = coded(person["residence_area"], area_number)
        self.workplace_area = coded(person["workplace_area"], area_number)
        benefit = members(person["unemployment_benefit"])
        self.benefit_from, self.benefit_to = coded(benefit["from"], month_code), coded(benefit["to"], month_code)
        self.liable_from = numbers(person["liable_from"])
        self.institution_entry = numbers(person["institution_entry"])
        self.insured_parent = numbers(person["insured_parent"])
        school = members(person["school"])
        self.entered_on, self.prepaid_until = numbers(school["entered_on"]), numbers(school["prepaid_until"])
        self.special = self._kinds_in(person["special_status"], SPECIAL)
        self.scheme = coded(plan["scheme"], code_of(get_args(Scheme)))
        self.repair_years, self.plan_in_window = numbers(plan["repair_years"]), numbers(plan["in_window"])
        self.plan_through_school = numbers(plan["through_school"])
        self.year, self.year_offsets = _whole_numbers_in(plan["years"])
        self.unknown_year, self.unknown_offsets = _whole_numbers_in(rows.column("unknown_years"))
        self._read_hardship(person["hardship"])
        self._read_history(rows.column("history"))

    def _read_hardship(self, column: pa.ListArray) -> None:
        held, self.hardship_offsets = members(column.flatten()), offsets_of(column)
        self.hardship = coded(held["category"], code_of(HARDSHIP))
        self.hardship_from, self.hardship_to = numbers(held["from"]), numbers(held["to"])

    def _read_history(self, column: pa.ListArray) -> None:
        record, self.offsets = members(column.flatten()), offsets_of(column)
        self.whose = np.repeat(np.arange(self.size, dtype=np.int32), np.diff(self.offsets))
        self.kind = coded(record["kind"], code_of(KINDS), np.int32)
        self.record_area = coded(record["area"], area_number, np.int32)
        self.record_year, self.paid_on = numbers(record["year"], np.int32), numbers(record["paid_on"], np.int32)
        self.in_window, self.through_school = flags(record["in_window"]), flags(record["through_school"])
        self.claims, self.contradicting = np.zeros(len(self.kind), np.int8), np.zeros(self.size, bool)
        claims = (record["reimbursed"], record["major_illness_reimbursed"], record["zero_claim_award_used"])
        if any(claim.null_count < len(claim) for claim in claims):
            for claim in claims:
                self.claims = self.claims * len(KNOWN) + flags(claim) - NOT_SAID
            self.contradicting = any_in((self.kind == RESIDENT) & CONTRADICTING[self.claims], self.offsets)
        self._read_others(record)

    def _read_others(self, record: dict[str, pa.Array]) -> None:
        self.others = np.flatnonzero(self.kind != RESIDENT)
        other = {name: record[name].take(pa.array(self.others)) for name in OTHERS}
        self.from_month, self.to_month = coded(other["from"], month_code), coded(other["to"], month_code)
        self.ended_on, self.applied_on = numbers(other["ended_on"]), numbers(other["applied_on"])
        self.years = numbers(other["years"])

    def _kinds_in(self, column: pa.ListArray, names: tuple[str, ...]) -> Ints:
        """集合. Which of a few codes each person's list holds, one bit for each code."""
        codes, offsets = coded(column.flatten(), code_of(names)), offsets_of(column)
        bits = [any_in(codes == place, offsets).astype(np.int64) << place for place in range(len(names))]
        return sum(bits, np.zeros(self.size, np.int64))


def _whole_numbers_in(column: pa.ListArray) -> tuple[Any, Ints]:
    return numbers(column.flatten()), offsets_of(column)
