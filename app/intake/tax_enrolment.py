"""税务参保登记查询. A lookup of the tax side: for which levies somebody is registered as a payer, and for which months.

It tells registration, not payment: nothing of it goes into the history, and every year that the law counts is unknown.

Source: test data of a terminal in Hunan; born of XML, so that a list of one is an object by itself.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from msgspec import Meta

from app.intake.foreign import Foreign, Missing, Row, Rows, UnreadableError, rows_in
from app.intake.gathered import Gathered, counted_years
from app.intake.identity import OF_THE_TAX_SIDE, birth_date
from app.intake.tax_codes import RESIDENT_FEE, levy
from app.model.intake import IntakeTold, PersonTold

RESPONSE: Final = "/body/response"
REGISTRATIONS: Final = f"{RESPONSE}/cbdjxxlist/v"
SUCCESS: Final = "000000"


class TaxHead(Foreign, frozen=True):
    """报文头. Whether the lookup was answered."""

    retCode: Annotated[object, Meta(extra_json_schema={"enum": [SUCCESS]})]  # noqa: N815 (as the tax side names it)


class TaxLevies(Foreign, frozen=True):
    """缴费项目列表. Levies under `v`, a list or one by itself."""

    v: Rows = None


class TaxRegistration(Foreign, frozen=True):
    """参保登记. One registration, and the levies that it is for."""

    jfxzxxlist: TaxLevies | Missing | None = None


class TaxRegistrations(Foreign, frozen=True):
    """参保登记列表. Registrations under `v`, a list or one by itself."""

    v: Annotated[tuple[TaxRegistration, ...], Meta(max_length=200)] | TaxRegistration | Missing | None = None


class TaxResponse(Foreign, frozen=True, kw_only=True):
    """参保登记查询结果. A person's registrations; the identity number is read for the day of birth alone."""

    zjlx: object = None
    zjhm: object = None
    cbdjxxlist: TaxRegistrations | Missing | None


class TaxBody(Foreign, frozen=True):
    """报文体. The response."""

    response: TaxResponse


class TaxEnrolment(Foreign, frozen=True):
    """税务参保登记查询应答. The answer of the tax side's lookup."""

    head: TaxHead
    body: TaxBody


def taken(payload: TaxEnrolment, on: date, since: int) -> IntakeTold:
    """取入. What the lookup tells of a case: no payment; `since` is the first year that any law counts."""
    gathered = Gathered("tax-enrolment", on)
    response = payload.body.response
    for row in _levies(response.cbdjxxlist):
        _note(row, gathered)
    gathered.note("payments_not_told", REGISTRATIONS, "years_unknown")
    (person,) = rows_in({"zjlx": response.zjlx, "zjhm": response.zjhm}, RESPONSE)
    born, finding = birth_date(person, on, OF_THE_TAX_SIDE)
    gathered.add(finding)
    return gathered.told(PersonTold(birth_date=born), counted_years(on, since, born))


def failed(tree: object) -> Iterator[tuple[str, str]]:
    """查询失败. The fault of an answer that tells of a failure."""
    head = tree.get("head") if isinstance(tree, dict) else None
    if isinstance(head, dict) and head.get("retCode", SUCCESS) != SUCCESS:
        yield "refused_by_source", "/head/retCode"


def _levies(held: TaxRegistrations | Missing | None) -> Iterator[Row]:
    """缴费项目. The rows of the levies of each registration."""
    told = held.v if isinstance(held, TaxRegistrations) else None
    if isinstance(told, TaxRegistration):
        yield from _of(told, REGISTRATIONS)
    elif isinstance(told, tuple):
        for index, registration in enumerate(told):
            yield from _of(registration, f"{REGISTRATIONS}/{index}")


def _of(registration: TaxRegistration, pointer: str) -> list[Row]:
    held = registration.jfxzxxlist
    return rows_in(held.v, f"{pointer}/jfxzxxlist/v") if isinstance(held, TaxLevies) else []


def _note(row: Row, gathered: Gathered) -> None:
    """记下. What a levy says: registration in the resident scheme, cancelled, or something not modelled."""
    try:
        code, first, last = levy(row), row.month("ksjfny"), row.month("zzjfny")
    except UnreadableError:
        gathered.note("unreadable_row", row.pointer, "not_counted")
        return
    if code != RESIDENT_FEE:
        gathered.note("scheme_not_modelled", row.pointer, "not_counted")
    elif first is not None and last is not None and last < first:
        gathered.note("cancelled_row", row.pointer, "not_counted")
    else:
        gathered.note("enrolment_not_payment", row.pointer, "years_unknown")
