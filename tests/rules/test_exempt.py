"""Groups whom an area spares the wait."""

from datetime import date

import pytest
from msgspec.structs import replace

from app.model.calendar import Term
from app.model.case import Hardship
from app.model.policy import Exempt, Group
from app.rules.exempt import exempt_group, exempt_starts_on, exempt_unsettled, perhaps_exempt
from tests.rules.builders import hunan, payment, person

AID = "medical_aid_recipient"


def exempt(who, since="any", within=None, cover_from="payment_day"):
    """The law of an area that spares one group the wait."""
    groups = (Group(who=who, since=since, within=within),)
    return Exempt(cited=hunan().waiting.cited, groups=groups, cover_from=cover_from, fee="unknown")


def recognised(began_on, ended_on=None, category=AID):
    return person(hardship=(Hardship(category, began_on, ended_on),))


def discharged(on):
    return person(special_status=("veteran",), liable_from=on)


@pytest.mark.parametrize(
    ("who", "belongs"),
    [
        (recognised(date(2026, 3, 10)), True),
        (recognised(date(2026, 3, 11)), False),
        (recognised(date(2025, 1, 1), date(2026, 3, 10)), True),
        (recognised(date(2025, 1, 1), date(2026, 3, 9)), False),
        (recognised(date(2025, 1, 1), category="minimum_living"), False),
        (person(), False),
    ],
)
def test_a_hardship_category_counts_while_it_is_held(who, belongs):
    assert (exempt_group(payment(), who, exempt(AID)) is not None) is belongs
    assert not exempt_unsettled(payment(), who, exempt(AID))


@pytest.mark.parametrize(
    ("on", "belongs"), [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 3, 11), False)]
)
def test_who_became_one_in_the_year_bought_counts_from_that_day(on, belongs):
    law = exempt("veteran", "year_bought")
    assert (exempt_group(payment(), discharged(on), law) is not None) is belongs
    newly = exempt(AID, "year_bought")
    assert (exempt_group(payment(), recognised(on), newly) is not None) is belongs


@pytest.mark.parametrize(
    ("on", "belongs"), [(date(2025, 12, 10), False), (date(2025, 12, 11), True), (date(2026, 3, 10), True)]
)
def test_a_time_limit_begins_with_the_day_itself(on, belongs):
    assert (exempt_group(payment(), discharged(on), exempt("veteran", within=Term(days=90))) is not None) is belongs


@pytest.mark.parametrize(("since", "within"), [("year_bought", None), ("any", Term(days=90))])
def test_a_day_that_nobody_has_told_leaves_it_open_where_a_limit_hangs_on_it(since, within):
    law = exempt("veteran", since, within)
    assert exempt_group(payment(), discharged(None), law) is None
    assert exempt_unsettled(payment(), discharged(None), law)
    assert not exempt_unsettled(payment(), person(), law)


@pytest.mark.parametrize(
    ("held", "perhaps"),
    [
        ([Hardship("minimum_living", date(2025, 1, 1), None)], True),
        ([Hardship("minimum_living", date(2025, 1, 1), date(2026, 3, 9))], False),
        ([Hardship("minimum_living", date(2026, 3, 10), None)], True),
        ([Hardship("minimum_living", date(2026, 3, 11), None)], False),
        ([Hardship("orphan", date(2025, 1, 1), None)], False),
        (
            [Hardship("minimum_living", date(2025, 1, 1), None), Hardship(AID, date(2020, 1, 1), date(2020, 1, 1))],
            False,
        ),
        ([], False),
    ],
    ids=["one that may be", "ended", "begun on the day", "to come", "one that is none", "answered", "nothing"],
)
def test_a_category_may_be_one_of_the_group_where_the_area_does_not_say(held, perhaps):
    groups = (Group(who=AID, since="any", within=None, perhaps=("minimum_living",)),)
    who = person(hardship=tuple(held))
    assert perhaps_exempt(payment(), who, replace(exempt(AID), groups=groups)) is perhaps
    assert not perhaps_exempt(payment(), who, exempt(AID))


def test_a_status_without_a_limit_needs_no_day():
    assert exempt_group(payment(), discharged(None), exempt("veteran"))


def test_newborns_are_those_born_in_the_year_bought():
    law = exempt("newborn", "year_bought")
    assert exempt_group(payment(), person(birth_date=date(2026, 1, 1)), law).who == "newborn"
    assert exempt_group(payment(), person(birth_date=date(2025, 12, 31)), law) is None


@pytest.mark.parametrize(
    ("cover_from", "paid_on", "starts_on"),
    [
        ("payment_day", date(2026, 3, 10), date(2026, 3, 10)),
        ("day_after_payment", date(2026, 3, 10), date(2026, 3, 11)),
        ("payment_day", date(2025, 12, 31), date(2026, 1, 1)),
        ("day_after_payment", date(2025, 12, 31), date(2026, 1, 1)),
    ],
)
def test_cover_begins_with_the_payment_or_the_day_after(cover_from, paid_on, starts_on):
    assert exempt_starts_on(payment(paid_on), exempt("veteran", cover_from=cover_from)) == starts_on
