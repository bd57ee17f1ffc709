"""A table of payments is joined to its people as it is written, or what is wrong with it is said."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from app.batch.incoming import TableError
from app.batch.payments import with_payments
from app.batch.sources import Source

HEAD = "person,kind,year,area,paid_on,years\n"
ID = "0001"


def joined(tmp_path, text, name="paid.csv", ids=(ID, "01")):
    person = {"birth_date": "1980-05-01", "category": "adult_resident"}
    plan = {"scheme": "resident", "years": [2026]}
    people = [{"id": each, "area": "430100", "on": "2025-10-08", "person": person, "plan": plan} for each in ids]
    pq.write_table(pa.Table.from_pylist(people), tmp_path / "people.parquet")
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "parts").mkdir()
    found = with_payments(Source(str(tmp_path / "people.parquet"), "parquet"), tmp_path / name, tmp_path / "parts")
    return {row["id"]: row["history"] for row in pq.read_table(found.path).to_pylist()}


def test_keys_are_compared_as_they_are_written(tmp_path):
    found = joined(tmp_path, f"{HEAD}0001,resident,2024,043010,2023-11-02,\n")
    assert found["01"] is None
    assert [(record["year"], record["area"]) for record in found[ID]] == [(2024, "043010")]


def test_whole_numbers_and_days_may_be_written_as_a_data_frame_writes_them(tmp_path):
    (record,) = joined(tmp_path, f"{HEAD}0001,resident,2024.0,430100,2023-11-02 00:00:00,\n")[ID]
    assert (record["year"], record["paid_on"].isoformat()) == (2024, "2023-11-02")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("0001,resident,2024.6,430100,2023-11-02,", "year: 2024.6 不是整数 is not a whole number"),
        ("0001,repair,,,,1.5", "years: 1.5 不是整数"),
        ("0001,resident,2024,430100,2023-11-02 23:30:00+00,", "paid_on: 2023-11-02 23:30:00+00 不是 2026-01-31 样子"),
        ("0001,resident,2024,430100,2/11/2023,", "paid_on: 2/11/2023"),
        ("0001,resident,2024,430100,2023-13-45,", "put right what is named: "),
        ("1,resident,2024,430100,2023-11-02,", "有 1 笔缴费不属于人员表中的任何人"),
        (",resident,2024,430100,2023-11-02,", "有 1 笔缴费不属于人员表中的任何人"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused(tmp_path, row, said):
    with pytest.raises(TableError) as caught:
        joined(tmp_path, f"{HEAD}{row}\n")
    assert said in str(caught.value)
    assert any("一" <= sign <= "鿿" for sign in str(caught.value))


@pytest.mark.parametrize(
    ("name", "text"),
    [("paid.csv", b"\xff\xfe\x00"), ("paid.jsonl", b'{"person": }'), ("paid.parquet", b"x"), ("paid.csv", b"")],
)
def test_a_table_that_cannot_be_read_is_named_in_both_languages(tmp_path, name, text):
    with pytest.raises(TableError, match=r"缴费表.+table of payments"):
        joined(tmp_path, text, name)


def test_people_that_cannot_be_read_are_said_to_be_before_any_payment(tmp_path):
    (tmp_path / "people.parquet").write_bytes(b"no")
    with pytest.raises(TableError, match="不是 Parquet 文件"):
        with_payments(Source(str(tmp_path / "people.parquet"), "parquet"), tmp_path / "paid.csv", tmp_path / "parts")
