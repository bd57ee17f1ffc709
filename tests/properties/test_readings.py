"""Another reading of the law is the same core run on other policy data, and says whether it would decide."""

import random
from pathlib import Path

import msgspec
import pytest

from app.assess import assess, brief
from app.explore import read_as, readings_table, with_readings
from app.model.case import Case
from app.policies import load
from app.wording.explored import readings_in_words
from tests.oracle.lives import random_life

pytestmark = pytest.mark.no_cover

LIVES = 60
POLICY = load(Path(__file__).parents[2] / "policy").of("430100")


def asked(**plan):
    """A lapse of two years, the coverage year 2027 bought on 21 November 2026 (the case of the design)."""
    person = {"birth_date": "1990-05-01", "category": "adult_resident"}
    history = [{"kind": "resident", "year": 2024, "area": "430100", "paid_on": "2023-11-02"}]
    case = {"area": "430100", "on": "2026-11-21", "person": person, "history": history}
    return msgspec.convert({**case, "plan": {"scheme": "resident", "years": [2027], **plan}}, Case)


def tried(case):
    plain = assess(case, POLICY)
    return with_readings(plain, readings_table(case, POLICY, plain))


def decided(case):
    return {each.id: each.decides for each in tried(case).readings}


def test_counting_the_first_lapse_year_would_change_the_wait_of_two() -> None:
    said = decided(asked())
    assert said["R3"] is True
    assert said["R2"] is False


def test_calendar_months_would_move_no_day_here_but_thirty_day_months_do_in_july() -> None:
    assert decided(asked())["R5"] is False
    late = msgspec.structs.replace(asked(years=[2026]), on=msgspec.convert("2026-07-03", type=type(asked().on)))
    assert decided(late)["R5"] is True


def test_no_answer_is_changed_by_asking() -> None:
    plain, explored = assess(asked(), POLICY), tried(asked())
    assert msgspec.structs.replace(explored, readings=plain.readings) == plain
    assert all(each.decides is None for each in plain.readings)


def test_reading_otherwise_touches_one_parameter_alone() -> None:
    reading = POLICY.readings["R3"]
    other = read_as(POLICY, reading, reading.values[1])
    assert other.of(2027).waiting.first_variable_lapse_year == 1
    assert other.of(2027).fees == POLICY.of(2027).fees
    assert POLICY.of(2027).waiting.first_variable_lapse_year == 2


def test_counting_years_before_2025_would_bring_the_continuity_award_forward() -> None:
    fees = [
        {"kind": "resident", "year": year, "area": "430100", "paid_on": f"{year - 1}-11-02", "reimbursed": False}
        for year in range(2020, 2026)
    ]
    case = msgspec.convert(
        {
            "area": "430100",
            "on": "2025-11-21",
            "person": {"birth_date": "1990-05-01", "category": "adult_resident"},
            "history": fees,
            "plan": {"scheme": "resident", "years": [2026]},
        },
        Case,
    )
    reading = POLICY.readings["R23"]
    earlier = read_as(POLICY, reading, reading.values[1])
    assert assess(case, POLICY).awards.continuous_years == 2
    found = assess(case, earlier).awards
    assert (found.continuous_years, found.continuity_fen, found.zero_claim_fen) == (7, 1_500_000, 500_000)
    table = readings_table(case, POLICY, assess(case, POLICY))
    tried_otherwise = next(each for each in table if each.id == "R23")
    assert (tried_otherwise.changes, tried_otherwise.least_award_fen) == (True, 2_000_000)
    assert decided(case)["R23"] is True
    told = readings_in_words((tried_otherwise,), POLICY.readings)[0].text
    assert told.zh.endswith("大病保险支付限额提高20000元。")


def test_a_reading_of_the_awards_that_changes_none_does_not_decide() -> None:
    assert decided(asked())["R23"] is False


@pytest.mark.parametrize("seed", range(2))
def test_a_reading_that_would_change_what_is_collected_is_among_those_listed(seed) -> None:
    """What the fees of the past rest on is not listed, so that a wait carried from there may differ."""
    rng = random.Random(seed)
    tried_out = [
        (reading.id, read_as(POLICY, reading, value))
        for reading in POLICY.readings.values()
        for value in reading.values
        if reading.parameter and reading.id in POLICY.of(2026).readings
        if value.name != POLICY.of(2026).readings[reading.id].value
    ]
    for _ in range(LIVES):
        case = msgspec.convert(random_life(rng), Case)
        told = assess(case, POLICY)
        listed = {each.id for each in told.readings}
        if told.outcome in {"collect", "collect_with_wait"}:
            for name, policy in tried_out:
                other = brief(case, policy)
                carried = any(each.carried_until for each in (*told.years, *other.years))
                if (other.outcome, other.years, other.charge) != (
                    told.outcome,
                    told.years,
                    told.charge,
                ) and not carried:
                    assert name in listed, (name, msgspec.json.encode(case))


@pytest.mark.parametrize(
    ("born", "on", "ended_on", "expected"),
    [
        ("1990-05-01", "2026-02-01", "2025-11-02", {"R12", "R14"}),
        ("1990-05-01", "2026-01-30", "2025-11-02", {"R12", "R13", "R14"}),
        ("2025-11-01", "2026-02-05", None, {"R16", "R16b", "R17", "R18"}),
        ("2025-11-01", "2026-01-20", None, {"R16", "R16b", "R17"}),
    ],
)
def test_what_a_day_too_late_turned_on_is_told_across_the_new_year(born, on, ended_on, expected) -> None:
    spell = {"kind": "employee", "area": "430100", "from": "2024-01", "to": "2025-11", "ended_on": ended_on}
    case = {
        "area": "430100",
        "on": on,
        "person": {"birth_date": born, "category": "child" if ended_on is None else "adult_resident"},
        "history": [spell] if ended_on else [],
        "plan": {"scheme": "resident", "years": [2026], "in_window": False},
    }
    assert expected <= {each.id for each in assess(msgspec.convert(case, Case), POLICY).readings}
