"""Another reading of the law is the same core run on other policy data, and says whether it would decide."""

from pathlib import Path

import msgspec
import pytest

from app.assess import assess
from app.explore import read_as, readings_table, with_readings
from app.model.case import Case
from app.policies import load
from app.wording.explored import readings_in_words

pytestmark = pytest.mark.no_cover

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
