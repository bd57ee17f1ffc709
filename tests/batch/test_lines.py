"""Rows of text that are no case are told one by one; none of them keeps the others from being answered."""

import msgspec
import pytest

from app.batch.csv_rows import csv_lines
from app.batch.incoming import TableError
from app.batch.lines import rows_of_lines
from app.web.commands.lookover import faults_of
from tests.batch.conftest import here

pytestmark = pytest.mark.no_cover

HEADER = b"id,area,on,person.birth_date,person.category,history,plan.scheme,plan.years,plan.repair_years\n"
ROW = b"{id},430100,2026-03-10,1990-05-01,adult_resident,{history},resident,{years},{repair}"
LINE = msgspec.json.encode(
    {
        "id": "b",
        "area": "430100",
        "on": "2026-03-10",
        "person": {"birth_date": "1990-05-01", "category": "adult_resident"},
        "plan": {"scheme": "resident", "years": [2026]},
    }
)


def row(**cells):
    text = ROW
    for name, cell in ({"id": b"a", "history": b"[]", "years": b"[2026]", "repair": b"0"} | cells).items():
        text = text.replace(b"{%b}" % name.encode(), cell)
    return text


def told(piece):
    """Who is left, and of each row refused its place and first fault."""
    refused = [(each.place, each.errors[0]["pointer"], each.errors[0]["code"]) for each in piece.refused]
    return piece.rows.column("id").to_pylist(), refused


@pytest.mark.parametrize(
    ("cells", "pointer", "code"),
    [
        ({"id": "张三".encode("gbk")}, "", "not_utf8"),
        ({"repair": b"--5"}, "/plan/repair_years", "wrong_type"),
        ({"repair": b"9" * 5000}, "/plan/repair_years", "wrong_type"),
        ({"repair": "１".encode()}, "/plan/repair_years", "wrong_type"),
        ({"repair": b"1.0"}, "/plan/repair_years", "wrong_type"),
        ({"years": "[２０２６]".encode()}, "/plan/years", "wrong_type"),
        ({"years": b"[NaN]"}, "/plan/years", "wrong_type"),
        ({"history": b'"[%b]"' % (b" " * 200_000)}, "", "unreadable_row"),
    ],
    ids=["GBK", "two signs", "too long", "full width", "a point", "full width within", "NaN", "too large a cell"],
)
def test_a_row_of_csv_that_is_no_case_leaves_the_others(cells, pointer, code):
    piece = rows_of_lines(csv_lines(HEADER, [row(**cells), row(id=b"b")]), faults_of)
    assert told(piece) == (["b"], [(0, pointer, code)])


@pytest.mark.parametrize(
    ("line", "found"),
    [(row() + b",7", 10), (row()[:30], 4), (row(history=b'"['), 6)],
    ids=["too many", "too few", "a line break in a cell"],
)
def test_a_row_of_csv_with_another_number_of_columns_is_told_as_that_alone(line, found):
    (refused,) = rows_of_lines(csv_lines(HEADER, [line, row(id=b"b")]), faults_of).refused
    (error,) = refused.errors
    assert (refused.place, refused.key, error["pointer"], error["code"]) == (0, "a", "", "wrong_number_of_columns")
    assert error["detail"]["zh"] == f"本行有 {found} 列，表头有 9 列。"
    assert error["detail"]["en"] == f"The row has {found} columns, the header 9."
    assert "双引号" in error["hint"]["zh"]


def test_the_key_of_such_a_row_is_told_where_it_stands_first_alone():
    moved = HEADER.replace(b"id,area,", b"area,id,")
    (refused,) = rows_of_lines(csv_lines(moved, [row(id=b"a") + b","]), faults_of).refused
    assert refused.key is None


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_each_row_refused_is_told_with_its_line_in_the_file(tmp_path, monkeypatch, suffix, end):
    monkeypatch.setattr("app.batch.sources.PART_BYTES", 300)
    csv = suffix == "csv"
    good, bad = (row(), row() + b",7") if csv else (LINE, LINE[:-1])
    lines = [*([HEADER.strip()] if csv else []), good, b"", bad, *[good] * 9, b" ", b"", good, bad]
    people, out = tmp_path / f"people.{suffix}", tmp_path / "out.csv"
    people.write_bytes(end.join(lines) + end)
    assert here("batch", people, out, "--workers", 1).returncode == 3
    told = [msgspec.json.decode(line) for line in (tmp_path / "out.csv.problems.jsonl").read_bytes().splitlines()]
    numbers = [number for number, line in enumerate(lines, 1) if line == bad]
    assert [(each["row"], each["line"]) for each in told] == [(2, numbers[0]), (13, numbers[1])]
    assert len(out.read_bytes().splitlines()) == 1 + 11


@pytest.mark.parametrize("text", [b"\xff", b"\xed\xa0\x80", b"\xc0\xaf"], ids=["no UTF-8", "a surrogate", "overlong"])
def test_a_line_of_json_that_is_not_utf8_leaves_the_others(text):
    piece = rows_of_lines([LINE.replace(b'"b"', b'"%b"' % text), LINE], faults_of)
    assert told(piece) == (["b"], [(0, "", "not_utf8")])


@pytest.mark.parametrize("header", ["id,备注\n".encode("gbk"), "id,area\n".encode("utf-16"), b'"' + b"x" * 200_000])
def test_a_header_that_cannot_be_read_is_said_so(header):
    with pytest.raises(TableError, match="save the file as CSV in UTF-8"):
        list(csv_lines(header, []))


@pytest.mark.parametrize("command", ["batch", "impact"])
def test_a_file_that_is_not_utf8_ends_the_command_with_what_to_do(command, tmp_path):
    people = tmp_path / "people.csv"
    people.write_bytes(HEADER.replace(b"id,", "id,备注,".encode("gbk")) + row() + b"\n")
    draft = tmp_path / "draft"
    draft.mkdir()
    more = [tmp_path / "out.csv", "--workers", 1] if command == "batch" else ["--policy", draft]
    done = here(command, people, *more)
    assert done.returncode == 2
    assert "请另存为 UTF-8" in done.stderr
