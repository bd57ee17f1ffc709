"""Whatever is done to the file behind the ledger's back, `verify` names it, and a broken end is not written on."""

import asyncio
import shutil
from contextlib import closing

import pytest

from app.ledger import BrokenLedgerError, Ledger, LedgerUnavailableError, begin, verify
from app.ledger.database import connected, written
from app.ledger.entry import digest, following
from app.ledger.finding import Finding
from app.ledger.form import INSERT
from app.ledger.writer import LOOKS_EVERY_SECONDS
from tests.ledger.book import draft, filled, kept

GUARDS = [
    "entry_follows",
    "entry_becomes_the_head",
    "entry_is_not_changed",
    "entry_is_not_deleted",
    "head_grows",
    "head_is_not_deleted",
    "head_is_alone",
]
ADDED = """INTO entry (number, id, caller, key, request, kept_at, revision, before, chain, asked, content)
SELECT {}, 'new', {}, key, request, kept_at, revision, chain, chain, asked, content FROM entry WHERE number = 12"""


def done(path, *statements):
    """What somebody does who puts the guards back afterwards."""
    with closing(connected(path)) as db:
        guards = db.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name in GUARDS:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(*statement) if isinstance(statement, tuple) else db.execute(statement)
        for (guard,) in guards:
            db.execute(guard)


def seen(path, **named):
    return [(each.kind, each.number, each.through, each.place) for each in verify(path, **named)]


@pytest.mark.parametrize(
    "change",
    [
        "id = 'another'",
        "caller = 'window-8'",
        "key = 'another'",
        "request = zeroblob(32)",
        "kept_at = '2026-11-24T09:00:00+08:00'",
        "revision = 'sha256:1'",
        "asked = CAST(asked || x'00' AS BLOB)",
        "content = x''",
        "before = zeroblob(32)",
        "chain = zeroblob(32)",
        "caller = caller || substr(key, 1, 1), key = substr(key, 2)",
    ],
)
@pytest.mark.parametrize("number", [1, 6, 12])
def test_a_changed_entry_is_named_and_no_other(path, entries, change, number):
    done(path, f"UPDATE entry SET {change} WHERE number = {number}")
    assert seen(path) == [("changed", number, None, None)]


@pytest.mark.parametrize(("number", "other"), [(1, 2), (3, 9), (11, 12)])
def test_entries_in_each_others_places_are_named_with_where_they_belong(path, entries, number, other):
    swap = [f"UPDATE entry SET number = {new} WHERE number = {old}" for old, new in [(number, 0), (other, number)]]
    done(path, *swap, f"UPDATE entry SET number = {other} WHERE number = 0")
    assert seen(path) == [("swapped", number, None, other), ("swapped", other, None, number)]


def test_contents_in_each_others_places_are_named(path, entries):
    change = "UPDATE entry SET content = (SELECT content FROM entry AS other WHERE other.number = 9) WHERE number = 4"
    done(path, change)
    assert seen(path) == [("changed", 4, None, None)]


@pytest.mark.parametrize(
    ("gone", "found"),
    [
        ("number = 1", [("dropped", 1, None, None)]),
        ("number = 6", [("dropped", 6, None, None)]),
        ("number IN (4, 5, 9)", [("dropped", 4, 5, None), ("dropped", 9, None, None)]),
        ("number = 12", [("dropped", 12, None, None)]),
        ("number > 10", [("dropped", 11, 12, None)]),
        ("1", [("dropped", 1, 12, None)]),
    ],
)
def test_dropped_entries_are_named_also_the_last(path, entries, gone, found):
    done(path, f"DELETE FROM entry WHERE {gone}")
    assert seen(path) == found


def test_added_entries_are_named(path, entries):
    columns = "id, caller, key, request, kept_at, revision, before, chain, asked, content"
    copy = "SELECT {0}, id || '{0}', caller, key || '{0}', request, kept_at, revision, before, chain, asked, content"
    more = [f"INSERT INTO entry (number, {columns}) {copy.format(n)} FROM entry WHERE number = 5" for n in (13, -7)]
    done(path, *more)
    assert seen(path) == [("added", -7, None, None), ("added", 13, None, None)]


def test_an_entry_made_anew_with_its_link_breaks_the_chain_after_it(path, entries):
    other = draft("key-6", content=b"{}")
    again = following(other, digest(other), 6, entries[5].before)
    done(path, ("UPDATE entry SET content = ?, chain = ? WHERE number = 6", [again.content, again.chain]))
    assert seen(path) == [("rechained", 7, None, None)]


def test_a_chain_made_anew_to_its_end_shows_against_a_receipt_held(path, entries, tmp_path):
    held = {entry.id: entry.chain.hex().upper() for entry in entries[9:]}
    assert seen(path, held=held) == []
    other = tmp_path / "other.ledger"
    begin(other)
    filled(other, 11)
    shutil.copy(other, path)
    assert seen(path) == []
    found = verify(path, held)
    assert found == [
        Finding("other_receipt", 10, entries[9].id),
        Finding("other_receipt", 11, entries[10].id),
        Finding("missing_receipt", None, entries[11].id),
    ]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE head SET entries = 11", [("added", 12, None, None)]),
        ("UPDATE head SET entries = 14", [("dropped", 13, 14, None)]),
        ("UPDATE head SET entries = 1 << 60", [("wrong_head", None, None, None)]),
        ("UPDATE head SET entries = -1", [("wrong_head", None, None, None)]),
        ("UPDATE head SET chain = zeroblob(32)", [("wrong_head", None, None, None)]),
        ("UPDATE head SET origin = zeroblob(32)", [("rechained", 1, None, None)]),
        ("DELETE FROM head", [("wrong_head", None, None, None)]),
    ],
)
def test_a_head_that_is_wrong_is_found_and_not_written_on(path, entries, change, found):
    done(path, change)
    assert set(found) <= set(seen(path))
    with pytest.raises(BrokenLedgerError, match="wrong_head"):
        Ledger.open(path)


@pytest.mark.parametrize(
    "change",
    ["DELETE FROM entry WHERE number = 12", "UPDATE entry SET content = x'' WHERE number = 7", "DELETE FROM entry"],
)
def test_a_ledger_whose_end_is_broken_is_not_opened(path, entries, change):
    done(path, change)
    with pytest.raises(BrokenLedgerError, match="wrong_head"):
        Ledger.open(path)


def test_the_empty_ledger_has_a_head_too(path):
    assert seen(path) == []
    done(path, "UPDATE head SET chain = zeroblob(32)")
    assert seen(path) == [("wrong_head", None, None, None)]


@pytest.mark.parametrize("guard", GUARDS)
def test_a_guard_that_is_missing_is_found(path, entries, guard):
    with closing(connected(path)) as db:
        db.execute(f"DROP TRIGGER {guard}")
    assert [(each.kind, each.detail) for each in verify(path)] == [("other_form", f"trigger {guard}")]
    with pytest.raises(BrokenLedgerError, match="other_form"):
        Ledger.open(path)


def test_another_form_is_found_and_not_opened(path):
    with closing(connected(path)) as db:
        db.execute("PRAGMA user_version = 2")
    assert [(each.kind, each.detail) for each in verify(path)] == [("other_form", "user_version 2")]
    with pytest.raises(BrokenLedgerError, match="other_form"):
        Ledger.open(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET content = x'' WHERE number = 3",
        "DELETE FROM entry WHERE number = 12",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE number = 3",
        "UPDATE OR REPLACE entry SET id = 'x' WHERE number = 3",
        f"INSERT OR REPLACE {ADDED.format(13, 'caller')}",
        f"INSERT OR IGNORE {ADDED.format(14, 'number')}",
        "UPDATE head SET entries = 11",
        "UPDATE head SET entries = 13, origin = zeroblob(32)",
        "DELETE FROM head",
        "INSERT OR REPLACE INTO head SELECT * FROM head",
    ],
)
@pytest.mark.parametrize("recursive", [True, False])
def test_the_guards_refuse_whatever_is_no_new_entry_for_any_program(path, entries, statement, recursive):
    with closing(connected(path)) as db:
        db.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(Exception, match=r"entry|head"):
            db.execute(statement)
    assert verify(path) == []


def test_an_entry_added_behind_the_ledgers_back_shows_unless_it_is_chained_as_ours(path, entries):
    added = following(draft("key-13"), bytes(32), 13, entries[-1].chain)
    with closing(connected(path)) as db:
        db.execute(INSERT, [getattr(added, name) for name in added.__struct_fields__])
    assert seen(path) == [("changed", 13, None, None)]


@pytest.mark.parametrize("part", ["content", "head"])
def test_while_it_runs_a_broken_end_is_not_written_on_and_a_changed_entry_not_read(path, entries, part):
    async def story():
        ledger = Ledger.open(path)
        try:
            await ledger.keep(draft("key-13"))
            done(path, "DELETE FROM entry WHERE number = 13", "UPDATE entry SET content = x'' WHERE number = 5")
            with pytest.raises(LedgerUnavailableError, match="broken"):
                await ledger.keep(draft("key-14"))
            await asyncio.sleep(3 * LOOKS_EVERY_SECONDS)
            assert ledger.writable == "broken"
            with pytest.raises(LedgerUnavailableError, match="broken"):
                ledger.read(entries[4].id, "window-7")
            with pytest.raises(LedgerUnavailableError, match="broken"):
                ledger.find("window-7", "key-5")
            assert ledger.read(entries[5].id, "window-7") == entries[5]
        finally:
            await ledger.close()

    asyncio.run(story())
    assert seen(path) == [("dropped", 13, None, None), ("changed", 5, None, None)]


def test_a_table_of_ours_in_another_file_is_no_ledger(tmp_path):
    path = tmp_path / "x"
    path.touch()
    with closing(connected(path)) as db:
        written(db, bytes(32))
        db.execute("PRAGMA application_id = 0")
    assert verify(path) == [Finding("not_a_ledger")]


def test_flipped_bytes_are_found_wherever_they_matter(path):
    """Each page in turn is spoilt at its beginning and in the middle; what is free anyway may go unnoticed."""
    filled(path, 60)
    whole = path.read_bytes()
    pages = len(whole) // 4096
    assert pages > 8
    for page in range(pages):
        for at in (0, 3, 8, 100, 2000, 4000):
            place = page * 4096 + at
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
            found = verify(path)
            if not found:
                with closing(connected(path)) as db:
                    rows = db.execute("SELECT * FROM entry").fetchall()
                path.write_bytes(whole)
                with closing(connected(path)) as db:
                    assert rows == db.execute("SELECT * FROM entry").fetchall()
    path.write_bytes(whole)
    assert verify(path) == []


def test_entries_beside_a_spoilt_page_are_still_held_against_the_chain(path):
    entries = asyncio.run(kept(path, [draft(f"key-{n}", content=bytes(3000)) for n in range(200)]))
    done(path, "UPDATE entry SET content = x'' WHERE number = 190")
    with closing(connected(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'").fetchone()
    whole = bytearray(path.read_bytes())
    child = int.from_bytes(whole[(root - 1) * 4096 + 12 + 2 * 40 :][:2])
    leaf = int.from_bytes(whole[(root - 1) * 4096 + child :][:4])
    whole[(leaf - 1) * 4096] = 0xFF
    path.write_bytes(whole)
    found = verify(path)
    unreadable = [each.number for each in found if each.kind == "unreadable"]
    assert unreadable
    assert len(unreadable) < len(entries) / 10
    assert ("changed", 190) in [(each.kind, each.number) for each in found]
    assert "damaged" in [each.kind for each in found]
