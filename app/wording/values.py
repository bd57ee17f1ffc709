"""说法. How a fact is said: a day, an amount, a number of months or years, or an id by its name."""

from datetime import date
from functools import lru_cache

from app.model.explanation import Text
from app.wording.catalogue import CATALOGUE

Value = date | int | str | Text | None

FEN_IN_A_YUAN = 100
GROUPS = {"newborn": CATALOGUE.name["basis"]["newborn"]} | CATALOGUE.name["hardship"] | CATALOGUE.name["special_status"]
"""人群. What makes somebody one of a group spared the wait: a birth, a hardship or a special status."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def said(name: str, value: Value) -> Text:
    """说法. A fact in both languages: a number by the unit in the last word of its name, an id by its own name.

    What is in words already stays as it is.
    """
    if type(value) is date:
        return day(value)
    if isinstance(value, int):
        return number(name, value)
    if isinstance(value, Text):
        return value
    return ids(name, str(value))


@lru_cache(maxsize=4096)
def day(on: date) -> Text:
    """日期. 2027年5月1日, 1 May 2027."""
    return Text(f"{on.year}年{on.month}月{on.day}日", f"{on.day} {MONTHS[on.month - 1]} {on.year}")


@lru_cache(maxsize=4096)
def number(name: str, count: int) -> Text:
    """数量. A number with the unit that its name ends in (400元, 3个月, 2年), or bare where that is no unit of ours."""
    unit = name.rpartition("_")[2]
    form = CATALOGUE.unit.get(unit)
    if form is None:
        return Text(str(count), str(count))
    zh, en = (yuan(count, grouped=""), yuan(count, grouped=",")) if unit == "fen" else (str(count), str(count))
    return Text(form.zh % zh, (form.one if en == "1" else form.many) % en)


def yuan(fen: int, *, grouped: str) -> str:
    """元. An amount in yuan, with two decimals where it is not whole."""
    whole, rest = divmod(abs(fen), FEN_IN_A_YUAN)
    sign = "-" if fen < 0 else ""
    return f"{sign}{whole:{grouped}}.{rest:02}" if rest else f"{sign}{whole:{grouped}}"


@lru_cache(maxsize=1024)
def ids(name: str, value: str) -> Text:
    """名称. Ids by the names that the catalogue has for this fact; what has none (a year, say) is said as it stands."""
    names = GROUPS if name == "group" else CATALOGUE.name.get(name, {})
    each = [names.get(one) or Text(one, one) for one in value.split(", ")]
    return Text("、".join([one.zh for one in each]), ", ".join([one.en for one in each]))
