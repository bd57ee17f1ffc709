"""The catalogue has a sentence or a name for every code of an answer, in both languages and in the glossary's words."""

import ast
import re
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from app.assess.reasons import RULE_OF_ITEM
from app.explore.laid_out import laid_out
from app.model import assessment, case, codes, funds, options
from app.model.comparison import Comparison, Difference, Side
from app.model.life import Doubt
from app.model.policy import YearLaw
from app.policies import default_folder, load
from app.wording import because, labelled, named, segment_named
from app.wording.catalogue import CATALOGUE, SENTENCE_KINDS
from app.wording.differences import comparison_in_words, direction
from app.wording.template import SLOT, TEMPLATES

pytestmark = pytest.mark.no_cover

SIDE = Side("430100", date(2026, 11, 21), "", "collect")
ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
SOURCES = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "app" / "assess").glob("*.py"))]
NAMED = {
    "outcome": codes.Outcome,
    "basis": codes.Basis,
    "cover": codes.Cover,
    "standing": codes.StandingKind,
    "charge": codes.ChargeKind,
    "category": case.Category,
    "hardship": case.HardshipCategory,
    "special_status": case.SpecialStatus,
    "spell_basis": case.SpellBasis,
    "scheme": case.Scheme,
    "fund_payer": funds.Payer,
    "funds_outcome": funds.FundsOutcome,
}
FIELDS = {
    "payer": (assessment.ChargeItem, "payer"),
    "through": (assessment.EligibilityEntry, "through"),
}
SAID = {
    "refusal": codes.RefusalCode,
    "finding": codes.FindingCode,
    "question": codes.QuestionCode,
    "warning": codes.WarningCode,
}


def wordings():
    """Every wording and name of the catalogue: where it stands, Chinese, English."""
    for kind in SENTENCE_KINDS:
        for code, entry in getattr(CATALOGUE, kind).items():
            for wording in entry if isinstance(entry, list) else [entry]:
                yield f"{kind}.{code}", wording.zh, wording.en
    for kind, names in CATALOGUE.name.items():
        for code, text in names.items():
            yield f"name.{kind}.{code}", text.zh, text.en
    for code, text in CATALOGUE.label.items():
        yield f"label.{code}", text.zh, text.en
    for code, unit in CATALOGUE.unit.items():
        yield f"unit.{code}", unit.zh, unit.one
        yield f"unit.{code}", unit.zh, unit.many


def calls(name):
    """Every call of a function in the sources of the core."""
    for source in SOURCES:
        for node in ast.walk(source):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
                yield node


def constants(node):
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def rules_in_the_sources():
    """Rule ids that the core writes down: what it gives as a rule to a function that takes one first."""
    takes_a_rule = {
        node.name
        for source in SOURCES
        for node in ast.walk(source)
        if isinstance(node, ast.FunctionDef) and [each.arg for each in node.args.args[:1]] == ["rule"]
    }
    for name in takes_a_rule:
        for call in calls(name):
            yield from constants(call.args[0])
    yield from (rule for rule, _ in RULE_OF_ITEM.values())


@pytest.mark.parametrize("kind", NAMED)
def test_every_code_has_a_name_and_every_name_a_code(kind):
    assert CATALOGUE.name[kind].keys() == set(get_args(NAMED[kind]))


@pytest.mark.parametrize("kind", FIELDS)
def test_every_code_of_a_field_has_a_name(kind):
    struct, field = FIELDS[kind]
    assert CATALOGUE.name[kind].keys() == set(get_args(struct.__annotations__[field]))


@pytest.mark.parametrize("kind", SAID)
def test_every_code_has_a_sentence_and_every_sentence_a_code(kind):
    assert getattr(CATALOGUE, kind).keys() == set(get_args(SAID[kind]))


def test_every_refusal_and_every_question_has_a_headline():
    needed = {f"do_not_collect_{code}" for code in get_args(codes.RefusalCode)}
    needed |= {f"ask_{code}" for code in get_args(codes.QuestionCode)}
    assert needed <= CATALOGUE.headline.keys()


def test_every_possible_outcome_and_every_way_that_is_not_priced_has_a_sentence():
    assert set(get_args(codes.Outcome)) | {"award", "beyond_limit"} == CATALOGUE.possible.keys()
    assert set(get_args(options.Unpriced.__annotations__["because"])) == CATALOGUE.unpriced.keys()


def test_every_direction_of_a_change_has_a_sentence():
    found = {direction(more_fen, later_days) for more_fen in (-1, 0, 1, None) for later_days in (-1, 0, 1, None)}
    assert found - {""} | {"closed", "no_cover", "outcome", "other", "nothing"} == CATALOGUE.change.keys()


def test_every_field_that_may_differ_has_a_name(answers):
    paths = {path for _, answer in answers for path in laid_out(answer)}
    assert {"/awards/total_fen", "/contributions/counted_months", "/eligibility/resident/self"} <= paths
    for path in paths:
        found = Comparison(here=SIDE, there=SIDE, differences=(Difference(field=path, here=None, there=None),))
        (told,) = comparison_in_words(found).differences
        assert told.text.zh.endswith(("：无 → 无", "：未给出 → 未给出"))


def test_every_way_out_of_a_refusal_has_a_sentence():
    written = {value for call in calls("Refusal") for value in constants(call.args[2])}
    assert written
    assert written <= CATALOGUE.instead.keys()


def test_every_rule_of_the_core_has_a_sentence():
    written = set(rules_in_the_sources())
    assert {"payment_window", "late_transfer", "newborn_waiver", "in_window_fee", "first_covered_day"} <= written
    assert written <= CATALOGUE.reason.keys()
    assert set(get_args(codes.Basis)) - {"in_window"} <= CATALOGUE.reason.keys()


def test_every_rule_that_was_applied_has_a_sentence_that_names_only_its_facts(answers):
    facts = {}
    for _, answer in answers:
        for reason in answer.reasons:
            facts.setdefault(reason.rule, {"year"}).update(fact.name for fact in reason.facts)
    assert facts.keys() <= CATALOGUE.reason.keys()
    unknown = {
        (rule, slot)
        for rule, known in facts.items()
        for template in TEMPLATES["reason", rule]
        for slot in {*template.slots, *(name for name, _ in template.when)}
        if slot.removeprefix("-") not in known
    }
    assert unknown == set()


def test_every_subject_of_the_policy_has_a_name(answers):
    subjects = {field for field in YearLaw.__struct_fields__ if field not in {"year", "readings", "verified_on"}}
    subjects |= set(load(default_folder()).of("430100").known_until)
    for _, answer in answers:
        subjects |= {each.subject for each in (*answer.policy.missing, *answer.policy.warnings)}
    assert subjects <= CATALOGUE.name["subject"].keys()


def test_every_doubt_has_a_name():
    assert set(get_args(Doubt)) <= CATALOGUE.name["segment"].keys()


def test_every_segment_and_every_standing_is_explained(answers):
    for _, answer in answers:
        for segment in answer.timeline:
            assert segment_named(segment.rule).zh
        for each in answer.lapse.by_year if answer.lapse else ():
            assert because(each.because).en


def test_every_month_length_has_a_name():
    for value in ("30_days", "calendar"):
        assert named("month_length", value).en


def test_a_standing_says_its_months():
    assert because("3_employee_months").zh == "没有缴居民医保费，职工医保缴费3个月"
    only_one = because("no_resident_fee_and_1_employee_months")
    assert only_one.en == "no resident fee, and only 1 month in the employee scheme"
    assert because("no_resident_fee_and_0_employee_months").en == "neither a resident fee nor employee cover"


def test_a_label_is_found():
    assert labelled("reasons").en == "Why"


def test_both_languages_speak_each_in_its_own_letters():
    for where, zh, en in wordings():
        bare = SLOT.sub("", zh).replace("%s", "")
        assert zh.strip() == zh != "", where
        assert en.strip() == en != "", where
        assert not re.search(r"[A-Za-z]", bare), where
        assert not re.search(r"[,;:?!()]", bare), f"{where}: Chinese punctuation is full-width"
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", en), where


def test_both_languages_name_the_same_facts():
    for where, zh, en in wordings():
        assert set(SLOT.findall(zh)) == set(SLOT.findall(en)), where
        assert "{" not in SLOT.sub("", zh + en), where


def test_a_sentence_ends_as_a_sentence():
    for where, zh, en in wordings():
        ends = (zh[-1], en[-1])
        if where.partition(".")[0] in {"headline", "because", "option", "change", "name", "label", "unit"}:
            assert "。" not in ends, where
            assert "." not in ends, where
        else:
            assert ends in {("。", "."), ("？", "?")}, where


def test_no_word_is_used_that_the_glossary_rules_out():
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in GLOSSARY.splitlines() if "|" in line]
    terms = [row[1] for row in rows if len(row) == 4]
    never = {word.replace("_", "[ -]") for row in rows if len(row) == 4 for word in re.findall(r"`([a-z_]+)`", row[3])}
    assert {"premium", "gap", "family[ -]member"} <= never
    found = []
    for where, _, en in wordings():
        plain = en.lower()
        for term in terms:
            plain = plain.replace(term.lower(), "")
        found += [(where, word) for word in never if re.search(rf"\b{word}s?\b", plain)]
    assert found == []
