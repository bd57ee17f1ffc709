"""Whatever the answer, every text of it is filled, and nothing else of it changes."""

import re

import msgspec
import pytest

from app.assess import assess
from app.explore import completed, readings_table, why
from app.model.explanation import Finding, Question, Reason, Text
from app.policies import default_folder, load
from app.wording import worded
from app.wording.explored import explored_in_words
from app.wording.why import why_in_words

pytestmark = pytest.mark.no_cover


def texts(value):
    """Every text in an answer, and null where one is missing."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            if name in {"text", "headline"}:
                yield getattr(value, name)
            else:
                yield from texts(getattr(value, name))


def without_words(value):
    if isinstance(value, dict):
        return {key: without_words(each) for key, each in value.items() if key not in {"text", "headline"}}
    return [without_words(each) for each in value] if isinstance(value, list | tuple) else value


def test_every_text_is_filled_in_both_languages(answers):
    for _, answer in answers:
        for text in texts(worded(answer)):
            for said in (text.zh, text.en):
                assert said
                assert "{" not in said
                assert "%" not in said
                assert "None" not in said
            assert not any("a" <= letter <= "z" for letter in text.zh.lower())


def test_what_is_asked_for_beside_an_answer_is_said_in_both_languages_too(answers):
    """Possible answers, other readings, weighed reasons and grounds that failed; no code is left standing."""
    policies = load(default_folder())
    for case, answer in answers[:1200:2]:
        policy = policies.of(case.area)
        told = assess(case, policy)
        explored = explored_in_words(
            worded(told),
            completed(case, policy),
            readings_table(case, policy, told),
            policy.readings,
            why_in_words(why(case, policy, told)),
        )
        for beside in (explored.possible, explored.readings_tried, explored.why):
            for text in texts(beside):
                for said in (text.zh, text.en):
                    assert said
                    assert not re.search(r"[{%]|None|_", said), said
                assert not re.search(r"[a-z]", text.zh), (text.zh, answer.outcome)
                assert not re.search(r"[\u4e00-\u9fff]", text.en), text.en


def test_nothing_but_words_changes(answers):
    for _, answer in answers:
        before, after = msgspec.to_builtins(answer), msgspec.to_builtins(worded(answer))
        assert without_words(before) == without_words(after)


def test_words_are_the_same_when_said_again(answers):
    for _, answer in answers[:500]:
        once = worded(answer)
        assert worded(once) == once


def test_every_outcome_was_asked_about(answers):
    assert {answer.outcome for _, answer in answers} == {
        "collect",
        "collect_with_wait",
        "do_not_collect",
        "needs_facts",
        "needs_policy",
        "out_of_scope",
    }


def test_a_refusal_says_why_and_what_to_do_instead(asked):
    told = worded(asked("2026-03-01", [2026], {"kind": "employee", "area": "430100", "from": "2020-01"})).refusal.text
    assert told.zh.startswith("职工医保还在保，不能同时缴2026年度的居民医保费。职工医保停保以后")
    assert told.en.startswith("Employee cover is running, so the resident fee for 2026 cannot be paid as well. When ")


def test_a_finding_counts_records_from_one(asked):
    fee = {"kind": "resident", "year": 2025, "area": "430100", "paid_on": "2024-10-01"}
    (found,) = worded(asked("2025-10-01", [2026], fee, fee)).findings
    assert (found.code, found.pointer) == ("double_enrolment", "/history/1")
    assert found.text.zh.startswith("第2条记录重复参保")


def test_reasons_turn_codes_into_sentences(asked):
    said = {told.rule: told.text for told in worded(asked("2026-03-02", [2026])).reasons}
    assert said["fixed_wait"].zh == "有断保，固定等待期3个月；期外缴费也不另加。"
    assert said["first_covered_day"].zh == (
        "等待期共3个月（每月按30天算），从2026年3月2日到2026年5月30日；这段时间的医疗费用不报销。"
    )
    assert said["out_of_window_fee"].en == (
        "Outside the payment window the government subsidy of 2026 is charged as well: 700 yuan."
    )


@pytest.mark.parametrize(
    ("on", "word", "said"),
    [
        (
            "2026-03-02",
            True,
            "2026年3月2日缴费，按填写的“在集中参保缴费期内”办理；公布的缴费期是2025年9月1日至2026年1月31日。",
        ),
        (
            "2026-01-02",
            False,
            "2026年1月2日缴费，按填写的“不在集中参保缴费期内”办理；公布的缴费期是2025年9月1日至2026年1月31日。",
        ),
        ("2027-03-02", True, "2027年3月2日缴费，按填写的“在集中参保缴费期内”办理。"),
        ("2027-03-02", False, "2027年3月2日缴费，按填写的“不在集中参保缴费期内”办理。"),
        ("2026-11-21", None, "2026年11月21日缴费，按集中参保缴费期内办理；2027年度的缴费期没有收录。"),
    ],
)
def test_what_the_caller_stated_of_the_window_is_said_to_be_stated(asked, on, word, said):
    year = 2026 if on < "2026-11" else 2027
    assert worded(asked(on, [year], plan={"in_window": word})).reasons[0].text.zh == said


def test_unknown_figures_say_until_when_they_are_known(asked):
    (missing,) = worded(asked("2026-11-21", [2027])).policy.missing
    assert missing.text.zh == "2027年度的缴费标准未公布，已知到2026年度；当地已公布的，以公布的为准。"


@pytest.mark.parametrize(("kind", "fields"), [(Reason, 6), (Finding, 4), (Question, 4)])
def test_the_words_know_every_field_they_copy(kind, fields):
    assert len(kind.__struct_fields__) == fields
