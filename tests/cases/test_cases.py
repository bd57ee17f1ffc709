"""Each clause, and the day before, on and after each of its limits: asked as data, answered as the law has it."""

from collections import Counter

import pytest

from app.assess import brief
from tests.cases.casefile import (
    KEYS,
    KINDS,
    NEEDED,
    PUBLISHED,
    answer,
    case_files,
    case_of,
    cases_in,
    differences,
    every_case,
    plain,
    policies,
)


@pytest.mark.parametrize("case", every_case())
def test_the_answer_is_the_lawful_one(case):
    found = differences(case["expect"], answer(case))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("case", every_case())
def test_the_brief_answer_is_part_of_the_whole_one(case):
    asked = case_of(case["given"])
    short, whole = plain(brief(asked, policies(case.get("overlay")).of(asked.area))), answer(case)
    assert short == {key: whole[key] for key in ("outcome", "years", "charge")}


@pytest.mark.parametrize("case", every_case())
def test_a_case_says_where_it_comes_from(case):
    assert case.keys() <= KEYS
    assert case.keys() >= NEEDED
    assert case["kind"] in KINDS
    assert ("source" in case) == (case["kind"] in PUBLISHED)
    assert set(case["readings"]) <= policies(None).readings.keys()


def test_no_two_cases_share_an_id():
    ids = Counter(case["id"] for file in case_files() for case in cases_in(file))
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_published_example_of_hunan_is_a_case():
    published = {case["id"] for file in case_files() for case in cases_in(file) if case["kind"] in PUBLISHED}
    assert published >= {
        "HN-HS-1",
        "HN-HS-2",
        "HN-HS-5",
        "HN-HS-6",
        "HN-YY-1",
        "HN-NB-1",
        "HN-NB-2",
        "HN-NB-3",
        "HN-FEE-1",
    }
