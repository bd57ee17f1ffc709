"""The same answers by Apache Spark; a worker killed midway changes nothing.

Spark is started by these tests themselves: a cluster of two executors on this machine, and local mode for the command.
"""

import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from app.batch.answering import Answering
from app.policies import load
from tests.batch.conftest import ENGLISH, ROOT, here

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]
SPARK = ENGLISH | {"SPARK_LOCAL_IP": "127.0.0.1", "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
BOUND_S = 570
SCRIPT = """
import os, signal, sys, warnings
from pathlib import Path
warnings.simplefilter("ignore")
import psutil, pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_schema
from app.batch.spark import mapped, schema, session
from app.policies import load
from app.web.commands.lookover import faults_of

people, out, killed = sys.argv[1:]
told = schema(pa.string(), full=False)
each = mapped(load(), faults_of, told, full=False)

def first(name):
    try:
        Path(killed, name).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True

def killed_twice(batches):
    for place, answers in enumerate(each(batches)):
        if place == 1 and first("python"):
            os.kill(os.getpid(), signal.SIGKILL)
        if place == 1 and first("executor"):
            executor = next(above for above in psutil.Process().parents() if above.name() == "java")
            assert "CoarseGrainedExecutorBackend" in " ".join(executor.cmdline())
            executor.kill()
        yield answers

spark = session("local-cluster[2,1,1024]")
spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
spark.conf.set("spark.sql.files.maxPartitionBytes", "30000")
spark.conf.set("spark.sql.files.openCostInBytes", "0")
frame = spark.read.parquet(people)
assert frame.rdd.getNumPartitions() > 2
frame.mapInArrow(killed_twice, from_arrow_schema(told)).write.parquet(out)
spark.stop()
"""


def answers_in(folder):
    table = pq.read_table(folder)
    return sorted(table.drop_columns(["problem"]).to_pylist(), key=lambda row: row["id"]), table.column("problem")


@pytest.mark.fault
def test_workers_of_a_cluster_killed_midway_change_nothing(people, population, tmp_path):
    killed, out = tmp_path / "killed", tmp_path / "answers"
    killed.mkdir()
    command = [sys.executable, "-c", SCRIPT, people, out, killed]
    done = subprocess.run(command, cwd=ROOT, env=SPARK, capture_output=True, text=True, timeout=BOUND_S, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert sorted(path.name for path in killed.iterdir()) == ["executor", "python"]
    found, problems = answers_in(out)
    assert found == pa.Table.from_batches([Answering(load()).answered(population).answers]).to_pylist()
    assert problems.null_count == len(problems)


def test_the_command_runs_on_spark_and_tells_of_rows_that_are_no_case(population, tmp_path):
    bad = pa.Table.from_batches([population.slice(0, 50)]).to_pylist()
    bad[7]["area"] = "4301"
    pq.write_table(pa.Table.from_pylist(bad, schema=population.schema), tmp_path / "people.parquet")
    words = ["batch", f"file://{tmp_path}/people.parquet", f"file://{tmp_path}/answers", "--spark", "local[1]"]
    done = subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env=SPARK,
        capture_output=True,
        text=True,
        timeout=BOUND_S,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found, problems = answers_in(tmp_path / "answers")
    assert len(found) == 50
    (told,) = problems.drop_null().to_pylist()
    assert '"/area"' in told
    wanted = Answering(load()).answered(population.slice(0, 50)).answers.to_pylist()
    assert [row for row in found if row["outcome"]] == [row for row in wanted if row["id"] != bad[7]["id"]]


def test_options_that_spark_does_not_know_are_refused_by_name(people, tmp_path):
    done = here("batch", people, tmp_path / "answers", "--spark", "local[1]", "--report", "page.html", "--resume")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--resume, --report: not with --spark" in done.stderr
    assert not (tmp_path / "answers").exists()
