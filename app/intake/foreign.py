"""外来字段. The cells of a row as other systems write them: missing in five ways, numbers as text, days in four styles.

A missing value is null, "", "null", "NULL" or no key at all. Full-width digits and signs are the plain ones. A row is
found by its names whatever their case and with or without underscores, so that `psn_insu_date`, `psnInsuDate` and
`PSN_INSU_DATE` are one.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from app.model.calendar import MONTHS_IN_A_YEAR

Fields = dict[str, object]
Missing = Literal["", "null", "NULL"]
Rows = Annotated[tuple[Fields, ...], Meta(max_length=1000)] | Fields | Missing | None
"""各行. A list of rows, one row by itself, or a spelling of none."""

MISSING: Final = frozenset({"", "null"})
DAY: Final = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})([ T][0-9:.]*)?")
MONTH: Final = re.compile(r"([0-9]{4})-?([0-9]{2})")
AREA: Final = re.compile(r"[0-9]{6}")
BELOW_NOTHING: Final = re.compile(r"[-(\u2010-\u2015]")
"""负数. How an amount below nothing is written: with a minus or a dash, before or after, or in brackets."""
WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2212: "-"}
"""全角. Full-width characters, the wide space and the minus sign, each with its plain one."""
NEVER: Final = 1900
"""从未. A day in this year or earlier stands for no day (1900-01-01)."""
OPEN: Final = 2099
"""未止. A day or month in this year or later stands for no end (9999-12-31, 999912)."""


class Foreign(msgspec.Struct, frozen=True):
    """外来数据. A payload of another system: fields that are not ours may stand in it, and are not looked at."""


class UnreadableError(ValueError):
    """不可读. A cell that is there and says nothing that it could say."""


class Row(msgspec.Struct, frozen=True):
    """一行. A row of a payload: its JSON pointer, and its cells by their names without case and underscores."""

    pointer: str
    cells: Mapping[str, list[object]]

    def text(self, name: str) -> str | None:
        """文本. What a cell says; null where it says nothing, UnreadableError where it says two things or no text."""
        said = {text for value in self.cells.get(_plain(name), ()) if (text := text_of(value)) is not None}
        if len(said) > 1:
            raise UnreadableError(name)
        return next(iter(said), None)

    def legible(self, name: str) -> str | None:
        """可读文本. What a cell says; null too where that cannot be read."""
        try:
            return self.text(name)
        except UnreadableError:
            return None

    def may_pay_back(self, name: str) -> bool:
        """可能退费. Whether an amount is below nothing, or is told in two ways of which one may be."""
        try:
            text = self.text(name)
        except UnreadableError:
            return True
        return text is not None and BELOW_NOTHING.search(text) is not None

    def day(self, name: str) -> date | None:
        """日期. The day in a cell; null where it says nothing, or a day that stands for none or for no end."""
        text = self.text(name)
        return None if text is None else _day(text)

    def month(self, name: str) -> int | None:
        """月份. The month in a cell, counted since year 0; null where it says nothing, or no end (999912)."""
        text = self.text(name)
        return None if text is None else _month(text)

    def area(self, name: str) -> str | None:
        """医保区划. The six digits in a cell, which are not held against any list."""
        text = self.text(name)
        if text is not None and not AREA.fullmatch(text):
            raise UnreadableError(name)
        return text


def rows_in(held: Rows, pointer: str) -> list[Row]:
    """各行. The rows of a list, or the one that stands by itself."""
    if isinstance(held, dict):
        return [Row(pointer, _named_plainly(held))]
    if not isinstance(held, tuple):
        return []
    return [Row(f"{pointer}/{index}", _named_plainly(fields)) for index, fields in enumerate(held)]


def text_of(value: object) -> str | None:
    """文本. A text or a number as text without spaces about it; null where it is missing."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UnreadableError
    text = str(value).translate(WIDE).strip()
    return None if text.lower() in MISSING else text


def _named_plainly(fields: Fields) -> dict[str, list[object]]:
    named: dict[str, list[object]] = {}
    for name, value in fields.items():
        named.setdefault(_plain(name), []).append(value)
    return named


def _plain(name: str) -> str:
    return name.replace("_", "").lower()


def _day(text: str) -> date | None:
    found = DAY.fullmatch(text)
    if found is None:
        raise UnreadableError
    year = int(found[1])
    if not NEVER < year < OPEN:
        return None
    try:
        return date(year, int(found[2]), int(found[3]))
    except ValueError:
        raise UnreadableError from None


def _month(text: str) -> int | None:
    found = MONTH.fullmatch(text)
    if found is None:
        raise UnreadableError
    year, number = int(found[1]), int(found[2])
    if not NEVER < year < OPEN:
        return None
    if not 1 <= number <= MONTHS_IN_A_YEAR:
        raise UnreadableError
    return year * MONTHS_IN_A_YEAR + number - 1
