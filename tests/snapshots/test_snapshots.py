"""What a change does to people: the answers of every area to twelve of them, compared with those last reviewed.

Where one differs: `make snapshots`, read the diff, and say in the commit which clause or figure it follows.
"""

import pytest

from app.policies import load
from tests.snapshots.snapshot import HERE, PEOPLE, file_of, snapshot

pytestmark = pytest.mark.no_cover

POLICIES = load()
CODES = [area.code for area in POLICIES.areas()]


def test_there_are_twelve_standard_people():
    assert len({someone["id"] for someone in PEOPLE["someone"]}) == len(PEOPLE["someone"]) == 12


def test_every_area_that_is_modelled_has_its_snapshot_and_no_other():
    assert sorted(kept.stem for kept in HERE.glob("*.txt")) == CODES


@pytest.mark.parametrize("code", CODES)
def test_the_answers_are_those_last_reviewed(code):
    assert file_of(code).read_text(encoding="utf-8") == snapshot(code, POLICIES)
