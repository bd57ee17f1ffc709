"""On SIGHUP sound policy takes over while calls are answered; any other is refused with why, and nothing changes."""

import json
import os
import shutil
import signal
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.policies import load
from tests.contract.process import ROOT, served

OURS = ROOT / "tests" / "policy" / "overlays" / "hunan-2027"
CASE = (ROOT / "app" / "web" / "openapi" / "case.json").read_bytes()
FEES = "430000-hunan/fees.toml"
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are not listed here")


@pytest.fixture(autouse=True)
def heard():
    """The servers hear the signal, also where what runs the tests does not (`nohup`)."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@contextmanager
def over_a_folder(tmp_path, *arguments):
    folder = shutil.copytree(OURS, tmp_path / "figures")
    with served(tmp_path, ["--policy", str(folder), *arguments]) as server:
        yield server, folder


def events(server, name):
    return [event for event in server.events() if event["event"] == name]


def told_to_read(server, name, wait=20.0):
    """Tell the server to read its policy again, and wait until it says what came of it."""
    before, end = len(events(server, name)), time.monotonic() + wait
    os.kill(server.process.pid, signal.SIGHUP)
    while len(events(server, name)) == before and time.monotonic() < end:
        assert server.assessed(CASE).status == 200
    return events(server, name)[before:]


def revision(server):
    return server.asked("GET", "/readyz").json()["policy_revision"]


def put_right(folder):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(OURS, folder)


def spoil(folder, how):
    fees = folder / FEES
    whole = fees.read_bytes()
    match how:
        case "truncated":
            fees.write_bytes(whole[: len(whole) // 2])
        case "not UTF-8":
            fees.write_bytes(whole + "# 缴费标准".encode("gb18030"))
        case "100 MB":
            os.truncate(fees, 100_000_000)
        case "a link outside":
            (folder.parent / "outside.toml").write_bytes(whole)
            fees.unlink()
            fees.symlink_to(folder.parent / "outside.toml")
        case "overlapping":
            fees.write_bytes(whole + whole)
        case "gone":
            shutil.rmtree(folder)
        case "control signs":
            (folder / "430000-hunan" / "a\x1b[2J\n.toml").write_bytes(b"")


def test_policy_that_cannot_be_used_changes_nothing_and_says_why(tmp_path):
    with over_a_folder(tmp_path) as (server, folder):
        first, answer = revision(server), server.assessed(CASE).body
        for how, code in [
            ("truncated", "not_toml"),
            ("not UTF-8", "not_utf8"),
            ("100 MB", "too_large"),
            ("a link outside", "symlink_outside"),
            ("overlapping", "wrong_order"),
            ("gone", "no_folder"),
            ("control signs", "unknown_file"),
        ]:
            spoil(folder, how)
            (event,) = told_to_read(server, "policy_refused")
            assert code in " ".join(event["problems"]), how
            assert all(line.isprintable() for line in event["problems"])
            assert (revision(server), server.assessed(CASE).body) == (first, answer)
            put_right(folder)
        assert all(isinstance(event, dict) for event in server.events())  # every line of the log is JSON


def test_sound_policy_takes_over_while_calls_are_answered(tmp_path):
    with over_a_folder(tmp_path) as (server, folder):
        first = server.assessed(CASE).json()
        fees = folder / FEES
        fees.write_text(fees.read_text("utf-8").replace("individual_fen = 4", "individual_fen = 5"), "utf-8")
        (event,) = told_to_read(server, "policy_taken")
        wanted = load(ROOT / "policy", folder).revision
        second = server.assessed(CASE).json()
        assert event["revision"] == revision(server) == second["policy"]["revision"] == wanted
        assert first["policy"]["revision"] != wanted
        assert second["charge"]["total_fen"] == first["charge"]["total_fen"] + 10_000
        metrics = server.asked("GET", "/metrics").body.decode()
        assert f'canbao_policy_info{{revision="{wanted}"}} 1' in metrics
        counted = next(
            line for line in metrics.splitlines() if line.startswith("canbao_requests_total{") and "POST" in line
        )
        assert int(counted.rpartition(" ")[2]) >= 2  # it counts on
        for _ in range(3):
            told_to_read(server, "policy_taken")
        assert json.loads(server.assessed(CASE).body) == second


def test_a_signal_that_is_ignored_stays_ignored(tmp_path):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with over_a_folder(tmp_path) as (server, _):
            os.kill(server.process.pid, signal.SIGHUP)
            assert server.assessed(CASE).status == 200
            assert not events(server, "policy_taken")
    finally:
        signal.signal(signal.SIGHUP, before)


def workers(server):
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
    return [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def until(happened, wait=40.0):
    end = time.monotonic() + wait
    while not (found := happened()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def serving(server, number):
    """Whether so many workers have started to serve, since the server was started."""
    return sum(event["event"] == "Application startup complete." for event in server.events()) >= number


@needs_proc
def test_a_worker_that_dies_after_the_folder_was_spoilt_leaves_the_others_serving(tmp_path):
    with over_a_folder(tmp_path, "--workers", "2") as (server, folder):
        assert until(lambda: serving(server, 2))
        first = revision(server)
        spoil(folder, "truncated")
        os.kill(workers(server)[0], signal.SIGKILL)
        assert until(lambda: len(events(server, "worker_died")) == 3)
        killed, *refused_ones = events(server, "worker_died")
        assert (killed["exit_code"], [each["exit_code"] for each in refused_ones]) == (-9, [3, 3])
        pauses = [each["again_in_seconds"] for each in refused_ones]
        assert pauses == [2 * killed["again_in_seconds"], *[2 * pause for pause in pauses[:-1]]]
        assert all("请改正" in each["what"] and "put them right" in each["what"] for each in refused_ones)
        assert {revision(server) for _ in range(4)} == {first}
        put_right(folder)
        os.kill(server.process.pid, signal.SIGHUP)
        (taken,) = until(lambda: events(server, "policy_taken"))
        assert (taken["workers"], len(workers(server))) == (2, 2)


@needs_proc
def test_where_no_worker_is_left_and_none_can_be_started_the_service_ends_with_what_to_do(tmp_path):
    with over_a_folder(tmp_path, "--workers", "2") as (server, folder):
        assert until(lambda: serving(server, 2))
        spoil(folder, "truncated")
        for pid in workers(server):
            os.kill(pid, signal.SIGKILL)
        assert server.process.wait(60) == 2
        *_, last = server.log.read_text("utf-8").splitlines()
        assert "没有一个工作进程能启动" in last
        assert "put the policy folders right" in last


@pytest.mark.parametrize("number", [1, 2])
def test_many_signals_at_once_are_answered_by_a_few_readings(tmp_path, number):
    with over_a_folder(tmp_path, "--workers", str(number)) as (server, _):
        assert until(lambda: serving(server, number))
        for _ in range(50):
            os.kill(server.process.pid, signal.SIGHUP)
        assert until(lambda: events(server, "policy_taken"))
        assert server.assessed(CASE).status == 200
        server.process.terminate()
        server.process.wait(30)
        assert 1 <= len(events(server, "policy_taken")) <= 3
