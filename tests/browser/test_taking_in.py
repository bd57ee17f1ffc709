"""What another system told fills in the form: what is typed stays, nothing else is kept, and silence is not unpaid."""

import json

from playwright.sync_api import expect

from app.web.openapi.intake_examples import payload
from tests.browser.desk import without_violations

FILL = """async (told) => {
  const base = document.querySelector("script").src;
  const { fill } = await import(base.replace("main.js", "taken.js"));
  const { yearsTyped } = await import(base.replace("main.js", "records.js"));
  for (const each of told) fill(each);
  return Object.fromEntries(Object.entries(yearsTyped()).map(([year, { status }]) => [year, status]));
}"""
NAMED = {"psn_name": "张三", "certno": "000000199005010017"}


def told(unknown, *paid, **more):
    history = [{"kind": "resident", "year": year, "area": "430100", "paid_on": f"{year - 1}-11-02"} for year in paid]
    return {"on": "2026-11-21", "person": {}, "history": history, "unknown_years": unknown, "findings": []} | more


def taken_in(desk, name, content):
    desk.press("F6")
    expect(desk.page.locator("#intake-format option")).to_have_count(5)
    assert desk.focused == "intake-payload"
    desk.page.locator("#intake-format").select_option(name)
    desk.type(content)
    desk.press("Control+Enter")
    return desk


def test_a_payload_fills_the_form_and_what_it_does_not_settle_is_said_and_asked(desk):
    taken_in(desk, "nhsa-1101", "{}")
    expect(desk.page.locator("#intake-faults")).to_contain_text("/respond_time")
    without_violations(desk.page)
    answer = json.loads(payload("nhsa-1101"))
    answer["output"]["baseinfo"] |= NAMED
    desk.page.locator("#intake-payload").fill("")
    desk.type(json.dumps(answer, ensure_ascii=False))
    desk.press("Control+Enter")
    expect(desk.page.locator("#area")).to_be_focused()
    assert desk.page.locator("#birth_date").input_value() == "1990-05-01"
    assert desk.page.locator("#on").input_value() == "2026-11-21"
    assert [desk.page.locator(f"#year-{year}").input_value() for year in (2025, 2026, 2027)] == ["unknown"] * 3
    assert "参保登记" in desk.told("#taken")
    without_violations(desk.page)
    stored = desk.page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.body.innerHTML])")
    assert not any(each in stored for each in (*NAMED.values(), 'insuinfo\\":'))
    assert desk.page.locator("#intake-payload").input_value() == ""
    desk.page.locator("#taken li button").press("Enter")
    assert desk.page.locator('#rows [data-field="from"]').input_value() == "2016-07"
    assert desk.page.locator("#taken li button").count() == 0
    desk.page.locator("#area").focus()
    desk.typed("430100").to("year-box-2027").press("Space")
    desk.asked()
    assert desk.told(".questions li").startswith("2027年度")
    assert desk.shown("#taken")
    desk.press("F2")
    assert not desk.shown("#taken")


def test_years_of_several_payloads_are_unsure_where_none_of_them_settles_them_and_refunds_stay_so(desk):
    desk.person("19900501", "adult_resident", "20261121")
    refund = [{"code": "refunded_payment"}]
    for payloads, wanted in [
        ([told([2025, 2026, 2027])], ["unknown", "unknown", "unknown"]),
        ([told([2025, 2026, 2027]), told([2026, 2027], 2025)], ["paid", "unknown", "unknown"]),
        ([told([2026, 2027], 2025), told([2025, 2027], 2026)], ["paid", "paid", "unknown"]),
        ([told([2027], 2025), told([2025, 2026, 2027])], ["paid", "unpaid", "unknown"]),
        ([told([2025, 2026, 2027]), told([2027])], ["unpaid", "unpaid", "unknown"]),
        ([told([2026], findings=refund), told([], 2025, 2026)], ["paid", "unknown", "unpaid"]),
        ([told([], 2025, 2026), told([2026], findings=refund)], ["paid", "unknown", "unpaid"]),
    ]:
        desk.press("F2")
        found = desk.page.evaluate(FILL, payloads)
        assert [found[str(year)] for year in (2025, 2026, 2027)] == wanted
    twice = told([], 2025)
    twice["history"] += [twice["history"][0] | {"paid_on": "2025-03-01"}, twice["history"][0]]
    hardship = {"category": "destitute", "from": "2025-01-01", "to": None}
    twice["person"] = {"birth_date": "1980-01-01", "hardship": [hardship]}
    desk.press("F2")
    desk.typed("19900501")
    desk.page.evaluate(FILL, [twice, twice])
    assert desk.page.locator("#birth_date").input_value() == "1990-05-01"
    assert desk.page.locator("#rows .row").count() == 1
    assert desk.page.locator("#hardship .row").count() == 1
