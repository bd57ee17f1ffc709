"""Cases with one field of the contract, any of them, set to another value that the schema allows.

The fields are read off `Case` itself, so that a new one is tried as soon as it is there.
"""

import random
from datetime import date, timedelta
from typing import Any

import msgspec
from msgspec import inspect

from app.model.case import Case

CASE: Any = inspect.type_info(Case)
DAYS = (1, -1, 2, -2, 7, -7, 30, -30, 89, 90, 91, -90, 365, -365)
EDGES = ((1, 1), (1, 31), (2, 28), (6, 30), (8, 31), (9, 1), (9, 30), (10, 1), (12, 31))
YEARS = range(2013, 2038)
AREAS = ("430100", "430181", "430200", "431000", "430000", "439900", "440300", "370200", "530523", "000000")
ORDINARY = ("adult_resident", "adult_resident", "flexible_worker", "child", "employee", *["college_student"] * 2)
MONTHS_IN_A_YEAR = 12


def changed(case: Any, rng: random.Random) -> Any:
    """The case with one field otherwise."""
    return _changed(msgspec.json.decode(msgspec.json.encode(case)), CASE, rng)


def _changed(value: Any, info: Any, rng: random.Random) -> Any:
    info = info.type if isinstance(info, inspect.Metadata) else info
    if isinstance(info, inspect.UnionType):
        return _one_of(value, info, rng)
    if isinstance(info, inspect.StructType):
        if value is None:
            return _made(info, rng)
        field = rng.choices(info.fields, [_leaves(each.type) for each in info.fields])[0]
        new = _changed(value.get(field.encode_name), field.type, rng)
        rest = {name: inner for name, inner in value.items() if name != field.encode_name}
        return rest if new is None and not field.required else rest | {field.encode_name: new}
    if isinstance(info, inspect.VarTupleType):
        return _list(list(value or ()), info.item_type, rng)
    return _leaf(value, info, rng)


def _leaves(info: Any) -> int:
    """How many fields there are below, so that each has the same chance."""
    if isinstance(info, inspect.UnionType):
        return sum(map(_leaves, info.types))
    if isinstance(info, inspect.StructType):
        return sum(_leaves(each.type) for each in info.fields)
    if isinstance(info, inspect.Metadata):
        return _leaves(info.type)
    return _leaves(info.item_type) if isinstance(info, inspect.VarTupleType) else 1


def _one_of(value: Any, info: inspect.UnionType, rng: random.Random) -> Any:
    kinds = [kind for kind in info.types if not isinstance(kind, inspect.NoneType)]
    if value is not None and len(kinds) < len(info.types) and rng.random() < 0.3:
        return None
    if len(kinds) == 1:
        return _changed(value, kinds[0], rng)
    return _changed(value, next(kind for kind in kinds if kind.tag == value["kind"]), rng)


def _list(items: list[Any], kind: Any, rng: random.Random) -> list[Any]:
    if not items or rng.random() < 0.2:
        return [*items, _made(kind, rng)]
    place = rng.randrange(len(items))
    match rng.randrange(6):
        case 0:
            items.pop(place)
        case 1:
            items.append(items[place])
        case 2:
            items.insert(0, items.pop(place))
        case _:
            items[place] = _changed(items[place], kind, rng)
    return items


def _made(info: Any, rng: random.Random) -> Any:
    """A value of the type."""
    info = info.type if isinstance(info, inspect.Metadata) else info
    if isinstance(info, inspect.UnionType):
        return _made(rng.choice([kind for kind in info.types if not isinstance(kind, inspect.NoneType)]), rng)
    if isinstance(info, inspect.VarTupleType):
        return []
    if not isinstance(info, inspect.StructType):
        return _leaf(None, info, rng)
    given = [field for field in info.fields if field.required or rng.random() < 0.4]
    return ({info.tag_field: info.tag} if info.tag_field else {}) | {
        field.encode_name: _made(field.type, rng) for field in given
    }


def _leaf(value: Any, info: Any, rng: random.Random) -> Any:
    if isinstance(info, inspect.LiteralType):
        return rng.choice(info.values)
    if isinstance(info, inspect.BoolType):
        return rng.choice([True, False])
    if isinstance(info, inspect.DateType):
        return _day(value, rng)
    if isinstance(info, inspect.IntType):
        return rng.choice(YEARS) if info.le and info.le > YEARS.stop else max(info.ge, rng.choice([0, 1, 1, 2, 3]))
    return _month(value, rng) if info.max_length == len("2026-01") else rng.choice(AREAS)


def _day(value: str | None, rng: random.Random) -> str:
    if value is not None and rng.random() < 0.5:
        return (date.fromisoformat(value) + timedelta(days=rng.choice(DAYS))).isoformat()
    month, day = rng.choice(EDGES)
    return date(rng.choice(YEARS), month, day).isoformat()


def _month(value: str | None, rng: random.Random) -> str:
    number = rng.choice(YEARS) * MONTHS_IN_A_YEAR + rng.randrange(MONTHS_IN_A_YEAR)
    if value is not None and rng.random() < 0.5:
        number = int(value[:4]) * MONTHS_IN_A_YEAR + int(value[5:]) - 1 + rng.choice((-12, -2, -1, 1, 2, 12))
    return f"{number // MONTHS_IN_A_YEAR}-{number % MONTHS_IN_A_YEAR + 1:02}"


def ordinary(rng: random.Random) -> Any:
    """Somebody of whom much may be forgotten: an adult, a child, a student or an employee who pays for one year."""
    year = rng.choice([2026, 2026, 2026, 2027, 2028, 2031, 2035])
    months = rng.choice([[9, 10, 11, 12], [9, 10, 11, 12], [1], range(2, 13)])
    month = rng.choice(months)
    on = date(year - (months[0] == 9), month, rng.randrange(1, 29))
    category = rng.choice(ORDINARY)
    person = {"birth_date": f"{rng.randrange(1940, 2020)}-05-01", "category": category}
    places = rng.choice([["430100"], ["430100", None], ["440300"], ["430100", "440300", "430000"]])
    for name in ("hukou_area", "residence_area", "workplace_area", "school_area"):
        person[name] = rng.choice(places)
    if category == "college_student":
        person["school"] = {"entered_on": f"{year - rng.choice([1, 1, 1, 2, 3])}-09-0{rng.randrange(1, 9)}"}
    plan = {"scheme": "resident", "years": [year], "through_school": rng.choice([None, None, True, False])}
    share = rng.choice([0.3, 0.6, 0.9])
    history = [_fee(paid, on, rng) for paid in range(2021, year) if rng.random() < share]
    if rng.random() < 0.3:
        begun = rng.randrange(2019, year + 1)
        history.append({"kind": "employee", "area": "430100", "from": f"{begun}-0{rng.randrange(1, 6)}"})
        if rng.random() < 0.8:
            history[-1]["to"] = f"{begun + rng.choice([0, 0, 1])}-{rng.randrange(6, 13):02}"
    return {"area": "430100", "on": on.isoformat(), "person": person, "history": history, "plan": plan}


def _fee(year: int, on: date, rng: random.Random) -> Any:
    """A fee paid in its window, or late in its own year."""
    paid_on = date(year - 1, rng.choice([10, 11, 12]), rng.randrange(1, 29))
    late = date(year, rng.choice([3, 7, 10, 11, 12]), rng.randrange(1, 29))
    paid_on = late if late <= on and rng.random() < 0.25 else paid_on
    return {
        "kind": "resident",
        "year": year,
        "area": rng.choice(["430100", "430100", "440300"]),
        "paid_on": paid_on.isoformat(),
        "through_school": rng.choice([None, None, True]),
    }
