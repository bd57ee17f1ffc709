"""The shipped policy data: sound, as the readings have it, and falling back as it should."""

import hashlib
import tomllib
from datetime import date

import msgspec
import pytest

from app.assess import assess
from app.model.calendar import Term
from app.model.case import Case
from app.model.explanation import PolicyWarning
from app.policies import default_folder
from app.policies.document import without_spaces
from app.policies.rules import RULES

HUNAN = "430000"
WORKED = {"kind": "employee", "area": "230100", "from": "2024-01", "to": "2026-03"}
CITIES = [
    *(f"430{number}00" for number in range(1, 10)),
    *(f"431{number}00" for number in range(4)),
    "433100",
    "439900",
]


def test_every_area_of_hunan_is_modelled(shipped):
    codes = [area.code for area in shipped.areas()]
    assert {"000000", HUNAN, *CITIES} <= set(codes)
    assert all(shipped.of(code).area == code and shipped.of(code).modelled for code in codes)


@pytest.mark.parametrize(
    ("year", "opens_on", "closes_on", "individual", "subsidy"),
    [
        (2025, date(2024, 9, 1), date(2024, 12, 31), 400, 670),
        (2026, date(2025, 9, 1), date(2026, 1, 31), 400, 700),
    ],
)
@pytest.mark.parametrize("area", [HUNAN, *CITIES])
def test_windows_and_fees_are_those_published(shipped, *, area, year, opens_on, closes_on, individual, subsidy):
    law = shipped.of(area).of(year)
    assert (law.window.opens_on, law.window.closes_on) == (opens_on, closes_on)
    assert (law.fees.individual_fen, law.fees.subsidy_fen) == (individual * 100, subsidy * 100)
    assert law.fees.subsidy_from is None


@pytest.mark.parametrize("area", [HUNAN, *CITIES])
@pytest.mark.parametrize("year", [2027, 2028, 2100])
def test_what_is_not_published_is_not_known(shipped, area, year):
    law = shipped.of(area).of(year)
    assert (law.window, law.fees, law.aid) == (None, None, None)
    assert law.waiting is not None


def test_known_until_is_the_last_year_published_and_open_for_the_law_itself(shipped):
    known = shipped.of("430100").known_until
    assert (known["window"], known["fees"], known["aid"]) == (2026, 2026, 2026)
    assert known["waiting"] is known["transfer"] is known["newborn"] is None
    assert "window" not in shipped.of("000000").known_until


def test_hardship_fees_of_2026_are_those_published_and_2025s_are_not_known(shipped):
    assert shipped.of(HUNAN).of(2025).aid is None
    assert shipped.of(HUNAN).of(2026).aid.fee_fen == {
        "destitute": 0,
        "severely_disabled": 0,
        "orphan": 0,
        "unattended_child": 0,
        "minimum_living": 20_000,
        "relapse_watch": 20_000,
        "near_minimum_living": 20_000,
    }


def test_the_newborn_waiver_is_granted_for_2026_alone(shipped):
    waivers = {year: law.newborn for year, law in shipped.of("430400").years.items() if law.newborn}
    assert [year for year, newborn in waivers.items() if newborn.waiver_for_insured_parent] == [2026]
    assert waivers.keys() == set(range(2025, 2102))


def test_hunan_waits_in_months_of_30_days_with_a_first_variable_month_in_the_second_lapse_year(shipped):
    waiting = shipped.of("430100").of(2026).waiting
    assert (waiting.fixed_months, waiting.variable_months_each, waiting.first_variable_lapse_year) == (
        3,
        1,
        2,
    )
    assert (waiting.floor_months, waiting.floor_from_lapse_years) == (6, 4)
    assert (waiting.counted_from_year, waiting.neutral_employee_months) == (2025, 3)
    assert (waiting.month_length, waiting.tail_cover) == ("30_days", "january_first")
    assert waiting.cited.clause("fixed_wait").quote.endswith("设置参保后固定待遇等待期3个月。")


def test_hunan_takes_within_three_months_as_90_days(shipped):
    law = shipped.of("430100").of(2026)
    assert law.transfer.within == Term(days=90)
    assert law.newborn.within == Term(days=90)
    assert law.transfer.next_year_from == law.newborn.next_year_from == (10, 1)
    assert (law.newborn.day_one, law.newborn.across_new_year) == ("day_after_birth", False)
    assert law.students.new_student_cover_from == (9, 1)
    assert law.special.elsewhere == ("veteran", "released_prisoner")


def test_nothing_waits_before_2025(shipped):
    assert all(law.waiting is None for year, law in shipped.of("431000").years.items() if year < 2025)


def test_chenzhou_has_its_own_window_until_2024_and_the_provinces_after_that(shipped):
    chenzhou = shipped.of("431000")
    assert chenzhou.of(2016).window is None
    windows = {year: chenzhou.of(year).window for year in range(2017, 2027)}
    assert (windows[2017].opens_on, windows[2017].closes_on) == (date(2016, 10, 1), date(2017, 2, 28))
    for year in range(2018, 2025):
        assert (windows[year].opens_on, windows[year].closes_on) == (
            date(year - 1, 8, 1),
            date(year - 1, 12, 31),
        )
        assert windows[year].cited.area == "431000"
    assert windows[2025].cited.area == windows[2026].cited.area == HUNAN
    assert chenzhou.of(2017).fees is None, "least amounts are not fees"


@pytest.mark.parametrize(
    ("code", "answers"),
    [
        ("430100", "430100"),
        ("430199", "430100"),
        ("430423", "430400"),
        ("431002", "431000"),
        ("433130", "433100"),
        ("439900", "439900"),
        ("432000", HUNAN),
        ("430000", HUNAN),
        ("000000", "000000"),
    ],
)
def test_a_code_is_answered_by_the_nearest_area(shipped, code, answers):
    assert shipped.of(code).area == answers
    assert shipped.of(code).modelled


@pytest.mark.parametrize("code", ["110000", "540100", "999999", "000001", "", "湖南"])
def test_an_area_of_a_province_without_data_is_not_answered_from_the_nation(shipped, code):
    policy = shipped.of(code)
    assert not policy.modelled
    assert policy.area == code
    assert policy.years == {}
    assert policy.of(2026).waiting is None
    assert policy.revision == shipped.revision


def test_the_national_text_gives_no_window_no_fee_and_calendar_months(shipped):
    nation = shipped.of("000000").of(2026)
    assert (nation.window, nation.fees, nation.aid, nation.transfer, nation.newborn) == (None,) * 5
    assert (nation.waiting.month_length, nation.waiting.fixed_months) == ("calendar", 3)
    assert nation.waiting.cited.confidence == "secondary"


def test_areas_that_state_nothing_share_their_parents_laws(shipped):
    assert shipped.of("430400").years is shipped.of("433100").years is shipped.of(HUNAN).years


def test_every_quote_stands_in_its_text_and_matches_its_digest(shipped):
    held = [document for document in shipped.documents.values() if document.text]
    assert len(held) == 5
    for document in held:
        text = without_spaces((default_folder() / "texts" / document.text).read_text("utf-8"))
        for passage in document.passages:
            assert without_spaces(passage.quote) in text
            assert passage.sha256 == hashlib.sha256(passage.quote.encode()).hexdigest()


def test_every_reading_is_there_and_every_law_says_which_it_takes(shipped):
    assert {name.rstrip("bc") for name in shipped.readings} == {f"R{number}" for number in range(1, 48)}
    taken = shipped.of("430100").of(2026).readings
    assert shipped.readings.keys() - taken.keys() == {"R4b", "R4c"}, "Hunan spares no group the wait"
    varied = ("R3", "R5", "R6", "R12", "R16", "R16b", "R17", "R18")
    ours = {name: (taken[name].value, taken[name].other) for name in varied}
    assert ours == {
        "R3": ("n_minus_1", ("n",)),
        "R5": ("30_days", ("calendar",)),
        "R6": ("january_first", ("payment_day", "day_after_payment")),
        "R12": ("90_days", ("calendar_months",)),
        "R16": ("day_after_birth", ("birth",)),
        "R16b": ("same_year", ("across",)),
        "R17": ("inclusive", ("after",)),
        "R18": ("as_out_of_window", ("next_month", "day_after_until_age_one", "unknown")),
    }
    assert shipped.of("000000").of(2026).readings["R5"].value == "calendar"
    assert "R12" not in shipped.of("000000").of(2026).readings


def test_values_of_readings_have_the_type_of_their_field(shipped):
    values = {name: [value.value for value in shipped.readings[name].values] for name in ("R12", "R16b", "R17")}
    assert values == {
        "R12": [Term(months=3), Term(days=90)],
        "R16b": [False, True],
        "R17": [(10, 1), (10, 2)],
    }


def test_a_law_says_when_it_was_last_verified(shipped):
    assert {law.verified_on for law in shipped.of("430100").years.values()} <= {date(2026, 11, 21), date(2026, 11, 22)}


def test_every_rule_that_has_words_may_be_given_its_clause():
    catalogue = tomllib.loads((default_folder().parent / "app/wording/catalogue.toml").read_text("utf-8"))
    assert catalogue["reason"].keys() <= RULES


def test_the_awards_of_hunan_are_5000_yuan_a_step_and_the_ceiling_is_known_in_changsha_alone(shipped):
    scale = shipped.of(HUNAN).of(2026).awards
    assert (scale.continuity_fen, scale.zero_claim_fen, scale.cap_percent) == (500_000, 500_000, 20)
    assert (scale.counted_from_year, scale.zero_claim_from_year, scale.needed_years) == (2025, 2025, 4)
    assert (scale.after_lapse, scale.least_amounts) == ("zero_claim_stays", False)
    assert scale.cited.confidence == "official"
    assert shipped.of(HUNAN).of(2024).awards is None
    known = {code: shipped.of(code).of(2026).ceiling for code in CITIES}
    assert {code: ceiling.ceiling_fen for code, ceiling in known.items() if ceiling} == {"430100": 40_000_000}
    assert known["430100"].cited.confidence == "secondary"


def test_the_national_text_gives_least_awards_and_no_ceiling(shipped):
    nation = shipped.of("000000").of(2026)
    assert (nation.awards.continuity_fen, nation.awards.zero_claim_fen, nation.awards.least_amounts) == (
        100_000,
        100_000,
        True,
    )
    assert nation.ceiling is None


def test_a_draft_is_marked_as_one(shipped):
    assert shipped.documents["heilongjiang-draft-plan"].standing == "draft"


@pytest.mark.parametrize(("history", "told"), [([], False), ([WORKED], True)], ids=["none", "employee months"])
def test_a_draft_is_told_to_those_whose_answer_rests_on_it_and_to_no_one_else(shipped, history, told):
    """Heilongjiang's draft is of a fund: it holds no rule of enrolment, fee or wait."""
    person = {"birth_date": "1990-05-01", "category": "adult_resident"}
    plan = {"scheme": "resident", "years": [2026]}
    asked = {"area": "230100", "on": "2025-11-20", "person": person, "history": history, "plan": plan}
    answer = assess(msgspec.convert(asked, Case), shipped.of("230100"))
    worked = ["hunan-2025-measures", "heilongjiang-draft-plan"] if told else []  # a neutral year is Hunan's reading
    assert answer.policy.documents == ("cn-2024-38", *worked)
    assert (PolicyWarning("inferred", "waiting") in answer.policy.warnings) is told
    assert (PolicyWarning("draft", "pooling") in answer.policy.warnings) is told
    assert [each for each in answer.policy.warnings if each.code == "draft" and each.subject != "pooling"] == []
