"""On SIGHUP sound policy takes over while calls are answered; any other is refused with why, and nothing changes."""

import json
import os
import shutil
import signal
import time
from contextlib import contextmanager

from app.policies import load
from tests.contract.process import ROOT, served

OURS = ROOT / "tests" / "policy" / "overlays" / "hunan-2027"
CASE = (ROOT / "app" / "web" / "openapi" / "case.json").read_bytes()
FEES = "430000-hunan/fees.toml"


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


def test_of_several_workers_each_is_replaced_or_none(tmp_path):
    with over_a_folder(tmp_path, "--workers", "2") as (server, folder):
        end = time.monotonic() + 20
        while time.monotonic() < end and not answered(server):
            time.sleep(0.05)
        first = revision(server)
        spoil(folder, "truncated")
        told_to_read(server, "policy_refused")
        assert {revision(server) for _ in range(8)} == {first}
        assert all(isinstance(event, dict) for event in server.events())


def answered(server):
    try:
        return server.assessed(CASE).status == 200
    except OSError:
        return False
