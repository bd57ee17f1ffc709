"""A decision is kept once, however often it is asked for; its receipt can be copied, printed and found again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import holding, without_violations
from tests.contract.keeping import SECRETS, bearing

DECISIONS = "**/v1/decisions*"
CHANGED = {
    "same": False,
    "headline": {"zh": "少收100元", "en": "100 yuan less"},
    "differences": [
        {"text": {"zh": "应收：1100元 → 1000元", "en": "charge: 1,100 → 1,000 yuan"}, "rule": "fixed_wait"}
        | {"clause": {"document": "hunan-2025-measures", "item": "8", "quote": "设置参保后固定待遇等待期3个月"}}
    ],
}
"""What a replay says where another policy gives another answer."""
NUMBER = re.compile("[0-9a-hjkmnp-tv-z]{26}")


@pytest.fixture
def asked(desk):
    desk.person("19900501", "adult_resident", "20260310").press("Space")
    return desk.paid(y2024="20231102").asked()


def secret_given(desk, secret=SECRETS["counter-1"]):
    desk.press("F9")
    assert desk.focused == "secret"
    desk.type(secret)
    desk.press("Enter")
    return desk


def receipt(desk):
    expect(desk.page.locator("#number")).to_be_focused()
    number = desk.told("#number")
    assert NUMBER.fullmatch(number)
    return number


def test_what_is_kept_is_what_is_on_show(asked, server):
    headline = asked.told("#headline")
    number = receipt(secret_given(asked))
    kept = server.asked("GET", f"/v1/decisions/{number}", headers=bearing()).json()
    assert kept["assessment"]["headline"]["zh"] == headline == asked.told("#headline")
    assert kept["receipt"]["caller"] == "counter-1"
    assert "counter-1" in asked.told("#receipt")
    asked.press("Tab")
    asked.press("Enter")
    assert asked.told("#state") == "编号已复制。"
    asked.page.locator("#other-years").focus()
    asked.press("Control+v")
    assert asked.page.locator("#other-years").input_value() == number
    asked.page.locator("#other-years").fill("")
    asked.page.emulate_media(media="print")
    assert asked.shown("#number")


def test_a_kept_decision_is_looked_up_and_held_against_the_policy_of_now(asked):
    headline = asked.told("#headline")
    number = receipt(secret_given(asked))
    asked.page.evaluate("sessionStorage.removeItem('canbao.secret')")
    looked_up(asked, number, SECRETS["counter-1"])
    assert [asked.shown(each) for each in ("#verdict", "#grounds", "#keeping")] == [False, False, False]
    told = asked.told("#found")
    assert all(each in told for each in (number, "须填表重新测算", "结论相同", headline, "¥1100.00"))
    without_violations(asked.page)
    asked.page.route("**/replay", lambda route: route.fulfill(json=route.fetch().json() | CHANGED))
    looked_up(asked, number.upper())
    assert "结论有变。 少收100元" in asked.told("#found")
    assert "fixed_wait · hunan-2025-measures 8" in asked.told("#found")
    brief = {"outcome": "collect_with_wait", "years": [], "charge": None}
    asked.page.route(f"**/{number}", lambda route: route.fulfill(json=route.fetch().json() | {"assessment": brief}))
    looked_up(asked, number)
    assert "只要了简要答复" in asked.told("#found")
    asked.page.locator("#found button").press("Enter")
    assert not asked.shown("#found")
    asked.asked()
    asked.press("F7")
    asked.type("0" * 26)
    asked.press("Enter")
    expect(asked.page.locator("#lookup-faults")).to_contain_text("没有留存过这个编号")


def looked_up(desk, number, secret=None):
    desk.press("F7")
    desk.typed(number)
    if secret:
        desk.type(secret)
    desk.page.locator("#lookup-number").press("Enter")
    expect(desk.page.locator("#found")).to_be_focused()


def test_the_same_case_of_the_same_person_has_one_receipt_and_the_next_person_another(asked):
    number = receipt(secret_given(asked))
    asked.page.reload()
    expect(asked.page.locator("#number")).to_have_text(number)
    asked.press("F9")
    assert receipt(asked) == number
    asked.press("Escape")
    asked.typed("19900502")
    assert not asked.page.locator("#changed").is_hidden()
    asked.press("F9")
    asked.press("Escape")
    asked.page.locator("#birth_date").focus()
    asked.typed("19900501").asked()
    assert asked.told("#number") == number
    asked.press("F2")
    asked.person("19900501", "adult_resident", "20260310")
    asked.paid(y2024="20231102").asked()
    assert not asked.shown("#receipt")
    asked.press("F9")
    assert receipt(asked) != number


def test_an_answer_that_was_lost_on_its_way_is_asked_for_again_and_is_the_same(asked):
    told = []

    def lost(route):
        told.append(route.fetch().json()["receipt"]["number"])
        route.abort()

    asked.page.route(DECISIONS, lost)
    secret_given(asked)
    expect(asked.page.locator("#keeping [role=alert]")).to_contain_text("同一笔不会留存两次")
    assert not asked.shown("#receipt")
    asked.page.unroute(DECISIONS)
    asked.press("F9")
    assert [receipt(asked)] == told


def test_a_double_press_is_sent_once_and_the_next_person_waits_for_the_receipt(asked):
    held = holding(asked.page, DECISIONS)
    secret_given(asked)
    asked.press("F9")
    asked.press("F9")
    asked.press("F2")
    assert asked.shown("#verdict")
    asked.until(held, 1)
    held[0].continue_()
    receipt(asked)


def test_a_secret_that_does_not_hold_is_said_and_asked_for_again(asked):
    secret_given(asked, "canbao_forged")
    expect(asked.page.locator("#keeping [role=alert]")).to_contain_text("需要调用方密钥")
    expect(asked.page.locator("#secret")).to_be_focused()
    asked.type(SECRETS["counter-1"])
    asked.press("Enter")
    receipt(asked)
    stored = asked.page.evaluate("[JSON.stringify({...localStorage}), location.href, document.cookie]")
    assert SECRETS["counter-1"] not in "".join(stored)


def test_nothing_is_kept_of_a_form_that_has_changed(asked):
    sent = []
    asked.page.on("request", lambda request: sent.append(request.url))
    asked.press("Escape")
    asked.type("1")
    asked.press("F9")
    assert not asked.shown("#receipt")
    assert [url for url in sent if "decisions" in url] == []


def test_where_the_service_keeps_no_ledger_the_page_says_so(tab, server):
    page = server.asked("GET", "/")
    without = page.body.decode().replace('data-keeps="yes"', 'data-keeps="no"')
    tab.route(f"{server.url}/", lambda route: route.fulfill(body=without, content_type="text/html"))
    tab.goto("/")
    tab.locator("#birth_date").fill("19900501")
    tab.locator("#category").select_option("adult_resident")
    tab.locator("#area").fill("430100")
    tab.keyboard.press("Enter")
    expect(tab.locator("#verdict")).to_be_focused()
    assert "没有启用账册" in tab.locator("#keeping").inner_text()
    tab.keyboard.press("F9")
    assert tab.locator("#secret").count() == 0
