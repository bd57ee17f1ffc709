"""Every way to spoil the data has its name, its place and all its company: one load tells of all problems."""

import os
import re
import shutil

import pytest

from app.policies import PolicyError, load

HUNAN = "430000-hunan"
FEES_2027 = """
[[version]]
from = {first}
until = {last}
source = {{ document = "yueyang-2026-01-28", item = "缴费标准" }}
checked = 2026-11-21
standing = "in_force"
confidence = "official"
individual_fen = 40_000
"""
READING = """
[[reading]]
id = "R1"
basis = "official"
question = { zh = "？", en = "?" }
values = []
"""


def problems(folder):
    with pytest.raises(PolicyError) as caught:
        load(folder)
    for problem in caught.value.problems:
        for text in (problem.detail, problem.hint):
            assert any("一" <= sign <= "鿿" for sign in text.zh)
            assert text.en
    return {(problem.file.removeprefix("policy/"), problem.key, problem.code) for problem in caught.value.problems}


def spoil(folder, file, old, new):
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "code"),
    [
        ("waiting", "fixed_months = 3", "fixed_months = 3.0", "version[0].fixed_months", "float_value"),
        ("waiting", "fixed_months = 3", "fixed_months = nan", "version[0].fixed_months", "float_value"),
        ("waiting", "fixed_months = 3", "fixed_month = 3", "version[0].fixed_month", "unknown_key"),
        ("waiting", "fixed_months = 3", "", "version[0].fixed_months", "missing_key"),
        ("waiting", "fixed_months = 3", 'fixed_months = "3"', "version[0].fixed_months", "wrong_value"),
        ("waiting", "fixed_months = 3", "fixed_months = true", "version[0].fixed_months", "wrong_value"),
        ("waiting", "fixed_months = 3", "fixed_months = -3", "version[0].fixed_months", "wrong_value"),
        ("waiting", "fixed_months = 3", "fixed_months = 2", "version[0].fixed_months", "out_of_bounds"),
        ("waiting", "floor_months = 6", "floor_months = 5", "version[0].floor_months", "out_of_bounds"),
        (
            "waiting",
            "lapse_years = 4",
            "lapse_years = 5",
            "version[0].floor_from_lapse_years",
            "out_of_bounds",
        ),
        ("waiting", '"30_days"', '"31_days"', "version[0].month_length", "wrong_value"),
        (
            "waiting",
            "lapse_year = 2",
            "lapse_year = 3",
            "version[0].first_variable_lapse_year",
            "unlisted_value",
        ),
        ("waiting", '"8-fixed"', '"8-fixt"', "version[0].clauses.fixed_wait", "unknown_passage"),
        ("waiting", 'fixed_wait = "8', 'fixt_wait = "8', "version[0].clauses.fixt_wait", "unknown_key"),
        ("waiting", "counted_from", 'inferred = ["fixt_wait"]\ncounted_from', "version[0].inferred[0]", "unknown_key"),
        (
            "waiting",
            "counted_from",
            'secondary = ["fixt_wait"]\ncounted_from',
            "version[0].secondary[0]",
            "unknown_key",
        ),
        ("waiting", '"hunan-2025', '"hunan-2052', "version[0].source.document", "unknown_document"),
        ("waiting", "source =", "sauce =", "version[0].source", "missing_source"),
        (
            "waiting",
            "checked = 2026-11-21",
            "checked = 2026-11-21T08:00:00",
            "version[0].checked",
            "wrong_value",
        ),
        ("waiting", 'standing = "in_force"', 'standing = "maybe"', "version[0].standing", "wrong_value"),
        ("waiting", "from = 2025", "from = 202", "version[0].from", "wrong_value"),
        ("waiting", "from = 2025", "from = 2025\nuntil = 2024", "version[0].until", "wrong_value"),
        ("waiting", "[[version]]", "colour = 1\n[[version]]", "colour", "unknown_key"),
        ("waiting", "[[version]]", "[[versions]]", "version", "missing_key"),
        ("fees", "until = 2026", "", "version[1].until", "open_figure"),
        ("fees", "until = 2025", "until = 2026", "version[1].from", "overlap"),
        ("fees", "from = 2026\nuntil = 2026", "from = 2027\nuntil = 2027", "version[1].from", "gap"),
        ("fees", "from = 2025\nuntil = 2025", "from = 2027\nuntil = 2027", "version[1].from", "wrong_order"),
        ("aid", "orphan = 0", "orfan = 0", "version[0].fee_fen", "unknown_key"),
        ("aid", "relapse_watch = 20_000", "relapse_watch = -1", "version[0].fee_fen", "wrong_value"),
        ("special", '"veteran"', '"veterinary"', "version[0].elsewhere", "unknown_key"),
        ("transfer", "{ days = 90 }", "{ days = 90, months = 3 }", "version[0].within", "wrong_value"),
        ("transfer", "{ days = 90 }", "{}", "version[0].within", "wrong_value"),
        ("transfer", "{ days = 90 }", "{ weeks = 13 }", "version[0].within.weeks", "unknown_key"),
        ("transfer", "{ days = 90 }", "90", "version[0].within", "wrong_value"),
        ("transfer", "{ days = 90 }", "{ days = 91 }", "version[0].within", "unlisted_value"),
        ("transfer", "[10, 1]", "[10, 32]", "version[0].next_year_from", "wrong_value"),
        ("transfer", "[10, 1]", "[10, 1, 1]", "version[0].next_year_from", "wrong_value"),
        ("window", "closes_on = 2026-01-31", "closes_on = 2027-01-31", "version[1].closes_on", "wrong_value"),
        ("window", "opens_on = 2025-09-01", "opens_on = 2026-02-01", "version[1].closes_on", "wrong_value"),
        ("window", "closes_on = 2026-01-31", "closes_on = 2026-02-30", "", "not_toml"),
        (
            "window",
            "from = 2026\nuntil = 2026",
            "from = 2026\nuntil = 2027",
            "version[1].until",
            "open_figure",
        ),
        ("window", "opens_on = 2025-09-01", "opens = [9, 1]", "version[1].closes", "missing_key"),
        (
            "window",
            "opens_on = 2025-09-01\ncloses_on = 2026-01-31",
            "opens = [9, 1]\ncloses = [13, 1]",
            "version[1].closes",
            "wrong_value",
        ),
        ("fees", "from = 2026", 'from = "2026"', "version[1].from", "wrong_value"),
        ("window", "closes_on = 2026-01-31", "", "version[1].closes_on", "missing_key"),
        ("area", 'code = "430000"', 'code = "440000"', "code", "wrong_value"),
        ("area", 'parent = "000000"', 'parent = "430100"', "parent", "unknown_parent"),
        ("area", 'parent = "000000"', 'parent = "110000"', "parent", "unknown_parent"),
        ("area", 'parent = "000000"', "", "parent", "unknown_parent"),
        ("area", ', en = "Hunan"', "", "name", "wrong_value"),
    ],
)
def test_a_spoilt_file_of_an_area_is_named(copy, *, file, old, new, key, code):
    spoil(copy, f"{HUNAN}/{file}.toml", old, new)
    assert (f"{HUNAN}/{file}.toml", key, code) in problems(copy)


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "code"),
    [
        (
            "documents.toml",
            'sha256 = "a',
            'sha256 = "b',
            r"document\[0\].passage\[\d\].sha256",
            "wrong_digest",
        ),
        (
            "documents.toml",
            "设置参保后固定待遇等待期3个月",
            "设置参保后固定待遇等待期2个月",
            r".*\.quote",
            "quote_not_in_text",
        ),
        ("documents.toml", 'text = "hunan-2025', 'text = "hunan-2052', r"document\[1\].text", "missing_text"),
        ("documents.toml", 'text = "hunan', 'text = "../hunan', r"document\[1\].text", "missing_text"),
        ("documents.toml", 'id = "8-fixed"', 'id = "8-floor"', r".*\.id", "duplicate_id"),
        ("documents.toml", 'id = "yueyang-2026-01-28"', 'id = "cn-2024-38"', r".*\.id", "duplicate_id"),
        ("documents.toml", 'gist = "', 'jest = "', r".*\.jest", "unknown_key"),
        ("CN/bounds.toml", "[[bound]]", "[[bounds]]", "bounds", "unknown_key"),
        ("readings.toml", 'parameter = "month_length"', 'parameter = "month"', ".*", "unknown_parameter"),
        ("readings.toml", 'subject = "waiting"', 'subject = "weighting"', ".*", "unknown_parameter"),
        ("readings.toml", "value = { months = 3 }", 'value = "3 months"', ".*value", "wrong_value"),
        ("readings.toml", 'id = "R2"', 'id = "R1"', ".*id", "duplicate_id"),
        ("readings.toml", 'basis = "official"', 'basis = "rumour"', ".*basis", "wrong_value"),
        ("CN/bounds.toml", '"cap_percent"', '"cap_share"', ".*parameter", "unknown_parameter"),
        ("CN/bounds.toml", 'subject = "awards"', 'subject = "award"', ".*parameter", "unknown_parameter"),
        ("CN/awards.toml", "continuity_fen = 100_000", "continuity_fen = 99_999", ".*continuity_fen", "out_of_bounds"),
        ("CN/awards.toml", "claim_fen = 100_000", "claim_fen = 99_999", ".*zero_claim_fen", "out_of_bounds"),
        ("CN/awards.toml", "cap_percent = 20", "cap_percent = 21", ".*cap_percent", "out_of_bounds"),
        ("CN/awards.toml", '"zero_claim_stays"', '"nothing"', ".*after_lapse", "wrong_value"),
        ("CN/awards.toml", "counted_from_year = 2025", "counted_from_year = 2024", ".*_year", "unlisted_value"),
        ("CN/bounds.toml", '"cn-2024-38"', '"cn-2024-39"', ".*source", "unknown_document"),
        ("CN/waiting.toml", "fixed_months = 3", "fixed_months = 1", ".*fixed_months", "out_of_bounds"),
    ],
)
def test_a_spoilt_file_of_the_whole_is_named(copy, *, file, old, new, key, code):
    spoil(copy, file, old, new)
    assert any(at == file and found == code and re.fullmatch(key, k) for at, k, found in problems(copy))


def test_words_are_quoted_where_the_text_is_held(copy):
    text = (copy / "documents.toml").read_text("utf-8")
    passage = re.search(r'id = "8-fixed"\nitem = "8"\n(quote = .*\nsha256 = .*\n)', text)
    spoil(copy, "documents.toml", passage[1], 'gist = "in our words"\n')
    assert {(file, code) for file, _, code in problems(copy)} == {("documents.toml", "missing_key")}


def test_a_reading_has_a_value(copy):
    shutil.rmtree(copy / "items")  # which names the readings that are taken away
    text = (copy / "readings.toml").read_text("utf-8")
    (copy / "readings.toml").write_text(text[: text.index("[[reading]]")] + READING, "utf-8")
    assert problems(copy) == {("readings.toml", "reading[0].values", "missing_key")}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(copy):
    (copy / HUNAN / "fees.toml").chmod(0)
    assert problems(copy) == {(f"{HUNAN}/fees.toml", "", "unreadable")}


@pytest.mark.parametrize(
    "file",
    ["documents.toml", "readings.toml", "CN/bounds.toml", f"{HUNAN}/area.toml", f"{HUNAN}/newborn.toml"],
)
def test_a_truncated_file_is_not_toml(copy, file):
    path = copy / file
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b"=") + 1])
    assert (file, "", "not_toml") in problems(copy)


def test_a_truncated_text_no_longer_holds_its_quotes(copy):
    path = copy / "texts" / "hunan-2025-measures.txt"
    path.write_text(path.read_text("utf-8")[:2000], "utf-8")
    assert "quote_not_in_text" in {code for _, _, code in problems(copy)}


def test_a_file_that_is_not_utf8_is_refused(copy):
    path = copy / HUNAN / "fees.toml"
    path.write_bytes(path.read_bytes().decode("utf-8").encode("gb18030"))
    assert problems(copy) == {(f"{HUNAN}/fees.toml", "", "not_utf8")}


@pytest.mark.parametrize("size", [1_000_001, 100_000_000])
def test_a_huge_file_is_refused_unread(copy, size):
    with (copy / HUNAN / "fees.toml").open("r+b") as file:
        file.truncate(size)
    assert problems(copy) == {(f"{HUNAN}/fees.toml", "", "too_large")}


@pytest.mark.parametrize("target", ["../outside.toml", "fees.toml", "nowhere.toml", "/dev/zero"])
def test_a_link_that_leaves_the_folder_or_leads_nowhere_is_refused(copy, target):
    fees = copy / HUNAN / "fees.toml"
    (copy.parent / "outside.toml").write_bytes(fees.read_bytes())
    fees.unlink()
    fees.symlink_to("../../outside.toml" if target == "../outside.toml" else target)
    assert problems(copy) == {(f"{HUNAN}/fees.toml", "", "symlink_outside")}


def test_a_linked_folder_outside_is_refused(copy):
    (copy / "430000-hunan").rename(copy.parent / "430000-hunan")
    (copy / "430000-hunan").symlink_to(copy.parent / "430000-hunan")
    assert ("430000-hunan", "", "symlink_outside") in problems(copy)


def test_a_pipe_does_not_block_the_load(copy):
    (copy / HUNAN / "awards.toml").unlink()
    os.mkfifo(copy / HUNAN / "awards.toml")
    assert problems(copy) == {(f"{HUNAN}/awards.toml", "", "unknown_file")}


@pytest.mark.parametrize("name", ["notes.txt", "430000-hunan/wiating.toml", "hunan/fees.toml", "430000-hunan/a/b.toml"])
def test_a_file_of_no_use_is_refused_for_it_may_be_a_slip(copy, name):
    path = copy / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", "utf-8")
    assert {code for _, _, code in problems(copy)} == {"unknown_file"}


def test_a_readme_and_hidden_files_are_passed_over(copy):
    (copy / "README.md").write_text("notes", "utf-8")
    (copy / HUNAN / ".fees.toml.swp").write_bytes(b"\x00\xff")
    load(copy)


def test_two_folders_for_one_area_are_refused(copy):
    (copy / "430000-hunan-again").mkdir()
    area = (copy / HUNAN / "area.toml").read_text("utf-8")
    (copy / "430000-hunan-again" / "area.toml").write_text(area, "utf-8")
    assert ("430000-hunan-again/area.toml", "", "duplicate_id") in problems(copy)


def test_a_folder_of_an_area_that_nobody_names_needs_area_toml(copy):
    (copy / "440000-guangdong").mkdir()
    text = (copy / HUNAN / "students.toml").read_text("utf-8")
    (copy / "440000-guangdong" / "students.toml").write_text(text, "utf-8")
    assert ("440000-guangdong/area.toml", "code", "missing_key") in problems(copy)


def test_a_gap_may_be_meant(copy):
    path = copy / HUNAN / "fees.toml"
    path.write_text(path.read_text("utf-8") + FEES_2027.format(first=2028, last=2028), "utf-8")
    assert problems(copy) == {(f"{HUNAN}/fees.toml", "version[2].from", "gap")}
    spoil(copy, f"{HUNAN}/fees.toml", "from = 2028", "from = 2028\nafter_gap = true")
    laid = load(copy).of("430000")
    assert laid.of(2027).fees is None
    assert laid.of(2028).fees.subsidy_fen is None


def test_all_problems_are_told_at_once(copy):
    spoil(copy, f"{HUNAN}/waiting.toml", "fixed_months = 3", "fixed_months = 2.5\nextra = 1")
    spoil(copy, f"{HUNAN}/fees.toml", "individual_fen = 40_000", 'individual_fen = "400"\nuntill = 2025')
    spoil(copy, f"{HUNAN}/fees.toml", "from = 2025", "")
    spoil(copy, "CN/area.toml", 'level = "nation"', 'level = "world"')
    (copy / HUNAN / "aid.toml").write_bytes(b"\xff")
    codes = {(file, code) for file, _, code in problems(copy)}
    assert codes >= {
        (f"{HUNAN}/waiting.toml", "float_value"),
        (f"{HUNAN}/waiting.toml", "unknown_key"),
        (f"{HUNAN}/fees.toml", "wrong_value"),
        (f"{HUNAN}/fees.toml", "missing_key"),
        (f"{HUNAN}/fees.toml", "unknown_key"),
        (f"{HUNAN}/aid.toml", "not_utf8"),
        ("CN/area.toml", "wrong_value"),
    }


def test_an_overlay_may_not_leave_the_national_bounds(copy, tmp_path):
    overlay = tmp_path / "ours" / "430100-changsha"
    overlay.mkdir(parents=True)
    text = (copy / HUNAN / "waiting.toml").read_text("utf-8")
    (overlay / "waiting.toml").write_text(text.replace("fixed_months = 3", "fixed_months = 2"), "utf-8")
    with pytest.raises(PolicyError) as caught:
        load(copy, tmp_path / "ours")
    assert [(problem.file, problem.code) for problem in caught.value.problems] == [
        ("ours/430100-changsha/waiting.toml", "out_of_bounds")
    ]
