"""一份之工. One part of a file from its rows to its answers, kept on disk under its number, whole or not at all.

A part that was kept is never done again: its answers, the rows refused in it and its summary are files of their own,
the summary written last.
"""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

import msgspec
import pyarrow as pa

from app.batch.answering import Answering
from app.batch.answers import answer_fields
from app.batch.columns import KEY
from app.batch.piece import Errors, Faults, Piece, Refused
from app.batch.sources import Part, Source
from app.batch.summary import Summary, summary_of
from app.policies import load

WHOLE: Final = ".summary"
"""完整. How the name of the file ends that is there when all of a part is."""
UNFIT: Final[Errors] = [{"pointer": "", "code": "unfit"}]


class Job(msgspec.Struct, frozen=True):
    """工作. What every worker has to know: the file, the policy folders, how much is told, and where parts are kept."""

    source: Source
    folders: tuple[str, ...]
    full: bool
    kept_in: str

    def answers_of(self, part: Part) -> Path:
        """答复文件. Where the answers of a part are kept."""
        return Path(self.kept_in) / f"{part.number:06}.arrow"

    def refused_of(self, part: Part) -> Path:
        """被拒文件. Where the rows refused in a part are kept."""
        return Path(self.kept_in) / f"{part.number:06}.refused"

    def summary_of(self, part: Part) -> Path:
        """小结文件. Where the summary of a part is kept; it is there when all of the part is."""
        return Path(self.kept_in) / f"{part.number:06}{WHOLE}"


class Worker:
    """工人. Does parts of one job, keeping the answers of those who are alike from one to the next."""

    def __init__(self, job: Job, faults: Faults) -> None:
        self._job, self._faults = job, faults
        self._answering = Answering(load(*map(Path, job.folders)), full=job.full)

    def do(self, part: Part) -> Summary:
        """做一份. Read, answer and keep one part."""
        refused: list[Refused] = []
        total = Summary()
        written = self._job.answers_of(part).with_suffix(".arrow.tmp")
        with pa.OSFile(str(written), "wb") as sink:
            writer: pa.RecordBatchFileWriter | None = None
            for piece in self._job.source.pieces(part, self._faults):
                answers, more = answered(piece, self._answering, self._faults)
                if writer is None:
                    writer = pa.ipc.new_file(sink, answers.schema, options=pa.ipc.IpcWriteOptions(compression="lz4"))
                writer.write_batch(answers)
                refused += more
                total = total.with_(summary_of(answers, len(more)))
            if writer is None:
                fields = [pa.field(KEY, pa.string()), *answer_fields(full=self._job.full)]
                writer = pa.ipc.new_file(sink, pa.schema(fields))
            writer.close()
        with written.open("rb") as file:
            os.fsync(file.fileno())
        written.replace(self._job.answers_of(part))
        if refused:
            keep(self._job.refused_of(part), b"".join(msgspec.json.encode(each) + b"\n" for each in refused))
        keep(self._job.summary_of(part), msgspec.json.encode(total))
        return total


def answered(piece: Piece, answering: Answering, faults: Faults) -> tuple[pa.RecordBatch, list[Refused]]:
    """已答. The answers of a piece, and every row of it that is no case with all that is wrong with it."""
    found = answering.answered(piece.rows)
    refused = list(piece.refused)
    for row in found.refused.tolist():
        text = piece.lines[row] if piece.lines else _text_of(piece.rows.slice(row, 1))
        errors = faults(text) or UNFIT
        refused.append(Refused(piece.places[row], piece.rows.column(KEY)[row].as_py(), errors))
    return found.answers, sorted(refused, key=lambda each: each.place)


def _text_of(row: pa.RecordBatch) -> bytes:
    return msgspec.json.encode(_plain(row.to_pylist()[0]))


def _plain(tree: object) -> object:
    """平实. A row as JSON: what is null left out, days as text."""
    if isinstance(tree, dict):
        return {name: _plain(member) for name, member in tree.items() if member is not None}
    if isinstance(tree, list):
        return [_plain(member) for member in tree]
    return tree.isoformat() if isinstance(tree, date) else tree


def keep(path: Path, content: bytes) -> None:
    """保存. Put a file in place, whole or not at all."""
    written = path.with_name(path.name + ".tmp")
    with written.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    written.replace(path)


def refused_in(paths: Iterable[Path]) -> Iterator[Refused]:
    """被拒之行. What the files of refused rows hold."""
    for path in paths:
        for line in path.read_bytes().splitlines():
            yield msgspec.json.decode(line, type=Refused)
