"""The page on policy data tells the form that the code reads: every field, every problem, and its example loads."""

import re
from datetime import date
from pathlib import Path
from typing import get_args

from msgspec.structs import fields

from app.policies import default_folder, load
from app.policies.heading import Heading
from app.policies.problem import Code
from app.policies.subject import SUBJECTS

PAGE = (Path(__file__).parents[2] / "docs" / "policy-data.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"^```toml\n# (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))


def section(title: str) -> str:
    return re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)[1]


def test_every_field_of_every_subject_is_told():
    told: dict[str, dict[str, bool]] = {}
    subject = ""
    for line in re.findall(r"^\|.*\|$", section("The subjects"), re.MULTILINE)[2:]:
        first, second, _ = (cell.strip() for cell in line.strip("|").split("|"))
        subject = first.strip("`") or subject
        told.setdefault(subject, {})
        if name := re.match(r"`([a-z_]+)`( ○)?", second):
            told[subject][name[1]] = bool(name[2])
    model = {
        name: {field.name: type(None) in get_args(field.type) for field in fields(kind) if field.name != "cited"}
        for name, kind in SUBJECTS.items()
    }
    assert told == model


def test_every_key_of_a_version_is_told():
    assert re.findall(r"^\| `([a-z_]+)` \|", section("A version"), re.MULTILINE) == [
        field.encode_name for field in fields(Heading)
    ]


def test_every_problem_is_told():
    rows = re.findall(r"^\| [a-z ]+ \| (`.*`) \|$", section("Check, show, diff"), re.MULTILINE)
    assert sorted(code for row in rows for code in re.findall(r"`([a-z0-9_]+)`", row)) == sorted(get_args(Code))


def test_the_bureau_s_folder_can_be_laid_over_ours(tmp_path):
    for name, block in BLOCKS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(block, encoding="utf-8")
    law = load(default_folder(), tmp_path).of("430100").of(2027)
    assert (law.fees.individual_fen, law.fees.subsidy_fen) == (40_000, 70_000)
    assert law.fees.cited.clause("in_window_fee").quote
    assert (law.window.opens_on, law.window.closes_on) == (date(2026, 9, 1), date(2027, 1, 31))
    assert law.aid.fee_fen == {"destitute": 0, "orphan": 0, "minimum_living": 20_000}
    assert all(cited.clause(rule).quote for cited in (law.window.cited, law.aid.cited) for rule in cited.clauses)
