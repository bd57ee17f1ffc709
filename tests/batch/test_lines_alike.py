"""A line of a batch is taken or refused as the service takes or refuses its case alone, whatever its neighbours."""

import random
from itertools import islice

import msgspec
import pytest

from app.batch.answering import Answering
from app.batch.lines import rows_of_lines
from app.batch.sources import Source
from app.batch.working import answered
from app.model.case import Case, well_formed
from app.policies import load
from app.web.answering import Answering as Service
from app.web.body import Reader
from app.web.commands.lookover import faults_of
from app.web.lines import LineAnswering
from app.web.problems import RefusedError, told

pytestmark = pytest.mark.no_cover

CASE = {
    "area": "430100",
    "on": "2026-03-10",
    "person": {
        "birth_date": "1990-05-01",
        "category": "adult_resident",
        "hukou_area": "430100",
        "liable_from": "2020-01-01",
        "hardship": [{"category": "destitute", "from": "2020-01-01", "to": "2021-01-01"}],
        "special_status": ["veteran"],
        "school": {"entered_on": "2008-09-01", "prepaid_until": 2012},
        "unemployment_benefit": {"from": "2024-01", "to": "2024-05"},
        "insured_parent": False,
    },
    "history": [
        {"kind": "resident", "year": 2025, "area": "430100", "paid_on": "2024-11-01", "in_window": True},
        {"kind": "employee", "area": "430100", "from": "2019-01", "to": "2019-06", "basis": "unit"},
        {"kind": "repair", "applied_on": "2024-11-01", "years": 1},
    ],
    "unknown_years": [2022],
    "plan": {"scheme": "resident", "years": [2026], "repair_years": 0, "in_window": None, "through_school": False},
}
VALUES = [
    *[
        "null",
        "true",
        "false",
        "0",
        "1",
        "-1",
        "-0",
        "2",
        "2.0",
        "2.5",
        "2e0",
        "-0.0",
        "1e400",
        "2026",
        "2026.0",
        "40000",
    ],
    *["99999999999999999999", '"2"', '"2026"', '"true"', '"null"', '""', '"430100"', '"2026-01"', '"2026-1-1"', '"x"'],
    *[
        '"2026-02-29"',
        '"2026-01-01T00:00:00"',
        '"20260101"',
        '"\\u0034\\u00330100"',
        '"\\ud800"',
        '"４３０１００"',
        '"430100\\n"',
    ],
    *[
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "[{}]",
        "[2026]",
        "[2026.0]",
        '["2026"]',
        "[true]",
        "[2026,null]",
        '{"a":1}',
        "NaN",
        "Infinity",
    ],
    *['"\\u0000"', "01", "+1", "1.", ".5", "nul", "'a'", "[2026,]", "/**/1"],
]
MARK = "\ue000"
NULL = "null_not_allowed"


def places(tree, way=()):
    if isinstance(tree, dict | list):
        for key in tree if isinstance(tree, dict) else range(len(tree)):
            yield (*way, key)
            yield from places(tree[key], (*way, key))


def with_value(way, value):
    """The case as text with that text in the place of the value there; nothing where it is to be left out."""
    tree = msgspec.json.decode(msgspec.json.encode(CASE))
    within = tree
    for key in way[:-1]:
        within = within[key]
    if value is None:
        del within[way[-1]]
    else:
        within[way[-1]] = MARK
    return msgspec.json.encode(tree).decode().replace(f'"{MARK}"', value or "")


def crooked(text, rng):
    """The text with a key of it repeated, misspelt or written with an escape, or with something before or after it."""
    key = rng.choice(["area", "on", "years", "repair_years", "hardship", "from", "kind"])
    return rng.choice(
        [
            text.replace(f'"{key}":', f'"{key}":null,"{key}":', 1),
            text.replace(f'"{key}":', f'"{key}":0,"{key}":', 1),
            text.replace(f'"{key}":', f'"{key}x":', 1),
            text.replace(f'"{key}":', f'"{key[0]}\\u{ord(key[1]):04x}{key[2:]}":', 1),
            text.replace(f'"{key}":', f'"{key}" : ', 1),
            text.replace(f'"{key}":', f'"unheard_of":null,"{key}":', 1),
            text.replace('"repair_years":0', '"repair_\\u0079ears":null'),
            text.replace('"repair_years":0', '"repair_years" :\tnull'),
            text.replace('"repair_years":0', '"repair_years":\rnull'),
            text[:-1],
            text + "}",
            text + text,
            text + ",",
            text + "\x0b",
            "\ufeff" + text,
            f"[{text}]",
        ]
    )


def corruptions():
    """Every value in every place, in an order that is the same each time; then two at a time, and crooked texts."""
    rng = random.Random(20261122)
    ways = list(places(CASE))
    yield from (with_value(way, value) for way in ways for value in ["null", *rng.sample(VALUES, 2)])
    while True:
        text = with_value(rng.choice(ways), rng.choice(VALUES))
        yield crooked(text, rng) if rng.random() < 0.4 else text


read = Reader(Case, well_formed).read


def alone(text):
    """What the service finds wrong with the case, pointers and codes, or the code of the whole."""
    try:
        read(text.encode())
    except RefusedError as refused:
        problem = told(refused, "", "en")
        return sorted((each.pointer, each.code) for each in problem.errors or ()) or [("", refused.code)]
    return []


@pytest.fixture(scope="module")
def policies():
    return load()


@pytest.fixture(scope="module")
def answering(policies):
    return Answering(policies)


def batched(answering, *texts):
    """The same of each line of a batch."""
    lines = [text.replace("{", '{"id":"a",', 1).encode() for text in texts]
    answers, refused = answered(rows_of_lines(lines, faults_of), answering, faults_of)
    found = {each.place: sorted((error["pointer"], error["code"]) for error in each.errors) for each in refused}
    assert len(answers) + len(found) == len(texts)
    return [found.get(place, []) for place in range(len(texts))]


GOOD = msgspec.json.encode(CASE).decode()


def test_a_line_is_taken_or_refused_as_its_case_alone_whatever_its_neighbours(answering):
    texts = list(islice(corruptions(), 280))
    expected = [alone(text) for text in texts]
    assert [batched(answering, text)[0] for text in texts] == expected
    assert batched(answering, *texts) == expected


def test_a_line_of_the_service_is_taken_or_refused_as_its_case_alone(policies):
    lines = LineAnswering(Service(policies), b"view=brief", "en", "r")
    for text in islice(corruptions(), 280):
        answer = msgspec.json.decode(lines.answer(text.encode()))
        found = sorted((fault["pointer"], fault["code"]) for fault in answer.get("errors", []))
        assert (found or ([("", answer["code"])] if "code" in answer else [])) == alone(text)


def test_a_line_refused_by_columns_is_told_of_in_its_own_words(answering):
    assert batched(answering, GOOD.replace('"2024-05"', "null")) == [[("/person/unemployment_benefit/to", NULL)]]


def test_lines_that_make_objects_only_together_are_refused(answering):
    half = GOOD.index(',"plan"')
    first, second = GOOD + GOOD[:half], GOOD[half:]
    texts = [first.replace("{", '{"id":"a",', 1).encode(), second.encode()]
    assert [each.place for each in rows_of_lines(texts, faults_of).refused] == [0, 1]


def test_a_key_repeated_in_a_long_line_is_refused(answering):
    text = GOOD.replace('"area":', '"area":"430200","area":', 1) + " " * 70_000
    assert batched(answering, GOOD, text.replace("}}" + " " * 70_000, " " * 70_000 + "}}")) == [[], alone(text)]


def test_a_carriage_return_ends_no_line(tmp_path, answering):
    path = tmp_path / "people.jsonl"
    path.write_bytes(GOOD.replace("{", '{"id":"a",\r', 1).encode() + b"\r\n")
    source = Source(str(path), "jsonl")
    assert [len(piece.rows) for part in source.parts() for piece in source.pieces(part, faults_of)] == [1]
