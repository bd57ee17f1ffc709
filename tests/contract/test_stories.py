"""Stories of the counter, over HTTP: the whole set of choices, the best first, each verified by putting it back."""

import json

import pytest

from tests.contract.process import JSON, ROOT, served

TO_2036 = ROOT / "tests" / "policy" / "overlays" / "hunan-2036"
ADULT = {"birth_date": "1990-05-01", "category": "adult_resident"}
CHILD = {"birth_date": "2026-12-20", "category": "child", "insured_parent": False}
STUDENT = {
    "birth_date": "2008-05-01",
    "category": "college_student",
    "school": {"entered_on": "2026-09-05"},
    "school_area": "430200",
}


def fee(year, paid_on):
    return {"kind": "resident", "year": year, "area": "430100", "paid_on": paid_on}


def spell(first, last, ended_on):
    return {"kind": "employee", "area": "430100", "from": first, "to": last, "ended_on": ended_on}


STORIES = {
    # 2025–2029 lapsed: 3 + 4 months from 1 January 2030, or 3 + 3 from the day of payment where 2029 is bought too.
    "a lapse of five years, inside the window": (
        {"on": "2029-11-10", "person": ADULT, "history": [fee(2024, "2023-11-01")]},
        [
            ("2029-11-10", [2030], 0, 40_000, "2030-07-30", "2029-12-31", None),
            ("2029-11-10", [2030], 1, 80_000, "2030-06-30", "2029-12-31", None),
            ("2029-11-10", [2029, 2030], 0, 150_000, "2030-05-09", "2029-11-10", None),
            ("2029-11-10", [2029], 0, 110_000, None, "2029-12-31", 0),
        ],
        [("2029-11-10", [2030], 2, "repair_worth_less")],
    ),
    # Within 90 days: this year from birth, the next year alone without a wait, or both (item 3).
    "a newborn of 20 December": (
        {"on": "2026-12-22", "person": CHILD},
        [
            ("2026-12-22", [2026], 0, 40_000, "2026-12-20", "2026-12-31", None),
            ("2026-12-22", [2027], 0, 40_000, "2027-01-01", "2027-03-20", None),
            ("2026-12-22", [2026, 2027], 0, 80_000, "2026-12-20", "2026-12-31", None),
        ],
        [],
    ),
    # Break day 16 October, its 90th day 13 January; no lapse: from the break day, or the next year alone (item 9).
    "who left the employee scheme on 15 October": (
        {"on": "2026-10-20", "person": ADULT, "history": [spell("2024-01", "2026-10", "2026-10-15")]},
        [
            ("2026-10-20", [2026], 0, 40_000, "2026-10-16", "2026-12-31", None),
            ("2026-10-20", [2027], 0, 40_000, "2027-01-01", "2027-01-13", None),
            ("2026-10-20", [2026, 2027], 0, 80_000, "2026-10-16", "2026-12-31", None),
        ],
        [],
    ),
    # The same with 2025 lapsed: 90 days from 1 January, or from the day of payment, 18 January, where 2026 is bought.
    "who left on 15 October after an earlier lapse": (
        {"on": "2026-10-20", "person": ADULT, "history": [spell("2026-08", "2026-10", "2026-10-15")]},
        [
            ("2026-10-20", [2027], 0, 40_000, "2027-04-01", "2027-01-01", None),
            ("2026-10-20", [2026, 2027], 0, 80_000, "2027-01-18", "2026-10-20", None),
            ("2026-10-20", [2026], 0, 40_000, None, "2026-12-31", 0),
        ],
        [],
    ),
    # Enrolled at home in the year of entry: at school from 1 September, at home from 1 January (item 3).
    "a student in September": (
        {
            "on": "2026-09-10",
            "person": STUDENT,
            "history": [fee(2025, "2024-11-01"), fee(2026, "2025-11-01")],
        },
        [
            ("2026-09-10", [2027], 0, 40_000, "2026-09-01", "2026-12-31", None),
            ("2026-09-10", [2027], 0, 40_000, "2027-01-01", "2026-12-31", 0),
        ],
        [("2026-09-10", [2026], 0, "already_enrolled"), ("2026-09-10", [2026], 0, "already_enrolled")],
    ),
    # Hukou in Zhuzhou, residence in Changsha, asked in Zhuzhou: either will do (item 1).
    "who may choose between hukou and residence": (
        {
            "area": "430200",
            "on": "2025-11-20",
            "person": ADULT | {"hukou_area": "430200", "residence_area": "430100"},
            "history": [fee(2025, "2024-11-02")],
        },
        [
            ("2025-11-20", [2026], 0, 40_000, "2026-01-01", "2026-01-31", None),
            ("2025-11-20", [2026], 0, 40_000, "2026-01-01", "2026-01-31", None),
        ],
        [("2025-11-20", [2025], 0, "already_enrolled"), ("2025-11-20", [2025], 0, "already_enrolled")],
    ),
    # 2025 lapsed: 90 days from 1 January 2026; with 2025 bought at 400 + 670 it is 90 days from that day (items 2, 8).
    "who missed 2025 and asks in November 2025": (
        {"on": "2025-11-20", "person": ADULT, "history": [fee(2024, "2023-11-01")]},
        [
            ("2025-11-20", [2026], 0, 40_000, "2026-04-01", "2026-01-31", None),
            ("2025-11-20", [2025, 2026], 0, 147_000, "2026-02-18", "2025-11-20", None),
            ("2025-11-20", [2025], 0, 107_000, None, "2025-12-31", 0),
        ],
        [],
    ),
}


@pytest.fixture(scope="module")
def assumed(tmp_path_factory):
    """A service under fees and windows assumed to 2036."""
    with served(tmp_path_factory.mktemp("assumed"), ("--policy", str(TO_2036))) as running:
        yield running


def asked(server, path, body):
    answer = server.asked("POST", path, json.dumps(body).encode(), JSON)
    assert answer.status == 200, answer.body
    return answer.json()


def row(option):
    action, plan = option["action"], option["action"]["plan"]
    given = option["total_fen"], option["first_covered_day"], option["deadline"], option["beaten_by"]
    return action["on"], plan["years"], plan["repair_years"], *given


def why_not(refused):
    action, plan = refused["action"], refused["action"]["plan"]
    return action["on"], plan["years"], plan["repair_years"], refused["refusal"]["code"]


@pytest.mark.parametrize("story", STORIES)
def test_the_whole_set_of_choices_the_best_first(assumed, story):
    case, options, refused = STORIES[story]
    told = asked(assumed, "/v1/options", {"area": "430100", **case})
    assert [row(each) for each in told["options"]] == options
    assert [why_not(each) for each in told["refused"]] == refused
    assert told["complete"]
    assert told["assessments"] <= 40 * len({each["action"]["area"] for each in told["options"]})


@pytest.mark.parametrize("story", STORIES)
def test_each_choice_put_back_gives_what_it_promised(assumed, story):
    case = {"area": "430100", **STORIES[story][0]}
    for each in asked(assumed, "/v1/options", case)["options"]:
        action = each["action"]
        for on in (action["on"], each["deadline"]):
            back = case | {"area": action["area"], "on": on, "plan": action["plan"]}
            answer = asked(assumed, "/v1/assessments", back)
            days = [year["covered_from"] for year in answer["years"] if year["covered_from"]]
            given = answer["outcome"], answer["charge"]["total_fen"], min(days, default=None)
            assert given == (each["outcome"], each["total_fen"], each["first_covered_day"])


def test_what_each_choice_gains_and_why_the_dearer_repair_is_refused(assumed):
    told = asked(assumed, "/v1/options", {"area": "430100", **STORIES["a lapse of five years, inside the window"][0]})
    plain, repaired = told["options"][:2]
    assert (repaired["covered_days"] - plain["covered_days"], repaired["total_fen"] - plain["total_fen"]) == (
        30,
        40_000,
    )
    (refused,) = told["refused"]
    assert refused["refusal"]["worth_years"] == 1
    assert refused["headline"]["zh"] == "不收：修复年数过多，请改为最多修复1年"
    two_years = {"scheme": "resident", "years": [2030], "repair_years": 2}
    case = {"area": "430100", **STORIES["a lapse of five years, inside the window"][0], "plan": two_years}
    answer = asked(assumed, "/v1/assessments?reasons=all", case)
    assert (answer["outcome"], answer["refusal"]["code"]) == ("do_not_collect", "repair_worth_less")
    (condition,) = answer["why"]["reasons"][0]["conditions"]
    assert (condition["found"], condition["required"], condition["met"]) == (2, 1, False)
    (cliff,) = told["delay"]["cliffs"]
    assert cliff["text"]["zh"] == "从2030年1月1日起：多缴700元；以后每晚一天办，再晚一天左右享受"


def test_where_else_a_person_may_enrol_is_told_and_what_is_not_ours_to_price(assumed):
    worker = ADULT | {"category": "migrant_worker", "hukou_area": "430200", "workplace_area": "430100"}
    case = {"area": "430100", "on": "2025-11-20", "person": worker | {"residence_area": "440300"}}
    told = asked(assumed, "/v1/options", case)
    assert {each["action"]["area"] for each in told["options"]} == {"430100", "430200"}
    ways = {(each["scheme"], each["area"]): each for each in told["unpriced"]}
    assert ways.keys() == {("resident", "440300"), *(("employee", area) for area in ("430100", "430200", "440300"))}
    assert ways["resident", "440300"]["text"]["zh"].endswith(
        "请向当地询问能否参加居民医保。问明能参保以后，请另按该统筹区查询。"
    )
    employee = ways["employee", "430100"]
    assert (employee["entry"]["clause"]["item"], employee["entry"]["allowed"]) == ("1", True)
    assert "不作承诺" in employee["text"]["zh"]
    assert not {"total_fen", "first_covered_day"} & employee.keys()


def test_an_unknown_year_leaves_three_answers_their_bounds_and_one_question(assumed):
    fee_for_2024 = fee(2024, "2023-11-02")
    case = {"area": "430100", "on": "2025-11-20", "person": ADULT, "history": [fee_for_2024], "unknown_years": [2025]}
    case["plan"] = {"scheme": "resident", "years": [2026]}
    told = asked(assumed, "/v1/assessments?unknowns=all", case)
    assert told["outcome"] == "needs_facts"
    possible = told["possible"]
    assert [(each["outcome"], each["total_fen"], each["first_covered_day"]) for each in possible["answers"]] == [
        ("collect_with_wait", 40_000, "2026-04-01"),
        ("collect", 40_000, "2026-01-01"),
        ("collect_with_wait", 40_000, "2026-02-18"),
    ]
    assert possible["answers"][0]["text"]["zh"] == "可收400元，等待期后预计2026年4月1日起享受待遇。"
    bounds = possible["bounds"]
    assert (bounds["least_fen"], bounds["most_fen"]) == (40_000, 40_000)
    assert (bounds["earliest"], bounds["latest"]) == ("2026-01-01", "2026-04-01")
    (question,) = possible["questions"]
    assert (question["question"]["pointer"], question["settles"]) == ("/unknown_years/0", True)
    assert question["question"]["text"]["zh"].startswith("2025年度")
    assert {each["value"]: each["answers"] for each in question["left"]} == {"unpaid": 1, "paid": 1, "paid_late": 1}
    assert possible["completions"] == 3
