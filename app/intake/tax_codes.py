"""税务代码. The levies by which the tax side names what is paid, and where and by whom it says so.

Source: a lookup of a terminal in Hunan (10212, 102120001, 10210). That the area is the first six digits of the agency's
code (社保经办机构) is our reading of it.
"""

from typing import Final

from app.intake.foreign import AREA, Row, UnreadableError

RESIDENT_FEE: Final = "10212"
"""征收项目. 城乡居民基本医疗保险费."""
LEVY_NAMES: Final = ("zsxmdm", "sbzsxmdm")
"""征收项目代码. Its column, in lookups and in receipts of Jiangsu."""
AGENCY_DIGITS: Final = 19


def levy(row: Row) -> str:
    """征收项目. The levy of a row; UnreadableError where it names none, or two."""
    told = {text for name in LEVY_NAMES if (text := row.text(name)) is not None}
    if len(told) != 1:
        raise UnreadableError
    return told.pop()


def area(row: Row) -> str | None:
    """地区. The first six digits of the agency's nineteen; null where no agency is told."""
    agency = row.text("sbjbjgdm")
    if agency is None:
        return None
    if len(agency) != AGENCY_DIGITS or not AREA.fullmatch(agency[:6]):
        raise UnreadableError
    return agency[:6]
