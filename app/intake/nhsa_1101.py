"""人员信息获取. The answer of the national platform's transaction 1101: who is enrolled in what, and since when.

It tells enrolment, not payment: no resident fee is ever in it, so that every year the law counts stays unknown.

Source: 湖南省医疗保障信息平台定点医药机构接口规范 V1.1.27, tables 7-10; shapes seen in Hebei, Shanghai, Chongqing.
"""

from datetime import date

from app.intake.enrolment import BASIC, EMPLOYEE, RESIDENT, Enrolment, enrolment, told
from app.intake.foreign import Fields, Foreign, Row, Rows, UnreadableError, rows_in
from app.intake.gathered import MOST_HARDSHIP, Gathered, counted_years
from app.intake.identity import birth_date, category, hardship
from app.intake.national import Envelope
from app.model.case import Hardship
from app.model.intake import IntakeTold, PersonTold

PERSON, ENROLMENTS, IDENTITIES = "/output/baseinfo", "/output/insuinfo", "/output/idetinfo"


class Output1101(Foreign, frozen=True, kw_only=True):
    """人员信息. Base information of a person, rows of enrolment and rows of identity."""

    baseinfo: Fields
    insuinfo: Rows
    idetinfo: Rows = None


class Answer1101(Envelope, frozen=True, kw_only=True):
    """人员信息获取应答. The answer of transaction 1101 in its envelope."""

    output: Output1101


def taken(answer: Answer1101, on: date, since: int) -> IntakeTold:
    """取入. What the answer tells of a case; `since` is the first year that any law counts."""
    output = answer.output
    gathered = Gathered("nhsa-1101", on)
    rows = _enrolments(rows_in(output.insuinfo, ENROLMENTS), gathered)
    for each in (told(row, on) for row in rows):
        gathered.add(each.finding)
        gathered.record(each.record)
    in_force = [row for row in rows if row.insutype in BASIC and row.in_force(on)]
    schemes = {row.insutype for row in in_force}
    if schemes == {EMPLOYEE, RESIDENT}:
        gathered.note("double_enrolment", ENROLMENTS, "employee_cover_alone")
    gathered.note("payments_not_told", ENROLMENTS, "years_unknown")
    (person,) = rows_in(output.baseinfo, PERSON)
    born, of_birth = birth_date(person, on)
    kind, of_kind = category(in_force)
    gathered.add(of_birth, *of_kind)
    held = _hardships(rows_in(output.idetinfo, IDENTITIES), gathered)
    return gathered.told(PersonTold(birth_date=born, category=kind, hardship=held), counted_years(on, since, born))


def _enrolments(rows: list[Row], gathered: Gathered) -> list[Enrolment]:
    """参保登记. The rows that can be read, each once."""
    found: dict[tuple[object, ...], Enrolment] = {}
    for row in rows:
        try:
            read = enrolment(row)
        except UnreadableError:
            gathered.note("unreadable_row", row.pointer, "not_counted")
            continue
        if read.facts() in found:
            gathered.note("duplicate_row", row.pointer, "counted_once")
        found.setdefault(read.facts(), read)
    return list(found.values())


def _hardships(rows: list[Row], gathered: Gathered) -> tuple[Hardship, ...]:
    """困难群众身份. Those that are recognised, each once and in the order of their days."""
    found: dict[Hardship, None] = {}
    for row in rows:
        held, finding = hardship(row)
        gathered.add(finding)
        if held is not None:
            found[held] = None
    held_longest = sorted(found, key=lambda each: (each.from_on, each.category, str(each.to_on)))
    if len(found) > MOST_HARDSHIP:
        gathered.note("too_many_records", IDENTITIES, "not_counted")
    return tuple(held_longest[-MOST_HARDSHIP:])
