"""A row fits where the service would take it as a case, and nowhere else."""

import random
from datetime import date

import msgspec
import pyarrow as pa
import pytest

from app.batch.answering import Answering
from app.batch.columns import SCHEMA
from app.model.case import Case, well_formed
from tests.oracle.lives import random_life

pytestmark = pytest.mark.no_cover

WRONG = (
    "",
    "430100",
    "43010",
    "resident",
    "employee",
    "repair",
    "child",
    "2025-13",
    "2025-01",
    "1899-01",
    "２０２５-01",
)
NUMBERS = (-1, 0, 1, 100, 101, 1949, 1950, 2100, 2101)


def is_a_case(row: dict) -> bool:
    """Whether there is a key and the decoder takes the rest, null standing for an absent field."""
    key, case = row["id"], {name: value for name, value in row.items() if name != "id"}
    try:
        return key is not None and well_formed(msgspec.convert(_plain(case), Case))
    except msgspec.ValidationError:
        return False


def _plain(tree: object) -> object:
    if isinstance(tree, dict):
        return {name: _plain(member) for name, member in tree.items() if member is not None}
    return [_plain(member) for member in tree] if isinstance(tree, list) else tree


def spoilt(value: object, rng: random.Random) -> object:
    """The value with one of its parts replaced by another of its type, perhaps null."""
    if isinstance(value, dict):
        name = rng.choice(list(value))
        return value | {name: None if rng.random() < 0.1 else spoilt(value[name], rng)}
    if isinstance(value, list):
        if not value or rng.random() < 0.05:
            return value * 401 if rng.random() < 0.5 else [*value, None]
        place = rng.randrange(len(value))
        return [*value[:place], spoilt(value[place], rng), *value[place + 1 :]]
    if isinstance(value, str):
        return rng.choice(WRONG)
    if isinstance(value, bool) or value is None:
        return rng.choice([None, True, False]) if isinstance(value, bool) else None
    return rng.choice(NUMBERS) if isinstance(value, int) else rng.choice([value, date(1, 1, 1), date(9999, 12, 31)])


@pytest.mark.parametrize("seed", range(3))
def test_rows_fit_that_are_cases_and_no_others(seed):
    rng = random.Random(seed)
    lives = [msgspec.to_builtins(msgspec.convert(random_life(rng), Case), builtin_types=(date,)) for _ in range(300)]
    as_rows = pa.Table.from_pylist([{"id": "1", **life} for life in lives], schema=SCHEMA).to_pylist()
    rows = [*as_rows, *(spoilt(row, rng) for row in as_rows), *(spoilt(spoilt(row, rng), rng) for row in as_rows)]
    wanted = [is_a_case(row) for row in rows]
    batch = pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
    assert 300 < sum(wanted) < len(rows)
    assert Answering.fitting(batch).tolist() == wanted
    assert [Answering.fitting(batch.slice(place, 1))[0] for place in range(len(rows))] == wanted
