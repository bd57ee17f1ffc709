"""An answer names every document that it cites, and every one for which it warns."""

import random

import msgspec

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
