"""A bureau's own folder laid over ours."""

from datetime import date

import pytest
from msgspec.structs import asdict, fields

from app.policies import PolicyError, default_folder, load
from app.policies.subject import SUBJECTS
from tests.cases.casefile import policies


def test_an_overlay_publishes_a_year_and_changes_the_revision(shipped, hunan_2027):
    laid = load(default_folder(), hunan_2027)
    law = laid.of("430100").of(2027)
    assert (law.window.opens_on, law.window.closes_on) == (date(2026, 9, 1), date(2026, 12, 31))
    assert (law.fees.individual_fen, law.fees.subsidy_fen) == (40_000, 70_000)
    assert law.aid.fee_fen == shipped.of("430100").of(2026).aid.fee_fen
    assert law.fees.cited.document == "test-2027-notice"
    assert laid.of("430100").known_until["fees"] == 2027
    assert laid.revision != shipped.revision
    before, after = (asdict(policies.of("430100").of(2026)) for policies in (shipped, laid))
    assert before == after


def test_a_window_that_recurs_is_there_for_each_of_its_years_and_no_other(hunan_2036):
    laid = load(default_folder(), hunan_2036).of("430300")
    for year in range(2027, 2037):
        window = laid.of(year).window
        assert (window.opens_on, window.closes_on) == (date(year - 1, 9, 1), date(year - 1, 12, 31))
        assert laid.of(year).fees.individual_fen == 40_000
    assert laid.of(2037).window is laid.of(2037).fees is None
    assert laid.known_until["window"] == 2036


def test_a_later_overlay_wins_for_the_years_it_speaks_of(hunan_2027, hunan_2036):
    laid = load(default_folder(), hunan_2036, hunan_2027).of("430000")
    documents = [laid.of(year).fees.cited.document for year in (2026, 2027, 2028)]
    assert documents == ["yueyang-2026-01-28", "test-2027-notice", "test-2036-notice"]


def test_the_order_of_overlays_is_part_of_the_revision(hunan_2027, hunan_2036):
    one = load(default_folder(), hunan_2027, hunan_2036)
    other = load(default_folder(), hunan_2036, hunan_2027)
    assert one.revision != other.revision


def test_the_revision_does_not_depend_on_where_the_folder_lies(shipped, copy):
    assert load(copy).revision == shipped.revision


@pytest.mark.parametrize("file", ["430000-hunan/fees.toml", "documents.toml", "texts/hunan-2025-measures.txt"])
def test_any_changed_byte_changes_the_revision(shipped, copy, file):
    path = copy / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert load(copy).revision != shipped.revision


def test_a_city_may_state_its_own_subject_and_the_rest_stays_the_provinces(copy):
    province = (copy / "430000-hunan" / "window.toml").read_text("utf-8")
    (copy / "430100-changsha" / "window.toml").write_text(
        province.replace("closes_on = 2026-01-31", "closes_on = 2026-02-28"), "utf-8"
    )
    laid = load(copy)
    assert laid.of("430100").of(2026).window.closes_on == date(2026, 2, 28)
    assert laid.of("430100").of(2026).window.cited.area == "430100"
    assert laid.of("430100").of(2026).fees is laid.of("430000").of(2026).fees
    assert laid.of("430200").of(2026).window.closes_on == date(2026, 1, 31)


def test_windows_fees_and_aid_of_the_nation_answer_for_no_area(copy):
    (copy / "110000-beijing").mkdir()
    (copy / "110000-beijing" / "area.toml").write_text(
        'code = "110000"\nname = { zh = "北京市", en = "Beijing" }\nparent = "000000"\nlevel = "province"\n',
        "utf-8",
    )
    for subject in ("window", "fees", "aid", "students"):
        text = (copy / "430000-hunan" / f"{subject}.toml").read_text("utf-8")
        (copy / "CN" / f"{subject}.toml").write_text(text, "utf-8")
    laid = load(copy)
    assert laid.of("000000").of(2026).fees is not None
    beijing = laid.of("110101").of(2026)
    assert (beijing.window, beijing.fees, beijing.aid) == (None, None, None)
    assert beijing.waiting.month_length == "calendar"
    assert beijing.students is not None


def test_a_window_may_run_on_into_the_coverage_year(copy):
    path = copy / "431000-chenzhou" / "window.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("closes = [12, 31]", "closes = [2, 29]"), "utf-8")
    chenzhou = load(copy).of("431000")
    assert chenzhou.of(2023).window.closes_on == date(2023, 2, 28)
    assert chenzhou.of(2024).window.closes_on == date(2024, 2, 29)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(PolicyError) as caught:
        load(tmp_path / "none")
    assert [problem.code for problem in caught.value.problems] == ["no_folder"]


def test_the_default_folder_may_be_named_by_the_environment(monkeypatch, copy):
    monkeypatch.setenv("CANBAO_POLICY", str(copy))
    assert default_folder() == copy


def test_links_within_the_folder_are_followed_as_mounted_volumes_make_them(shipped, copy):
    (copy / "..data").mkdir()
    (copy / "430000-hunan").rename(copy / "..data" / "430000-hunan")
    (copy / "430000-hunan").symlink_to("..data/430000-hunan")
    assert load(copy).revision == shipped.revision


STATED = [(name, field.name) for name, kind in SUBJECTS.items() for field in fields(kind) if field.name != "cited"]


@pytest.mark.parametrize(("subject", "parameter"), STATED)
def test_a_province_laid_over_ours_does_everything_otherwise_by_data_alone(shipped, subject, parameter):
    """Its answers are tests/cases/made_up_province.toml and the last cases of pooling and family aid."""
    laid, hunan = policies("made-up-province"), getattr(shipped.of("430500").of(2026), subject)
    theirs = [getattr(laid.of(area).of(2026), subject) for area in ("990000", "990100")]
    stated = [getattr(each, parameter) for each in theirs if each is not None]
    assert any(value != getattr(hunan, parameter, None) for value in stated)
