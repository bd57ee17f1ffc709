"""What is wrong, late, lost or hostile: said beside its field or on top, and never taken for a verdict."""

import json

from playwright.sync_api import expect

from tests.browser.desk import holding

MARKUP = "<img src=x onerror=window.hit=1>\"'><script>window.hit=1</script>{{7*7}}"
FILL = """(fields, text) => fields.forEach((field) => {
  field.value = text;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
})"""
ASSESSMENTS = "**/v1/assessments*"


def filled(desk):
    desk.person("19900501", "adult_resident", "20260310").press("Space")
    return desk.paid(y2024="20231102")


def test_faults_stand_on_top_and_beside_their_fields_and_what_was_typed_stays(desk):
    desk.person("1990-02-30", "adult_resident", "20260310", area="43").press("Space")
    desk.paid(y2024="gestern").press("Enter")
    expect(desk.page.locator("#faults")).to_be_focused()
    assert desk.told("#faults h2") == "有3处要改"
    faults = {"birth_date": "不是有效的日期", "area": "请填六位统筹区代码", "paid-2024": "不是有效的日期"}
    for field, fault in faults.items():
        control = desk.page.locator(f"#{field}")
        assert control.get_attribute("aria-invalid") == "true"
        assert fault in desk.told(f"#{control.get_attribute('aria-describedby')}")
    assert desk.page.locator("#birth_date").input_value() == "1990-02-30"
    assert desk.page.locator("#paid-2024").input_value() == "gestern"
    desk.press("Tab")
    desk.press("Enter")
    assert desk.focused == "area"
    desk.press("F4")
    desk.press("F4")
    desk.press("Shift+Tab")
    desk.to("area").typed("430100")
    desk.to("paid-2024").typed("20231102")
    desk.page.locator("#birth_date").focus()
    desk.typed("19900501")
    desk.asked()
    assert desk.page.locator("[aria-invalid], .fault").count() == 0
    assert not desk.shown("#faults")


def test_what_is_left_out_is_asked_for_beside_its_field(desk):
    desk.press("Enter")
    expect(desk.page.locator("#faults")).to_be_focused()
    for field in ("birth_date", "category", "area"):
        assert desk.page.locator(f"#{field}").get_attribute("aria-invalid") == "true"
    assert not desk.shown("#verdict")


def test_markup_in_any_free_field_stays_text(desk):
    desk.page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    desk.to("year-2024").press("1")
    for kind in ("employee", "resident", "repair", "hardship"):
        desk.page.locator(f'[data-add="{kind}"]').click()
    free = desk.page.locator("#case input:not([type=checkbox]):visible")
    assert free.count() > 25
    free.evaluate_all(FILL, MARKUP)
    desk.page.locator("#birth_date").focus()
    desk.press("Enter")
    expect(desk.page.locator("#faults")).to_be_focused()
    desk.press("F8")
    expect(desk.page.locator("#faults")).to_be_focused()
    desk.page.reload()
    expect(desk.page.locator("#birth_date")).to_have_value(MARKUP)
    assert desk.page.evaluate("window.hit") is None
    assert desk.page.locator("img, main script").count() == 0


def test_markup_in_an_answer_stays_text(desk):
    real = desk.page.request.post("/v1/assessments?readings=all", data=json.loads(json.dumps(CASE))).json()
    hostile = json.dumps(with_markup(real))
    desk.page.route(ASSESSMENTS, lambda route: route.fulfill(body=hostile, content_type="application/json"))
    filled(desk).asked()
    assert MARKUP in desk.told("#verdict")
    assert desk.page.evaluate("window.hit") is None
    assert desk.page.locator("img, main script").count() == 0


CASE = {
    "area": "430100",
    "on": "2026-03-10",
    "person": {"birth_date": "1990-05-01", "category": "adult_resident"},
    "plan": {"scheme": "resident", "years": [2026]},
}


def with_markup(value):
    if isinstance(value, dict):
        return {name: MARKUP if name in {"zh", "en", "quote", "rule"} else with_markup(v) for name, v in value.items()}
    return [with_markup(each) for each in value] if isinstance(value, list) else value


def test_a_late_answer_to_an_earlier_question_never_overwrites_a_later_one(desk):
    held = holding(desk.page, ASSESSMENTS)
    filled(desk).press("Enter")
    desk.until(held, 1)
    desk.to("year-2025").press("1")
    desk.typed("20241102").press("Enter")
    desk.until(held, 2)
    earlier, later = held
    later.continue_()
    expect(desk.page.locator("#verdict")).to_be_focused()
    before = desk.told("#headline")
    earlier.fulfill(body=json.dumps({"outcome": "collect"}), content_type="application/json")
    desk.page.wait_for_timeout(100)
    assert desk.told("#headline") == before
    assert not desk.shown("#changed")


def test_enter_pressed_twice_asks_once(desk):
    held = holding(desk.page, ASSESSMENTS)
    filled(desk)
    for _ in range(3):
        desk.press("Enter")
    desk.until(held, 1)
    held[0].continue_()
    expect(desk.page.locator("#verdict")).to_be_focused()


FAILURES = [
    (
        "过3秒",
        {
            "status": 503,
            "headers": {"retry-after": "3"},
            "json": {"title": "服务繁忙", "code": "overloaded", "errors": []},
        },
    ),
    ("r-1", {"status": 500, "json": {"title": "服务内部错误", "detail": "…", "request_id": "r-1", "errors": []}}),
    ("刷新本页", {"status": 200, "body": "<html>"}),
    ("HTTP 502", {"status": 502, "body": "<html>"}),
    ("连不上服务", None),
]


def test_a_failure_is_no_verdict_and_says_what_to_do(desk):
    given = {}

    def answer(route):
        told = given.get("answer", ...)
        if told is ...:
            route.continue_()
        elif told is None:
            route.abort()
        else:
            route.fulfill(**told)

    desk.page.route(ASSESSMENTS, answer)
    filled(desk).asked()
    for said, told in FAILURES:
        given["answer"] = told
        desk.press("Escape")
        desk.press("Enter")
        expect(desk.page.locator("#faults")).to_contain_text(said)
        assert desk.told("#faults h2") == "没有结论，不要据此收费"
        assert not desk.shown("#verdict")
        del given["answer"]
        desk.press("Escape")
        desk.asked()
        assert not desk.shown("#faults")


def test_a_verdict_stands_where_it_cannot_be_told_what_would_be_better(desk):
    desk.page.route("**/v1/options", lambda route: route.abort())
    filled(desk).asked()
    desk.press("F8")
    expect(desk.page.locator("#faults")).to_contain_text("连不上服务")
    assert desk.told("#faults h2") == "没有算出怎样更好"
    assert desk.shown("#verdict")
    assert not desk.shown("#changed")


def test_a_lost_line_is_said_and_nothing_typed_is_lost(desk):
    filled(desk)
    desk.page.context.set_offline(True)
    assert "网络已断开" in desk.told("#state")
    desk.press("Enter")
    expect(desk.page.locator("#faults")).to_contain_text("网络已断开")
    desk.page.context.set_offline(False)
    desk.page.locator("#birth_date").focus()
    desk.asked()
    assert desk.outcome == "collect_with_wait"


def test_a_verdict_is_struck_out_as_soon_as_the_form_says_something_else(desk):
    filled(desk).asked()
    assert not desk.shown("#changed")
    desk.press("Escape")
    desk.type("1")
    assert "不要据此收费" in desk.told("#changed")
    desk.press("Backspace")
    desk.press("End")
    desk.page.locator("#birth_date").fill("1990-05-01")
    assert not desk.shown("#changed")
