"""People who have all marks in common have the same awards, under one policy as under another."""

import os
import random

import msgspec
import numpy as np
import pytest

from app.batch.alike import keys
from app.batch.answering import Answering
from app.batch.award_marks import award_marks, first_award_year
from app.batch.cases import cases
from app.batch.laws import Laws
from app.batch.people import People
from app.batch.told import told
from app.model.case import Case, well_formed
from app.policies import default_folder, load
from tests.batch import fields, rows
from tests.batch.conftest import ROOT
from tests.oracle.lives import random_life

pytestmark = pytest.mark.no_cover

OVERLAYS = ROOT / "tests" / "policy" / "overlays"
SHIPPED, TO_2036 = load(), load(default_folder(), OVERLAYS / "hunan-2036")
ELSEWHERE = load(default_folder(), ROOT / "tests" / "cases" / "overlays" / "made-up-province")


def with_claims(life, rng):
    for record in life.get("history", []):
        if record["kind"] == "resident" and rng.random() < 0.7:
            record["reimbursed"] = rng.choice([False, False, True, None])
            record["zero_claim_award_used"] = rng.choice([None, None, True, False])
    return life


def people_much_alike(rng):
    found = []
    for _ in range(20):
        life = with_claims(fields.ordinary(rng) if rng.random() < 0.5 else random_life(rng), rng)
        shaken = [rows.shaken(life, rng) for _ in range(12)]
        found += [life, *(fields.changed(life, rng) for _ in range(24)), *(with_claims(each, rng) for each in shaken)]
    return [each for each in found if well_formed(msgspec.convert(each, Case))]


@pytest.mark.parametrize("after", [TO_2036, ELSEWHERE], ids=["to 2036", "made-up province"])
@pytest.mark.parametrize("seed", range(int(os.environ.get("CANBAO_BATCH_SEEDS", "4"))))
def test_whoever_has_all_marks_in_common_is_told_the_same_of_awards(after, seed):
    asked = Answering.settled(rows.table_of(people_much_alike(random.Random(seed))))
    people, both = People(asked), (Laws(SHIPPED.of), Laws(after.of))
    years = {area: first_award_year(SHIPPED.of(area), after.of(area)) or 0 for area in map(str, asked.column("area"))}
    first_year = np.array([years[area] for area in map(str, asked.column("area"))])
    halves = [half for laws in both for half in keys(people, laws)]
    marks = np.stack([*halves, award_marks(people, both, first_year)], axis=1)
    first: dict[tuple[int, ...], object] = {}
    for mark, case in zip(map(tuple, marks.tolist()), cases(asked), strict=True):
        awarded = years[case.area] > 0
        known = [told(case, each.of(case.area), awarded=awarded) for each in (SHIPPED, after)]
        assert first.setdefault(mark, known) == known, case
    assert len(first) < len(marks)


def test_awards_are_looked_at_where_the_laws_of_them_differ():
    assert first_award_year(SHIPPED.of("430100"), TO_2036.of("430100")) == 2025
    assert not first_award_year(SHIPPED.of("430100"), load().of("430100"))
    dearer = load(default_folder(), ROOT / "tests" / "cases" / "overlays" / "hunan-fees-2027")
    assert not first_award_year(SHIPPED.of("430100"), dearer.of("430100"))
    assert not first_award_year(SHIPPED.of("530523"), TO_2036.of("530523"))
