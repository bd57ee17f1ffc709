"""Many tasks of two processes want one key at once, for one body or another: there is one entry, and all hear of it."""

import pytest

from app.ledger import verify
from app.ledger.database import connected
from tests.faults.running import keeper

pytestmark = pytest.mark.fault


def test_a_key_has_one_entry_whoever_wants_it(path, tmp_path):
    with keeper(tmp_path, path, "race", "a") as one, keeper(tmp_path, path, "race", "b") as other:
        for each in (one, other):
            each.heard("ready")
        for each in (one, other):
            each.process.stdin.write(b"go\n")
            each.process.stdin.flush()
        for each in (one, other):
            assert each.process.wait(60) == 0
    lines = [words for each in (one, other) for words in each.lines()]
    told = {words[2] for words in lines if words[0] == "refused"}
    assert told <= {"StillRunningError", "KeyReusedError", "slow", "locked"}  # the last two on a busy machine
    receipts = {(words[1], *words[2:]) for words in lines if words[0] == "kept"}
    db = connected(path)
    rows = db.execute("SELECT key, id, number, chain FROM entry").fetchall()
    db.close()
    assert len(rows) == 20
    assert receipts == {(key, receipt, str(number), chain.hex()) for key, receipt, number, chain in rows}
    assert verify(path) == []
