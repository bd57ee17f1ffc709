"""`canbao ledger`: what an operator begins, looks at, verifies and copies."""

import asyncio
import json
from contextlib import closing

import pytest
from click.testing import CliRunner

from app.cli import main
from app.ledger import Ledger, LedgerUnavailableError, upkeep, verification, verify
from app.ledger.database import connected
from app.ledger.errors import BrokenLedgerError, Fault, LedgerError, Reason
from app.ledger.finding import Finding, Kind
from app.ledger.telling import FAULTS, KINDS, REASONS, finding_line, held, refusal
from tests.ledger.book import draft, filled, kept


def ran(*words):
    return CliRunner().invoke(main, ["ledger", *map(str, words)])


def test_a_ledger_is_begun_once(tmp_path):
    path = tmp_path / "x"
    assert ran("begin", path).exit_code == 0
    assert verify(path) == []
    again = ran("begin", path)
    assert (again.exit_code, again.stdout) == (2, "")
    assert "已经存在，请换一个名字。 is there already" in again.stderr


def test_status_tells_what_to_hold(path, entries):
    told = ran("status", path)
    assert told.exit_code == 0
    assert "条数 entries: 12" in told.stdout
    assert held(entries[-1]) in told.stdout
    found = json.loads(ran("status", path, "--json").stdout)
    assert found["entries"] == 12
    assert f"{found['last_receipt']}:{found['last_chain']}" == held(entries[-1])
    assert found["bytes"] == path.stat().st_size


def test_status_of_an_empty_ledger(path):
    assert "entries: 0" in ran("status", path).stdout
    assert json.loads(ran("status", path, "--json").stdout)["last_receipt"] is None


def test_a_sound_ledger_is_told_sound_with_receipts_held(path, entries):
    found = ran("verify", path, "--holds", held(entries[3]), "--holds", held(entries[11]))
    assert (found.exit_code, found.stdout) == (0, "账册完好。 sound\n")
    assert json.loads(ran("verify", path, "--json").stdout) == {"sound": True, "findings": []}


def test_what_is_wrong_is_told_one_a_line_and_by_the_exit_code(path, entries):
    with closing(connected(path)) as db:
        db.execute("DROP TRIGGER entry_is_not_changed")
        db.execute("UPDATE entry SET content = x'' WHERE number IN (3, 5)")
    found = ran("verify", path, "--holds", f"{'0' * 26}:{'0' * 64}")
    assert found.exit_code == 1
    lines = found.stdout.splitlines()
    assert lines[0].startswith("other_form: 表或保护与本程序所建的不同。")
    assert lines[0].endswith("(trigger entry_is_not_changed)")
    assert [line.split(":")[:2] for line in lines[1:]] == [
        [f"3 {entries[2].id}", " changed"],
        [f"5 {entries[4].id}", " changed"],
        ["0" * 26, " missing_receipt"],
    ]
    assert "findings: 4" in found.stderr
    as_data = json.loads(ran("verify", path, "--json").stdout)
    assert not as_data["sound"]
    assert [each["kind"] for each in as_data["findings"]] == ["other_form", "changed", "changed"]


@pytest.mark.parametrize("wrong", ["x", "abc:12", f"a/b:{'0' * 64}"])
def test_a_receipt_that_is_none_is_a_wrong_call(path, wrong):
    found = ran("verify", path, "--holds", wrong)
    assert found.exit_code == 2
    assert "请写成 回执号:摘要。" in found.stderr


def test_a_decision_is_shown_with_what_was_asked_and_answered(path, entries):
    found = json.loads(ran("show", path, entries[4].id).stdout)
    assert found["number"] == 5
    assert found["holds"] == held(entries[4])
    assert found["asked"] == entries[4].asked.decode()
    assert found["content"] == entries[4].content.decode()
    assert ran("show", path, entries[4].id, "--content").stdout_bytes == entries[4].content
    missing = ran("show", path, "0" * 26)
    assert missing.exit_code == 2
    assert "没有这张回执" in missing.stderr


def test_the_last_entries_are_listed_of_all_or_of_one_caller(path, entries):
    lines = ran("tail", path, "-n", 3).stdout.splitlines()
    assert lines == [f"{each.number} {each.kept_at} window-7 {held(each)}" for each in entries[-3:]]
    assert len(ran("tail", path).stdout.splitlines()) == 10
    assert ran("tail", path, "--caller", "window-8").stdout == ""


def test_a_copy_is_whole_while_the_ledger_is_written_and_can_be_kept_on(path, entries, tmp_path):
    copy = tmp_path / "copy"
    ledger = Ledger.open(path)
    try:
        assert ran("backup", path, copy).exit_code == 0
    finally:
        ledger._writer.close()
        ledger._reader.close()
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(("copy", ".copy"))] == ["copy"]
    assert verify(copy) == []
    copy.chmod(0o400)
    assert ran("verify", copy, "--holds", held(entries[-1])).exit_code == 0
    copy.chmod(0o600)
    (more,) = asyncio.run(kept(copy, [draft("key-13")]))
    assert (more.number, more.before) == (13, entries[-1].chain)
    taken = ran("backup", path, copy)
    assert taken.exit_code == 2
    assert "已经存在" in taken.stderr


def test_a_broken_ledger_is_not_copied(path, entries, tmp_path):
    with closing(connected(path)) as db:
        db.execute("DROP TRIGGER entry_is_not_deleted")
    found = ran("backup", path, tmp_path / "copy")
    assert found.exit_code == 2
    assert "表或保护被改过" in found.stderr
    assert not (tmp_path / "copy").exists()


def test_a_copy_that_cannot_be_written_is_told(path, tmp_path):
    found = ran("backup", path, tmp_path / "nowhere" / "copy")
    assert found.exit_code == 2
    assert "see to path, disk, rights" in found.stderr


def test_the_log_is_taken_in_while_the_ledger_is_open(path):
    filled(path, 3)
    ledger = Ledger.open(path)
    try:
        done = ran("checkpoint", path)
        assert done.exit_code == 0
        assert path.with_name(f"{path.name}-wal").stat().st_size == 0
        assert ledger.writable is None
        with closing(connected(path)) as other:
            other.execute("BEGIN")
            assert other.execute("SELECT entries FROM head").fetchone() == (3,)
            with closing(connected(path)) as third:
                third.execute("PRAGMA user_version = 1")
            busy = ran("checkpoint", path)
        assert busy.exit_code == 2
        assert "正被别的程序占用" in busy.stderr
    finally:
        ledger._writer.close()
        ledger._reader.close()


@pytest.mark.parametrize("command", ["status", "verify", "tail", "checkpoint"])
def test_a_file_that_is_no_ledger_is_told(tmp_path, command):
    found = ran(command, tmp_path / "nowhere")
    assert found.exit_code == 2
    assert "请用 canbao ledger begin 建立" in found.stderr
    (tmp_path / "text").write_text("some text, long enough to be taken for a database by somebody" * 20)
    found = ran(command, tmp_path / "text")
    assert found.exit_code == (1 if command == "verify" else 2)
    assert "文件损坏" in found.output


def test_every_finding_and_refusal_has_words_in_both_languages():
    assert set(KINDS) == set(Kind.__args__)
    assert set(FAULTS) == set(Fault.__args__)
    assert set(REASONS) < set(Reason.__args__)
    for words in [*KINDS.values(), *FAULTS.values(), *REASONS.values()]:
        zh, _, en = words.partition("。 ")
        assert zh
        assert en.isascii()
    assert finding_line(Finding("dropped", 3, through=5)) == "3: dropped: 不见了。 is missing (… 5)"
    assert finding_line(Finding("swapped", 3, "a", place=5)).endswith("(→ 5)")
    assert "\n" not in finding_line(Finding("damaged", detail="a\nb"))
    assert "读写失败" in refusal("x", LedgerUnavailableError("failing"))
    assert "读写失败" in refusal("x", LedgerError())
    assert "this SQLite is too old" in refusal("x", BrokenLedgerError("x", "old_sqlite"))


def test_progress_is_told_of_entries_and_of_pages(path, entries, tmp_path):
    told = []
    assert verification.verify(path, {}, lambda done, whole: told.append((done, whole))) == []
    assert told == [(12, 12)]
    upkeep.back_up(path, tmp_path / "copy", lambda done, whole: told.append((done, whole)))
    assert told[-1] == (path.stat().st_size // 4096,) * 2
