"""The same answers by Apache Spark, in local mode; a Python worker killed midway changes nothing.

Spark is started by these tests themselves, in a process of its own.
"""

import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from app.batch.answering import Answering
from app.policies import load
from tests.batch.conftest import ENGLISH, ROOT

pytestmark = [pytest.mark.spark, pytest.mark.xdist_group("spark")]
SCRIPT = """
import os, signal, sys, warnings
from pathlib import Path
warnings.simplefilter("ignore")
import pyarrow as pa
from pyspark.sql.pandas.types import from_arrow_schema
from app.batch.spark import mapped, schema, session
from app.policies import load
from app.web.commands.lookover import faults_of

people, out, master, marker = sys.argv[1:]
told = schema(pa.string(), full=False)
each = mapped(load(), faults_of, told, full=False)

def killed_once(batches):
    for place, answers in enumerate(each(batches)):
        if place == 1 and not os.path.exists(marker):
            Path(marker).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield answers

spark = session(master)
spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "100")
frame = spark.read.parquet(people)
frame.mapInArrow(killed_once, from_arrow_schema(told)).write.parquet(out)
spark.stop()
"""


def answers_in(folder):
    table = pq.read_table(folder)
    return sorted(table.drop_columns(["problem"]).to_pylist(), key=lambda row: row["id"]), table.column("problem")


@pytest.mark.fault
def test_a_python_worker_killed_midway_changes_nothing(people, population, tmp_path):
    marker, out = tmp_path / "killed", tmp_path / "answers"
    command = [sys.executable, "-c", SCRIPT, people, out, "local[2,3]", marker]
    done = subprocess.run(command, cwd=ROOT, env=ENGLISH, capture_output=True, text=True, timeout=280, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert marker.exists()
    found, problems = answers_in(out)
    assert found == pa.Table.from_batches([Answering(load()).answered(population).answers]).to_pylist()
    assert problems.null_count == len(problems)


def test_the_command_runs_on_spark_and_tells_of_rows_that_are_no_case(population, tmp_path):
    bad = pa.Table.from_batches([population.slice(0, 50)]).to_pylist()
    bad[7]["area"] = "4301"
    pq.write_table(pa.Table.from_pylist(bad, schema=population.schema), tmp_path / "people.parquet")
    words = ["batch", tmp_path / "people.parquet", tmp_path / "answers", "--spark", "local[1]"]
    done = subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env=ENGLISH,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found, problems = answers_in(tmp_path / "answers")
    assert len(found) == 50
    (told,) = problems.drop_null().to_pylist()
    assert '"/area"' in told
    wanted = Answering(load()).answered(population.slice(0, 50)).answers.to_pylist()
    assert [row for row in found if row["outcome"]] == [row for row in wanted if row["id"] != bad[7]["id"]]
