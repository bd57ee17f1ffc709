"""What the README promises a newcomer: its very call, sent to the real service, gets the answer printed below it."""

import json
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.left_out import LEFT_OUT, blocks, fits

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
PRINTED_PORT = "127.0.0.1:8000"

readmes = pytest.mark.parametrize("readme", READMES)


def text(readme: str) -> str:
    return (ROOT / readme).read_text(encoding="utf-8")


def call(readme: str) -> str:
    (found,) = (block for block in blocks(ROOT / readme, "sh") if block.startswith("curl "))
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The service as `make run` starts it, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "app", "serve", "--port", address.rpartition(":")[2]]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://{address}/readyz")
            yield address
        finally:
            process.terminate()
            process.wait(timeout=15)


def wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError(url)


def sent(command: str, address: str) -> dict:
    """The answer to a curl command; sent by curl itself wherever there is one."""
    arguments = shlex.split(command.replace(PRINTED_PORT, address))
    if shutil.which("curl"):
        return json.loads(subprocess.run(arguments, capture_output=True, check=True).stdout)
    assert arguments[:2] == ["curl", "-s"]
    _, _, url, _, header, _, body = arguments
    request = urllib.request.Request(url, body.encode(), dict([header.split(": ")]))
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


@readmes
def test_the_call_of_the_readme_gets_the_printed_answer(readme, server):
    printed = json.loads(blocks(ROOT / readme, "json")[0])
    real = sent(call(readme), server)
    assert fits(printed, real), json.dumps(real, ensure_ascii=False, indent=2)


@readmes
def test_the_printed_answer_shows_outcome_dates_and_clause(readme):
    printed = json.loads(blocks(ROOT / readme, "json")[0])
    (year,) = printed["years"]
    clauses = [reason["clause"] for reason in printed["reasons"] if reason != LEFT_OUT]
    assert printed["outcome"] != LEFT_OUT
    assert all((year["covered_from"], year["covered_to"], year["waiting"]["first_covered_day"]))
    assert all(clause["item"] and clause["quote"] for clause in clauses)


@readmes
def test_the_problem_of_the_readme_is_a_real_one(readme, server):
    printed = json.loads(blocks(ROOT / readme, "json")[1])
    faulty = {
        "area": "430100",
        "on": "2026-3-10",
        "person": {"birth_date": "1990-05-01", "category": "adult_resident"},
        "plan": {"scheme": "resident", "years": ["2026"]},
    }
    headers = {"Content-Type": "application/json", "Accept-Language": "en"}
    request = urllib.request.Request(f"http://{server}/v1/assessments", json.dumps(faulty).encode(), headers)
    with pytest.raises(urllib.error.HTTPError) as raised, urllib.request.urlopen(request, timeout=10):
        pass
    with raised.value as answer:
        assert fits(printed, json.load(answer))


@pytest.mark.parametrize(
    ("printed", "real", "same"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": 1, "…": "…"}, {"a": 1, "b": 2}, True),
        ({"a": 2, "…": "…"}, {"a": 1, "b": 2}, False),
        (["…", 2, "…"], [1, 2, 3], True),
        (["…", 4, "…"], [1, 2, 3], False),
        ([1, "…"], [2, 1], False),
        ([], [1], False),
    ],
)
def test_only_what_is_marked_as_left_out_may_differ(printed, real, same):
    assert fits(printed, real) is same


def test_both_readmes_print_the_same_call_and_the_same_answers():
    english, chinese = READMES
    assert call(english) == call(chinese)
    assert blocks(ROOT / english, "json") == blocks(ROOT / chinese, "json")


def test_both_readmes_have_the_same_sections_commands_and_links():
    english, chinese = (text(readme) for readme in READMES)
    for pattern in (r"^#+ ", r"^\| `", r"^- ", r"^```", r"^canbao [a-z ]+"):
        assert re.findall(pattern, english, re.MULTILINE) == re.findall(pattern, chinese, re.MULTILINE)
    links = r"\]\((?!README)([^)]+)\)"
    assert sorted(re.findall(links, english)) == sorted(re.findall(links, chinese))


@readmes
def test_the_first_screen_tells_what_it_is_how_to_start_it_and_what_it_answers(readme):
    first_screen = text(readme).splitlines()[:30]
    assert "make run" in first_screen
    assert any(line.startswith("curl ") for line in first_screen)
    assert '  "outcome": "collect_with_wait",' in first_screen


@pytest.mark.parametrize(
    "page",
    sorted(
        path.relative_to(ROOT).as_posix()
        for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("tests/cases/*.md")]
    ),
)
def test_a_page_links_only_to_what_is_there(page):
    folder = (ROOT / page).parent
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / page).read_text(encoding="utf-8"))
    assert [target for target in targets if not (folder / target).exists()] == []
