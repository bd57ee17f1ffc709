"""个案. Made-up people for all engines: fees paid or not since 2025, perhaps a spell of employment, a payment for 2036.

Nothing is in them that the engines beside us would have to know of and do not: no transfer, newborn, student or
hardship, no earlier wait that is carried over. Asked of each: lapse years, months of waiting, first covered day.
"""

import json
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from app.batch.columns import SCHEMA

YEAR: Final = 2036
FIRST_YEAR: Final = 2025
AREA: Final = "430100"
ROWS_OF_A_GROUP: Final = 65_536
DISTINCT: Final = 20_000
"""不同的人. A file of more people has these again and again: what counts is how many are read, reckoned and written."""


def person(number: int, chance: random.Random) -> dict[str, Any]:
    """一个人. One case with its key."""
    in_window = chance.random() < 0.8  # noqa: PLR2004 (most)
    opens, days = (date(YEAR - 1, 9, 1), 122) if in_window else (date(YEAR, 1, 1), 366)
    share = chance.choice((0.3, 0.6, 0.95))
    paid = [year for year in range(FIRST_YEAR, YEAR) if chance.random() < share]
    history: list[dict[str, Any]] = [
        {"kind": "resident", "year": year, "area": AREA, "paid_on": f"{year - 1}-10-15", "in_window": True}
        for year in paid
    ]
    if chance.random() < 0.5:  # noqa: PLR2004 (half of them)
        begun = chance.randrange(FIRST_YEAR * 12, (YEAR - 3) * 12)
        ended = min(begun + chance.randrange(40), (YEAR - 2) * 12 - 1)
        history.append({"kind": "employee", "area": AREA, "from": month(begun), "to": month(ended)})
    return {
        "id": f"p{number:07}",
        "area": AREA,
        "on": (opens + timedelta(chance.randrange(days))).isoformat(),
        "person": {"birth_date": f"{chance.randrange(1950, 2001)}-05-01", "category": "adult_resident"},
        "history": history,
        "plan": {"scheme": "resident", "years": [YEAR], "in_window": in_window},
    }


def month(number: int) -> str:
    """月份. A month by its number, as text."""
    return f"{number // 12}-{number % 12 + 1:02}"


def cases(number: int) -> list[dict[str, Any]]:
    """个案. So many people."""
    chance = random.Random(1)
    return [person(each, chance) for each in range(number)]


def write_lines(people: list[dict[str, Any]], file: Path) -> None:
    """JSON 行. One case a line."""
    file.write_text("".join(json.dumps(each, separators=(",", ":")) + "\n" for each in people))


def write_parquet(number: int, file: Path) -> None:
    """Parquet. So many people in row groups, the same ones repeated under keys of their own."""
    rows = [dated(each) for each in cases(min(number, DISTINCT))]
    few = pa.Table.from_pylist(rows, schema=SCHEMA)
    many = pa.concat_tables([few] * (-(-number // DISTINCT))).slice(0, number)
    keys = pa.array([f"p{each:09}" for each in range(number)])
    pq.write_table(many.set_column(0, "id", keys), file, compression="zstd", row_group_size=ROWS_OF_A_GROUP)


def dated(case: dict[str, Any]) -> dict[str, Any]:
    """带日期. The same with its days as days, and lists where there is nothing."""
    history = [
        record | ({"paid_on": date.fromisoformat(record["paid_on"])} if "paid_on" in record else {})
        for record in case["history"]
    ]
    who = case["person"] | {
        "birth_date": date.fromisoformat(case["person"]["birth_date"]),
        "hardship": [],
        "special_status": [],
    }
    plan = case["plan"] | {"repair_years": 0}
    on = date.fromisoformat(case["on"])
    return case | {"on": on, "person": who, "history": history, "plan": plan, "unknown_years": []}
