"""The answer on a terminal: the verdict first, no colour elsewhere, and no line wider than the page."""

import io
import re

import pytest
from msgspec.structs import replace
from rich.cells import cell_len
from rich.console import Console

from app.model.assessment import Charge, ChargeItem
from app.model.citation import Clause
from app.wording import worded
from app.wording.table import render


def page(answer, case, lang="zh", **console):
    out = io.StringIO()
    render(answer, case, Console(file=out, **{"width": 100, **console}), lang)
    return out.getvalue()


@pytest.fixture
def late(asked, answers):
    return asked("2026-03-02", [2026]), answers[0][0]


def test_the_verdict_comes_first_then_why_then_the_charge_then_the_days(late):
    told = page(*late)
    assert told.splitlines()[0] == "可收1100元，等待期后2026年5月31日起享受"
    order = ["理由", "应收费用", "待遇时间"]
    assert sorted(order, key=told.index) == order
    assert re.search(r"个人缴费标准 +400元", told)
    assert re.search(r"合计 +1100元", told)
    assert "2026-05-31 – 2026-12-31" in told
    assert "▒▒▒" in told


def test_english_is_said_where_it_is_asked_for(late):
    told = page(*late, lang="en")
    assert told.splitlines()[0] == "Collect 1,100 yuan; waiting period, covered from 31 May 2026"
    without_quotes = re.sub(r"“[^”]*”", "", told)
    assert not re.search(r"[\u4e00-\u9fff]", without_quotes)


def test_words_that_are_quoted_often_stand_once(asked, answers):
    told = page(asked("2025-12-01", [2025, 2026]), answers[0][0], width=400)
    quotes = re.findall(r"“[^”]*”", told)
    assert len(quotes) == len(set(quotes)) > 3


def test_colour_is_for_terminals(late):
    assert "\x1b[" not in page(*late)
    assert "\x1b[1;33m可收1100元" in page(*late, force_terminal=True, color_system="standard")


@pytest.mark.parametrize("width", [50, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_line_is_wider_than_the_page(answers, width, lang):
    for case, answer in answers[:80]:
        for line in page(answer, case, lang, width=width).splitlines():
            assert cell_len(line) <= width, line


def test_an_answer_already_in_words_is_shown_as_it_is(late):
    answer, case = late
    assert page(worded(answer), case) == page(answer, case)


def test_what_another_pays_is_said(late):
    answer, case = late
    item = ChargeItem("employee_contribution", 2026, None, "unemployment_fund")
    told = page(replace(answer, charge=Charge(0, (item,))), case)
    assert re.search(r"职工医保费 · 失业保险基金 +不在此计算", told)


def test_square_brackets_are_no_markup(late):
    answer, case = late
    reason = replace(answer.reasons[0], clause=Clause("a-document", "8", "[red]quoted[/red]"))
    assert "[red]quoted[/red]" in page(replace(answer, reasons=(reason,)), case)


def test_a_reason_without_a_document_is_its_sentence_alone(late):
    answer, case = late
    told = page(replace(answer, reasons=(replace(answer.reasons[0], clause=Clause("", "")),)), case)
    assert "公布的缴费期是" in told
    assert "hunan-2025-measures" not in told


def test_contribution_years_are_told_area_by_area(asked, answers):
    spells = [
        {"kind": "employee", "area": area, "from": first, "to": last}
        for area, first, last in (("430200", "2023-01", "2024-12"), ("440300", "2025-01", "2025-03"))
    ]
    answer, case = asked("2026-11-21", [2027], *spells), answers[0][0]
    told = page(answer, case)
    assert "职工医保缴费年限" in told
    assert "在430100认定24个月，满2年" in told
    assert re.search(r"430200 +24个月 +互相认定", told)
    assert re.search(r"440300 +3个月 +能否认定不能确定", told)
    assert re.search(r"430200 +24 months +recognised", page(answer, case, lang="en"))
