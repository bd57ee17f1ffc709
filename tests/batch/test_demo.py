"""A population that nobody is in: the same for a seed, lawful cases throughout, of every kind that the law knows."""

import csv
import json
from collections import Counter
from datetime import date

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from app.assess import assess
from app.batch.columns import SCHEMA
from app.batch.demo import shares
from app.batch.demo.people import asked
from app.batch.demo.writing import BLOCK, blocks, write_people
from app.cli import main
from app.model.case import Case, well_formed
from app.policies import load
from app.web.body import Reader

pytestmark = pytest.mark.xdist_group("made-up people")
MANY = 2_500
WINDOW_OF_2026 = asked(None, (), year=2026)
OPENS = date(2027, 9, 1)
PARTS = ("person", "history", "unknown_years", "plan")


def written(folder, name, number=MANY, seed=1, question=WINDOW_OF_2026):
    out = folder / name
    assert sum(write_people(out, number, seed, question)) == number
    return out


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("people")


@pytest.fixture(scope="module")
def lines(folder):
    return [json.loads(line) for line in written(folder, "some.jsonl").read_bytes().splitlines()]


@pytest.fixture(scope="module")
def answers(lines):
    read, policies = Reader(Case, well_formed).read, load()
    cases = [read(json.dumps({name: value for name, value in line.items() if name != "id"}).encode()) for line in lines]
    return [assess(case, policies.of(case.area)) for case in cases]


def known(value):
    """What a row holds without what is not known in it, its days as text."""
    if isinstance(value, dict):
        return {name: known(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [known(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_same_seed_gives_the_same_people_and_fewer_are_the_first_of_more():
    some = next(blocks(100, 1, WINDOW_OF_2026))
    assert some == next(blocks(200, 1, WINDOW_OF_2026)).slice(0, 100)
    assert some != next(blocks(100, 2, WINDOW_OF_2026))


def test_blocks_differ_and_keys_run_through_them():
    first, second = blocks(BLOCK + 5, 1, WINDOW_OF_2026)
    assert (first.num_rows, second.num_rows) == (BLOCK, 5)
    assert second["id"].to_pylist() == [f"p{number:010}" for number in range(BLOCK + 1, BLOCK + 6)]
    assert second.drop_columns(["id"]) != first.slice(0, 5).drop_columns(["id"])


def test_every_format_holds_the_same_people(folder, lines):
    table = pq.read_table(written(folder, "some.parquet"))
    assert table.schema == SCHEMA
    assert [known(row) for row in table.to_pylist()] == lines
    rows = csv.DictReader(written(folder, "some.csv").read_text("utf-8").splitlines())
    assert [{name: json.loads(text) if name in PARTS else text for name, text in row.items()} for row in rows] == lines


def test_every_person_is_a_case_that_the_service_takes_and_lives_of_every_kind_are_there(answers):
    assert {answer.outcome for answer in answers} == {
        "collect", "collect_with_wait", "do_not_collect", "needs_facts", "needs_policy", "out_of_scope",
    }  # fmt: skip
    assert {year.basis for answer in answers for year in answer.years} >= {
        "in_window", "out_of_window", "employee_transfer", "newborn", "newborn_next_year", "new_student",
        "prepaid_student", "welfare_child",
    }  # fmt: skip


def test_no_record_is_one_that_cannot_be(answers):
    found = {finding.code for answer in answers for finding in answer.findings}
    assert not found & {
        "paid_before_birth",
        "paid_after_year",
        "paid_before_window",
        "impossible_spell",
        "impossible_day",
    }


def test_the_shares_are_those_stated(lines):
    hardship = Counter(bool(line["person"]["hardship"]) for line in lines)
    assert hardship[True] / MANY == pytest.approx(shares.HARDSHIP_SHARE, abs=0.015)
    area = Counter(line["area"] for line in lines)
    assert area["430100"] / MANY == pytest.approx(shares.AREAS["430100"] / sum(shares.AREAS.values()), abs=0.03)
    assert set(area) == set(shares.AREAS)


def test_one_day_for_all_is_followed_by_the_year_then_paid_for():
    people = next(blocks(BLOCK, 1, asked(OPENS, ("430500",), year=2026))).slice(0, 500).to_pylist()
    assert {person["on"] for person in people} == {OPENS}
    assert {person["area"] for person in people} == {"430500"}
    assert Counter(person["plan"]["years"][0] for person in people).most_common(1)[0][0] == 2028


def test_what_is_not_finished_leaves_no_file(tmp_path):
    part = write_people(tmp_path / "some.jsonl", 10, 1, WINDOW_OF_2026)
    next(part)
    part.close()
    assert list(tmp_path.iterdir()) == []


def test_the_command_writes_them_and_tells_how_many(tmp_path):
    result = CliRunner().invoke(main, ["demo", "people", "--n", "2e2", "--on", "2026-01-15", str(tmp_path / "a.jsonl")])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "200 people" in result.stderr
    assert len((tmp_path / "a.jsonl").read_bytes().splitlines()) == 200


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--n", "0", "a.jsonl"], "between 1 and"),
        (["--n", "1.5", "a.jsonl"], "a whole number"),
        (["--n", "viele", "a.jsonl"], "a whole number"),
        (["--seed", "-1", "a.jsonl"], "range"),
        (["--area", "Changsha", "a.jsonl"], "six digits"),
        (["--on", "2016-12-31", "a.jsonl"], "from 2017-01-01"),
        (["a.xlsx"], "ends in .parquet, .jsonl, .csv"),
        (["nowhere/a.jsonl"], "there is no folder nowhere"),
    ],
)
def test_a_wrong_call_is_told_what_to_write(arguments, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["demo", "people", *arguments])
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []
