"""What an official version takes from a text known by copies alone is told as that where it decides something."""

import msgspec
import pytest

from app.assess import assess
from app.model.case import Case
from app.model.explanation import PolicyWarning
from app.policies.subject import SUBJECTS

AREAS = ["210900", "350000", "350200", "520600", "530500", "530523"]
COUNTED = {"lapse_years"}
"""What the clause is quoted for beside the figure that it gives: the years themselves are counted, not given."""
SECOND_HAND = PolicyWarning("secondary", "waiting")


def answer(shipped, area, paid, repair_years=0):
    asked = {
        "area": area,
        "on": "2028-11-20",
        "person": {"birth_date": "1990-05-01", "category": "adult_resident"},
        "history": [{"kind": "resident", "year": paid, "area": area, "paid_on": f"{paid - 1}-11-20"}],
        "plan": {"scheme": "resident", "years": [2029], "repair_years": repair_years, "in_window": True},
    }
    return assess(msgspec.convert(asked, Case), shipped.of(area))


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize(
    ("paid", "repair_years", "told"),
    [(2028, 0, False), (2027, 0, False), (2026, 0, True), (2026, 1, True), (2026, 2, True)],
)
def test_a_wait_is_told_as_second_hand_where_the_nations_figures_lengthen_or_shorten_it(
    shipped, area, paid, repair_years, told
):
    found = answer(shipped, area, paid, repair_years)
    assert (SECOND_HAND in found.policy.warnings) is told


def test_every_clause_that_an_official_version_quotes_second_hand_is_named_as_that(shipped):
    laws = [shipped.of(area.code).of(year) for area in shipped.areas() for year in range(2017, 2031)]
    held = [getattr(law, subject) for law in laws for subject in SUBJECTS]
    versions = [each.cited for each in held if each is not None]
    copies = {each.document for each in versions if each.confidence == "secondary"}
    official = [each for each in versions if each.confidence == "official"]
    assert len(official) > 20
    for each in official:
        quoted = {rule for rule, clause in each.clauses.items() if clause.document in copies - {each.document}}
        assert quoted - COUNTED <= {*each.secondary, *each.inferred}, each.area
        assert set(each.secondary) <= quoted, each.area
