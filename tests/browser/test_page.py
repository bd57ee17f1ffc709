"""The page itself: its two languages, its helpers for everybody, narrow screens, paper, and who may hold it."""

import re
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import get_args

import pytest
from playwright.sync_api import expect

from app.model import case
from app.web.counter import FOLDER, POLICY, labels
from app.wording.catalogue import CATALOGUE
from tests.browser.desk import without_violations

LANGUAGES = pytest.mark.parametrize("language", ["zh", "en"])
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js")}
PAGE = (FOLDER / "index.html").read_text(encoding="utf-8")


def speaking(desk, language):
    if language == "en":
        desk.page.locator("#language").press("Enter")
        desk.page.locator("#birth_date").focus()
    return desk


@LANGUAGES
def test_axe_finds_nothing_in_either_language_whatever_is_on_show(desk, language):
    speaking(desk, language)
    desk.press("Enter")
    expect(desk.page.locator("#faults")).to_be_focused()
    without_violations(desk.page)
    desk.page.locator("#birth_date").focus()
    desk.person("20260220", "child", "20260410").press("Space")
    desk.page.locator("#more > summary").press("Enter")
    desk.page.locator('[data-add="hardship"]').press("Enter")
    desk.page.locator(".remove").press("Enter")
    desk.paid(y2026="20260301").asked()
    desk.press("F8")
    expect(desk.page.locator("#options")).to_be_focused()
    without_violations(desk.page)


def test_axe_finds_nothing_before_anything_is_typed_nor_in_the_help(desk):
    without_violations(desk.page)
    for key, dialog in {"F1": "#help", "F6": "#intake", "F7": "#lookup"}.items():
        desk.press(key)
        assert desk.shown(dialog)
        without_violations(desk.page)
        desk.press("Escape")
        assert not desk.shown(dialog)


def test_the_other_language_is_remembered_and_declared(desk):
    assert desk.page.evaluate("document.documentElement.lang") == "zh-CN"
    speaking(desk, "en").person("19900501", "adult_resident", "20260310").press("Space")
    desk.paid(y2024="20231102").asked()
    assert desk.told("#headline") == "Collect 1,100 yuan; waiting period, covered from 8 June 2026"
    assert "Outside the payment window".lower() in desk.told(".figures")
    desk.page.reload()
    expect(desk.page.locator("#headline")).to_contain_text("Collect 1,100 yuan")
    assert desk.page.evaluate("document.documentElement.lang") == "en"
    assert desk.page.title() == "Resident fee: check before collecting"


def test_no_screen_is_too_narrow(desk):
    desk.person("19900501", "adult_resident", "20260310").press("Space")
    desk.paid(y2024="20231102").asked()
    desk.press("F8")
    expect(desk.page.locator("#options")).to_be_focused()
    for width in (320, 375, 768, 1024, 1920):
        desk.page.set_viewport_size({"width": width, "height": 800})
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
        beside = desk.page.locator("#verdict").bounding_box()["x"] > width / 3
        assert beside == (width >= 1024)


def test_reload_and_back_bring_everything_again_and_the_address_tells_nothing(desk):
    desk.person("19900501", "adult_resident", "20260310").press("Space")
    desk.paid(y2024="20231102")
    desk.page.locator('[data-add="employee"]').focus()
    desk.press("Enter")
    desk.typed("202501").typed("202502")
    desk.asked()
    headline = desk.told("#headline")
    address = desk.page.url
    desk.page.reload()
    expect(desk.page.locator("#headline")).to_have_text(headline)
    desk.page.goto("/docs")
    desk.page.go_back()
    expect(desk.page.locator("#headline")).to_have_text(headline)
    assert desk.page.locator("#paid-2024").input_value() == "2023-11-02"
    assert desk.page.locator('[data-field="to"]').first.input_value() == "2025-02"
    assert desk.page.url == address
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
    assert desk.page.context.cookies() == []


def test_paper_has_the_verdict_and_what_was_asked_and_nothing_where_the_form_has_changed(desk):
    desk.person("19900501", "adult_resident", "20260310").press("Space")
    desk.paid(y2024="20231102").asked()
    desk.page.emulate_media(media="print")
    assert desk.shown("#headline")
    assert "居民医保缴费核对单" in desk.told(".slip")
    assert "不是缴费凭证" in desk.told(".slip")
    assert "长沙市 430100" in desk.told(".slip")
    assert not desk.shown("#case")
    desk.press("Escape")
    desk.page.locator("#birth_date").evaluate(
        "(field) => { field.value = '19800101'; field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    assert not desk.shown("#headline")
    assert desk.shown("#changed")


class Holder(BaseHTTPRequestHandler):
    """Another site, whose page holds ours in a frame."""

    def do_GET(self):
        body = f'<iframe src="{self.server.held}"></iframe>'.encode()
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def elsewhere(chromium, server):
    """The page of another site, and what the browser says about it."""
    with HTTPServer(("127.0.0.1", 0), Holder) as other:
        other.held = f"{server.url}/"
        thread = Thread(target=other.serve_forever, daemon=True)
        thread.start()
        page = chromium.new_page()
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"http://127.0.0.1:{other.server_port}/")
        yield page, said
        page.context.close()
        other.shutdown()
        thread.join()


def test_no_other_page_may_hold_it_in_a_frame(elsewhere, server):
    page, said = elsewhere
    for _ in range(100):
        if any("frame-ancestors" in each for each in said):
            break
        page.wait_for_timeout(100)
    assert any("frame-ancestors" in each for each in said)
    assert not page.frames[1].url.startswith(server.url)


def test_no_other_page_can_have_anything_kept_or_read_an_answer(elsewhere, server):
    page, _ = elsewhere
    before = server.asked("GET", "/metrics").body
    send = """async ([url, headers]) => {
      const sent = { method: "POST", body: "{}", credentials: "include" };
      await fetch(url, { ...sent, mode: "no-cors" });
      return fetch(url, { ...sent, headers }).then(String, String);
    }"""
    for path in ("/v1/decisions", "/v1/assessments"):
        headers = {"content-type": "application/json", "idempotency-key": "k"}
        assert "Failed to fetch" in page.evaluate(send, [server.url + path, headers])
    kept = re.compile(rb'route="/v1/decisions".*status="201".*')
    assert kept.findall(server.asked("GET", "/metrics").body) == kept.findall(before)


FAMILIES = {
    "failed": ("offline", "unreachable", "timeout", "unreadable", "refused", "busy", "problem"),
    "kind": ("resident", "employee", "repair", "hardship"),
    "year": ("unpaid", "paid", "unknown"),
}
"""Words whose keys the scripts put together."""


def test_every_word_that_the_page_says_is_in_the_catalogue_and_nothing_else_is():
    said = set(re.findall(r'data-say(?:-label)?="(\w+)"', PAGE))
    said |= {key for text in SCRIPTS.values() for key in re.findall(r'\bsay\(\s*"(\w+)"', text)}
    assert said <= set(labels()) | set(CATALOGUE.label)
    written = said | {key for text in SCRIPTS.values() for key in re.findall(r'"(\w+)"', text)}
    assert set(labels()) <= written | {f"{name}_{each}" for name, family in FAMILIES.items() for each in family}


def test_every_word_of_the_page_is_said_in_both_languages_and_in_one_place():
    assert set(labels()) & set(CATALOGUE.label) == set()
    for text in labels().values():
        assert text.zh
        assert text.en
        assert set(re.findall(r"{\w+}", text.zh)) == set(re.findall(r"{\w+}", text.en))


CHOICES = {
    "category": (case.Category, "#category option"),
    "special_status": (case.SpecialStatus, "#special_status input"),
    "hardship": (case.HardshipCategory, '#hardship [data-field="category"] option'),
    "spell_basis": (case.SpellBasis, '#rows [data-field="basis"] option'),
    "scheme": (case.Scheme, "#scheme option"),
}


def test_every_code_of_a_case_may_be_chosen_by_its_name(desk):
    for row in ("hardship", "employee"):
        desk.page.locator(f'[data-add="{row}"]').dispatch_event("click")
    for kind, (codes, selector) in CHOICES.items():
        offered = desk.page.locator(selector).evaluate_all("(all) => all.map((each) => each.value)")
        assert set(offered) - {""} == set(get_args(codes)) == set(CATALOGUE.name[kind])


def test_the_page_and_its_parts_are_served_as_they_should(server):
    page = server.asked("GET", "/")
    assert page.status == 200
    assert page.headers["content-security-policy"] == POLICY
    assert page.headers["cache-control"] == "no-cache"
    assert server.asked("GET", "/", headers={"If-None-Match": page.headers["etag"]}).status == 304
    parts = re.findall(r'(?:src|href)="(/counter/[^"]*)"', page.body.decode())
    assert len(parts) == 3
    for part in parts:
        answer = server.asked("GET", part)
        assert answer.status == 200
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"
    folder = parts[0].rpartition("/")[0]
    for other in ("index.html", "words.toml", "..%2fcounter.py", "none.js"):
        assert server.asked("GET", f"{folder}/{other}").status == 404
    assert server.asked("GET", "/counter/0000000000000000/main.js").status == 404


def test_nothing_of_the_page_is_markup_made_from_data():
    for text in SCRIPTS.values():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", text)
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=", PAGE)
