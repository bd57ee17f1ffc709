"""家庭共济. A family, its personal accounts and its needs, as a caller states them.

People are known by ids of the caller's own making, which begin with a letter, so that no identity number fits. `null`
means not known; unknown fields are refused. Money is integer fen, a day `YYYY-MM-DD`.
"""

import re
from datetime import date
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from app.model.case import Area, Scheme

PATTERN: Final = r"^[a-z][a-z0-9_-]{0,31}$"
Id = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=32,
        extra_json_schema={"pattern": PATTERN},
        description="代号：自定，以小写字母开头，勿用姓名和证件号码. An id of your own making, no name or number.",
        examples=["mother"],
    ),
]
Fen = Annotated[int, Meta(ge=1, le=1_000_000_000)]
TieKind = Literal["parent", "child", "spouse", "adopted_child", "step_child"]
Relative = Literal["spouse", "parent", "child", "sibling", "grandparent", "grandchild"]
Use = Literal[
    "resident_fee",
    "long_term_care_fee",
    "public_commercial_cover",
    "other_commercial_cover",
    "medical_own_share",
    "medical_uncovered",
]
Way = Literal["direct", "wallet"]
"""途径. Paid from the account at once, or moved to the relative's insurance wallet (医保钱包) first."""


class Enrolment(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """参保时段. Days of enrolment in basic insurance, either scheme; without `to` it is still running."""

    from_on: date = msgspec.field(name="from")
    to_on: date | None = msgspec.field(name="to", default=None)


class FamilyPerson(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """家庭成员. One person of the family; of someone who only links two others, the id is enough."""

    id: Id
    birth_date: date | None = None
    enrolment: Annotated[tuple[Enrolment, ...], Meta(max_length=20)] | None = None
    wallet_opened: bool | None = None


class Tie(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """亲属关系. `person` is the `kind` of `of`: parent and child by birth, spouse, adopted child, step-child."""

    person: Id
    kind: TieKind
    of: Id
    brought_up: bool | None = None


class Account(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """个人账户. The personal account of a holder, who is enrolled in `scheme` in `area`."""

    holder: Id
    scheme: Scheme
    area: Area
    balance_fen: Annotated[int, Meta(ge=0, le=1_000_000_000)]


class Need(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """所需费用. A fee or a cost of a beneficiary enrolled in `area`; `on` is its day (default: that of the case)."""

    beneficiary: Id
    kind: Use
    area: Area
    amount_fen: Fen
    on: date | None = None
    designated: bool | None = None


class FamilyCase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """家庭共济个案. Who is whose relative, what the accounts hold and what is to be paid on a day."""

    on: date
    people: Annotated[tuple[FamilyPerson, ...], Meta(max_length=40)]
    ties: Annotated[tuple[Tie, ...], Meta(max_length=120)] = ()
    accounts: Annotated[tuple[Account, ...], Meta(max_length=10)]
    needs: Annotated[tuple[Need, ...], Meta(max_length=40)]


def well_formed(case: FamilyCase) -> bool:
    """格式无误. Whether every id and every area has the form that its pattern in the schema asks for."""
    ids = [each.id for each in case.people]
    ids += [name for tie in case.ties for name in (tie.person, tie.of)]
    ids += [each.holder for each in case.accounts] + [each.beneficiary for each in case.needs]
    areas = "".join(areas_of(case))
    fit = re.compile(PATTERN).fullmatch
    return (not areas or (areas.isascii() and areas.isdecimal())) and all(map(fit, ids))


def areas_of(case: FamilyCase) -> list[str]:
    """涉及的统筹区. Every area that the case names, of accounts first."""
    return [each.area for each in case.accounts] + [each.area for each in case.needs]
