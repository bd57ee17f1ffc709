"""What was acknowledged is there after the power has failed, after whichever of the writes it did."""

import os
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from app.ledger import BrokenLedgerError, verify
from app.ledger.entry import entry_of
from app.ledger.form import BY_ID
from app.ledger.opening import opened
from tests.faults.power import Call, Disk, recorded

pytestmark = pytest.mark.fault

TRIES = int(os.environ.get("CANBAO_POWER_TRIES", "1"))
"""The power fails after each call: without what is uncertain, and so many times with some of it."""


@pytest.fixture(scope="module")
def calls(tmp_path_factory):
    folder = tmp_path_factory.mktemp("power") / "desk"
    folder.mkdir()
    return folder, recorded(folder, "-m", "tests.faults.keeper", str(folder / "x.ledger"), "steps", "s")


def said(call: Call) -> list[str]:
    return call.data.decode().split() if call.name == "said" else []


def lost(files: dict[str, bytes], kept: dict[str, str], *, begun: bool, folder: Path) -> str:
    """What is missing of a ledger rebuilt from these files; empty where nothing is."""
    for old in folder.iterdir():
        old.unlink()
    for path, content in files.items():
        (folder / Path(path).name).write_bytes(content)
    path = folder / "x.ledger"
    if not path.exists():
        return "no ledger" if begun else ""
    try:
        with closing(opened(path)) as db:
            rows = {receipt: db.execute(BY_ID, [receipt]).fetchone() for receipt in kept}
    except BrokenLedgerError as broken:
        return str(broken)
    missing = [receipt for receipt, row in rows.items() if row is None or entry_of(row).chain.hex() != kept[receipt]]
    return " ".join(missing) or str(verify(path) or "")


def crashes(calls, disk, every):
    """Each moment at which the power may fail: the disk then, and what had been acknowledged before."""
    kept: dict[str, str] = {}
    begun = False
    for number, call in enumerate(calls):
        disk.do(call)
        words = said(call)
        begun = begun or words[:1] == ["begun"]
        if words[:1] == ["kept"]:
            kept[words[2]] = words[4]
        if number % every == 0 and call.name not in {"said", "create"}:
            yield number, kept, begun


def test_the_process_did_all_that_the_test_is_about(calls):
    _, done = calls
    assert len([call for call in done if said(call)[:1] == ["kept"]]) == 20
    assert len([call for call in done if call.name == "fsync" and call.path.endswith("-wal")]) >= 8
    assert [call for call in done if call.name == "pwrite" and call.path.endswith("x.ledger")], "no checkpoint"
    assert [call for call in done if call.name == "cut" and call.path.endswith("-wal")]
    assert [call for call in done if call.name == "link"]


def test_nothing_acknowledged_is_lost_whenever_the_power_fails(calls, tmp_path):
    _, done = calls
    disk, random, moments = Disk(), Random(1), 0
    for number, kept, begun in crashes(done, disk, 1):
        for chance in [None] + [random] * TRIES:
            missing = lost(disk.after(chance), kept, begun=begun, folder=tmp_path)
            assert not missing, f"after call {number}: {missing}"
        moments += 1
    assert moments > 200
    assert len(kept) == 20


def test_a_disk_that_does_not_sync_is_seen_to_lose_entries(calls, tmp_path):
    _, done = calls
    disk, losses = Disk(lying=True), 0
    for _, kept, begun in crashes(done, disk, 20):
        losses += bool(lost(disk.after(Random(2)), kept, begun=begun, folder=tmp_path))
    assert losses > 5
