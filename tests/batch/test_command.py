"""`canbao batch`: every format in and out, rows that are no case, and what goes wrong said plainly."""

import json
import resource
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.csv as pc_csv
import pyarrow.parquet as pq
import pytest

from app.batch.answering import Answering
from app.batch.demo.people import asked
from app.batch.demo.writing import write_people
from app.policies import load
from tests.batch.conftest import canbao, here

pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="session")
def wanted(population):
    return Answering(load()).answered(population).answers


def test_parquet_to_parquet_in_the_order_of_the_file(people, wanted, tmp_path):
    done = canbao("batch", people, tmp_path / "out.parquet", "--workers", 2, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert pq.read_table(tmp_path / "out.parquet").equals(pa.Table.from_batches([wanted]))
    summary = json.loads(done.stdout)
    assert summary["answered"] == 1200
    assert sum(summary["outcomes"].values()) == 1200
    assert summary["to_collect_fen"] == sum(
        row["total_fen"] for row in wanted.to_pylist() if row["outcome"].startswith("collect")
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.parquet", "people.parquet"]


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_text_in_and_out_says_the_same(suffix, tmp_path):
    source, out = tmp_path / f"people.{suffix}", tmp_path / f"out.{suffix}"
    list(write_people(source, 150, 5, asked(None, (), year=2026)))
    list(write_people(tmp_path / "people.parquet", 150, 5, asked(None, (), year=2026)))
    done = here("batch", source, out, "--workers", 1)
    assert (done.returncode, done.stderr) == (0, "")
    assert here("batch", tmp_path / "people.parquet", tmp_path / "out.parquet", "--workers", 1).returncode == 0
    same = pq.read_table(tmp_path / "out.parquet").to_pylist()
    if suffix == "jsonl":
        told = [json.loads(line) for line in out.read_text().splitlines()]
        assert told == [
            json.loads(json.dumps({name: value for name, value in row.items() if value is not None}, default=str))
            for row in same
        ]
    else:
        told = pc_csv.read_csv(out).to_pylist()
        assert [row["outcome"] for row in told] == [row["outcome"] for row in same]
        assert [row["findings"] or "" for row in told] == [" ".join(row["findings"]) for row in same]
        assert [row["covered_from"] for row in told] == [row["covered_from"] for row in same]


def test_dotted_columns_and_text_days_are_taken(tmp_path, population, wanted):
    flat = pa.Table.from_batches([population]).flatten()
    table = flat.set_column(2, "on", flat.column("on").cast(pa.string()))
    assert "person.birth_date" in table.column_names
    pq.write_table(table, tmp_path / "flat.parquet")
    done = here("batch", tmp_path / "flat.parquet", tmp_path / "out.parquet", "--workers", 1)
    assert (done.returncode, done.stderr) == (0, "")
    assert pq.read_table(tmp_path / "out.parquet").equals(pa.Table.from_batches([wanted]))


def test_payments_may_be_a_table_of_their_own(tmp_path, population, wanted):
    frame = pl.from_arrow(pa.Table.from_batches([population]))
    paid = frame.select("id", "history").explode("history").drop_nulls("history").unnest("history")
    paid.rename({"id": "person"}).write_csv(tmp_path / "paid.csv")
    frame.drop("history").write_parquet(tmp_path / "people.parquet")
    out = tmp_path / "out.parquet"
    done = here("batch", tmp_path / "people.parquet", out, "--payments", tmp_path / "paid.csv", "--workers", 1)
    assert (done.returncode, done.stderr) == (0, "")
    found = {row["id"]: row for row in pq.read_table(out).to_pylist()}
    assert found == {row["id"]: row for row in wanted.to_pylist()}


GOOD = (
    '{"id":"a","area":"430100","on":"2026-01-10","person":{"birth_date":"1990-05-01","category":"child"},'
    '"plan":{"scheme":"resident","years":[2026]}}'
)
BAD = GOOD.replace('"a"', '"b"').replace("1990-05-01", "1990-13-01").replace("430100", "43010").replace("child", "chid")


def test_rows_that_are_no_case_are_told_of_with_all_their_faults(tmp_path):
    source, out = tmp_path / "people.jsonl", tmp_path / "out.jsonl"
    twice = GOOD.replace('"area"', '"on":"2026-01-11","area"')
    source.write_text(
        "\n".join([GOOD, BAD, "{", GOOD.replace('"a"', "7"), twice, GOOD.replace('"id":"a",', "")]) + "\n"
    )
    done = here("batch", source, out, "--workers", 1)
    assert done.returncode == 3
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["a", "7"]
    told = [json.loads(line) for line in (tmp_path / "out.jsonl.problems.jsonl").read_text().splitlines()]
    assert [(each["row"], each["id"]) for each in told] == [(2, "b"), (3, None), (5, "a"), (6, None)]
    pointers = {error["pointer"]: error for error in told[0]["errors"]}
    assert set(pointers) == {"/area", "/person/birth_date", "/person/category"}
    assert all(error["detail"]["zh"] and error["detail"]["en"] for error in told[0]["errors"])
    assert [error["code"] for error in told[2]["errors"]] == ["duplicate_key"]
    assert [error["pointer"] for error in told[3]["errors"]] == ["/id"]


def test_a_row_of_parquet_that_is_no_case_is_told_of_too(tmp_path):
    rows = [json.loads(GOOD), json.loads(BAD.replace("13-01", "12-01"))]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "people.parquet")
    done = here("batch", tmp_path / "people.parquet", tmp_path / "out.parquet", "--workers", 1)
    assert done.returncode == 3
    (told,) = map(json.loads, (tmp_path / "out.parquet.problems.jsonl").read_text().splitlines())
    assert {error["pointer"] for error in told["errors"]} == {"/area", "/person/category"}
    assert (told["row"], told["id"]) == (2, "b")
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 1


def test_a_file_without_people_gives_one_without_answers(tmp_path, population):
    pq.write_table(pa.Table.from_batches([population]).slice(0, 0), tmp_path / "none.parquet")
    for suffix in ("parquet", "csv", "jsonl"):
        done = here("batch", tmp_path / "none.parquet", tmp_path / f"out.{suffix}", "--workers", 1)
        assert (done.returncode, done.stderr) == (0, "")
        assert (tmp_path / f"out.{suffix}").exists()


def wrong(tmp_path, population, name):
    table = pa.Table.from_batches([population])
    made = {
        "missing": table.drop_columns(["area"]),
        "unknown": table.rename_columns(["id", "area", "on", "person", "histroy", "unknown_years", "plan"]),
        "of another type": table.set_column(2, "on", pa.array([1.5] * len(table))),
    }
    pq.write_table(made[name], tmp_path / "wrong.parquet")
    return tmp_path / "wrong.parquet"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing", "column area is missing"),
        ("unknown", "column histroy is no field of a case; history is"),
        ("of another type", "column on is double, not date32[day]"),
    ],
)
def test_a_table_that_is_not_of_people_is_said_by_column(tmp_path, population, name, said):
    done = here("batch", wrong(tmp_path, population, name), tmp_path / "out.parquet")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["wrong.parquet"]


def test_what_cannot_be_read_or_written_is_said(people, tmp_path):
    out = tmp_path / "out.parquet"
    (tmp_path / "no.parquet").write_bytes(b"not Parquet")
    out.write_text("mine")
    for words, said in [
        ((tmp_path / "nowhere.parquet", tmp_path / "x.parquet"), "no such file"),
        ((tmp_path / "no.parquet", tmp_path / "x.parquet"), "not a Parquet file"),
        ((people, tmp_path / "x.xlsx"), "--out-format"),
        ((people, tmp_path / "there" / "x.parquet"), "no such folder"),
        ((people, out), "is there already"),
        ((people, people, "--force"), "is named twice"),
        ((people, tmp_path / "x.parquet", "--force", "--report", people), "is named twice"),
        ((people, tmp_path / "x.html", "--out-format", "csv", "--report", tmp_path / "x.html"), "is named twice"),
        ((people, tmp_path / "x.parquet", "--report", out), "is there already"),
        ((people, tmp_path / "x.parquet", "--report", tmp_path / "there" / "x.html"), "no such folder"),
        ((people, tmp_path / "x.parquet", "--payments", tmp_path / "nowhere.csv"), "no such file"),
        ((people, Path("/proc/x.parquet")), "see to space and rights"),
        ((people, tmp_path / "x.parquet", "--policy", tmp_path), "unknown_file"),
    ]:
        done = here("batch", *words)
        assert done.returncode == 2, done.stderr
        assert said in done.stderr
        assert any("一" <= sign <= "鿿" for sign in done.stderr)
        assert "Traceback" not in done.stderr
    assert out.read_text() == "mine"
    assert here("batch", people, out, "--force", "--workers", 1).returncode == 0
    assert pq.read_table(out).num_rows == 1200


def test_a_full_disk_stops_the_batch_cleanly(people, tmp_path):
    out = tmp_path / "out.csv"

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    done = canbao("batch", people, out, "--workers", 1, preexec_fn=little_room)
    assert done.returncode == 4
    assert "--resume" in done.stderr
    assert "Traceback" not in done.stderr
    assert not out.exists()
    assert here("batch", people, out, "--workers", 1, "--resume").returncode == 0


def test_the_report_is_one_page_that_loads_nothing(people, tmp_path):
    page = tmp_path / "report.html"
    done = here("batch", people, tmp_path / "out.parquet", "--workers", 1, "--report", page)
    assert done.returncode == 0
    assert "可以收费" in done.stdout
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == 3
    for loaded in ("src=", "<link", "<script", "@import"):
        assert loaded not in text
