"""A clerk gets a verdict with the keyboard alone, and nothing is promised that is not certain."""

from playwright.sync_api import expect

from tests.browser.desk import CATEGORIES, Desk, holding


def test_a_payment_outside_the_window_is_collected_with_its_wait(desk):
    desk.person("19900501", "adult_resident", "20260310").press("Space")
    desk.paid(y2024="20231102").asked()
    assert desk.outcome == "collect_with_wait"
    assert desk.told("#headline") == "可收1100元，等待期后2026年6月8日起享受"
    assert desk.told(".amount") == "¥1100.00"
    assert "个人 ¥1100.00" in desk.told(".figures")
    assert "2026-06-08 至 2026-12-31" in desk.told(".figures")
    reasons = desk.told(".reasons")
    assert "自2025年1月起，居民医保对未在集中参保缴费期内参保或未连续参保的人员" in reasons
    assert "关于健全基本医疗保险参保长效机制若干措施" in reasons
    assert [row.split("\t")[:3] for row in desk.told(".timeline tbody").splitlines()][-1] == [
        "2026-06-08",
        "2026-12-31",
        "享受待遇",
    ]
    assert "sha256:" in desk.told(".policy")


def test_where_the_fee_is_not_known_there_is_no_amount_and_no_day_is_said_to_be_covered(desk):
    desk.person("19900501", "adult_resident", "20261121").to("year-box-2027").press("Space")
    desk.paid(y2024="20231102").asked()
    assert desk.outcome == "needs_policy"
    assert desk.told("#headline") == "2027年缴费标准未公布；预计2027年5月1日起享受"
    assert desk.page.locator(".figures, .amount, .covered").count() == 0
    assert "¥" not in desk.told("#results")
    assert "尚不能确定" in desk.told(".timeline tbody")


def test_where_the_days_rest_on_a_copy_cover_is_only_expected(desk):
    desk.person("19900501", "adult_resident", "20251120", area="360000").to("year-box-2026").press("Space")
    desk.asked()
    assert desk.outcome == "collect_with_wait"
    assert "预计享受待遇 2026-04-01 至 2026-12-31" in desk.told(".figures dl").replace("\n", " ")
    assert desk.told(".timeline .status.covered") == "预计享受"


def test_a_refusal_says_what_to_do_instead(desk):
    desk.person("19900501", "flexible_worker", "2026-03-31").press("Space")
    desk.page.locator('[data-add="employee"]').focus()
    desk.press("Enter")
    desk.typed("202501").typed("202603")
    desk.asked()
    assert desk.outcome == "do_not_collect"
    assert desk.told("#headline") == "不收：职工医保还在保，请停保后再来转入"
    assert "是否按期转入，关系到收费和等待期" in desk.told("#verdict .instead")
    assert desk.page.locator(".figures").count() == 0
    assert "¥" not in desk.told("#results")


def test_a_question_brings_its_field_forward_and_its_answer_decides(desk):
    desk.person("20260220", "child", "20260410").press("Space")
    desk.asked()
    assert desk.outcome == "needs_facts"
    assert "孩子的父亲或母亲" in desk.told(".questions")
    assert desk.page.locator(".figures, .amount, .covered").count() == 0
    assert not desk.shown("#insured_parent")
    desk.press("F4")
    assert desk.focused == "insured_parent"
    described = desk.page.locator("#insured_parent").get_attribute("aria-describedby")
    assert "孩子的父亲或母亲" in desk.told(f"#{described}")
    desk.press("1")
    desk.asked()
    assert desk.outcome == "collect"
    assert desk.told(".amount") == "¥0.00"
    assert "2026-02-20 至 2026-12-31" in desk.told(".figures")
    assert not desk.shown(f"#{described}")


def test_a_year_of_which_nobody_knows_is_asked_about_in_its_cell(desk):
    desk.person("19900501", "adult_resident", "20251120").to("year-box-2026").press("Space")
    desk.paid(y2024="2023-11-02").to("year-2025").press("2")
    assert desk.focused == "year-2026"
    desk.asked()
    assert desk.outcome == "needs_facts"
    desk.press("F4")
    assert desk.focused == "year-2025"
    desk.press("1")
    desk.typed("2024.12.1")
    desk.asked()
    assert desk.outcome == "collect"


def test_keys_go_from_year_to_year_and_from_the_verdict_back_to_the_form(desk):
    desk.person("19900501", "adult_resident", "20260310").press("Space")
    desk.to("year-2024").press("ArrowRight")
    assert desk.focused == "year-2025"
    desk.press("0")
    assert desk.focused == "year-2026"
    desk.press("ArrowLeft")
    assert desk.focused == "year-2025"
    desk.asked()
    desk.press("Escape")
    assert desk.focused == "birth_date"


def test_what_would_be_better_can_be_chosen_and_gives_what_it_promises(desk):
    desk.person("19900501", "adult_resident", "20260210").press("Space")
    desk.paid(y2024="20231102").to("cover_by")
    desk.typed("20260630").press("F8")
    expect(desk.page.locator("#options")).to_be_focused()
    assert "2026年6月30日以前能享受待遇" in desk.told("#options")
    first = desk.page.locator("#options li").first
    assert "1100元" in first.inner_text()
    desk.press("Tab")
    desk.asked()
    assert desk.told(".amount") == "¥1100.00"
    assert desk.page.locator("#on").input_value() == "2026-02-10"


def test_the_next_person_finds_an_empty_form_with_area_and_years_kept(desk):
    desk.person("19900501", "adult_resident", "20260310").press("Space")
    desk.paid(y2024="20231102").asked()
    desk.page.locator("#more").evaluate("(fold) => (fold.open = true)")
    desk.press("F2")
    assert desk.focused == "birth_date"
    assert not desk.shown("#liable_from")
    assert [desk.page.locator(f"#{each}").input_value() for each in ("birth_date", "category")] == ["", ""]
    assert desk.page.locator("#area").input_value() == "430100"
    assert desk.page.locator("#year-2024").input_value() == "unpaid"
    assert not desk.shown("#verdict")


def test_every_category_is_chosen_by_its_digit(desk):
    desk.press("Tab")
    for digit, category in enumerate(CATEGORIES, 1):
        desk.press(str(digit))
        assert desk.page.locator("#category").input_value() == category


def test_areas_and_titles_that_come_late_ask_nothing_again(tab):
    held = holding(tab, "**/v1/policies")
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    desk = Desk(tab).opened()
    desk.person("19900501", "adult_resident", "20260310").press("Space")
    desk.asked()
    assert "hunan-2025-measures" in desk.told(".reasons")
    desk.until(held, 1)
    held[0].continue_()
    expect(desk.page.locator(".reasons")).to_contain_text("关于健全基本医疗保险参保长效机制若干措施")
    assert desk.focused == "verdict"
    assert len([url for url in asked if "/v1/assessments" in url]) == 1
