"""The register of items: every item of every text that is held, and nothing called modelled that no case shows."""

import tomllib

import pytest

from app.policies import PolicyError, default_folder, load
from tests.cases.casefile import answer, case_files, cases_in
from tests.policy.outline import items, number

TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((default_folder() / "texts").glob("*.txt"))}
ITEMS = [
    pytest.param(document, item, id=f"{document} {item.id}") for document, held in load().items.items() for item in held
]
MODELLED = [each for each in ITEMS if each.values[1].state != "not_modelled"]
CASES = {case["id"]: case for file in case_files(None) for case in cases_in(file)}


def rules_in(told):
    """Every rule that an answer names, wherever it stands."""
    if isinstance(told, dict):
        return (
            {told["rule"]} | rules_in([*told.values()])
            if isinstance(told.get("rule"), str)
            else rules_in([*told.values()])
        )
    return set().union(*map(rules_in, told)) if isinstance(told, list) else set()


@pytest.mark.parametrize("document", TEXTS)
def test_every_item_of_a_text_is_registered_in_its_order(document, shipped):
    of_that_text = [held.id for held in shipped.documents.values() if held.text == f"{document}.txt"]
    assert of_that_text == [document]
    assert [item.id for item in shipped.items[document]] == list(items(TEXTS[document]))


@pytest.mark.parametrize(("document", "item"), ITEMS)
def test_the_title_of_an_item_stands_in_its_text_where_the_item_begins(document, item):
    words = "".join(items(TEXTS[document])[item.id].split())
    assert item.id == "末段" or words.startswith("".join(item.title["zh"].split()))


@pytest.mark.parametrize(("document", "item"), MODELLED)
def test_every_rule_that_models_an_item_is_named_by_an_answer_to_one_of_its_cases(document, item):
    assert set(item.rules) <= set().union(*(rules_in(answer(CASES[name])) for name in item.cases))


def test_every_rule_to_which_a_clause_is_bound_is_told_by_an_answer_to_some_case():
    """A clause that no answer can quote is no clause that is modelled."""
    tables = [tomllib.loads(path.read_text("utf-8")) for path in default_folder().glob("*-*/*.toml")]
    bound = {rule for table in tables for version in table.get("version", ()) for rule in version["clauses"]}
    assert bound <= set().union(*(rules_in(answer(case)) for case in CASES.values()))


@pytest.mark.parametrize(("document", "item"), MODELLED)
def test_every_case_of_an_item_follows_a_reading_or_shows_a_rule_of_the_item(document, item):
    for name in item.cases:
        assert set(CASES[name]["readings"]) & set(item.readings) or rules_in(answer(CASES[name])) & set(item.rules)


def test_the_four_documents_beside_hunan_s_are_those_of_the_project(shipped):
    assert shipped.items.keys() == TEXTS.keys()
    assert sum(map(len, shipped.items.values())) == 90


@pytest.mark.parametrize(("numeral", "value"), [("一", 1), ("十", 10), ("十四", 14), ("二十", 20), ("二十三", 23)])
def test_a_chinese_numeral_is_a_number(numeral, value):
    assert number(numeral) == value


def test_an_outline_finds_what_has_words_of_its_own():
    text = (
        "一、总则\n（一）甲。有字。\n1. 子。\n（二）乙。\n1.丙。\n2.丁。\n二、附则\n　　本办法自2025年1月1日起施行。\n"
    )
    assert list(items(text)) == ["一（一）", "一（一）1", "一（二）1", "一（二）2", "二", "末段"]


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('rules = ["newborn", ', 'rules = ["new_born", ', ("item[2].rules", "unknown_key")),
        ('readings = ["R16", ', 'readings = ["R116", ', ("item[2].readings", "unlisted_value")),
        ('state = "modelled"', 'state = "done"', ("item[0].state", "wrong_value")),
        ('because = "benefits"\n', "", ("item[5].because", "wrong_value")),
        ('id = "7"', 'id = "6"', ("item[6].id", "duplicate_id")),
    ],
)
def test_an_entry_that_cannot_stand_is_a_problem(copy, before, after, problem):
    path = copy / "items" / "hunan-2025-measures.toml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    with pytest.raises(PolicyError) as refused:
        load(copy)
    assert [(found.key, found.code) for found in refused.value.problems] == [problem]


def test_items_of_a_document_that_is_not_there_are_a_problem(copy):
    path = copy / "items" / "hunan-2025-measures.toml"
    path.rename(path.with_name("hunan-2035-measures.toml"))
    with pytest.raises(PolicyError) as refused:
        load(copy)
    assert [found.code for found in refused.value.problems] == ["unknown_document"]
