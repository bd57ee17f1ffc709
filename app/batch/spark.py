"""分布式. A batch on several machines, by Apache Spark: the same record batches through the same function.

Canbao and its extra `batch` have to be installed wherever Spark's Python workers run; the policy travels with the job.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator

import msgspec
import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from app.batch.answering import Answering
from app.batch.answers import answer_fields
from app.batch.columns import KEY
from app.batch.incoming import shaped
from app.batch.piece import Faults, Piece
from app.batch.working import answered
from app.policies import Policies

PROBLEM = "problem"
"""问题列. What is wrong with a row that is no case, as JSON; null beside an answer."""
_kept: dict[tuple[str, bool], Answering] = {}


def schema(key: pa.DataType, *, full: bool) -> pa.Schema:
    """答复表. The columns of the answers, and that of what is wrong with a row."""
    return pa.schema([pa.field(KEY, key), *answer_fields(full=full), pa.field(PROBLEM, pa.string())])


def mapped(
    policies: Policies, faults: Faults, told: pa.Schema, *, full: bool
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """逐批. The function for `mapInArrow`: batches of people to batches of answers, refused rows after the others."""

    def each(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        mark = policies.revision, full
        if mark not in _kept:
            _kept[mark] = Answering(policies, full=full)
        for rows in batches:
            people = shaped(rows)
            answers, refused = answered(Piece(people, range(len(people)), []), _kept[mark], faults)
            nothing = pa.nulls(len(answers), pa.string())
            yield pa.RecordBatch.from_arrays([*answers.columns, nothing], schema=told)
            problems = [{KEY: row.key, PROBLEM: msgspec.json.encode(row.errors).decode()} for row in refused]
            if problems:
                yield pa.RecordBatch.from_pylist(problems, schema=told)

    return each


def run(source: str, out: str, master: str, policies: Policies, faults: Faults, *, full: bool) -> None:  # noqa: PLR0913
    """运行. The Parquet files at `source` answered into those at `out`; paths are Spark's, so any store it knows.

    `TableError` where they are no table of people.
    """
    spark = session(master)
    try:
        people = spark.read.parquet(source)
        shaped(pa.RecordBatch.from_pylist([], schema=to_arrow_schema(people.schema)))
        integer = dict(people.dtypes).get(KEY) in {"int", "bigint", "smallint"}
        told = schema(pa.int64() if integer else pa.string(), full=full)
        each = mapped(policies, faults, told, full=full)
        people.mapInArrow(each, from_arrow_schema(told)).write.mode("error").parquet(out)
    finally:
        spark.stop()


def session(master: str) -> SparkSession:
    """会话. Spark at `master`; its workers run the Python that runs here, unless PYSPARK_PYTHON says otherwise."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("canbao batch").config("spark.ui.enabled", "false")
    built: SparkSession = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", str(2**16)).getOrCreate()
    return built
