"""来源. A file of people, read in parts that can be worked on apart: Parquet by row group, text by stretches of lines.

Every part is the same however often it is read, and no more than a few of its rows are held at a time.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from app.batch.columns import KEY
from app.batch.csv_rows import csv_lines, header_schema
from app.batch.incoming import TableError, shaped
from app.batch.lines import rows_of_lines
from app.batch.piece import Faults, Piece

Format = Literal["parquet", "csv", "jsonl"]
FORMATS: Final[dict[str, Format]] = {
    ".parquet": "parquet",
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
ROWS_AT_ONCE: Final = 65_536
LARGEST_WHOLE_GROUP: Final = 262_144
"""整组上限. A row group of more rows is read piece by piece."""
PART_BYTES: Final = 8 * 2**20


class Part(msgspec.Struct, frozen=True):
    """一份. A stretch of the file: one row group, or the bytes of whole lines."""

    number: int
    first: int
    beyond: int


class Source(msgspec.Struct, frozen=True):
    """来源. A file of people and its format."""

    path: str
    format: Format

    def parts(self) -> list[Part]:
        """各份. All parts of the file, in order; `TableError` or `OSError` where it cannot be read."""
        if self.format == "csv":
            with Path(self.path).open("rb") as text:
                shaped(pa.RecordBatch.from_pylist([], schema=header_schema(text.readline())))
        if self.format != "parquet":
            return _stretches(Path(self.path), header=self.format == "csv")
        try:
            file = pq.ParquetFile(self.path, memory_map=True)
        except pa.ArrowInvalid as error:
            raise TableError(
                "不是 Parquet 文件，请核对文件或用 --format 说明。 "
                f"not a Parquet file; see to it, or say with --format what it is: {error}"
            ) from None
        except OSError as error:
            raise _damaged(error) from None
        shaped(pa.RecordBatch.from_pylist([], schema=file.schema_arrow))
        return [Part(number, number, number + 1) for number in range(file.num_row_groups)]

    def people(self) -> int | None:
        """人数. How many rows there are; null where nobody knows before reading them."""
        return pq.read_metadata(self.path).num_rows if self.format == "parquet" else None

    def pieces(self, part: Part, faults: Faults) -> Iterator[Piece]:
        """各段. The rows of a part, a bounded number at a time."""
        if self.format == "parquet":
            yield from _row_group(self.path, part.first)
            return
        with Path(self.path).open("rb") as file:
            header = file.readline() if self.format == "csv" else b""
            file.seek(part.first)
            text = file.read(part.beyond - part.first)
        lines = text.split(b"\n")
        yield rows_of_lines(csv_lines(header, lines) if header else lines, faults)


class Lines:
    """行号. On which line of the file, counted from 1, each row of a part stands; for parts asked of in order."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._seen, self._lines = 0, 0

    def of(self, part: Part) -> list[int] | None:
        """行号. Of each row of a part; null where the file has no lines. What lies before it is read once."""
        if self._source.format == "parquet":
            return None
        with Path(self._source.path).open("rb") as file:
            file.seek(self._seen)
            while before := file.read(min(PART_BYTES, part.first - self._seen)):
                self._seen += len(before)
                self._lines += before.count(b"\n")
            lines = file.read(part.beyond - part.first).split(b"\n")
        return [number for number, line in enumerate(lines, self._lines + 1) if line.strip()]


def format_of(path: Path, named: str | None) -> Format | None:
    """格式. As named, else by the ending of the file's name; null where neither tells."""
    for known in FORMATS.values():
        if named == known:
            return known
    return FORMATS.get(path.suffix.lower())


def _row_group(path: str, number: int) -> Iterator[Piece]:
    place = 0
    try:
        for rows in _batches(path, number):
            yield Piece(shaped(rows), range(place, place + len(rows)), [])
            place += len(rows)
    except (OSError, pa.ArrowException) as error:
        raise _damaged(error) from None


def _damaged(error: Exception) -> Exception:
    """损坏. What is said of a file that Arrow cannot read on; what the system says of it stays as it is."""
    if isinstance(error, OSError) and error.errno is not None:
        return error
    return TableError(
        "文件中途读不下去，可能已损坏，请重新导出。 "
        f"the file cannot be read any further; it may be damaged, export it again: {str(error).splitlines()[0]}"
    )


def _batches(path: str, number: int) -> Iterator[pa.RecordBatch]:
    plain = pq.ParquetFile(path, memory_map=True)
    group = plain.metadata.row_group(number)
    told = _told([group.column(place) for place in range(group.num_columns)])
    if group.num_rows > LARGEST_WHOLE_GROUP:  # coded text cannot be read piece by piece where it is nested
        yield from plain.iter_batches(ROWS_AT_ONCE, row_groups=[number], columns=told, use_threads=False)
        return
    file = pq.ParquetFile(path, memory_map=True, metadata=plain.metadata, read_dictionary=_texts(plain.schema))
    table = file.read_row_group(number, columns=told, use_threads=False).combine_chunks()
    yield from table.to_batches(max_chunksize=ROWS_AT_ONCE)


def _texts(schema: pq.ParquetSchema) -> list[str]:
    """文字列. The text columns inside the case, which repeat: they are read as codes."""
    columns = [schema.column(place) for place in range(len(schema))]
    return [each.path for each in columns if each.physical_type == "BYTE_ARRAY" and each.path != KEY]


def _told(columns: list[pq.ColumnChunkMetaData]) -> list[str]:
    """有值列. The columns to read: all but those of a struct that are said to hold nothing but nulls.

    One of each struct stays at least: it tells where the struct itself is null, and where lists begin and end.
    """
    told: dict[str, list[str]] = {}
    empty: dict[str, list[str]] = {}
    for each in columns:
        outer, _, _ = each.path_in_schema.rpartition(".")
        found = each.statistics
        counted = outer and found is not None and found.has_null_count and not found.has_min_max
        nothing = counted and found.null_count == each.num_values
        (empty if nothing else told).setdefault(outer, []).append(each.path_in_schema)
    return [path for paths in told.values() for path in paths] + [
        paths[0] for outer, paths in empty.items() if outer not in told
    ]


def _stretches(path: Path, *, header: bool) -> list[Part]:
    """各段字节. Bytes of about PART_BYTES, cut after the end of a line."""
    parts: list[Part] = []
    size = path.stat().st_size
    with path.open("rb") as file:
        first = len(file.readline()) if header else 0
        while first < size:
            file.seek(min(first + PART_BYTES, size))
            file.readline()
            parts.append(Part(len(parts), first, file.tell()))
            first = file.tell()
    return parts
