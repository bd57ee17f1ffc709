"""`canbao assess` answers as the service does, and its exit code tells the outcome."""

import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from app.cli import COMMANDS, main
from app.usage import unopened
from app.web.commands.assess import EXIT_CODES
from tests.contract.process import ROOT

CASE_FILE = str(ROOT / "app" / "web" / "openapi" / "case.json")


def ran(*arguments, **named):
    return CliRunner().invoke(main, ["assess", *arguments], **named)


@pytest.mark.parametrize("view", ["full", "brief"])
def test_the_answer_is_that_of_the_service(server, case, view):
    answer = server.assessed(json.dumps(case).encode(), f"/v1/assessments?view={view}")
    for found in (
        ran(CASE_FILE, "--view", view),
        ran("-", "--view", view, input=json.dumps(case)),
    ):
        assert json.loads(found.stdout) == answer.json()
        assert found.exit_code == EXIT_CODES[answer.json()["outcome"]] == 13


def test_every_outcome_has_an_exit_code_of_its_own(document):
    outcomes = document["components"]["schemas"]["Assessment"]["properties"]["outcome"]["enum"]
    assert set(outcomes) == set(EXIT_CODES)
    assert len(set(EXIT_CODES.values()) | {1, 2}) == len(EXIT_CODES) + 2
    assert EXIT_CODES["collect"] == 0


def test_what_is_wrong_with_a_case_is_the_problem_of_the_service_on_standard_error(server):
    found = ran("-", input=b'{"area": "4301"}', env={"LC_ALL": "zh_CN.UTF-8"})
    told, answer = json.loads(found.stderr), server.assessed(b'{"area": "4301"}').json()
    assert (found.exit_code, found.stdout) == (2, "")
    assert told["errors"] == answer["errors"]
    assert told["title"] == answer["title"]


def test_an_english_terminal_is_told_in_english():
    assert json.loads(ran("-", input=b"{}", env={"LC_ALL": "en_US.UTF-8"}).stderr)["title"].startswith("The request")
    assert json.loads(ran("-", input=b"{}", env={"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}).stderr)["code"]


def test_an_input_over_the_limit_is_refused():
    found = ran("-", input=b" " * 1_048_577)
    assert (found.exit_code, json.loads(found.stderr)["code"]) == (2, "body_too_large")


def test_a_folder_that_cannot_be_used_ends_the_command(tmp_path):
    (tmp_path / "documents.toml").write_text("not toml")
    found = ran(CASE_FILE, "--policy", str(tmp_path))
    assert found.exit_code == 2
    assert "documents.toml" in found.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_service_over_a_folder_that_cannot_be_used_does_not_start(tmp_path, workers):
    (tmp_path / "documents.toml").write_text("not toml")
    arguments = ["serve", "--port", "0", "--policy", str(tmp_path), "--workers", workers]
    found = subprocess.run([sys.executable, "-m", "app", *arguments], capture_output=True, check=False, timeout=60)
    assert found.returncode == 2
    assert "documents.toml: not_toml: 不是完整的 TOML" in found.stderr.decode()
    assert b"Traceback" not in found.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_port_that_is_taken_is_told_in_both_languages(workers):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        arguments = ["serve", "--port", str(taken.getsockname()[1]), "--workers", workers]
        found = subprocess.run([sys.executable, "-m", "app", *arguments], capture_output=True, check=False, timeout=60)
    assert found.returncode == 2
    assert "可能已被占用，请换 --host 或 --port。 cannot be listened on" in found.stderr.decode()
    assert b"Traceback" not in found.stderr


def test_a_table_is_for_reading():
    found = ran(CASE_FILE, "--table")
    assert found.exit_code == 13
    assert not found.stdout.startswith("{")
    assert "2027" in found.stdout


@pytest.mark.parametrize(
    ("command", "given", "zh", "en"),
    [
        ("assess", "case.json", "理由", "Why"),
        ("options", None, "可以选的", "What can be done"),
        ("compare", "case.json", "结果不变", "nothing changes"),
        ("family-aid", "family.json", "亲属关系", "Kinship"),
    ],
)
def test_a_table_speaks_the_language_of_the_terminal(command, given, zh, en):
    folder = ROOT / "app" / "web" / "openapi"
    case = json.loads((folder / (given or "case.json")).read_bytes())
    text = json.dumps(case if given else {name: value for name, value in case.items() if name != "plan"})
    more = ["--on", "2026-12-01"] if command == "compare" else []
    told = {
        lang: CliRunner().invoke(main, [command, "-", "--table", *more], input=text, env={"LC_ALL": lang}).stdout
        for lang in ("zh_CN.UTF-8", "en_US.UTF-8", "C.UTF-8")
    }
    assert zh in told["zh_CN.UTF-8"]
    assert en in told["en_US.UTF-8"]
    assert told["C.UTF-8"] == told["zh_CN.UTF-8"]


def test_the_help_lists_every_command_and_the_exit_codes():
    listed = CliRunner().invoke(main, ["--help"]).stdout
    assert all(command in listed for command in COMMANDS)
    assert all(outcome in ran("--help").stdout for outcome in EXIT_CODES)
    assert CliRunner().invoke(main, ["no-such-command"]).exit_code == 2


def test_the_help_says_in_english_too_what_each_command_does():
    told = " ".join(CliRunner().invoke(main, ["--help"]).stdout.split())
    assert "与服务相同。 Answer the case in FILE" in told
    assert "What the documents of a pool make of its year" in told
    assert "政策检查. 按全部格式要求核对政策目录。 Hold" in " ".join(help_of("policy").split())


def help_of(*names):
    return CliRunner().invoke(main, [*names, "--help"], env={"COLUMNS": "80"}).stdout


def commands_of(command, *names):
    yield names, command
    for name in command.list_commands(None) if isinstance(command, click.Group) else []:
        yield from commands_of(command.get_command(None, name), *names, name)


EVERY = list(commands_of(main))


@pytest.mark.parametrize(("names", "command"), EVERY, ids=[" ".join(names) or "canbao" for names, _ in EVERY])
def test_every_command_and_option_is_explained_in_chinese_and_english(names, command):
    for told in [command.help, *(each.help for each in command.params if isinstance(each, click.Option))]:
        assert re.search(r"[\u4e00-\u9fff].*。\s+.*[A-Za-z].*\.$", told.strip(), re.DOTALL), told
    page = help_of(*names)
    assert page.startswith("用法 Usage: ")
    assert "选项 Options:" in page
    assert max(cell_len(line) for line in page.splitlines()) <= 80


HELD_BACK = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
"""An environment in which output is held back until there is much of it, as it is by default."""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize(
    "arguments",
    [["assess", CASE_FILE], ["assess", CASE_FILE, "--table"], ["compare", CASE_FILE, "--on", "2026-12-01"], ["--help"]],
    ids=["assess", "table", "compare", "help"],
)
def test_an_answer_that_cannot_be_written_is_none(arguments):
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run(
            [sys.executable, "-m", "app", *arguments], stdout=full, stderr=subprocess.PIPE, env=HELD_BACK, check=False
        )
    assert found.returncode == 2
    assert "No space left on device" in found.stderr.decode()
    assert len(found.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["assess", CASE_FILE],
        ["assess", CASE_FILE, "--table"],
        ["compare", CASE_FILE, "--on", "2026-12-01"],
        ["--help"],
        ["assess", "--help"],
        ["--version"],
        ["policy", "show", "430100"],
    ],
    ids=" ".join,
)
def test_an_answer_that_nobody_reads_is_none(arguments):
    reader, writer = os.pipe()
    os.close(reader)
    try:
        found = subprocess.run(
            [sys.executable, "-m", "app", *arguments], stdout=writer, stderr=subprocess.PIPE, env=HELD_BACK, check=False
        )
    finally:
        os.close(writer)
    assert (found.returncode, found.stderr) == (2, b"")


def test_an_overlay_that_publishes_the_missing_figures_settles_the_case():
    found = ran(CASE_FILE, "--policy", str(ROOT / "tests" / "policy" / "overlays" / "hunan-2027"))
    answer = json.loads(found.stdout)
    assert (found.exit_code, answer["outcome"]) == (10, "collect_with_wait")
    assert answer["years"][0]["waiting"]["first_covered_day"] == "2027-05-01"
    assert answer["charge"]["total_fen"] > 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_log_line_that_cannot_be_written_is_lost_and_nothing_else(tmp_path):
    told = "import logging.config; from app.web.journal import LOGGING; logging.config.dictConfig(LOGGING)\n"
    told += "logging.getLogger('uvicorn').info('started'); print('on', file=__import__('sys').stderr)\n"
    told += "import os; os._exit(0)"
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run([sys.executable, "-c", told], stdout=full, stderr=subprocess.PIPE, check=False)
    assert found.stderr == b"on\n"


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["asses"], "没有命令 asses", "No such command"),
        (["assess"], "缺少参数 FILE", "Missing argument"),
        (["assess", "-", "--tabel"], "没有选项 --tabel", "No such option"),
        (["assess", "nowhere.json"], "参数 FILE 的值不能用，请核对路径", "No such file"),
        (["assess", "-", "--view", "long"], "选项 --view 的值不能用，只能是 full、brief 之一", "is not one of"),
        (["assess", "-", "--policy", "nowhere"], "选项 --policy 的值不能用，请核对路径", "does not exist"),
        (["assess", "-", "--view"], "选项 --view 的用法不对", "requires an argument"),
        (["assess", "-", "more"], "命令的用法不对", "unexpected extra argument"),
        (["compare", "-"], "另一边有何不同", "how the other side differs"),
        (["compare", "-", "--on", "2026-1"], "日期请写成", "does not match"),
        (["compare", "-", "--area", "4301"], "统筹区是六位数字", "six digits"),
        (["serve", "--port", "70000"], "请填整数，最小 0，最大 65535", "range"),
        (["serve", "--draft", "x"], "请写成 名称=目录", "write NAME=DIR"),
        (["policy", "show", "4301"], "统筹区是六位数字", "six digits"),
        (["policy", "diff", ".", ".", "."], "请给一个或两个目录", "one folder or two"),
    ],
)
def test_a_wrong_call_is_told_in_chinese_and_english_what_to_write(arguments, zh, en):
    found = CliRunner().invoke(main, arguments)
    assert found.exit_code == 2
    assert zh in found.stderr
    assert en in found.stderr
    assert found.stderr.count("Usage: ") == found.stderr.count("用法 Usage: ")
    assert found.stderr.count("Error: ") == found.stderr.count("错误 Error: ")


@pytest.mark.parametrize("command", [[], ["policy"], ["ledger"], ["callers"], ["demo"]], ids=" ".join)
def test_a_list_of_commands_called_by_itself_tells_its_page_once(command):
    found = CliRunner().invoke(main, command)
    assert found.exit_code == 2
    assert found.stderr.strip() == CliRunner().invoke(main, [*command, "--help"]).stdout.strip()


def test_a_wrong_value_that_we_tell_of_has_no_other_words_before_it():
    found = CliRunner().invoke(main, ["policy", "show", "4301"])
    assert found.stderr.splitlines()[1].startswith("错误 Error: 参数 AREA: 统筹区是六位数字")


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (["batch", "a.csv", "b.csv"], "batch"),
        (["batch", "a", "b", "--spark", "local"], "spark"),
        (["impact", "a.csv"], "batch"),
        (["demo", "people", "a.csv"], "batch"),
    ],
    ids=" ".join,
)
def test_where_packages_are_missing_it_is_said_how_to_have_them(arguments, extra, tmp_path):
    (tmp_path / "pyarrow.py").write_text("raise ModuleNotFoundError(name='pyarrow')")
    found = subprocess.run(
        [sys.executable, "-m", "app", *arguments],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode in {1, 2}
    assert "请在源码目录里运行 make install" in found.stderr
    assert "run make install in the source folder" in found.stderr
    assert f"[{extra}]'" in found.stderr


def test_a_file_that_cannot_be_opened_is_told_in_both_languages():
    told = unopened(click.FileError("out.json", "Permission denied")).format_message()
    assert told == "out.json 打不开，请核对路径和权限。 Could not open file 'out.json': Permission denied"
