"""What is wrong with a policy folder is said in Chinese and English: every fault, every kind of value, on one line."""

import re
from pathlib import Path
from string import Formatter

import pytest
from msgspec.structs import fields

import app.policies
from app.policies.area import Area
from app.policies.bounds import Bound
from app.policies.document import Document, Passage
from app.policies.heading import Heading, Source
from app.policies.problem import Place, catalogue
from app.policies.register import Item
from app.policies.subject import SUBJECTS
from app.policies.wanted import like, shortly, wanted
from app.policies.window import RecurringWindow

NOTED = re.compile(r"""(?:\bnote\(|_note\(|fault = |return |yield )"([a-z_0-9]+)"|else "(missing_key)\"""")
"""A fault where it is noted, or where its name is told to whoever notes it."""
TABLES = [*SUBJECTS.values(), Area, Bound, Document, Passage, Heading, Source, Item, RecurringWindow]


def slots(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_fault_that_may_be_noted_has_its_words_and_no_other_has():
    code = "".join(path.read_text("utf-8") for path in Path(app.policies.__path__[0]).glob("*.py"))
    noted = {name or other for name, other in NOTED.findall(code)}
    assert noted == set(catalogue())


@pytest.mark.parametrize("fault", catalogue())
def test_a_fault_says_the_same_in_both_languages(fault):
    words = catalogue()[fault]
    for text in (words.detail, words.hint):
        assert slots(text.zh) == slots(text.en)
        assert text.zh[-1] not in "。."
        assert text.en.replace("…", "").isascii()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_what_any_key_takes_is_known_in_words(table):
    unsaid = wanted(object)
    for field in fields(table):
        said = wanted(field.type)
        assert said != unsaid
        assert said.zh
        assert said.en.isascii()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        ("a\x1b[31m", r'"a\u001b[31m"'),
        ({"months": 3}, "{ months = 3 }"),
        (["x"] * 20, '["x", "x", "x", '),
    ],
)
def test_a_value_is_repeated_in_short_as_the_file_writes_it(value, written):
    assert shortly(value).startswith(written)
    assert len(shortly(value)) <= 61


def test_names_like_the_one_written_are_offered():
    assert like("fixt_wait", ["fixed_wait", "floor"]) == "fixed_wait, floor"
    assert like("a", ["a1", "a2", "a3", "a4", "a5", "a6"]).endswith(" …")


def test_a_problem_is_one_line_whatever_the_file_holds():
    found = []
    Place(found, "ours/fees\x1b[2J.toml").at("a\nb").note("unknown_document", document="x\r\ny\u202e")
    line = found[0].line()
    assert line.isprintable()
    assert "a\\u000ab" in line
