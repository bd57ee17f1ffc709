"""The answer to a family has a word for every code, and says nothing that is not so."""

import io
import json
from typing import get_args

import msgspec
import pytest
from rich.console import Console

from app.assess import family_aid
from app.model import family, kinship
from app.model import family_aid as told
from app.model.family import FamilyCase
from app.policies import load
from app.wording.catalogue import CATALOGUE
from app.wording.family import family_in_words
from app.wording.family_table import STYLES, render
from tests.contract.process import ROOT

SAID = {
    "judged": told.Because,
    "kinship": told.Standing,
    "family_finding": told.FamilyFindingCode,
    "family_question": told.FamilyQuestionCode,
}
NAMED = {"relation": kinship.Relation, "use": family.Use}
FAMILY = json.loads((ROOT / "app" / "web" / "openapi" / "family.json").read_bytes())


def answer(**changed):
    case = msgspec.json.decode(json.dumps(FAMILY | changed), type=FamilyCase)
    return family_in_words(family_aid(case, load().of))


@pytest.mark.parametrize("kind", SAID)
def test_every_code_has_a_sentence_and_every_sentence_a_code(kind):
    assert getattr(CATALOGUE, kind).keys() == set(get_args(SAID[kind]))


@pytest.mark.parametrize("kind", NAMED)
def test_every_code_has_a_name_and_every_name_a_code(kind):
    assert CATALOGUE.name[kind].keys() == set(get_args(NAMED[kind]))


def test_every_reason_for_not_paying_has_a_sentence():
    assert CATALOGUE.need.keys() == {*get_args(told.Unpaid), "paid", "share"}


def test_every_outcome_has_a_headline_and_a_colour():
    outcomes = get_args(told.FamilyOutcome)
    assert {f"family_{outcome}" for outcome in outcomes} <= CATALOGUE.headline.keys()
    assert STYLES.keys() == set(outcomes)


@pytest.mark.parametrize(
    ("changed", "zh", "en"),
    [
        ({"needs": []}, "没有要付的费用", "There is nothing to pay"),
        ({"needs": FAMILY["needs"][:1]}, "1项费用都能付，共400元", "All can be paid: needs 1, together 400 yuan"),
        (
            {"needs": FAMILY["needs"][2:]},
            "个人账户不能支付，400元须另付",
            "No account may pay: 400 yuan to be paid otherwise",
        ),
    ],
)
def test_the_headline_says_what_is_paid(changed, zh, en):
    headline = answer(**changed).headline
    assert (headline.zh, headline.en) == (zh, en)


def test_a_way_names_whom_it_passes_and_a_tie_next_door_nobody():
    child, _, grandpa = answer().kinships
    assert child.text.en == "child is a close relative of mother: child."
    assert grandpa.text.en == "grandpa_in_law is no close relative of mother: parent-in-law, by way of father."


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_search_cut_short_is_said(lang):
    console = Console(width=200, record=True, file=io.StringIO())
    render(msgspec.structs.replace(answer(), exact=False), console, lang)
    assert {"zh": "可能还有更好的分配", "en": "there may be a better one"}[lang] in console.export_text()
