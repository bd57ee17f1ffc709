"""An answer names every document that it cites, and every one for which it warns."""

import random

import msgspec
import pytest

from app.assess import assess
from app.model.case import Case
from app.policies import load
from tests.oracle.lives import random_life

POLICIES = load()
AREAS = [area.code for area in POLICIES.areas()]
WORKED = {"kind": "employee", "area": "430100", "from": "2023-01", "to": "2024-12"}


def test_every_document_cited_or_warned_of_is_named():
    """Whatever the life, wherever: among them months of employee cover where pooling is a draft."""
    rng, drafts = random.Random(9), 0
    for area in AREAS * 3:
        life = random_life(rng)
        history = [*life.get("history", []), WORKED]
        case = msgspec.convert(life | {"area": area, "on": "2026-03-10", "history": history}, Case)
        policy = POLICIES.of(area)
        answer = assess(case, policy)
        named = answer.policy.documents
        told = [*answer.reasons, *answer.eligibility, *(answer.contributions.by_area if answer.contributions else ())]
        assert {each.clause.document for each in told if each.clause and each.clause.document} <= set(named)
        years = {case.on.year, *case.plan.years, *([answer.awards.year] if answer.awards else [])}
        for warning in answer.policy.warnings:
            if warning.code in {"window_unknown", "late_newborn", "cap_unknown"}:
                continue  # of no document
            held = [getattr(policy.of(year), warning.subject) for year in years]
            documents = {each.cited.document for each in held if each is not None}
            assert not documents or documents & set(named)
            drafts += warning.code == "draft"
    assert drafts
    assert len(named) == len(set(named))


LATE = {"years": [2026], "scheme": "resident"}


@pytest.mark.parametrize(
    ("person", "on", "rests"),
    [
        (
            {"category": "adult_resident", "hardship": [{"category": "orphan", "from": "2020-01-01"}]},
            "2026-01-20",
            True,
        ),
        (
            {"category": "adult_resident", "hardship": [{"category": "orphan", "from": "2020-01-01"}]},
            "2026-03-20",
            False,
        ),
        (
            {
                "category": "adult_resident",
                "hardship": [{"category": "orphan", "from": "2020-02-01", "to": "2020-01-01"}],
            },
            "2026-01-20",
            False,
        ),
        (
            {
                "category": "adult_resident",
                "hardship": [{"category": "orphan", "from": "2020-01-01", "to": "2024-12-31"}],
            },
            "2026-01-20",
            False,
        ),
    ],
    ids=["held inside the window", "outside it", "a status that cannot be", "lost years ago"],
)
def test_aid_is_named_only_where_it_may_be_due(person, on, rests):
    answer = told(person, on)
    assert ("sina-finance-2025-12-21" in answer.policy.documents) is rests
    assert ("aid" in {each.subject for each in answer.policy.warnings}) is rests


def test_a_status_that_cannot_be_is_no_ground_for_r22():
    backwards = [{"category": "orphan", "from": "2020-02-01", "to": "2020-01-01"}]
    held = [{"category": "orphan", "from": "2020-02-01"}]
    used = [
        {each.id for each in told({"category": "adult_resident", "hardship": each}, "2026-03-20").readings}
        for each in (backwards, held)
    ]
    assert ["R22" in each for each in used] == [False, True]


def test_a_newborn_and_a_child_in_care_do_not_hang_on_a_window():
    newborn = {"category": "child", "birth_date": "2027-02-01", "insured_parent": False}
    in_care = {"category": "welfare_institution_child", "institution_entry": "2027-02-20"}
    for person in (newborn, in_care):
        answer = told(person, "2027-03-01", plan={"scheme": "resident", "years": [2027]})
        assert "window_unknown" not in {each.code for each in answer.policy.warnings}
    late = told({"category": "adult_resident"}, "2026-12-01", plan={"scheme": "resident", "years": [2027]})
    assert "window_unknown" in {each.code for each in late.policy.warnings}


def test_a_cap_that_is_not_known_is_warned_of_where_an_award_is_due():
    paid = {"kind": "resident", "area": "430200", "year": 2025, "paid_on": "2024-11-02"}
    codes = []
    for reimbursed in (None, False):
        answer = told({"category": "adult_resident"}, "2025-11-02", [paid | {"reimbursed": reimbursed}], area="430200")
        codes.append("cap_unknown" in {each.code for each in answer.policy.warnings})
    assert codes == [False, True]


def told(person, on, history=(), plan=LATE, area="430100"):
    asked = {"area": area, "on": on, "person": {"birth_date": "1990-05-01", **person}, "history": history, "plan": plan}
    return assess(msgspec.convert(asked, Case), POLICIES.of(area))
