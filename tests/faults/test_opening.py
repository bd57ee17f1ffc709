"""A ledger opens as soon with many entries as with few: its head and its last entries are read, and no more."""

import re
import subprocess
import sys
from contextlib import closing

import pytest

from app.ledger import begin
from app.ledger.entry import digest
from app.ledger.form import BETWEEN, BY_ID
from app.ledger.opening import opened
from app.ledger.transaction import kept
from tests.ledger.book import draft

pytestmark = pytest.mark.fault

MANY = 20_000


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory):
    folder = tmp_path_factory.mktemp("opening")
    for name, count in (("few", 100), ("many", MANY)):
        begin(folder / name)
        drafts = [draft(f"key-{number}") for number in range(count)]
        with closing(opened(folder / name)) as db:
            assert len(kept(db, [(each, digest(each)) for each in drafts])) == count
    return folder


def reads(path):
    """How many times the file is read when it is opened."""
    told = (
        "import sys; sys.modules['pandas'] = None\n"
        f"from pathlib import Path; from app.ledger.opening import opened; opened(Path({str(path)!r})).close()"
    )
    command = ["strace", "-f", "--seccomp-bpf", "-y", "-e", "trace=pread64", sys.executable, "-c", told]
    trace = subprocess.run(command, capture_output=True, check=True, text=True).stderr
    return len(re.findall(rf"pread64\(\d+<{re.escape(str(path))}>", trace))


def test_opening_reads_no_more_of_many_entries_than_of_few(ledgers):
    few, many = reads(ledgers / "few"), reads(ledgers / "many")
    assert (ledgers / "many").stat().st_size > 100 * (ledgers / "few").stat().st_size
    assert few > 5
    assert many < few + 60


def test_nothing_that_opening_or_keeping_asks_scans_the_entries(ledgers):
    asked = [BY_ID.replace("?", "'a'"), BETWEEN.replace("?", "1")]
    with closing(opened(ledgers / "few")) as db:
        db.conn.set_trace_callback(asked.append)
        kept(db, [(one, digest(one)) for one in (draft("key-1"), draft("new"))])
        db.conn.set_trace_callback(None)
        plans = [
            row[3]
            for question in asked
            if question.startswith(("SELECT", "INSERT"))
            for row in db.execute(f"EXPLAIN QUERY PLAN {question}")
        ]
    assert len(plans) >= 5
    assert not [plan for plan in plans if plan.startswith("SCAN") and "head" not in plan]
