"""Verified, copied and its log taken in while two processes write to it: nothing false is found, nobody is shut out."""

from contextlib import suppress

import pytest

from app.ledger import LedgerUnavailableError, verify
from app.ledger.upkeep import back_up, checkpoint, standing
from tests.faults.running import keeper

pytestmark = pytest.mark.fault


def test_an_operator_at_work_disturbs_nobody_and_sees_one_moment(path, tmp_path):
    with keeper(tmp_path, path, "writers", "a") as one, keeper(tmp_path, path, "writers", "b") as other:
        for each in (one, other):
            each.heard("kept")
        for number in range(4):
            before = standing(path)
            held = {before.last_receipt: before.last_chain}
            assert verify(path, held) == []
            copy = tmp_path / f"copy-{number}"
            back_up(path, copy)
            assert verify(copy, held) == []
            assert standing(copy).entries >= before.entries
            with suppress(LedgerUnavailableError):  # there is somebody reading at the moment
                checkpoint(path)
            for each in (one, other):
                each.heard("kept", after=len(each.lines()))
        refused = one.refusals(0) + other.refusals(0)
    waited = [seconds for _, seconds in refused if seconds > 0.25]
    assert {reason for reason, _ in refused} <= {"locked", "slow"}
    assert 20 * len(waited) <= max(160, len(one.kept()) + len(other.kept())), "a process is shut out again and again"
    assert standing(path).entries > before.entries > 4
    assert verify(path) == []
