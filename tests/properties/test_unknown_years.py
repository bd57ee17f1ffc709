"""A year of which nobody knows: what is decided, and what is said of bounds and days, holds whenever it was paid."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from math import prod

import msgspec
import pytest
from msgspec.structs import replace

from app.assess import assess, brief
from app.assess.life import lived
from app.explore import completed
from app.explore.world import first_covered_day
from app.model.assessment import Assessment, Brief, YearCover
from app.model.calendar import DAY
from app.model.case import Case, ResidentRecord
from app.model.life import Life
from app.model.policy import Policy
from app.policies import load
from tests.explore.asking import ADULT, ASSUMED, case
from tests.oracle.lives import random_life

pytestmark = pytest.mark.no_cover

AREAS = ("430100", "430100", "430100", "350000", "360000", "520600", "530500")
LIVES, WAYS = 120, 60


@pytest.mark.parametrize(("tried_at_most", "outcome"), [(96, "collect_with_wait"), (1, "needs_facts")])
def test_where_not_every_day_is_tried_the_year_is_asked_for(monkeypatch, tried_at_most, outcome):
    monkeypatch.setattr("app.assess.judgement.TRIED_AT_MOST", tried_at_most)
    asked = case("2026-03-10", ADULT, plan={"scheme": "resident", "years": [2026]}, unknown_years=[2025])
    assert brief(asked, load().of("430100")).outcome == outcome


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_is_decided_or_bounded_holds_on_whatever_days_unknown_years_were_paid(number):
    rng = random.Random(430100 + number)
    for _ in range(LIVES // number):
        asked, policy = unsure(rng, number)
        answer, bounds = assess(asked, policy), completed(asked, policy).bounds
        decided = not any(each.code == "unknown_year" for each in answer.questions)
        days = statuses(answer)
        for known in each_way(asked, policy, rng):
            told = brief(known, policy)
            assert not decided or come_to(told) == come_to(answer), (asked, known.history)
            assert not decided or all(map(not_belied, answer.years, told.years)), (asked, known.history)
            if told.charge is not None:
                assert bounds.least_fen <= told.charge.total_fen <= bounds.most_fen, (asked, known.history)
            if first := first_covered_day(told, known.plan):
                assert bounds.earliest <= first, (asked, known.history)
                assert bounds.never or first <= bounds.latest, (asked, known.history)
            if rng.random() < 1 / 9:
                then = statuses(assess(known, policy))
                assert not any(belied(days[day], then.get(day)) for day in days), (asked, known.history)


def test_whoever_answers_what_is_asked_of_years_is_asked_about_no_other():
    rng = random.Random(430100)
    for _ in range(LIVES // 2):
        asked, policy = unsure(rng, 3)
        asked = replace(asked, unknown_years=(*asked.unknown_years, *asked.plan.years))
        years = asked_about(asked, policy)
        (life, _), left = lived(asked, []), tuple(set(asked.unknown_years).difference(years))
        paid = [rng.choice(list(fees(asked, policy, year, life, rng))) for year in years]
        for told in ([], paid):
            known = replace(asked, unknown_years=left, history=(*asked.history, *told))
            assert asked_about(known, policy) == [], (asked, told)


def asked_about(asked: Case, policy: Policy) -> list[int | None]:
    return [each.year for each in assess(asked, policy).questions if each.code == "unknown_year"]


def unsure(rng: random.Random, number: int) -> tuple[Case, Policy]:
    """A random life of which so many years are unknown, in one of several areas."""
    life = random_life(rng)
    life["area"] = rng.choice(AREAS)
    on = int(life["on"][:4])
    years = rng.sample(range(max(2023, on - 1 - number), on + 2), number)
    life["history"] = [each for each in life.get("history", ()) if each.get("year") not in years]
    return msgspec.convert(life | {"unknown_years": years}, Case), ASSUMED.of(life["area"])


def each_way(asked: Case, policy: Policy, rng: random.Random) -> Iterator[Case]:
    """The case with the years unpaid, and paid on any days on which they could have been, here or elsewhere."""
    (life, _), known = lived(asked, []), replace(asked, unknown_years=())
    paid = [[None, *fees(asked, policy, year, life, rng)] for year in asked.unknown_years]
    ways = list(product(*paid)) if prod(map(len, paid)) <= WAYS else [tuple(map(rng.choice, paid)) for _ in range(WAYS)]
    for way in ways:
        yield replace(known, history=(*known.history, *filter(None, way)))


def fees(asked: Case, policy: Policy, year: int, life: Life, rng: random.Random) -> Iterator[ResidentRecord]:
    """A fee for the year on about one in twelve of the days on which it could have been paid, and on the last."""
    window = policy.of(year).window
    opens_on = window.opens_on if window and window.opens_on else date(year - 1, 1, 1)
    day, last = max(opens_on, asked.person.birth_date), min(asked.on, date(year, 12, 31))
    while day <= last:
        if day.year < year or life.running_spell(day) is None:
            yield ResidentRecord(year=year, area=rng.choice((asked.area, asked.area, "440300")), paid_on=day)
        day += timedelta(days=rng.choice((1, 1, 5, 20, 33))) if day < last - timedelta(days=33) else DAY


def come_to(told: Assessment | Brief) -> object:
    """What a payer is told: nothing is collected, or what is, and what it covers."""
    if told.outcome == "do_not_collect":
        return told.outcome
    return told.outcome, told.charge, [(each.year, each.basis, each.covered_from, each.waiting) for each in told.years]


def not_belied(told: YearCover, then: YearCover) -> bool:
    """Whether the lapse years and the carried wait told of a year, if any, are those that it has."""
    return told.lapse_years in {None, then.lapse_years} and told.carried_until in {None, then.carried_until}


def belied(told: str, then: str | None) -> bool:
    """Whether a day said to be covered is not, or one said not to be is."""
    return (told, then == "covered") in {
        ("covered", False),
        ("waiting", True),
        ("not_covered", True),
    } and then is not None


def statuses(told: Assessment) -> dict[date, str]:
    """The status of every day of the timeline."""
    return {
        part.from_on + timedelta(days=each): part.status
        for part in told.timeline
        for each in range((part.to_on - part.from_on).days + 1)
    }
