"""Every rule stands beside its clause and its reading, and has a case file and a test file."""

import ast
import re
from pathlib import Path

import pytest

from app.policies import load
from tests.cases.casefile import cases_in

ROOT = Path(__file__).parents[2]
RULES = sorted(path for path in (ROOT / "app" / "rules").glob("*.py") if path.stem != "__init__")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
READING = re.compile(r"\bR[0-9]+[bc]?\b")
CITED = re.compile(r"\b(item|items|text)\b|\d{4}〕|closing lines")
YEARS = range(1949, 2101)

rules = pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)


def docstring(module: Path) -> str:
    return ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""


@rules
def test_a_rule_begins_with_its_chinese_term(rule):
    assert CHINESE.match(docstring(rule))


@rules
def test_a_rule_quotes_its_clause(rule):
    text = docstring(rule)
    assert re.search(r'"[^"]*[\u4e00-\u9fff][^"]*"', text), "no words of the law"
    assert CITED.search(text), "no document or item"


@rules
def test_the_words_a_rule_quotes_stand_in_the_law(rule):
    held = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "policy" / "texts").glob("*.txt"))
    law = "".join(held.split())
    for quote in re.findall(r'"([^"]*[\u4e00-\u9fff][^"]*)"', docstring(rule)):
        for part in quote.split("……"):
            assert "".join(part.split()).strip("。；，") in law, part


@rules
def test_a_rule_names_its_readings(rule):
    named = READING.findall(docstring(rule))
    assert "Reading:" in docstring(rule)
    assert named
    assert set(named) <= load().readings.keys()


@rules
def test_every_function_of_a_rule_says_what_it_is(rule):
    for node in ast.parse(rule.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert CHINESE.match(ast.get_docstring(node) or ""), node.name


@rules
def test_a_rule_has_a_case_file(rule):
    assert len(cases_in(ROOT / "tests" / "cases" / f"{rule.stem}.toml")) > 1


@rules
def test_a_rule_has_a_test_file(rule):
    assert (ROOT / "tests" / "rules" / f"test_{rule.stem}.py").is_file()


@rules
def test_a_rule_holds_no_year_and_no_figure_of_law(rule):
    tree = ast.parse(rule.read_text(encoding="utf-8"))
    numbers = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is int]
    assert [number for number in numbers if number in YEARS] == []
    assert set(numbers) <= {-1, 0, 1}, "a number of law belongs in policy/"


@rules
def test_a_rule_holds_no_words_for_people(rule):
    tree = ast.parse(rule.read_text(encoding="utf-8"))
    quoted = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in quoted]
    assert [text for text in texts if isinstance(text, str) and (CHINESE.search(text) or " " in text)] == []
