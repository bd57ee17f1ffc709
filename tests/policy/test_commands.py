"""`canbao policy check | show | items | diff`: what they print and how they exit."""

import json

import pytest
from click.testing import CliRunner

from app.policies import default_folder
from app.policies.cli import policy


def run(*arguments):
    return CliRunner().invoke(policy, [str(argument) for argument in arguments])


def test_check_of_the_shipped_data_ends_in_a_summary(shipped):
    result = run("check")
    assert result.exit_code == 0
    counts = ", ".join(f"{number} {noun}" for noun, number in shipped.counts().items())
    assert result.output.startswith(f"政策数据完好。 sound: {counts}; ")
    assert result.output.endswith(f"revision {shipped.revision}\n")


def test_check_as_json_counts_and_names_the_revision(shipped):
    told = json.loads(run("check", "--json").output)
    assert told["sound"]
    assert told["problems"] == []
    assert told["revision"] == shipped.revision


@pytest.fixture
def spoilt(copy, monkeypatch):
    path = copy / "430000-hunan" / "fees.toml"
    path.write_text(path.read_text("utf-8").replace("70_000", "700.0"), "utf-8")
    monkeypatch.setenv("CANBAO_POLICY", str(copy))
    return copy


def test_check_of_spoilt_data_names_file_and_key_and_exits_with_1(spoilt):
    result = run("check")
    assert result.exit_code == 1
    assert "policy/430000-hunan/fees.toml:version[1].subsidy_fen: float_value: 带小数的数；请写整数" in result.output
    assert "。 a float; write an integer" in result.output
    assert result.stderr == "有 2 处问题，改正后才能使用。 not sound: 2 to put right\n"


def test_check_of_spoilt_data_as_json(spoilt):
    result = run("check", "--json")
    assert result.exit_code == 1
    assert {problem["code"] for problem in json.loads(result.stdout)["problems"]} == {
        "float_value",
        "wrong_value",
    }


def test_show_of_spoilt_data_exits_with_2(spoilt):
    result = run("show", "430100")
    assert result.exit_code == 2
    assert "float_value" in result.output


def test_check_takes_overlays(hunan_2027, shipped):
    result = run("check", "--policy", hunan_2027)
    assert result.exit_code == 0
    assert shipped.revision not in result.output


def test_a_folder_that_is_not_there_is_a_wrong_call(tmp_path):
    assert run("check", "--policy", tmp_path / "none").exit_code == 2


def test_show_names_value_source_and_what_is_not_known(shipped):
    result = run("show", "430423", "--year", "2027")
    assert result.exit_code == 0
    for part in (
        "430400",
        "month_length = 30_days",
        "hunan-2025-measures",
        "not known: window, fees, aid",
        "fees 2026",
    ):
        assert part in result.output


def test_show_leaves_out_what_may_be_left_unsaid():
    assert "subsidy_from" not in run("show", "430100").output


def test_show_as_json_gives_the_version_of_the_year(shipped, hunan_2027):
    told = json.loads(run("show", "430100", "--year", "2027", "--json", "--policy", hunan_2027).output)
    assert {subject["subject"]: subject["known_until"] for subject in told["subjects"]}["window"] == 2027
    window = next(version for version in told["versions"] if version["subject"] == "window")
    assert window["value"] == {"opens_on": "2026-09-01", "closes_on": "2026-12-31"}
    assert (window["from"], window["until"], window["area"]) == (2027, 2027, "430000")


def test_show_says_that_a_window_recurs():
    result = run("show", "431000")
    assert "每年 each year, 如 e.g. 2018:" in result.output
    assert "2018…2024" in result.output


def test_show_of_an_area_that_is_not_modelled_says_so():
    result = run("show", "110000")
    assert result.exit_code == 0
    assert "not modelled" in result.output
    assert not json.loads(run("show", "110000", "--json").output)["modelled"]


@pytest.mark.parametrize("arguments", [("show", "4301"), ("show", "changsha"), ("show", "430100", "--year", "1900")])
def test_show_of_a_wrong_area_or_year_is_a_wrong_call(arguments):
    assert run(*arguments).exit_code == 2


def test_items_lists_every_registered_item_with_what_models_it(shipped):
    told = json.loads(run("items", "--json").output)
    assert {document: len(items) for document, items in told.items()} == {
        document: len(items) for document, items in shipped.items.items()
    }
    assert "fixed_wait" in run("items").output


def test_items_of_one_document_are_its_alone():
    result = run("items", "--document", "hunan-2025-measures")
    assert result.exit_code == 0
    assert "实施待遇等待期" in result.output
    assert "shaoyang" not in result.output


def test_items_of_a_document_that_is_not_registered_is_a_wrong_call():
    assert run("items", "--document", "no-such-document").exit_code == 2


def test_diff_with_one_folder_tells_what_it_changes_over_ours(hunan_2027):
    result = run("diff", hunan_2027)
    assert result.exit_code == 1
    assert (
        "fees.individual_fen 2027: 未知 not known → 40000 (400.00 元 yuan)  [430000 及下级 and below: 15]\n"
        in result.output
    )
    assert "aid.fee_fen.minimum_living 2027: 未知 not known → 20000 (200.00 元 yuan)" in result.output
    assert "aid.source 2027: 未知 not known → 430000 test-2027-notice 三 (in_force, official, " in result.output
    assert "window.opens_on 2027: 未知 not known → 2026-09-01" in result.output
    assert "2026:" not in result.output


def test_diff_of_two_folders_names_field_years_and_areas(copy, hunan_2027):
    spoilt = copy.parent / "later"
    copy.rename(spoilt)
    path = spoilt / "431000-chenzhou" / "window.toml"
    path.write_text(path.read_text("utf-8").replace("closes = [12, 31]", "closes = [12, 20]"), "utf-8")
    result = run("diff", "--json", default_folder(), spoilt)
    assert result.exit_code == 1
    differences = json.loads(result.output)["differences"]
    assert {difference["change"]["field"] for difference in differences} == {"closes_on"}
    assert {tuple(difference["areas"]) for difference in differences} == {("431000",)}
    assert sorted(difference["change"]["from"] for difference in differences) == list(range(2018, 2025))


def test_diff_joins_years_that_change_alike(copy):
    path = copy / "430000-hunan" / "waiting.toml"
    path.write_text(path.read_text("utf-8").replace('"30_days"', '"calendar"'), "utf-8")
    result = run("diff", default_folder(), copy)
    assert result.output == "waiting.month_length 2025…: 30_days → calendar  [430000 及下级 and below: 15]\n"


def test_diff_of_a_folder_with_itself_is_no_difference(copy):
    result = run("diff", copy, copy)
    assert (result.exit_code, result.output) == (0, "没有差异。 no difference\n")


def test_diff_of_three_folders_is_a_wrong_call(copy):
    assert run("diff", copy, copy, copy).exit_code == 2


@pytest.mark.parametrize("command", [(), ("check",), ("show",), ("items",), ("diff",)])
def test_help_states_what_it_does(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "政策" in result.output
