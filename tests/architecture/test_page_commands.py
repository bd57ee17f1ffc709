"""Every command and every call that the pages show works as it stands, in a folder with the files they speak of."""

import json
import re
import shlex
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import main
from app.ledger import Draft, begin
from app.ledger.entry import digest
from app.ledger.opening import opened
from app.ledger.transaction import kept
from tests.architecture.left_out import blocks
from tests.contract.keeping import SECRETS, keeping
from tests.contract.process import served

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md")] + sorted(ROOT.glob("docs/*.md"))
SHOWN = [line for page in PAGES for block in blocks(page, "sh") for line in block.replace("\\\n", "").splitlines()]
COMMANDS = sorted({line.partition("#")[0].strip() for line in SHOWN if line.startswith("canbao ")})
RUN_ELSEWHERE = ("canbao serve", "canbao batch hdfs:", "canbao batch people.parquet answers --spark")
"""What runs until it is stopped, or on Spark: tests of their own start these."""
CALLS = [block for page in PAGES for block in blocks(page, "sh") if "curl -s " in block]
ANSWERED = {
    "assess": {10},
    "options": {0},
    "compare": {0, 1},
    "family-aid": {0},
    "intake": {12},
    "pooling-funds": {13, 12, 0},
}
POLICY_DATA = (ROOT / "docs" / "policy-data.md").read_text(encoding="utf-8")


def body_sent_to(path: str) -> dict:
    (call,) = {block for block in CALLS if f"{path} " in block}
    return json.loads(re.search(r"-d '(.*)'", call, re.DOTALL)[1])


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with the files that the pages speak of."""
    desk = tmp_path_factory.mktemp("desk")
    case = body_sent_to("/v1/assessments")
    person = {name: value for name, value in case.items() if name != "plan"}
    family, year = body_sent_to("/v1/family-aid"), body_sent_to("/v1/pooling-funds")
    answer = body_sent_to("/v1/intake/nhsa-1101")
    files = [("case", case), ("person", person), ("family", family), ("year", year), ("answer", answer)]
    for name, value in files:
        (desk / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    for name, block in re.findall(r"^```toml\n# (\S+)\n(.*?)^```", POLICY_DATA, re.MULTILINE | re.DOTALL):
        for folder in ("figures", "draft"):
            (desk / folder / name).parent.mkdir(exist_ok=True, parents=True)
            (desk / folder / name).write_text(block, encoding="utf-8")
    for name in ("people.parquet", "people.jsonl"):
        assert CliRunner().invoke(main, ["demo", "people", "--n", "50", str(desk / name)]).exit_code == 0
    begin(desk / "decisions.ledger")
    with closing(opened(desk / "decisions.ledger")) as ledger:
        (receipt,) = {command.split()[4] for command in COMMANDS if command.startswith("canbao ledger show ")}
        decision = Draft(receipt, "window-7", "key", bytes(32), "2026-11-23T09:00:00+08:00", "sha256:", b"", b"{}")
        kept(ledger, [(decision, digest(decision))])
    return desk


def test_the_pages_show_commands():
    assert len(COMMANDS) > 15
    assert len(CALLS) > 4
    assert all(any(command.startswith(one) for command in COMMANDS) for one in RUN_ELSEWHERE)


@pytest.mark.parametrize("command", [each for each in COMMANDS if not each.startswith(RUN_ELSEWHERE)])
def test_a_command_of_a_page_works(desk, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path if command.startswith("canbao ledger begin") else desk)
    for made in ("answers.parquet", "answers.html", "copy.ledger"):
        Path(made).unlink(missing_ok=True)
    _, name, *words = shlex.split(re.sub(r"--n \S+", "--n 50", command))
    found = CliRunner().invoke(main, [name, *words])
    wanted = {1} if words[:1] == ["diff"] else ANSWERED.get(name, {0})
    assert found.exit_code in wanted, found.output
    assert found.stdout or name == "demo"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    with served(folder, keeping(folder)) as running:
        yield running


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl here")
@pytest.mark.parametrize("call", sorted(set(CALLS)), ids=lambda call: re.search("8000(/[^ ?']+)", call)[1])
def test_a_call_of_a_page_is_answered(desk, server, call):
    command = call[call.index("curl ") :].replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")
    command = command.replace("\\\n", "").replace("$SECRET", SECRETS["counter-1"])
    told = subprocess.run([*shlex.split(command), "-S", "-f"], cwd=desk, capture_output=True, check=True).stdout
    answers = [json.loads(line) for line in told.splitlines()]
    assert len(answers) == (50 if "people.jsonl" in call else 1)
    assert all({"outcome", "options", "receipt", "history"} & answer.keys() for answer in answers)
