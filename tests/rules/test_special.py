"""Persons whom the text leaves to a separate document."""

import pytest

from app.rules.special import ruled_elsewhere
from tests.rules.builders import hunan, law, person


@pytest.mark.parametrize("status", ["veteran", "released_prisoner"])
def test_a_status_that_a_separate_document_governs(status):
    assert ruled_elsewhere(person(special_status=(status,)), hunan().special)


def test_no_status_at_all():
    assert not ruled_elsewhere(person(), hunan().special)


def test_a_status_that_the_area_does_not_name():
    assert not ruled_elsewhere(person(special_status=("veteran",)), law("special", elsewhere=("released_prisoner",)))


def test_where_no_such_clause_is_known_nobody_is_left_out():
    assert not ruled_elsewhere(person(special_status=("veteran",)), None)
