"""Random lives: cases that satisfy the contract, ordinary or nasty, with days on the edges of the law.

One generator serves two sources of chance: `random_life` for bulk, `lives` for Hypothesis, which shrinks.
Every choice therefore puts the plainest option first.
"""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, Protocol, TypeVar

from hypothesis import strategies as st

T = TypeVar("T")
Record = dict[str, Any]

FIRST_DAY, LAST_DAY = date(2024, 9, 1), date(2028, 12, 31)
DAYS_OF_INTEREST = [
    (1, 1),
    (1, 2),
    (1, 31),
    (2, 1),
    (3, 1),
    (6, 30),
    (8, 31),
    (9, 1),
    (9, 30),
    (10, 1),
    (12, 31),
]
"""Month and day: edges of windows and years, and of the choices open from 1 October."""
DISTANCES = [0, 1, 10, 88, 89, 90, 91, 45, 200, 400]
"""Days between an event and the payment that follows it, around the limit of 90."""
ADULT_CATEGORIES = ["adult_resident", "flexible_worker", "migrant_worker", "new_form_worker"]
HARDSHIP = ["minimum_living", "destitute", "orphan", "relapse_watch", "severely_disabled", "registered_poor"]
_AUTUMN, _FIRST_YEAR = 9, 2025
HOME, AWAY = "430100", "440300"


class Dice(Protocol):
    """A source of chance."""

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both possible."""


class RandomDice:
    """Chance from a seeded generator."""

    def __init__(self, rng: random.Random) -> None:
        self._random = rng.random

    def whole(self, low: int, high: int) -> int:
        return low + int(self._random() * (high - low + 1))


class DrawnDice:
    """Chance from Hypothesis, for shrinking."""

    def __init__(self, draw: Callable[[st.SearchStrategy[int]], int]) -> None:
        self._draw = draw

    def whole(self, low: int, high: int) -> int:
        return self._draw(st.integers(low, high))


def random_life(rng: random.Random) -> Record:
    """One random case; the same generator state gives the same case."""
    return _life(RandomDice(rng))


@st.composite
def lives(draw: st.DrawFn) -> Record:
    """Random cases for Hypothesis."""
    return _life(DrawnDice(draw))


# -- small choices -----------------------------------------------------------------------------------


def _pick(dice: Dice, options: Sequence[T]) -> T:
    return options[dice.whole(0, len(options) - 1)]


def _chance(dice: Dice, percent: int) -> bool:
    return dice.whole(0, 99) >= 100 - percent


def _day_between(dice: Dice, first: date, last: date) -> date:
    return first + timedelta(days=dice.whole(0, max(0, (last - first).days)))


def _some_day(dice: Dice, first: date = FIRST_DAY, last: date = LAST_DAY) -> date:
    if _chance(dice, 50):
        return _day_between(dice, first, last)
    month, day = _pick(dice, DAYS_OF_INTEREST)
    return min(max(date(dice.whole(first.year, last.year), month, day), first), last)


def _after(dice: Dice, anchor: date) -> date:
    return anchor + timedelta(days=_pick(dice, DISTANCES))


def _word(dice: Dice) -> bool | None:
    """The caller's word about the window: mostly none."""
    return _pick(dice, [True, False]) if _chance(dice, 15) else None


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _sparse(dice: Dice, record: Record) -> Record:
    """Optional fields may be absent instead of null, empty or at their default."""
    if not _chance(dice, 60):
        return record
    default = {"repair_years": 0}
    if record.get("kind") == "resident":
        default["through_school"] = False
    return {key: value for key, value in record.items() if value not in (None, [], default.get(key))}


# -- records of the history --------------------------------------------------------------------------


def _resident(dice: Dice, year: int, paid_on: date, *, through_school: bool = False) -> Record:
    record = {
        "kind": "resident",
        "year": year,
        "area": _pick(dice, [HOME, HOME, HOME, HOME, "431000", AWAY]),
        "paid_on": paid_on.isoformat(),
        "in_window": _word(dice),
        "through_school": through_school,
    }
    return _sparse(dice, record)


def _pay_day(dice: Dice, year: int) -> date:
    """When a fee was paid: in its window, in the window's tail, late, on an edge, or impossibly."""
    new_year, years_end = date(year, 1, 1), date(year, 12, 31)
    opens, closes = date(year - 1, 9, 1), date(year - 1, 12, 31)
    stretches = [
        *[(opens, closes)] * 5,
        (new_year, date(year, 2, 10)),
        *[(date(year, 2, 1), years_end)] * 2,
        (date(year, 9, 1), years_end),
    ]
    on_the_edge = [opens, closes, new_year, date(year, 1, 31)]
    wait_to_new_year = [date(year, 10, 1), date(year, 10, 2), date(year, 10, 3), years_end]
    impossible = [date(year + 1, 1, 1), date(year - 1, 8, 31), date(year - 1, 3, 1)]
    edges = _pick(dice, [on_the_edge, on_the_edge, wait_to_new_year, impossible])
    return _pick(dice, edges) if _chance(dice, 25) else _day_between(dice, *_pick(dice, stretches))


def _fees(dice: Dice, on: date, percent: int) -> list[Record]:
    """Fees for some of the years, now and then twice, a few of them after `on` (findings)."""
    fees: list[Record] = []
    for year in range(2023, on.year + 2):
        if not _chance(dice, percent):
            continue
        paid_on = _pay_day(dice, year)
        if paid_on > on and not _chance(dice, 10):
            continue
        fees.append(_resident(dice, year, paid_on))
        if _chance(dice, 5):
            fees.append(_resident(dice, year, paid_on + timedelta(days=dice.whole(1, 60))))
    return fees


def _spell(dice: Dice, first: date, last: date | None, ended_on: date | None = None) -> Record:
    record = {
        "kind": "employee",
        "area": _pick(dice, [HOME, AWAY]),
        "from": _month(first),
        "to": None if last is None else _month(last),
        "ended_on": None if ended_on is None else ended_on.isoformat(),
        "basis": _pick(dice, ["unit", "flexible"]),
    }
    return _sparse(dice, record)


def _any_spell(dice: Dice, on: date) -> Record:
    """A spell of any kind: over, still running, known to end later, ending inside a month, future."""
    first = on - timedelta(days=dice.whole(-40, 1100))
    last = first + timedelta(days=_pick(dice, [0, 40, 70, 100, 300, 700]))
    match dice.whole(0, 6):
        case 0 | 1 | 2:
            return _spell(dice, first, last)
        case 3 | 4:
            return _spell(dice, first, last, _day_between(dice, last, _month_end(last)))
        case 5:
            return _spell(dice, first, None)
        case _:
            return _spell(dice, first, last, last + timedelta(days=dice.whole(0, 90)))


def _spell_left_on(dice: Dice, ended_on: date) -> Record:
    """A spell that ended on a known day, short or long."""
    first = ended_on - timedelta(days=_pick(dice, [400, 20, 45, 75, 100, 900]))
    at_month_end = ended_on == _month_end(ended_on)
    return _spell(dice, first, ended_on, None if at_month_end else ended_on)


def _repairs(dice: Dice, on: date, fees: Sequence[Record]) -> list[Record]:
    """Repair records, applied for while some wait may be running."""
    repairs: list[Record] = []
    for fee in fees:
        if _chance(dice, 12):
            paid_on = date.fromisoformat(fee["paid_on"])
            applied_on = min(paid_on + timedelta(days=dice.whole(0, 260)), on + timedelta(days=3))
            repairs.append({"kind": "repair", "applied_on": applied_on.isoformat(), "years": dice.whole(1, 4)})
    return repairs


# -- plan and person ---------------------------------------------------------------------------------


def _planned_years(dice: Dice, on: date) -> list[int]:
    """Mostly what may be bought on the day: this year, and the next once its window is open."""
    year = on.year
    autumn = [[year + 1], [year + 1], [year, year + 1], [year]]
    usual = autumn if on.month >= _AUTUMN else [*[[year]] * 7, [year + 1]]
    if year < _FIRST_YEAR:
        usual = [[_FIRST_YEAR], [_FIRST_YEAR], [_FIRST_YEAR], [year]]
    rare = [
        *([year, year + 1], [year + 1, year + 2], [year, year + 2], [year, year + 1, year + 2]),
        *([year + 1, year], [year + 1, year + 1], [year - 1], [year - 1, year], [year + 2]),
    ]
    return _pick(dice, rare if _chance(dice, 15) else usual)


def _unpaid(dice: Dice, fees: list[Record], years: list[int]) -> list[Record]:
    """Mostly nobody plans to pay for a year already paid."""
    return [fee for fee in fees if fee["year"] not in years or _chance(dice, 10)]


def _plan(dice: Dice, years: list[int], *, through_school: bool | None = None, repairing: int = 4) -> Record:
    """A plan; `repairing` is the percentage of those with repair."""
    repair_years = _pick(dice, [1, 1, 1, 2, 2, 3, 5]) if _chance(dice, repairing) else 0
    plan = {
        "scheme": "resident",
        "years": [] if repair_years and _chance(dice, 15) else years,
        "repair_years": repair_years,
        "in_window": _word(dice),
        "through_school": through_school,
    }
    return {"years": plan["years"]} | _sparse(dice, plan)


def _hardship(dice: Dice, on: date) -> list[Record]:
    held: list[Record] = []
    for _ in range(_pick(dice, [1, 1, 2]) if _chance(dice, 15) else 0):
        since = on - timedelta(days=_pick(dice, [300, 0, 1, -1, 900]))
        until = on + timedelta(days=_pick(dice, [300, 0, -1])) if _chance(dice, 30) else None
        until = None if until is None else max(since, until)
        held.append(
            {
                "category": _pick(dice, HARDSHIP),
                "from": since.isoformat(),
                "to": None if until is None else until.isoformat(),
            }
        )
    return held


def _person(dice: Dice, on: date, birth: date, category: str, **facts: object) -> Record:
    liable_from = _some_day(dice) if _chance(dice, 12) else None
    person: Record = {
        "birth_date": birth.isoformat(),
        "category": category,
        "hukou_area": HOME,
        "liable_from": None if liable_from is None else liable_from.isoformat(),
        "hardship": _hardship(dice, on),
        "special_status": ["veteran"] if _chance(dice, 1) else [],
        "insured_parent": None,
    }
    return _sparse(dice, person | facts)


def _case(dice: Dice, on: date, person: Record, history: list[Record], plan: Record) -> Record:
    if _chance(dice, 30):
        history = [history.pop(dice.whole(0, len(history) - 1)) for _ in range(len(history))]
    case = {"area": HOME, "on": on.isoformat(), "person": person, "history": history, "unknown_years": []}
    return _sparse(dice, case) | {"plan": plan}


# -- kinds of lives ----------------------------------------------------------------------------------


def _adult(dice: Dice) -> Record:
    """Fees and spells in any mixture."""
    on = _some_day(dice)
    birth = _day_between(dice, date(1950, 1, 1), date(2006, 12, 31))
    years = _planned_years(dice, on)
    fees = _unpaid(dice, _fees(dice, on, percent=_pick(dice, [60, 25, 90])), years)
    spells = [_any_spell(dice, on) for _ in range(_pick(dice, [0, 0, 1, 1, 2, 3]))]
    history = [*fees, *spells, *_repairs(dice, on, fees)]
    person = _person(dice, on, birth, _pick(dice, ADULT_CATEGORIES))
    return _case(dice, on, person, history, _plan(dice, years))


def _leaver(dice: Dice) -> Record:
    """Somebody who lost employee cover a known number of days ago."""
    ended_on = _some_day(dice, date(2024, 10, 1), date(2028, 9, 30))
    if _chance(dice, 40):
        ended_on = date(ended_on.year, 9, 30) + timedelta(days=_pick(dice, [0, -1, 1, 30, 60, 91, 92]))
    on = ended_on + timedelta(days=1 + _pick(dice, DISTANCES))
    years = _planned_years(dice, on)
    fees = _unpaid(dice, _fees(dice, on, percent=_pick(dice, [30, 0, 70])), years)
    history = [*fees, _spell_left_on(dice, ended_on)]
    if _chance(dice, 15):
        history.append(_any_spell(dice, on))
    if _chance(dice, 20):
        paid_on = min(on, ended_on + timedelta(days=_pick(dice, [1, 5, 90, 91])))
        history.append(_resident(dice, paid_on.year + _pick(dice, [0, 1]), paid_on))
    birth = _day_between(dice, date(1960, 1, 1), date(2004, 12, 31))
    person = _person(dice, on, birth, _pick(dice, ADULT_CATEGORIES))
    return _case(dice, on, person, history, _plan(dice, years))


def _lapsed(dice: Dice) -> Record:
    """Long lapses, where the floor and repair matter; the years go further than elsewhere."""
    on = _some_day(dice, date(2028, 9, 1), date(2035, 12, 31))
    fees = [_resident(dice, year, _pay_day(dice, year)) for year in range(2024, on.year + 1) if _chance(dice, 8)]
    years = _planned_years(dice, on)
    fees = _unpaid(dice, [fee for fee in fees if fee["paid_on"] <= on.isoformat()], years)
    if _chance(dice, 45):
        paid_on = on - timedelta(days=dice.whole(0, 200))
        fees.append(_resident(dice, paid_on.year + _pick(dice, [0, 1]), paid_on))
    history = [*fees, *_repairs(dice, on, fees * 3)]
    if _chance(dice, 20):
        history.append(_any_spell(dice, on))
    birth = _day_between(dice, date(1950, 1, 1), date(2006, 12, 31))
    person = _person(dice, on, birth, "adult_resident")
    return _case(dice, on, person, history, _plan(dice, years, repairing=45))


def _newborn(dice: Dice) -> Record:
    """A child born shortly before `on`, now and then after it."""
    birth = _some_day(dice, date(2025, 1, 1), date(2028, 9, 30))
    on = birth - timedelta(days=3) if _chance(dice, 2) else _after(dice, birth)
    fees: list[Record] = []
    for year in (birth.year, birth.year + 1):
        if _chance(dice, 15):
            paid_on = birth + timedelta(days=dice.whole(-2, max(0, (on - birth).days) + 1))
            fees.append(_resident(dice, year, paid_on))
    parent = _pick(dice, [False, True, None])
    person = _person(dice, on, birth, "child", insured_parent=parent)
    return _case(dice, on, person, fees, _plan(dice, _planned_years(dice, on)))


def _welfare_child(dice: Dice) -> Record:
    """A child taken in by a welfare institution."""
    birth = _some_day(dice, date(2015, 1, 1), date(2027, 12, 31))
    entry = birth + timedelta(days=_pick(dice, [0, 30, 400, 1000, 2000]))
    entry = min(max(entry, date(2024, 6, 1)), LAST_DAY)
    on = _after(dice, entry)
    before = [fee for fee in _fees(dice, entry, percent=25) if fee["paid_on"] >= birth.isoformat()]
    known = None if _chance(dice, 5) else entry.isoformat()
    person = _person(dice, on, birth, "welfare_institution_child", institution_entry=known, insured_parent=False)
    return _case(dice, on, person, before, _plan(dice, _planned_years(dice, on)))


def _student(dice: Dice) -> Record:
    """A new student, enrolled at home in the year of entry or not, or one who paid ahead."""
    ahead = _chance(dice, 30)
    entered = date(dice.whole(2021, 2024) if ahead else dice.whole(2024, 2027), 9, dice.whole(1, 10))
    on = _some_day(dice) if ahead else _after(dice, entered)
    years = _planned_years(dice, on)
    fees = _unpaid(dice, _fees(dice, on, percent=60), years)
    if not ahead and _chance(dice, 20):
        paid_on = _day_between(dice, entered, date(entered.year, 12, 31))
        if paid_on <= on:
            fees.append(_resident(dice, entered.year + 1, paid_on, through_school=True))
    school = {
        "entered_on": entered.isoformat(),
        "prepaid_until": dice.whole(entered.year + 2, entered.year + 5) if ahead else None,
    }
    birth = date(entered.year - dice.whole(17, 20), dice.whole(1, 12), dice.whole(1, 28))
    person = _person(dice, on, birth, "college_student", school=school, school_area=_pick(dice, [HOME, HOME, AWAY]))
    through_school = _pick(dice, [None, None, True, False])
    return _case(dice, on, person, fees, _plan(dice, years, through_school=through_school))


KINDS = [_adult] * 7 + [_leaver] * 5 + [_lapsed] * 3 + [_newborn] * 3 + [_student] * 2 + [_welfare_child]


def _life(dice: Dice) -> Record:
    return _pick(dice, KINDS)(dice)
