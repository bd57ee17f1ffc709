"""写出. The made-up people into a file, block by block: memory stays that of one block, however many they are."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from app.batch.columns import SCHEMA
from app.batch.demo.dice import Dice
from app.batch.demo.people import Asked
from app.batch.demo.table import block

BLOCK: Final = 65_536
"""区块. People drawn together, one row group of Parquet. Changing it changes who they are."""
NOT_KNOWN: Final = re.compile(rb',"[a-z_]+":null')
"""未知字段. A field without a value; the first field of every object always has one."""
NESTED: Final = ("person", "history", "unknown_years", "plan")

Write = Callable[[pa.RecordBatch], object]


def blocks(number: int, seed: int, question: Asked) -> Iterator[pa.RecordBatch]:
    """区块. So many people, the same for the same seed; fewer people are the first of more."""
    for place, first in enumerate(range(0, number, BLOCK)):
        yield block(Dice(seed, place, BLOCK), question, first + 1).slice(0, number - first)


@contextmanager
def parquet(file: BinaryIO) -> Iterator[Write]:
    """Parquet. One row group a block."""
    with pq.ParquetWriter(file, SCHEMA, compression="zstd") as writer:
        yield writer.write_batch


@contextmanager
def json_lines(file: BinaryIO) -> Iterator[Write]:
    """JSON 行. One person a line: the case that the service takes, with the key; what is not known is left out."""
    yield lambda people: file.write(_lines(people))


@contextmanager
def csv(file: BinaryIO) -> Iterator[Write]:
    """CSV. One person a row; what has parts (person, history, plan, unknown years) is JSON text."""
    file.write((",".join(SCHEMA.names) + "\n").encode())

    def write(people: pa.RecordBatch) -> None:
        parts = {name: _texts(people.select([name])) for name in NESTED}
        plain = pl.DataFrame(pl.from_arrow(people.select(["id", "area", "on"])))
        file.write(plain.with_columns(**parts).write_csv(include_header=False).encode())

    yield write


FORMATS: Final = {".parquet": parquet, ".jsonl": json_lines, ".csv": csv}


def write_people(out: Path, number: int, seed: int, question: Asked) -> Iterator[int]:
    """写出人口. Write them under another name until they are all there, telling after each block how many they were."""
    part = out.with_name(f".{out.name}.part")
    try:
        with part.open("wb") as file:
            with FORMATS[out.suffix](file) as write:
                for people in blocks(number, seed, question):
                    write(people)
                    yield len(people)
            file.flush()
            os.fsync(file.fileno())
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


def _lines(people: pa.RecordBatch) -> bytes:
    return NOT_KNOWN.sub(b"", pl.DataFrame(pl.from_arrow(people)).write_ndjson().encode())


def _texts(column: pa.RecordBatch) -> pl.Series:
    """JSON 文本. The values of one column as JSON, taken out of the objects {"name":…} of its lines."""
    around = len(column.schema.names[0]) + len('{"":')
    return pl.Series([line[around:-1] for line in _lines(column).decode().splitlines()])
