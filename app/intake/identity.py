"""人员身份. What a payload tells of the person: day of birth, category, hardship; each left out where not sure."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from app.intake.enrolment import EMPLOYEE, Enrolment
from app.intake.foreign import Row, UnreadableError
from app.intake.identity_number import birth_date_in
from app.model.case import Category, Hardship, HardshipCategory
from app.model.intake import IntakeCode, IntakeConsequence, IntakeFinding

EMPLOYEES: Final[dict[str, Category]] = {
    "11": "employee",
    "1101": "employee",
    "1102": "employee",
    "1103": "flexible_worker",
    "1105": "migrant_worker",
}
RESIDENTS: Final[dict[str, Category]] = {
    "14": "child",
    "1401": "child",
    "1402": "child",
    "1403": "child",
    "1404": "college_student",
    "1405": "child",
    "15": "adult_resident",
    "151": "adult_resident",
    "1501": "adult_resident",
    "16": "adult_resident",
}
"""人员类别. The codes of psn_type that name one category; others name several, or are local."""
OF_EMPLOYEES: Final = ("11", "12", "13")
OF_RESIDENTS: Final = ("14", "15", "16", "17", "18")
RECOGNISED: Final[dict[str, HardshipCategory]] = {
    "23": "medical_aid_recipient",
    "2302": "registered_poor",
    "2303": "minimum_living",
    "2304": "destitute",
}
DISABLED: Final = "2308"
SEVERELY: Final = frozenset({"1", "2"})
"""重度残疾. Levels one and two of 残疾等级."""
Born = tuple[date | None, IntakeFinding | None]


class IdentityNumber(NamedTuple):
    """证件号码. The columns of the kind and the number of a document, and the kind that is an identity card."""

    kind: str
    name: str
    card: str


OF_THE_PLATFORM: Final = IdentityNumber("psn_cert_type", "certno", "01")
OF_THE_TAX_SIDE: Final = IdentityNumber("zjlx", "zjhm", "201")


def birth_date(row: Row, on: date, number: IdentityNumber = OF_THE_PLATFORM) -> Born:
    """出生日期. From `brdy`; from the identity number where its check digit is right and no day of birth is told."""
    try:
        told = row.day("brdy")
        by_card = row.text(number.kind) in (None, number.card)
        numbered = birth_date_in(row.text(number.name) or "") if by_card else None
    except UnreadableError:
        return None, _finding("birth_date_unreadable", row, "left_out")
    found = told or numbered
    if found is None:
        return None, _finding("birth_date_missing", row, "left_out")
    if found > on or (numbered is not None and numbered != found):
        return None, _finding("birth_date_contradicts", row, "left_out")
    return found, None if told else _finding("birth_date_from_number", row, "taken")


def category(rows: Iterable[Enrolment]) -> tuple[Category | None, list[IntakeFinding]]:
    """人员类别. Of the rows in force, where they agree on one; a code that contradicts its scheme is a finding."""
    named: set[Category | None] = set()
    found: list[IntakeFinding] = []
    for row in rows:
        ours, others = (OF_EMPLOYEES, OF_RESIDENTS) if row.insutype == EMPLOYEE else (OF_RESIDENTS, OF_EMPLOYEES)
        known = EMPLOYEES if row.insutype == EMPLOYEE else RESIDENTS
        if row.psn_type is not None and row.psn_type.startswith(others) and not row.psn_type.startswith(ours):
            found.append(IntakeFinding("type_contradicts_scheme", row.pointer, "left_out"))
        named.add(known.get(row.psn_type or ""))
    return (named.pop() if len(named) == 1 else None), found


def hardship(row: Row) -> tuple[Hardship | None, IntakeFinding | None]:
    """困难群众身份. A row of `idetinfo`: a recognised hardship from its first day, or why it is none."""
    try:
        code, level = row.text("psn_idet_type"), row.text("psn_type_lv")
        from_on, to_on = row.day("begntime"), row.day("endtime")
    except UnreadableError:
        return None, _finding("unreadable_row", row, "not_counted")
    held = RECOGNISED.get(code or "")
    if code == DISABLED and level in SEVERELY:
        held = "severely_disabled"
    if held is None:
        return None, _finding("identity_not_modelled", row, "not_counted")
    if from_on is None or (to_on is not None and to_on < from_on):
        return None, _finding("hardship_undated", row, "not_counted")
    return Hardship(held, from_on, to_on), None


def _finding(code: IntakeCode, row: Row, consequence: IntakeConsequence) -> IntakeFinding:
    return IntakeFinding(code, row.pointer, consequence)
