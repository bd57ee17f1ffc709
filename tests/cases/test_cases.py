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
    kept_apart,
    plain,
    policies,
)


@pytest.mark.parametrize("case", every_case(None))
def test_the_answer_is_the_lawful_one(case):
    found = differences(case["expect"], answer(case))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("case", every_case())
def test_the_brief_answer_is_part_of_the_whole_one(case):
    asked = case_of(case["given"])
    short, whole = plain(brief(asked, policies(case.get("overlay")).of(asked.area))), answer(case)
    assert short == {key: whole[key] for key in ("outcome", "years", "charge")}


@pytest.mark.parametrize("case", every_case(None))
def test_a_case_says_where_it_comes_from(case):
    assert case.keys() <= KEYS
    assert case.keys() >= NEEDED
    assert case["kind"] in KINDS
    assert ("source" in case) == (case["kind"] in PUBLISHED)
    assert set(case["readings"]) <= policies(None).readings.keys()


def test_no_two_cases_share_an_id():
    ids = Counter(case["id"] for file in case_files(None) for case in cases_in(file))
    assert [name for name, count in ids.items() if count > 1] == []


EXAMPLES = [
    "LN-FX-1a",
    "LN-FX-3",
    "LN-FX-4",
    "YN-LL-1",
    "YN-LL-2",
    "YN-LL-4",
    "SD-QD-1",
    "GX-WZ-2",
    "FJ-XM-2",
    "FJ-1",
    "FJ-2",
    "HB-XN-1",
    "HB-ES-1",
    "HB-WH-1",
    "HB-WH-2",
    "SN-1",
    "SN-2",
    "SN-3",
    "GZ-TR-1",
    "GZ-TR-2",
    "GZ-TR-3",
    "GZ-TR-4",
    "GZ-TR-5",
    "HN-HS-1",
    "HN-HS-2",
    "HN-HS-5",
    "HN-HS-6",
    "HN-YY-1",
    "HN-NB-1",
    "HN-NB-2",
    "HN-NB-3",
    "HN-FEE-1",
    "JX-1",
    "JX-3",
    "JX-4",
    "JX-6",
    "JX-8",
    "XX-CV-1",
    "XX-CV-3",
    "ZJ-HZ-1",
    "NAT-WALLET",
]
"""The worked examples that were published, as far as we know of them."""


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_published_example_is_a_case_or_kept_apart_with_the_reason(example):
    cases = {case["id"]: case for file in case_files(None) for case in cases_in(file)}
    apart = {each["id"]: each for each in kept_apart()}
    if example in cases:
        assert cases[example]["kind"] in PUBLISHED
        assert example not in apart
    else:
        assert apart[example]["remark"]
        assert apart[example]["source"]
        assert set(apart[example]["shown_by"]) <= cases.keys()


def test_nothing_is_kept_apart_that_was_not_published():
    assert {each["id"] for each in kept_apart()} <= set(EXAMPLES)
