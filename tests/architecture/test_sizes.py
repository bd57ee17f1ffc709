"""Small enough to be read at once: modules, rules, and what a rule has to decide."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "app").rglob("*.py"))
RULES = sorted((ROOT / "app" / "rules").glob("*.py"))
LINES_OF_A_MODULE = 200
LINES_OF_A_RULE = 15
COMPLEXITY_OF_A_RULE = 6
PARAMETERS = 5


def functions(module: Path) -> list[ast.FunctionDef]:
    return [
        node for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    ]


RULE_FUNCTIONS = [
    pytest.param(function, id=f"{module.stem}.{function.name}") for module in RULES for function in functions(module)
]


def lines_of_code(function: ast.FunctionDef) -> int:
    """Lines of a function from its name to its end, without its docstring."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    quoted = docstring.end_lineno - docstring.lineno + 1 if docstring else 0
    return function.end_lineno - function.lineno + 1 - quoted


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_has_fewer_than_200_lines(module):
    lines = module.read_text(encoding="utf-8").count("\n")
    assert lines < LINES_OF_A_MODULE


@pytest.mark.parametrize("function", RULE_FUNCTIONS)
def test_a_rule_has_at_most_15_lines(function):
    assert lines_of_code(function) <= LINES_OF_A_RULE


def test_a_rule_decides_little():
    limit = f"lint.mccabe.max-complexity = {COMPLEXITY_OF_A_RULE}"
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--isolated", "--select", "C901", "--config", limit]
    found = subprocess.run([*command, ROOT / "app" / "rules"], capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("function", RULE_FUNCTIONS)
def test_a_rule_takes_at_most_five_things_and_booleans_by_name(function):
    arguments = function.args
    assert len(arguments.args) + len(arguments.kwonlyargs) <= PARAMETERS
    booleans = [each.arg for each in arguments.args if each.annotation and ast.unparse(each.annotation) == "bool"]
    assert booleans == []
