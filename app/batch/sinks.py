"""去处. Answers into one file, in order, under a name of its own until all of them are there."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, Self

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pc_csv
import pyarrow.parquet as pq

from app.batch.answers import FULL
from app.batch.columns import KEY
from app.batch.piece import Refused
from app.batch.sources import Format

VALUES_AT_ONCE: Final = 8192
Write = Callable[[pa.RecordBatch], object]


class Sink:
    """去处. The file of answers, and beside it that of the rows refused, if there are any.

    Both take their names when `finish` is called; what is left unfinished is removed.
    """

    def __init__(self, out: Path, kind: Format) -> None:
        self._out, self._kind = out, kind
        self._unfinished = out.with_name(f".{out.name}.unfinished")
        self._problems = problems_beside(out)
        self._refused = self._problems.with_name(f".{self._problems.name}.unfinished")
        self._file: BinaryIO | None = None
        self._writer: Any = None

    def __enter__(self) -> Self:
        self._file = self._unfinished.open("wb")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._writer is not None:
            with suppress(OSError, pa.ArrowInvalid):  # it is thrown away, written or not
                self._writer.close()
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        self._unfinished.unlink(missing_ok=True)
        self._refused.unlink(missing_ok=True)

    def write(self, answers: Path) -> None:
        """写入. The answers of one part."""
        with pa.memory_map(str(answers)) as source:
            reader = pa.ipc.open_file(source)
            if self._writer is None:
                self._writer = WRITERS[self._kind](self._file, reader.schema)
            for place in range(reader.num_record_batches):
                self._writer.write_batch(reader.get_batch(place))

    def refuse(self, refused: Iterable[Refused], row: int, lines: list[int] | None = None) -> None:
        """记录被拒. The rows refused in one part, whose first row is the `row`-th of the file, counted from 0.

        `lines`: the line on which each row of the part stands, where the file is text.
        """
        with self._refused.open("ab") as file:
            for each in refused:
                line = {"line": lines[each.place]} if lines else {}
                told = {"row": row + each.place + 1, **line, "id": each.key, "errors": each.errors}
                file.write(msgspec.json.encode(told) + b"\n")

    def finish(self) -> None:
        """完成. Give the files their names."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None
        if self._file is not None:
            self._file.close()
            self._file = None
        self._problems.unlink(missing_ok=True)
        if self._refused.exists():
            self._refused.replace(self._problems)
        self._unfinished.replace(self._out)


def problems_beside(out: Path) -> Path:
    """问题文件. Where the rows refused are told of."""
    return out.with_name(f"{out.name}.problems.jsonl")


class _Lines:
    """JSON 行. One answer a line; what is null is left out, the whole assessment is JSON within it."""

    def __init__(self, file: BinaryIO, _schema: pa.Schema) -> None:
        self._file = file

    def write_batch(self, answers: pa.RecordBatch) -> None:
        for row in answers.to_pylist():
            if FULL in row:
                row[FULL] = msgspec.Raw(row[FULL].encode())
            self._file.write(msgspec.json.encode({name: value for name, value in row.items() if value is not None}))
            self._file.write(b"\n")

    def close(self) -> None:
        """结束. Nothing is left to write."""


class _Csv:
    """CSV. One answer a row; several codes are parted by a space."""

    def __init__(self, file: BinaryIO, schema: pa.Schema) -> None:
        flat = [pa.field(each.name, pa.string() if pa.types.is_list(each.type) else each.type) for each in schema]
        self._writer = pc_csv.CSVWriter(file, pa.schema(flat))

    def write_batch(self, answers: pa.RecordBatch) -> None:
        columns = [pc.binary_join(each, " ") if pa.types.is_list(each.type) else each for each in answers.columns]
        self._writer.write_batch(pa.RecordBatch.from_arrays(columns, names=answers.schema.names))

    def close(self) -> None:
        self._writer.close()


def _parquet(file: BinaryIO, schema: pa.Schema) -> Any:  # noqa: ANN401 (Arrow is not typed)
    """Parquet. Answers repeat and are coded; in the order of the people, their least and most tell nothing."""
    coded = [each.name for each in schema if each.name not in {KEY, FULL}]
    options = {"compression": "zstd", "use_dictionary": coded, "write_statistics": [KEY]}
    return pq.ParquetWriter(file, schema, **options, write_batch_size=VALUES_AT_ONCE)


WRITERS: dict[Format, Any] = {"parquet": _parquet, "csv": _Csv, "jsonl": _Lines}
