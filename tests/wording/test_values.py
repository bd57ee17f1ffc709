"""How facts are said: days, amounts, numbers with their unit, and ids by their names."""

from datetime import date

import pytest

from app.wording.template import UnspokenError, sentence
from app.wording.values import said


@pytest.mark.parametrize(
    ("name", "value", "zh", "en"),
    [
        ("paid_on", date(2027, 5, 1), "2027年5月1日", "1 May 2027"),
        ("paid_on", date(2027, 12, 31), "2027年12月31日", "31 December 2027"),
        ("total_fen", 40_000, "400元", "400 yuan"),
        ("total_fen", 110_000, "1100元", "1,100 yuan"),
        ("total_fen", 50, "0.50元", "0.50 yuan"),
        ("total_fen", 40_005, "400.05元", "400.05 yuan"),
        ("total_fen", 100, "1元", "1 yuan"),
        ("total_fen", 0, "0元", "0 yuan"),
        ("amount_fen", -20_000, "-200元", "-200 yuan"),
        ("amount_fen", -50, "-0.50元", "-0.50 yuan"),
        ("months", 1, "1个月", "1 month"),
        ("floor_months", 6, "6个月", "6 months"),
        ("lapse_years", 1, "1年", "1 year"),
        ("worth_years", 0, "0年", "0 years"),
        ("year", 2027, "2027", "2027"),
        ("month_length", "30_days", "每月按30天算", "a month is 30 days"),
        ("special_status", "released_prisoner, veteran", "刑满释放人员、复转军人", None),
        ("lapsed", "2025, 2026", "2025、2026", "2025, 2026"),
    ],
)
def test_a_fact_is_said_in_both_languages(name, value, zh, en):
    text = said(name, value)
    assert text.zh == zh
    assert en is None or text.en == en


def test_what_the_catalogue_does_not_hold_names_itself():
    with pytest.raises(UnspokenError, match=r"reason\.no_such_rule") as raised:
        sentence("reason", "no_such_rule", {"year": 2027})
    assert (raised.value.kind, raised.value.code) == ("reason", "no_such_rule")


def test_a_sentence_is_not_said_without_its_facts():
    with pytest.raises(UnspokenError):
        sentence("reason", "floor", {"year": 2027, "lapse_years": 4, "floor_months": None})


def test_a_turned_sign_needs_a_number():
    with pytest.raises(UnspokenError):
        sentence("reason", "hardship_aid", {"amount_fen": None})
    assert sentence("reason", "hardship_aid", {"amount_fen": -20_000}).zh.endswith("资助200元。")
