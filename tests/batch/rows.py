"""Cases as rows of a table of people, and people much like others."""

import random
from datetime import date, timedelta
from typing import Any

import msgspec
import pyarrow as pa

from app.batch.columns import SCHEMA
from app.model.case import Case, Category, HardshipCategory, SpecialStatus

Record = dict[str, Any]
AREAS = ["430100", "430200", "431000", "440300", "000000", "210900", "360000", "370200", "421200", "520600", "530500"]
DAYS = (0, 0, 0, 1, -1, 2, -2, 7, -7, 30, -30, 90, -91, 365, -365)


def table_of(cases: list[Record]) -> pa.RecordBatch:
    """The cases as rows; each must satisfy the schema."""
    rows = []
    for number, case in enumerate(cases):
        asked = msgspec.convert(case, Case)
        rows.append({"id": f"p{number}", **msgspec.to_builtins(asked, builtin_types=(date,))})
    return pa.RecordBatch.from_pylist(rows, schema=SCHEMA)


def shaken(case: Record, rng: random.Random) -> Record:
    """Somebody who is almost the person of the case: a few facts otherwise, mostly such as need not matter."""
    like = msgspec.json.decode(msgspec.json.encode(case))
    for _ in range(rng.choice([0, 1, 1, 2, 3])):
        rng.choice(SHAKES)(like, rng)
    return like


def _moved(day: str, rng: random.Random) -> str:
    return (date.fromisoformat(day) + timedelta(days=rng.choice(DAYS))).isoformat()


def _month_moved(month: str, rng: random.Random) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 + rng.choice((-12, -2, -1, 1, 2, 12))
    return f"{number // 12}-{number % 12 + 1:02}"


def _record(like: Record, rng: random.Random) -> None:
    for record in rng.sample(like.get("history", []), min(2, len(like.get("history", [])))):
        for name in ("paid_on", "ended_on", "applied_on"):
            if record.get(name):
                record[name] = _moved(record[name], rng)
        for name in ("from", "to"):
            if record.get(name):
                record[name] = _month_moved(record[name], rng)
        if record["kind"] == "resident":
            for name in ("reimbursed", "major_illness_reimbursed", "zero_claim_award_used"):
                record[name] = rng.choice([None, True, False])
            record["through_school"] = rng.choice([None, True, False, False])
            record["in_window"] = rng.choice([record.get("in_window"), record.get("in_window"), None, True, False])


def _dropped(like: Record, rng: random.Random) -> None:
    if like.get("history"):
        like["history"].pop(rng.randrange(len(like["history"])))


def _reordered(like: Record, rng: random.Random) -> None:
    rng.shuffle(like.get("history", []))


def _born(like: Record, rng: random.Random) -> None:
    like["person"]["birth_date"] = _moved(like["person"]["birth_date"], rng)


def _asked(like: Record, rng: random.Random) -> None:
    like["on"] = _moved(like["on"], rng)


def _category(like: Record, rng: random.Random) -> None:
    like["person"]["category"] = rng.choice(Category.__args__)


def _places(like: Record, rng: random.Random) -> None:
    for name in ("hukou_area", "residence_area", "workplace_area", "school_area"):
        like["person"][name] = rng.choice([None, like["area"], "430181", "430000", "439900", "440300"])


def _benefit(like: Record, rng: random.Random) -> None:
    first = f"{int(like['on'][:4])}-{rng.choice(['01', '03', '11'])}"
    like["person"]["unemployment_benefit"] = {"from": first, "to": _month_moved(first, rng)}
    like["plan"]["scheme"] = rng.choice(["resident", "employee"])


def _claims(like: Record, rng: random.Random) -> None:
    for record in like.get("history", []):
        if record["kind"] == "resident":
            for name in ("reimbursed", "major_illness_reimbursed", "zero_claim_award_used"):
                record[name] = rng.choice([None, True, False])


def _areas(like: Record, rng: random.Random) -> None:
    like["area"] = rng.choice(AREAS)
    like["person"]["hukou_area"] = rng.choice(["430100", "440300", None])
    like["person"]["school_area"] = rng.choice(["430100", "430200", None])


def _hardship(like: Record, rng: random.Random) -> None:
    held = {"category": rng.choice(HardshipCategory.__args__), "from": _moved(like["on"], rng)}
    if rng.random() < 0.2:
        held = held | {"from": "2015-03-01", "to": rng.choice(["2015-02-28", "2015-03-01"])}
    like["person"]["hardship"] = [*like["person"].get("hardship", []), held]


def _old_fee(like: Record, rng: random.Random) -> None:
    year = rng.randrange(2014, 2027)
    fee = {
        "kind": "resident",
        "year": year,
        "area": rng.choice(["430100", "440300"]),
        "paid_on": f"{year - 1}-10-0{rng.randrange(1, 9)}",
    }
    like["history"] = [*like.get("history", []), fee]


def _old_spell(like: Record, rng: random.Random) -> None:
    year = rng.randrange(2010, 2027)
    first = rng.randrange(1, 10)
    spell = {
        "kind": "employee",
        "area": "430100",
        "from": f"{year}-{first:02}",
        "to": f"{year}-{first + rng.randrange(3):02}",
    }
    like["history"] = [*like.get("history", []), spell]


def _plan(like: Record, rng: random.Random) -> None:
    like["plan"]["repair_years"] = rng.choice([0, 0, 1, 2])
    like["plan"]["in_window"] = rng.choice([None, None, True, False])
    like["plan"]["scheme"] = rng.choice(["resident", "resident", "employee"])


def _status(like: Record, rng: random.Random) -> None:
    like["person"]["special_status"] = rng.sample(SpecialStatus.__args__, rng.choice([1, 1, 2]))


def _liable(like: Record, rng: random.Random) -> None:
    like["person"]["liable_from"] = _moved(like["on"], rng)


SHAKES = (
    *[_record, _reordered, _born, _asked, _hardship, _old_fee] * 2,
    *[_dropped, _category, _areas, _places, _places, _benefit, _claims, _old_spell, _plan, _liable, _status],
)
