"""参保地. Where a person may enrol: the places that the law names, and whether two codes fall in one pooling area."""

from typing import Literal

import msgspec

from app.model.case import Category
from app.model.citation import Citation

Place = Literal["hukou", "residence", "workplace"]
Benefit = Literal["to_come", "drawn", "over"]
NATION = "000000"
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
NO_PREFECTURE = frozenset({"00", "90", "99"})
"""非地市. The whole province, counties directly under it, and its provincial pool."""


class Eligibility(msgspec.Struct, frozen=True, kw_only=True):
    """参保资格. Where residents and workers who may choose enrol, and who else enrols through whom. Reading: R32b.

    `students_yearly`: students pay year by year, not for the length of schooling (R20b); `unemployment_fund`: the fund
    pays the employee scheme for those on benefit (R31).
    """

    cited: Citation
    resident_places: tuple[Place, ...]
    worker_places: tuple[Place, ...]
    students_yearly: bool
    unemployment_fund: bool


class Whereabouts(msgspec.Struct, frozen=True, gc=False):
    """所在. What decides where somebody may enrol: the area asked about, who they are, and the places that are known.

    `employed`: whether an employee's cover still runs on the day asked about; `benefit`: whether benefit
    is still to come, is drawn in its month, or is over (null: nobody has said so that it can be).
    """

    area: str
    category: Category
    hukou_area: str | None
    residence_area: str | None
    workplace_area: str | None
    school_area: str | None
    employed: bool
    benefit: Benefit | None


def same_province(one: str, other: str) -> bool:
    """同省. Whether two codes lie in one province: their first two digits are the same."""
    return one[:2] == other[:2]


def code_prefix(area: str) -> str:
    """代码前缀. The digits that the codes of an area and of all within it begin with; none for the nation."""
    if area == NATION:
        return ""
    if area.endswith("0000"):
        return area[:2]
    return area[:4] if area.endswith("00") else area


def lies_within(area: str, holder: str) -> bool:
    """辖内. Whether a code is that of the holder or of an area within it."""
    return area.startswith(code_prefix(holder))


def same_pool(one: str | None, area: str) -> bool | None:
    """同一统筹区. Whether two codes fall in one pooling area, pooled by prefectures; null where they do not tell."""
    if one is None or NATION in (one, area):
        return None
    if one == area:
        return True
    if not same_province(one, area):
        return False
    if one[:2] in MUNICIPALITIES or not NO_PREFECTURE.isdisjoint({one[2:4], area[2:4]}):
        return None
    return one[:4] == area[:4]
