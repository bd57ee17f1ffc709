"""The file taken away, replaced or cut short while it is written to: nothing is kept elsewhere, nothing in silence."""

import os
import shutil

import pytest

from app.ledger import BrokenLedgerError, Ledger, MissingLedgerError, begin, verify
from tests.faults.running import keeper

pytestmark = pytest.mark.fault


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
def test_a_file_taken_away_is_told_and_its_return_too(path, tmp_path, suffix):
    file = path.with_name(path.name + suffix)
    with keeper(tmp_path, path, "patient") as started:
        before = started.heard("kept")
        file.rename(tmp_path / "away")
        refused = started.heard("refused", "gone", after=before)
        told = started.heard("writable gone", after=refused)
        kept = len(started.kept())
        assert started.heard("refused", "gone", after=told)
        assert len(started.kept()) == kept
        assert not file.exists()
        (tmp_path / "away").rename(file)
        again = started.heard("kept", after=told)
        assert started.heard("writable None", after=again)
    assert verify(path) == []


def test_a_file_taken_away_for_good_is_never_begun_anew(path, tmp_path):
    with keeper(tmp_path, path, "patient") as started:
        before = started.heard("kept")
        path.unlink()
        started.heard("writable gone", after=before)
    assert not path.exists()
    with pytest.raises(MissingLedgerError):
        Ledger.open(path)


def test_another_ledger_in_its_place_is_not_written_to(path, tmp_path):
    begin(tmp_path / "other")
    with keeper(tmp_path, path, "patient") as started:
        before = started.heard("kept")
        (tmp_path / "other").rename(path)
        started.heard("refused", "replaced", after=before)
        told = started.heard("writable replaced", after=before)
        started.heard("refused", "replaced", after=told)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink()
    assert verify(path) == []


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_a_file_cut_short_is_told(path, tmp_path, suffix):
    file = path.with_name(path.name + suffix)
    with keeper(tmp_path, path, "patient") as started:
        before = started.heard("kept")
        os.truncate(file, 4096 if not suffix else 5000)
        started.heard("refused", "truncated", after=before)
        told = started.heard("writable truncated", after=before)
        started.heard("refused", "truncated", after=told)


def test_a_file_cut_short_while_nobody_keeps_it_is_not_opened(path, tmp_path):
    with keeper(tmp_path, path, "patient") as started:
        started.heard("kept", "a-20")
    shutil.copy(path, tmp_path / "copy")
    os.truncate(path, 8192)
    path.with_name(path.name + "-wal").unlink()
    assert verify(path)
    with pytest.raises(BrokenLedgerError):
        Ledger.open(path)
