"""What was acknowledged is there after kill -9, whenever it comes; what was not is kept once when asked for again."""

import asyncio
import os
import random
import time

import pytest

from app.ledger import Ledger, verify
from app.ledger.database import connected
from app.ledger.opening import opened
from tests.faults.running import keeper
from tests.ledger.book import draft

pytestmark = pytest.mark.fault

ROUNDS = int(os.environ.get("CANBAO_KILL_ROUNDS", "3"))
BATCH = 200


async def asked_again(path, keys):
    ledger = Ledger.open(path)
    try:
        return [
            await asyncio.gather(*(ledger.keep(draft(key)) for key in keys[begin : begin + BATCH]))
            for begin in range(0, len(keys), BATCH)
        ]
    finally:
        await ledger.close()


def test_no_acknowledged_entry_is_lost_to_kill_and_a_retry_gives_one_receipt(path, tmp_path):
    chance = random.Random(20261122)
    acknowledged, unanswered = {}, set()
    for number in range(ROUNDS):
        with (
            keeper(tmp_path, path, "writers", f"a{number}") as one,
            keeper(tmp_path, path, "writers", f"b{number}") as other,
        ):
            one.heard("kept")
            other.heard("kept")
            time.sleep(chance.uniform(0.05, 0.5))
        for each in (one, other):
            acknowledged |= each.kept()
            asked = {words[1] for words in each.lines() if words[0] == "asked"}
            refused = {words[1] for words in each.lines() if words[0] == "refused"}
            unanswered |= asked - each.kept().keys() - refused
        opened(path).close()  # no step by hand
    db = connected(path)
    rows = {
        key: [receipt, str(n), chain.hex()]
        for key, receipt, n, chain in db.execute("SELECT key, id, number, chain FROM entry")
    }
    assert len(acknowledged) >= 2 * ROUNDS  # a slow disk takes few
    assert acknowledged.items() <= rows.items()
    assert unanswered
    asyncio.run(asked_again(path, sorted(unanswered)))
    counts = dict(db.execute("SELECT key, count(*) FROM entry GROUP BY key").fetchall())
    db.close()
    assert {counts[key] for key in unanswered | acknowledged.keys()} == {1}
    assert verify(path) == []
