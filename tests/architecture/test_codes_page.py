"""The page of codes tells every code of an answer, and of a case, in the words of the catalogue."""

import re

from app.model import case
from tests.architecture.codes_page import FILE, TABLES, written

PAGE = FILE.read_text(encoding="utf-8")


def test_every_code_is_told_in_the_words_of_the_catalogue():
    assert PAGE.splitlines() == written(PAGE).splitlines(), "make codes, and look at what has changed"
    for name in ("outcome", "questions[].code"):  # whose rows say more
        rows = re.search(rf"`{re.escape(name)}`\n(.*?)^## ", PAGE, re.MULTILINE | re.DOTALL)[1]
        assert len(re.findall(r"^\| `\w+` (?:\|[^|\n]+){3}\|$", rows, re.MULTILINE)) == len(TABLES[name][0].__args__)


def test_where_the_answer_to_a_question_goes_is_a_field_of_the_case():
    pointers = re.findall(r"^\| `\w+` \|.*`(/[a-z_/…]+)` \|$", PAGE, re.MULTILINE)
    types = (case.Case, case.Person, case.Plan, case.ResidentRecord)
    fields = {name for type_ in types for name in type_.__struct_fields__}
    assert pointers
    assert {part for pointer in pointers for part in pointer.split("/") if part not in {"", "…"}} <= fields
