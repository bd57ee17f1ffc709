"""The page of codes tells every code of an answer, and of a case, in the words of the catalogue."""

import re
from pathlib import Path
from typing import get_args

import pytest

from app.model import assessment, case, codes
from app.wording.catalogue import CATALOGUE

PAGE = (Path(__file__).parents[2] / "docs" / "codes.md").read_text(encoding="utf-8")
TABLES = {
    "outcome": (codes.Outcome, CATALOGUE.name["outcome"]),
    "refusal.code": (codes.RefusalCode, CATALOGUE.name["refusal"]),
    "refusal.instead": (None, CATALOGUE.instead),
    "questions[].code": (codes.QuestionCode, CATALOGUE.question),
    "findings[].code": (codes.FindingCode, CATALOGUE.finding),
    "policy.warnings[].code": (codes.WarningCode, CATALOGUE.warning),
    "years[].basis": (codes.Basis, CATALOGUE.name["basis"]),
    "charge.items[].kind": (codes.ChargeKind, CATALOGUE.name["charge"]),
    "lapse.by_year[].standing": (codes.StandingKind, CATALOGUE.name["standing"]),
    "timeline[].status": (codes.Cover, CATALOGUE.name["cover"]),
    "eligibility[].through": (assessment.Through, CATALOGUE.name["through"]),
    "person.category": (case.Category, CATALOGUE.name["category"]),
    "person.hardship[].category": (case.HardshipCategory, CATALOGUE.name["hardship"]),
    "person.special_status[]": (case.SpecialStatus, CATALOGUE.name["special_status"]),
}


def row(code: str, held: object) -> str:
    """The row of a code: its words, of several wordings the first, with … for what is filled in."""
    words = held[0] if isinstance(held, list) else held
    return re.sub(r"\{[^}]*\}", "…", f"| `{code}` | {words.zh} | {words.en} |")


@pytest.mark.parametrize("field", TABLES)
def test_every_code_is_told_in_the_words_of_the_catalogue(field):
    kind, words = TABLES[field]
    section = re.search(rf"^## .*`{re.escape(field)}`\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)[1]
    told = re.findall(r"^\| `.*\|$", section, re.MULTILINE)
    assert ["|".join([*each.split("|")[:4], ""]) for each in told] == [
        row(code, words[code]) for code in (get_args(kind) or words)
    ]


def test_where_the_answer_to_a_question_goes_is_a_field_of_the_case():
    pointers = re.findall(r"^\| `\w+` \|.*`(/[a-z_/…]+)` \|$", PAGE, re.MULTILINE)
    types = (case.Case, case.Person, case.Plan, case.ResidentRecord)
    fields = {name for type_ in types for name in type_.__struct_fields__}
    assert pointers
    assert {part for pointer in pointers for part in pointer.split("/") if part not in {"", "…"}} <= fields
