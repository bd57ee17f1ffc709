"""The form can say all that a case can say, as it is typed at a counter, and says just that to the service."""

import json

import msgspec
from playwright.sync_api import expect

from app.model import case

TYPED = {
    "day": {
        "20260331": "2026-03-31",
        "2026-3-31": "2026-03-31",
        " 2026.3.1 ": "2026-03-01",
        "2026/03/31": "2026-03-31",
        "2026年3月31日": "2026-03-31",
        "２０２６０３３１": "2026-03-31",
        "20260230": "2026-02-30",
        "3-31": "3-31",
        "": None,
    },
    "month": {"202603": "2026-03", "2026-3": "2026-03", "2026年3月": "2026-03", "2026": "2026"},
    "count": {"2": 2, " 07 ": 7, "1.5": "1.5", "-1": "-1", "99999999999": "99999999999", "two": "two"},
    "word": {"true": True, "false": False, "": None},
    "area": {
        "430100": "430100",
        "长沙": "430100",
        "长沙市": "430100",
        "changsha": "430100",
        "湖南": "430000",
        "长": "长",
    },
}
SPREAD = {
    "area": "430100",
    "on": "2026-03-10",
    "person": {
        "birth_date": "1990-05-01",
        "category": "flexible_worker",
        "hukou_area": "430100",
        "residence_area": "430200",
        "workplace_area": "430300",
        "school_area": "430400",
        "liable_from": "2026-01-02",
        "hardship": [{"category": "minimum_living", "from": "2025-01-02", "to": "2025-12-31"}],
        "special_status": ["moved_in"],
        "institution_entry": "1991-01-01",
        "school": {"entered_on": "2008-09-01", "prepaid_until": 2012},
        "unemployment_benefit": {"from": "2025-02", "to": "2025-07"},
        "insured_parent": False,
    },
    "history": [
        {"kind": "resident", "year": 2024, "paid_on": "2023-11-02", "area": "430200", "in_window": True}
        | {
            "through_school": False,
            "reimbursed": True,
            "major_illness_reimbursed": False,
            "zero_claim_award_used": False,
        },
        {"kind": "employee", "from": "2025-01", "to": "2025-06", "ended_on": "2025-06-30", "basis": "unit"}
        | {"area": "430100"},
        {"kind": "repair", "applied_on": "2025-12-01", "years": 1},
        {"kind": "resident", "year": 2010, "paid_on": "2009-11-02", "area": "430100"},
    ],
    "unknown_years": [2025],
    "plan": {
        "scheme": "resident",
        "years": [2026, 2028],
        "repair_years": 1,
        "in_window": True,
        "through_school": False,
    },
}


def test_what_is_typed_is_read_as_it_is_meant_and_what_cannot_be_read_is_left_as_it_is(desk):
    expect(desk.page.locator("#areas option").first).to_be_attached()
    read = """async (typed) => {
      const { valueIn } = await import(document.querySelector("script").src.replace("main.js", "typed.js"));
      return Object.entries(typed).map(([kind, values]) => [kind, values.map((value) =>
        valueIn({ value, dataset: { kind } }) ?? null)]);
    }"""
    found = dict(desk.page.evaluate(read, {kind: list(values) for kind, values in TYPED.items()}))
    assert found == {kind: list(values.values()) for kind, values in TYPED.items()}


def words_of(type_):
    return {field.encode_name for field in msgspec.structs.fields(type_)}


def test_no_field_of_a_case_is_missing_from_the_form(desk):
    offered = desk.page.locator("[data-pointer]").evaluate_all("(all) => all.map((each) => each.dataset.pointer)")
    rows = {}
    for kind in ("resident", "employee", "repair", "hardship"):
        desk.page.locator(f'[data-add="{kind}"]').dispatch_event("click")
        fields = desk.page.locator(f'[data-kind-of-row="{kind}"] [data-field]')
        rows[kind] = set(fields.evaluate_all("(all) => all.map((each) => each.dataset.field)"))
    assert rows == {
        "resident": words_of(case.ResidentRecord),
        "employee": words_of(case.EmployeeRecord),
        "repair": words_of(case.RepairRecord),
        "hardship": words_of(case.Hardship),
    }
    for prefix, type_, elsewhere in [
        ("", case.Case, {"person", "plan", "history", "unknown_years"}),
        ("/person", case.Person, {"hardship", "special_status", "school", "unemployment_benefit"}),
        ("/person/school", case.School, set()),
        ("/person/unemployment_benefit", case.UnemploymentBenefit, set()),
        ("/plan", case.Plan, {"years"}),
    ]:
        assert {f"{prefix}/{name}" for name in words_of(type_) - elsewhere} <= set(offered)


def filled(page):
    """Types the whole of the case above, each part where it belongs."""
    page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
    for pointer, value in leaves({"area": SPREAD["area"], "on": SPREAD["on"], "person": SPREAD["person"]}):
        enter(page.locator(f'[data-pointer="{pointer}"]'), value)
    page.locator("#special_status-box-moved_in").check()
    page.locator("#year-box-2026").check()
    page.locator("#other-years").fill("2028")
    for name in ("repair_years", "in_window", "through_school"):
        enter(page.locator(f'[data-pointer="/plan/{name}"]'), SPREAD["plan"][name])
    page.locator("#year-2025").select_option("unknown")
    page.locator("#year-2024").select_option("paid")
    page.locator("#paid-2024").fill("20231102")
    rows = {"[data-paid-year]": SPREAD["history"][0]}
    for record in [*SPREAD["history"][1:], {"kind": "hardship"} | SPREAD["person"]["hardship"][0]]:
        page.locator(f'[data-add="{record["kind"]}"]').click()
        rows[f'[data-kind-of-row="{record["kind"]}"]'] = record
    for row, record in rows.items():
        for name, value in record.items():
            control = page.locator(f'{row} [data-field="{name}"]')
            if control.count() and (name, value) != ("area", SPREAD["area"]):
                enter(control, value)


def leaves(value, pointer=""):
    for name, each in value.items():
        if isinstance(each, dict):
            yield from leaves(each, f"{pointer}/{name}")
        elif not isinstance(each, list):
            yield f"{pointer}/{name}", each


def enter(control, value):
    if control.evaluate("(each) => each.tagName") == "SELECT":
        control.select_option(json.dumps(value) if isinstance(value, bool) else value)
    else:
        control.fill(str(value))


def test_the_form_asks_just_what_was_typed_and_brings_all_of_it_back(desk):
    filled(desk.page)
    desk.page.locator("#birth_date").focus()
    with desk.page.expect_request("**/v1/assessments*") as asked:
        desk.press("Enter")
    assert json.loads(asked.value.post_data) == SPREAD
    expect(desk.page.locator("#verdict")).to_be_focused()
    with desk.page.expect_request("**/v1/assessments*") as asked_again:
        desk.page.reload()
    assert asked_again.value.post_data == asked.value.post_data


def test_a_day_that_is_not_today_is_pointed_out_and_the_area_named(desk):
    assert desk.told("#on-note") == ""
    desk.person("19900501", "adult_resident", "20260310", area="长沙")
    assert desk.page.locator("#area").input_value() == "430100"
    assert desk.told("#area-name") == "长沙市"
    assert "不是今天" in desk.told("#on-note")


def test_the_years_to_be_paid_for_stay_when_the_day_moves_to_another_year(desk):
    desk.person("19900501", "adult_resident", "20251120").press("Space")
    desk.to("other-years").typed("2030")
    desk.page.locator("#on").focus()
    desk.typed("20260310")
    assert desk.page.locator("#other-years").input_value() == "2025 2030"
    desk.page.locator("#on").focus()
    desk.typed("20251120")
    assert desk.page.locator("#year-box-2025").is_checked()
    assert desk.page.locator("#other-years").input_value() == "2030"


def test_the_area_of_a_counter_is_remembered_for_the_next_day(desk):
    desk.person("19900501", "adult_resident", "20260310").press("Space")
    desk.asked()
    desk.page.evaluate("sessionStorage.clear()")
    desk.opened()
    assert desk.page.locator("#area").input_value() == "430100"
    assert desk.page.locator("#birth_date").input_value() == ""
