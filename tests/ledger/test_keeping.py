"""A decision is kept once, in order, and read back as it was."""

import asyncio
import subprocess
import sys
from contextlib import suppress
from itertools import pairwise

import msgspec
import pytest

from app.ledger import (
    BrokenLedgerError,
    KeyReusedError,
    Ledger,
    LedgerExistsError,
    LedgerFullError,
    LedgerUnavailableError,
    MissingLedgerError,
    StillRunningError,
    begin,
    verify,
)
from app.ledger.database import connected
from app.ledger.entry import digest, fits, link
from app.ledger.writer import BYTES_AT_MOST, WAITING_AT_MOST
from tests.ledger.book import draft, kept


def run(path, story):
    """What a story tells that is played with the ledger there."""

    async def played():
        ledger = Ledger.open(path)
        try:
            return await story(ledger)
        finally:
            await ledger.close()

    return asyncio.run(played())


def test_entries_are_numbered_and_chained_in_order(path, entries):
    assert [entry.number for entry in entries] == list(range(1, 13))
    assert all(after.before == before.chain for before, after in pairwise(entries))
    assert all(map(fits, entries))
    assert verify(path) == []


def test_every_column_and_its_length_is_in_the_digest():
    one = draft()
    assert link(bytes(32), 1, digest(one)) != link(bytes(32), 2, digest(one)) != link(bytes(31) + b"1", 2, digest(one))
    others = [
        msgspec.structs.replace(one, **{name: value + (b"0" if isinstance(value, bytes) else "0")})
        for name, value in msgspec.structs.asdict(one).items()
    ]
    shifted = msgspec.structs.replace(one, caller=one.caller[:-1], key=one.caller[-1] + one.key)
    assert len({digest(each) for each in [one, shifted, *others]}) == 10


def test_what_is_kept_is_read_back_by_its_caller_alone(path, entries):
    async def story(ledger):
        for entry in entries:
            assert ledger.read(entry.id, entry.caller) == ledger.find(entry.caller, entry.key) == entry
            assert ledger.read(entry.id, "window-8") is None
            assert ledger.find("window-8", entry.key) is None
        assert ledger.read("0" * 26, "window-7") is None
        assert await asyncio.to_thread(ledger.read, entries[0].id, "window-7") == entries[0]

    run(path, story)


def test_the_same_request_again_is_answered_with_the_entry_kept_before(path, entries):
    later = msgspec.structs.replace(draft("key-3"), id="1" * 26, kept_at="2027-01-01T00:00:00+08:00", content=b"{}")
    assert asyncio.run(kept(path, [later, draft("key-3"), draft("key-13")])) == [
        entries[2],
        entries[2],
        *asyncio.run(kept(path, [draft("key-13")])),
    ]
    assert verify(path) == []


def test_a_clock_that_is_put_back_changes_neither_order_nor_proof(path, entries):
    earlier = msgspec.structs.replace(draft("key-13"), kept_at="2020-01-01T00:00:00+08:00")
    (entry,) = asyncio.run(kept(path, [earlier]))
    assert (entry.number, entry.before, entry.kept_at) == (13, entries[-1].chain, earlier.kept_at)
    assert verify(path) == []


def test_a_key_with_another_request_is_refused_and_another_caller_has_keys_of_its_own(path, entries):
    async def story(ledger):
        with pytest.raises(KeyReusedError):
            await ledger.keep(draft("key-3", asked=b"{}"))
        other = await ledger.keep(draft("key-3", caller="window-8", asked=b"{}"))
        assert (other.number, other.caller) == (13, "window-8")

    run(path, story)
    assert verify(path) == []


def test_a_receipt_number_that_is_taken_keeps_nobody_else_waiting(path, entries):
    async def story(ledger):
        taken = msgspec.structs.replace(draft("key-13"), id=entries[0].id)
        found = await asyncio.gather(ledger.keep(taken), ledger.keep(draft("key-14")), return_exceptions=True)
        assert isinstance(found[0], LedgerUnavailableError)
        assert found[1].number == 13

    run(path, story)
    assert verify(path) == []


def test_a_key_under_way_is_refused_until_it_is_kept(path):
    async def story(ledger):
        waiting = asyncio.gather(*(ledger.keep(draft(f"key-{number}")) for number in range(8)))
        await asyncio.sleep(0)
        with pytest.raises(StillRunningError):
            await ledger.keep(draft("key-7"))
        entries = await waiting
        assert await ledger.keep(draft("key-7")) == entries[7]

    run(path, story)


def test_one_task_in_many_keeps_a_key_and_the_others_are_told_so(path):
    async def story(ledger):
        bodies = [b"{}" if number % 2 else b"[]" for number in range(32)]
        calls = (ledger.keep(draft("key", asked=body)) for body in bodies)
        found = await asyncio.gather(*calls, return_exceptions=True)
        assert [type(each).__name__ for each in found] == ["Entry"] + ["StillRunningError"] * 31
        again = await asyncio.gather(*(ledger.keep(draft("key", asked=b"[]")) for _ in range(1)))
        assert again == [found[0]]
        with pytest.raises(KeyReusedError):
            await ledger.keep(draft("key", asked=b"{}"))

    run(path, story)


def test_whoever_stops_waiting_leaves_an_entry_that_the_key_finds(path):
    async def story(ledger):
        task = asyncio.create_task(ledger.keep(draft()))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        for _ in range(1000):
            with suppress(StillRunningError):
                assert (await ledger.keep(draft())).number == 1
                break
            await asyncio.sleep(0.01)
        assert ledger.find("window-7", "key-1").number == 1

    run(path, story)


def test_what_comes_in_during_one_commit_is_kept_by_the_next(path):
    async def story(ledger):
        told = []
        ledger._writer._db.conn.set_trace_callback(told.append)
        writers = 64

        async def writer(name):
            for number in range(5):
                await ledger.keep(draft(f"{name}-{number}"))

        await asyncio.gather(*map(writer, range(writers)))
        ledger._writer._db.conn.set_trace_callback(None)
        commits = sum(1 for statement in told if statement == "COMMIT")
        assert 5 <= commits <= writers * 5 // 4

    run(path, story)
    assert verify(path) == []


def test_the_queue_is_bounded_by_count_and_by_bytes(path):
    async def story(ledger):
        other = connected(path)
        other.execute("BEGIN IMMEDIATE")
        calls = [asyncio.create_task(ledger.keep(draft(f"{number}"))) for number in range(3 * WAITING_AT_MOST)]
        found = await asyncio.gather(*calls, return_exceptions=True)
        other.execute("ROLLBACK")
        other.close()
        kinds = {type(each) for each in found}
        assert kinds == {LedgerFullError, LedgerUnavailableError}

    run(path, story)

    async def large(ledger):
        with pytest.raises(LedgerFullError) as refused:
            await ledger.keep(draft(content=bytes(BYTES_AT_MOST)))
        assert refused.value.retry_after_seconds == 1

    run(path, large)


def test_a_ledger_is_begun_once_and_never_made_by_opening_it(tmp_path):
    path = tmp_path / "decisions.ledger"
    with pytest.raises(MissingLedgerError):
        Ledger.open(path)
    with pytest.raises(MissingLedgerError):
        verify(path)
    begin(path)
    before = path.read_bytes()
    with pytest.raises(LedgerExistsError):
        begin(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_ledger_may_be_reached_by_a_link_and_a_link_led_elsewhere_is_noticed(path, tmp_path):
    link, other = tmp_path / "link", tmp_path / "other"
    link.symlink_to(path)
    begin(other)

    async def story(ledger):
        assert (await ledger.keep(draft())).number == 1
        assert ledger.find("window-7", "key-1")
        link.unlink()
        link.symlink_to(other)
        with pytest.raises(LedgerUnavailableError, match="replaced"):
            await ledger.keep(draft("key-2"))
        with pytest.raises(LedgerUnavailableError, match="replaced"):
            await asyncio.to_thread(ledger.find, "window-7", "key-1")

    run(link, story)
    assert verify(path) == verify(other) == []


def test_two_ledgers_share_no_chain(tmp_path):
    origins = set()
    for name in ("a", "b"):
        begin(tmp_path / name)
        origins |= {entry.before for entry in asyncio.run(kept(tmp_path / name, [draft()]))}
    assert len(origins) == 2


def test_a_closed_ledger_keeps_nothing(path):
    async def story():
        ledger = Ledger.open(path)
        assert ledger.writable is None
        await ledger.close()
        assert ledger.writable == "closed"
        with pytest.raises(LedgerUnavailableError):
            await ledger.keep(draft())

    asyncio.run(story())
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_closing_keeps_what_waits(path):
    async def story(ledger):
        calls = [asyncio.create_task(ledger.keep(draft(f"{number}"))) for number in range(100)]
        await asyncio.sleep(0)
        await ledger.close()
        assert sorted(entry.number for entry in await asyncio.gather(*calls)) == list(range(1, 101))

    run(path, story)


def test_a_file_that_is_no_ledger_is_not_opened(tmp_path):
    path = tmp_path / "some.ledger"
    path.write_bytes(b"")
    with pytest.raises(BrokenLedgerError, match="not_a_ledger"):
        Ledger.open(path)
    path.write_bytes(b"no database at all, but long enough to be looked at" * 40)
    with pytest.raises(BrokenLedgerError, match="unreadable"):
        Ledger.open(path)
    assert path.read_bytes().startswith(b"no database at all")


def test_an_old_sqlite_is_refused(path, monkeypatch):
    monkeypatch.setattr("app.ledger.database.sqlite3.sqlite_version_info", (3, 51, 2))
    with pytest.raises(BrokenLedgerError, match="old_sqlite"):
        Ledger.open(path)


def test_whoever_keeps_nothing_loads_no_sqlite():
    told = "import sys, app.ledger; sys.exit(any('sqlite' in name for name in sys.modules))"
    subprocess.run([sys.executable, "-c", told], check=True)
