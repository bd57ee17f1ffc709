"""A year of which nobody knows: what is decided, and what is said of bounds and days, holds whenever it was paid."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from app.assess import assess, brief
from app.assess.life import lived
from app.explore import completed
from app.explore.world import first_covered_day
from app.model.assessment import Assessment, Brief
from app.model.case import Case, ResidentRecord
from app.model.policy import Policy
from app.policies import load
from tests.explore.asking import ADULT, ASSUMED, case
from tests.oracle.lives import random_life

AREAS = ("430100", "430100", "430100", "350000", "360000", "520600", "530500")
LIVES = 120


@pytest.mark.parametrize(("tried_at_most", "outcome"), [(96, "collect_with_wait"), (1, "needs_facts")])
def test_where_not_every_day_is_tried_the_year_is_asked_for(monkeypatch, tried_at_most, outcome):
    monkeypatch.setattr("app.assess.judgement.TRIED_AT_MOST", tried_at_most)
    asked = case("2026-03-10", ADULT, plan={"scheme": "resident", "years": [2026]}, unknown_years=[2025])
    assert brief(asked, load().of("430100")).outcome == outcome


def test_what_is_decided_or_bounded_holds_on_whatever_day_an_unknown_year_was_paid():
    rng = random.Random(430100)
    for _ in range(LIVES):
        asked, policy = unsure(rng)
        answer, bounds = assess(asked, policy), completed(asked, policy).bounds
        decided = not any(each.code == "unknown_year" for each in answer.questions)
        days = statuses(answer)
        for known in each_way(asked, policy, rng):
            told = brief(known, policy)
            assert not decided or come_to(told) == come_to(answer), (asked, known.history[-1])
            if told.charge is not None:
                assert bounds.least_fen <= told.charge.total_fen <= bounds.most_fen, (asked, known.history[-1])
            if first := first_covered_day(told, known.plan):
                assert bounds.earliest <= first, (asked, known.history[-1])
                assert bounds.never or first <= bounds.latest, (asked, known.history[-1])
            if rng.random() < 1 / 9:
                then = statuses(assess(known, policy))
                assert not any(then.get(day, "covered") != "covered" for day in days if days[day] == "covered"), asked


def unsure(rng: random.Random) -> tuple[Case, Policy]:
    """A random life of which one year is unknown, in one of several areas."""
    life = random_life(rng)
    life["area"] = rng.choice(AREAS)
    on = int(life["on"][:4])
    year = rng.randint(max(2023, on - 2), on + 1)
    life["history"] = [each for each in life.get("history", ()) if each.get("year") != year]
    return msgspec.convert(life | {"unknown_years": [year]}, Case), ASSUMED.of(life["area"])


def each_way(asked: Case, policy: Policy, rng: random.Random) -> Iterator[Case]:
    """The case with the year unpaid, and paid on any day on which it could have been, about one in twelve of them."""
    (year,) = asked.unknown_years
    window, (life, _) = policy.of(year).window, lived(asked, [])
    known = replace(asked, unknown_years=())
    yield known
    opens_on = window.opens_on if window and window.opens_on else date(year - 1, 1, 1)
    day = max(opens_on, asked.person.birth_date)
    while day <= min(asked.on, date(year, 12, 31)):
        if day.year < year or life.running_spell(day) is None:
            fee = ResidentRecord(year=year, area=asked.area, paid_on=day)
            yield replace(known, history=(*known.history, fee))
        day += timedelta(days=rng.choice((1, 1, 5, 20, 33)))


def come_to(told: Assessment | Brief) -> object:
    """What a payer is told: nothing is collected, or what is, and what it covers."""
    if told.outcome == "do_not_collect":
        return told.outcome
    return told.outcome, told.charge, [(each.year, each.basis, each.covered_from, each.waiting) for each in told.years]


def statuses(told: Assessment) -> dict[date, str]:
    """The status of every day of the timeline."""
    return {
        part.from_on + timedelta(days=each): part.status
        for part in told.timeline
        for each in range((part.to_on - part.from_on).days + 1)
    }
