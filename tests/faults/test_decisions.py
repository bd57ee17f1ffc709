"""Decisions over HTTP under faults: what was answered 201 is kept, nothing is kept twice, all else goes on."""

import contextlib
import http.client
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from app.ledger import verify
from app.ledger.database import connected
from tests.contract.keeping import asked, bearing, keeping, until_ready
from tests.contract.process import ROOT, served
from tests.faults.running import fault

pytestmark = pytest.mark.fault

PATH = "/v1/decisions"
BRIEF = f"{PATH}?view=brief"
CASE = (ROOT / "app" / "web" / "openapi" / "case.json").read_bytes()
OTHER = json.dumps(json.loads(CASE) | {"on": "2026-11-20"}).encode()
KILLS = int(os.environ.get("CANBAO_KILLS", "2"))
CLIENTS = 8
PATIENCE = 20.0
LOST = (OSError, http.client.HTTPException)
"""What a caller meets whose server is killed."""


def kept(server, key, body=CASE):
    return server.asked("POST", BRIEF, body, asked(key))


def insisted(server, key):
    """What a client is told in the end who tries again as often as it is told to."""
    return until(lambda: answer if (answer := kept(server, key)).status == 201 else None)


def entries(path):
    db = connected(path)
    with contextlib.closing(db):
        return dict(db.execute("SELECT key, content FROM entry").fetchall())


def until(happened):
    end = time.monotonic() + PATIENCE
    while not (found := happened()):
        assert time.monotonic() < end
        time.sleep(0.02)
    return found


def events(server, name):
    return [event for event in server.events() if event["event"] == name]


class Busy:
    """Clients that keep one decision after another, until their server is gone."""

    def __init__(self, server, round_):
        self.answers, self.tried = {}, set()
        self._threads = [threading.Thread(target=self._run, args=(server, f"{round_}-{n}")) for n in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def _run(self, server, name):
        for number in range(100_000):
            key = f"{name}-{number}"
            self.tried.add(key)
            try:
                answer = kept(server, key)
            except LOST:
                return
            if answer.status == 201:
                self.answers[key] = answer.body
            else:
                assert answer.status == 503
                time.sleep(0.05)

    def wait(self):
        for thread in self._threads:
            thread.join()


@pytest.fixture
def arguments(tmp_path):
    return keeping(tmp_path)


@pytest.fixture
def path(tmp_path, arguments):
    return tmp_path / "decisions.ledger"


def test_what_was_answered_is_kept_when_the_server_is_killed_and_a_retry_keeps_nothing_twice(tmp_path, arguments, path):
    answered, tried = {}, set()
    for round_ in range(KILLS):
        with served(tmp_path, arguments) as server:
            busy = Busy(server, round_)
            until(lambda busy=busy, least=5 * (round_ + 1): len(busy.answers) >= least)
            server.process.kill()
            busy.wait()
        answered |= busy.answers
        tried |= busy.tried
    with served(tmp_path, arguments) as server:
        found = entries(path)
        assert answered.items() <= found.items()
        again = {key: insisted(server, key).body for key in tried}
        assert answered.items() <= again.items()
        some = json.loads(next(iter(answered.values())))["receipt"]["number"]
        assert server.asked("GET", f"{PATH}/{some}", headers=bearing()).status == 200
    assert entries(path) == again
    assert verify(path) == []


def test_told_to_stop_the_server_answers_what_it_keeps_and_ends_by_itself(tmp_path, arguments, path):
    with served(tmp_path, arguments) as server:
        busy = Busy(server, "stop")
        until(lambda: len(busy.answers) >= 20)
        server.process.terminate()
        busy.wait()
        assert server.process.wait(PATIENCE) in (0, -signal.SIGTERM)
        assert not events(server, "internal_error")
    assert busy.answers.items() <= entries(path).items()
    assert verify(path) == []


def unavailable(server, reason):
    """Decisions, readiness and what is asked again tell why; all that needs no ledger goes on."""
    refused, ready = kept(server, "refused"), server.asked("GET", "/readyz", headers={"Accept-Language": "en"})
    assert (refused.status, refused.json()["code"]) == (503, "ledger_unavailable")
    assert int(refused.headers["retry-after"]) in (1, 10)
    assert (ready.status, ready.json()["code"]) == (503, "ledger_unavailable")
    assert reason in ready.json()["detail"]
    assert server.assessed(CASE).status == server.asked("GET", "/livez").status == 200
    assert b"canbao_ledger_writable 0" in server.asked("GET", "/metrics").body


def available(server, key):
    answer = insisted(server, key)
    until(lambda: server.asked("GET", "/readyz").status == 200)
    assert b"canbao_ledger_writable 1" in server.asked("GET", "/metrics").body
    return answer.body


@pytest.fixture(scope="module")
def lasting(tmp_path_factory):
    """A server that one fault after another befalls, and its ledger."""
    folder = tmp_path_factory.mktemp("lasting")
    with served(folder, keeping(folder)) as server:
        yield server, folder / "decisions.ledger"


def test_a_lock_of_another_program_costs_decisions_alone_and_only_while_it_lasts(lasting):
    server, path = lasting
    before = insisted(server, "before")
    with contextlib.closing(connected(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        until(lambda: kept(server, "locked").status == 503)
        unavailable(server, "Another process holds the ledger")
        assert insisted(server, "before").body == before.body  # what was kept is known without writing
        assert server.asked("GET", before.headers["location"], headers=bearing()).body == before.body
        other.execute("ROLLBACK")
    available(server, "locked")
    assert "locked" in {event["reason"] for event in events(server, "ledger_unavailable")}
    assert len(events(server, "ledger_available")) == len(events(server, "ledger_unavailable"))


def test_a_full_disk_costs_decisions_alone_and_they_go_on_without_a_restart(lasting):
    server, path = lasting
    first = available(server, "first")
    with fault(SimpleNamespace(process=server.process, said=path), "pwrite64:error=ENOSPC"):
        until(lambda: kept(server, "full").status == 503)
        unavailable(server, "The disk is full")
    available(server, "full")
    assert entries(path)["first"] == first


def test_a_ledger_that_is_taken_away_is_not_begun_anew(lasting):
    server, path = lasting
    first = available(server, "taken")
    aside = path.rename(path.with_name("aside"))
    until(lambda: kept(server, "away").status == 503)
    unavailable(server, "The file of the ledger is gone")
    assert not path.exists()
    aside.rename(path)
    available(server, "away")
    assert insisted(server, "taken").body == first


def test_nothing_of_these_faults_was_a_failure_of_ours_and_all_that_was_kept_is_there(lasting):
    server, path = lasting
    assert not events(server, "internal_error")
    assert verify(path) == []


def test_a_disk_that_hangs_in_reading_holds_up_nobody_else(tmp_path, arguments):
    with served(tmp_path, arguments) as server, ThreadPoolExecutor(1) as client:  # which has read nothing yet
        traced = SimpleNamespace(process=server.process, said=tmp_path / "server")
        with fault(traced, "pread64:delay_exit=1500000"):
            seeing = client.submit(server.asked, "GET", f"{PATH}/{'0' * 26}", headers=bearing())
            meanwhile = 0
            while not seeing.done():
                meanwhile += server.assessed(CASE).status == 200
        assert (seeing.result().status, seeing.result().json()["code"]) == (503, "ledger_unavailable")
        assert meanwhile > 1
        available(server, "second")


def test_of_many_at_once_with_one_key_one_is_kept_by_two_workers(tmp_path, arguments, path):
    with served(tmp_path, [*arguments, "--workers", "2"]) as server, ThreadPoolExecutor(32) as clients:
        until_ready(server)
        same = list(clients.map(lambda _: kept(server, "same"), range(32)))
        bodies = list(clients.map(lambda n: kept(server, "either", OTHER if n % 2 else CASE), range(32)))
        told = insisted(server, "same")
        assert {answer.status for answer in same} <= {201, 409, 503}  # the last where the machine is busy
        assert {answer.body for answer in same if answer.status == 201} <= {told.body}
        assert {answer.status for answer in bodies} <= {201, 409, 422, 503}
        assert len({answer.body for answer in bodies if answer.status == 201}) <= 1
        seen = clients.map(lambda _: server.asked("GET", told.headers["location"], headers=bearing()).body, range(8))
        assert set(seen) == {told.body}  # whichever worker is asked
    assert set(entries(path)) == {"same", "either"}
    assert verify(path) == []


def test_more_than_can_be_kept_is_refused_and_can_be_tried_again(tmp_path, arguments, path):
    statuses = Counter()
    with served(tmp_path, arguments) as server, ThreadPoolExecutor(64) as clients:
        traced = SimpleNamespace(process=server.process, said=tmp_path / "server")
        with fault(traced, "fsync,fdatasync:delay_exit=600000"):
            answers = list(clients.map(lambda n: (n, kept(server, f"many-{n}")), range(64)))
            assert server.assessed(CASE).status == 200
        statuses.update(answer.status for _, answer in answers)
        assert {503} <= set(statuses) <= {201, 503}
        assert all("retry-after" in answer.headers for _, answer in answers if answer.status == 503)
        until(lambda: server.asked("GET", "/readyz").status == 200)
        again = {f"many-{n}": insisted(server, f"many-{n}").body for n, _ in answers}
        assert all(again[f"many-{n}"] == answer.body for n, answer in answers if answer.status == 201)
    assert entries(path) == again
    assert verify(path) == []


@pytest.mark.skipif(subprocess.run(["unshare", "-m", "true"], check=False).returncode, reason="nothing can be mounted")
def test_a_ledger_on_a_disk_that_is_read_only_is_told_at_the_start(tmp_path, arguments):
    mounted = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    serving = [sys.executable, "-m", "app", "serve", "--port", "0", *arguments]
    command = ["unshare", "-m", "sh", "-c", mounted, str(tmp_path), *serving]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert found.returncode == 2
    assert "账册没有写入权限" in found.stderr
    assert "The ledger may not be written" in found.stderr


def test_a_file_that_is_no_ledger_is_told_at_the_start(tmp_path, arguments, path):
    sqlite3.connect(path).close()
    path.write_bytes(b"no ledger" * 100)
    with pytest.raises(RuntimeError, match=r"canbao ledger verify"), served(tmp_path, arguments):
        pass
