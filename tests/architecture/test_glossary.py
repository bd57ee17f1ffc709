"""One English word for a term of the law: what the glossary says never to use is no identifier of ours."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
MODULES = sorted((ROOT / "app").rglob("*.py"))


def rows(columns: int) -> Iterator[list[str]]:
    """The rows of those tables of the glossary that have so many columns."""
    for line in GLOSSARY.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == columns and not set(cells[0]) <= {"-"}:
            yield cells


NEVER = {word: row[0] for row in rows(4) for word in re.findall(r"`([a-z_]+)`", row[3])}
ALLOWED = {word for row in rows(2) for word in re.findall(r"`([a-z_]+)`", row[0])}


def identifiers(module: Path) -> Iterator[str]:
    """What a module names itself: its functions, classes, parameters, fields and variables."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def as_words(identifier: str) -> str:
    """`BreakDay` and `break_day` as `_break_day_`."""
    return "_" + re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", identifier).lower().strip("_") + "_"


def test_the_glossary_names_words_to_avoid():
    assert {"gap", "premium", "streak", "treatment"} <= NEVER.keys()
    assert "break_day" in ALLOWED


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_uses_the_word_of_the_glossary(module):
    found = {
        f"{name}: not {word!r} for {NEVER[word]}"
        for name in {module.stem, *identifiers(module)}
        for word in NEVER
        if f"_{word}_" in as_words(name) and name not in ALLOWED
    }
    assert sorted(found) == []


def test_what_is_allowed_is_still_used():
    used = {name for module in MODULES for name in identifiers(module)}
    assert used >= ALLOWED
