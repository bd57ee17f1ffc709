"""Parquet files are read as they are, whatever they leave out and whatever they say of their columns."""

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from app.batch.columns import SCHEMA
from app.batch.incoming import TableError
from app.batch.sources import Source

FEE = {"kind": "resident", "year": 2025, "area": "430100", "paid_on": date(2024, 10, 1)}
PERSON = {"birth_date": date(1980, 5, 1), "category": "adult_resident"}


def somebody(key: str, **fields) -> dict:
    plan = {"scheme": "resident", "years": [2026]}
    return {"id": key, "area": "430100", "on": date(2025, 10, 8), "person": PERSON, "plan": plan} | fields


def read(path) -> list[pa.RecordBatch]:
    source = Source(str(path), "parquet")
    return [piece.rows for part in source.parts() for piece in source.pieces(part, lambda _: [])]


def listed(tree: object) -> object:
    """The same with an empty list for null, which is no other answer."""
    if isinstance(tree, dict):
        return {name: listed(member) for name, member in tree.items()}
    return [listed(member) for member in tree] if isinstance(tree, list) else [] if tree is None else tree


@pytest.mark.parametrize("statistics", [True, False])
@pytest.mark.parametrize("group", [2, 10])
def test_rows_come_as_they_were_written(tmp_path, statistics, group):
    people = [
        somebody("nothing"),
        somebody("empty", history=[], unknown_years=[]),
        somebody("fee", history=[FEE]),
        somebody("no fee", history=[None, {"kind": None}]),
        somebody("no school", person=PERSON | {"school": {"entered_on": None}}),
        somebody("no area", area=None),
        somebody("nobody", person=None, plan={"scheme": None, "years": [None]}),
        somebody("hardly", person=PERSON | {"hardship": [None, {"category": None}], "special_status": [None]}),
    ]
    table = pa.Table.from_pylist(people, schema=SCHEMA)
    pq.write_table(table, tmp_path / "people.parquet", row_group_size=group, write_statistics=statistics)
    found = [row for rows in read(tmp_path / "people.parquet") for row in rows.to_pylist()]
    assert listed(found) == listed(table.to_pylist())


def test_a_column_of_nothing_but_nulls_is_not_read_where_another_tells_of_its_struct(tmp_path):
    table = pa.Table.from_pylist([somebody("one", history=[FEE]), somebody("other")], schema=SCHEMA)
    pq.write_table(table, tmp_path / "people.parquet")
    (rows,) = read(tmp_path / "people.parquet")
    texts = {field.name: field.type for field in rows.schema.field("history").type.value_type}
    assert pa.types.is_dictionary(texts["kind"])  # read, as codes
    assert texts["basis"] == pa.string()  # made up, as nulls


def test_a_wrong_type_is_named_even_where_every_value_is_null(tmp_path):
    record = pa.struct([*[*SCHEMA.field("history").type.value_type][:-1], pa.field("years", pa.float64())])
    schema = SCHEMA.set(SCHEMA.get_field_index("history"), pa.field("history", pa.list_(record)))
    pq.write_table(pa.Table.from_pylist([somebody("one", history=[FEE])], schema=schema), tmp_path / "people.parquet")
    with pytest.raises(TableError, match=r"column history\[\]\.years is double, not int16"):
        Source(str(tmp_path / "people.parquet"), "parquet").parts()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "没有表头，第一行要写各列的名称。 without a header"),
        (b"\xff\xfei\x00d\x00", "请另存为 UTF-8 的 CSV。 the header cannot be read"),
        (b"id;area;on;person;plan\n1;430100\n", "各列要用逗号分开"),
        (b"id,area,on\n", "缺少 person 列，请补上。 column person is missing\n缺少 plan 列"),
        (b"id,area,on,person,plan,histroy\n", "column histroy is no field of a case; history is"),
    ],
)
def test_a_csv_whose_header_is_not_of_people_is_refused_before_any_row(tmp_path, text, said):
    (tmp_path / "people.csv").write_bytes(text)
    with pytest.raises(TableError) as caught:
        Source(str(tmp_path / "people.csv"), "csv").parts()
    assert said in str(caught.value)


def test_a_parquet_file_that_is_damaged_midway_is_said_to_be(tmp_path):
    table = pa.Table.from_pylist([somebody(str(number), history=[FEE]) for number in range(50)], schema=SCHEMA)
    pq.write_table(table, tmp_path / "people.parquet")
    data = bytearray((tmp_path / "people.parquet").read_bytes())
    data[4:80] = bytes(sign ^ 0x5A for sign in data[4:80])
    (tmp_path / "people.parquet").write_bytes(data)
    with pytest.raises(TableError, match=r"可能已损坏，请重新导出。 the file cannot be read any further"):
        read(tmp_path / "people.parquet")
