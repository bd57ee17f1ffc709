"""A disk that fails, is full or slow, and a file that another program has locked: refused soon, and over once it is."""

import pytest

from app.ledger import verify
from app.ledger.database import connected
from tests.faults.running import fault, keeper

pytestmark = pytest.mark.fault

SOON_SECONDS = 3.0
"""A second is promised; a machine that is busy with other tests is given more."""


def acknowledged_are_there(path, started):
    with_id = {words[0]: words for words in started.kept().values()}
    db = connected(path)
    rows = {
        receipt: (str(number), chain.hex())
        for receipt, number, chain in db.execute("SELECT id, number, chain FROM entry")
    }
    db.close()
    assert all(rows[receipt] == (number, chain) for receipt, number, chain in with_id.values())
    assert verify(path) == []
    return len(rows)


@pytest.mark.parametrize(
    ("injected", "reason"),
    [
        ("fsync,fdatasync:error=EIO", "failing"),
        ("pwrite64:error=ENOSPC", "full"),
        ("pwrite64:error=EIO", "failing"),
        ("pwrite64:error=EDQUOT", "full"),
        ("pwrite64:error=EROFS", "read_only"),
    ],
)
def test_a_disk_that_fails_or_is_full_is_told_and_used_again_once_it_works(path, tmp_path, injected, reason):
    with keeper(tmp_path, path, "patient") as started:
        before = started.heard("kept")
        with fault(started, injected):
            refused = started.heard("refused", reason, after=before)
            told = started.heard("writable", reason, after=refused)
            still = started.heard("refused", reason, after=told)
        again = started.heard("kept", after=still)
        assert started.heard("writable None", after=again)
        refusals = started.refusals(before)
        assert {reason} <= {why for why, _ in refusals} <= {reason, "slow"}  # which a busy machine is as well
        assert max(seconds for _, seconds in refusals) < SOON_SECONDS
    acknowledged_are_there(path, started)


def test_a_slow_disk_makes_nobody_wait_and_loses_nothing(path, tmp_path):
    with keeper(tmp_path, path, "patient") as started:
        before = started.heard("kept")
        with fault(started, "fsync,fdatasync:delay_exit=1500000"):
            refused = started.heard("refused", "slow", after=before)
            told = started.heard("writable slow", after=before)
            started.heard("refused", after=told)
        again = started.heard("kept", after=refused)
        assert started.heard("writable None", after=again)
        refusals = started.refusals(before)
        assert {why for why, _ in refusals} == {"slow"}
        assert max(seconds for _, seconds in refusals) < SOON_SECONDS
        late = started.lines()[refused - 1][1]
    acknowledged_are_there(path, started)
    db = connected(path)
    assert db.execute("SELECT count(*) FROM entry WHERE key = ?", [late]).fetchone() == (1,)
    db.close()


def test_a_lock_held_by_another_program_is_told_and_nobody_waits_it_out(path, tmp_path):
    with keeper(tmp_path, path, "patient") as started:
        before = started.heard("kept")
        other = connected(path)
        other.execute("PRAGMA busy_timeout = 20000")
        other.execute("BEGIN IMMEDIATE")
        refused = started.heard("refused", "locked", after=before)
        for _ in range(3):
            refused = started.heard("refused", "locked", after=refused)
        assert started.heard("writable locked", after=before)
        other.execute("ROLLBACK")
        other.close()
        again = started.heard("kept", after=refused)
        assert started.heard("writable None", after=again)
        refusals = started.refusals(before)
        assert {"locked"} <= {why for why, _ in refusals} <= {"locked", "slow"}
        assert max(seconds for _, seconds in refusals) < SOON_SECONDS
    acknowledged_are_there(path, started)
