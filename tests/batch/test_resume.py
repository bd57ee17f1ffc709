"""What stopped goes on: nothing lost, nothing doubled, nothing done twice."""

import subprocess
import sys
import time

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from app.batch.demo.people import asked
from app.batch.demo.writing import blocks
from tests.batch.conftest import ENGLISH, ROOT, here

BOUND_S = 120
PARTS = 40
AT_37_PERCENT = 15


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    """So many row groups that there is time to stop midway."""
    folder = tmp_path_factory.mktemp("many")
    people = next(blocks(PARTS * 100, 3, asked(None, (), year=2026)))
    pq.write_table(pa.Table.from_batches([people]), folder / "people.parquet", row_group_size=100)
    assert here("batch", folder / "people.parquet", folder / "undisturbed.parquet", "--workers", 1).returncode == 0
    return folder


def stopped_midway(many, out, kill):
    """Start a batch of two workers, do something to it at 37 %; its exit code, what it said, and what it left."""
    command = [sys.executable, "-m", "app", "batch", many / "people.parquet", out, "--workers", "2"]
    with subprocess.Popen(
        command, cwd=ROOT, env=ENGLISH, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        kept = out.with_name(f".{out.name}.parts")
        ends = time.monotonic() + BOUND_S
        while len(list(kept.glob("*.summary"))) < AT_37_PERCENT and run.poll() is None and time.monotonic() < ends:
            time.sleep(0.005)
        workers = psutil.Process(run.pid).children(recursive=True)
        kill(run)
        said = run.communicate(timeout=BOUND_S)
    assert len(workers) >= 2
    assert psutil.wait_procs(workers, timeout=BOUND_S)[1] == []
    return run.returncode, said[1], kept


def worker_killed(run):
    children = psutil.Process(run.pid).children()
    next(child for child in children if "spawn_main" in " ".join(child.cmdline())).kill()


@pytest.mark.fault
@pytest.mark.parametrize(
    "kill",
    [worker_killed, subprocess.Popen.kill, subprocess.Popen.terminate],
    ids=["a worker", "at once", "told to end"],
)
def test_a_batch_killed_midway_ends_as_an_undisturbed_one(many, tmp_path, kill):
    out = tmp_path / "out.parquet"
    code, said, kept = stopped_midway(many, out, kill)
    assert code == (4 if kill is worker_killed else code)
    assert "Traceback" not in said
    assert not out.exists()
    done = {
        path.name: path.stat().st_mtime_ns for path in kept.glob("*.arrow") if path.with_suffix(".summary").exists()
    }
    assert AT_37_PERCENT <= len(done) < PARTS
    resumed = here("batch", many / "people.parquet", out, "--workers", 1, "--resume")
    assert (resumed.returncode, resumed.stderr) == (0, "")
    assert out.read_bytes() == (many / "undisturbed.parquet").read_bytes()
    assert not kept.exists()


@pytest.mark.fault
def test_what_is_not_the_same_batch_is_not_resumed_nor_thrown_away_unsaid(many, tmp_path):
    out = tmp_path / "out.parquet"
    _, _, kept = stopped_midway(many, out, subprocess.Popen.kill)
    assert kept.exists()
    done = here("batch", many / "people.parquet", out, "--resume", "--full")
    assert done.returncode == 2
    assert "full" in done.stderr
    overlay = ROOT / "tests" / "policy" / "overlays" / "hunan-2027"
    done = here("batch", many / "people.parquet", out, "--resume", "--policy", overlay)
    assert done.returncode == 2
    assert "policy" in done.stderr
    other = tmp_path / "other.parquet"
    pq.write_table(pq.read_table(many / "people.parquet").slice(0, 100), other)
    done = here("batch", other, out, "--resume")
    assert done.returncode == 2
    assert "input" in done.stderr
    before = sorted((path.name, path.stat().st_mtime_ns) for path in kept.iterdir())
    done = here("batch", many / "people.parquet", out)
    assert done.returncode == 2
    assert "--resume" in done.stderr
    assert "--force" in done.stderr
    assert sorted((path.name, path.stat().st_mtime_ns) for path in kept.iterdir()) == before
    done = here("batch", other, out, "--force")
    assert (done.returncode, done.stderr) == (0, "")
    assert pq.read_metadata(out).num_rows == 100
    assert not kept.exists()
