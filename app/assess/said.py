"""所述. What the records of a history say beside what was paid: where, and of claims; told in one walk over them."""

import msgspec

from app.model.case import Case, EmployeeRecord, ResidentRecord


class Said(msgspec.Struct, frozen=True, gc=False):
    """所述. What is said of other areas and of claims.

    `elsewhere`: whether a record comes from another area; `worked_elsewhere`: whether one of the employee scheme does;
    `of_claims`: the fees that say anything of claims, with their places in the history.
    """

    elsewhere: bool
    worked_elsewhere: bool
    of_claims: tuple[tuple[int, ResidentRecord], ...]


def said(case: Case) -> Said:
    """所述. What the records of a case say."""
    area, elsewhere, worked_elsewhere = case.area, False, False
    of_claims: list[tuple[int, ResidentRecord]] = []
    for place, record in enumerate(case.history):
        if isinstance(record, ResidentRecord):
            elsewhere = elsewhere or record.area != area
            if (
                record.reimbursed is not None
                or record.zero_claim_award_used is not None
                or record.major_illness_reimbursed is not None
            ):
                of_claims.append((place, record))
        elif isinstance(record, EmployeeRecord) and record.area != area:
            elsewhere = worked_elsewhere = True
    return Said(elsewhere, worked_elsewhere, tuple(of_claims))
