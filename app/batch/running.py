"""运行. A batch on all cores: parts done by processes of their own, put together in order, resumed where it stopped.

Processes are started afresh ("spawn"): Arrow's threads do not live through a fork.
"""

import hashlib
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Final

import msgspec

from app.batch.piece import Faults
from app.batch.sinks import Sink
from app.batch.sources import Lines, Part
from app.batch.summary import Summary
from app.batch.working import WHOLE, Job, Worker, keep, refused_in

MANIFEST: Final = "manifest.json"
DIGEST_AT_ONCE: Final = 2**22


class StoppedError(Exception):
    """中止. The batch stopped midway; what is done is kept, and `--resume` goes on from there."""


class DiffersError(Exception):
    """不一致. What was begun is not what is asked for now: `what` names the differences."""

    def __init__(self, what: list[str]) -> None:
        super().__init__(", ".join(what))
        self.what = what


class BegunError(Exception):
    """已开始. Parts of a batch that stopped are there, and nobody has said what becomes of them."""


class Manifest(msgspec.Struct, frozen=True):
    """清单. What the kept parts are parts of; a resumed batch has to be the same in all of it."""

    input: str
    policy: str
    full: bool
    parts: int
    version: str


def digest(path: Path) -> str:
    """摘要. SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(DIGEST_AT_ONCE):
            found.update(chunk)
    return found.hexdigest()


def begin(job: Job, manifest: Manifest, *, resume: bool, force: bool) -> None:
    """开始. Make the folder of parts; with `resume` what was begun before goes on where it is the same.

    Parts that are whole are thrown away with `force` alone.
    """
    folder = Path(job.kept_in)
    stated = folder / MANIFEST
    if resume and stated.exists():
        before = msgspec.json.decode(stated.read_bytes(), type=Manifest)
        names = [field.name for field in msgspec.structs.fields(Manifest)]
        if differing := [name for name in names if getattr(before, name) != getattr(manifest, name)]:
            raise DiffersError(differing)
        return
    if not force and any(folder.glob(f"*{WHOLE}")):
        raise BegunError
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    keep(stated, msgspec.json.encode(manifest))


def run(job: Job, parts: list[Part], faults: Faults, workers: int, sink: Sink) -> Iterator[Summary]:
    """运行. The summary of each part as it is done; the answers go to the sink in the order of the file."""
    done: dict[int, Summary] = {}
    written = 0
    row = 0
    lines = Lines(job.source)
    for part, summary in _done(job, parts, faults, workers):
        done[part.number] = summary
        while written in done:
            here = parts[written]
            sink.write(job.answers_of(here))
            if job.refused_of(here).exists():
                sink.refuse(refused_in([job.refused_of(here)]), row, lines.of(here))
            row += done[written].answered + done[written].refused
            written += 1
        yield summary


def _done(job: Job, parts: list[Part], faults: Faults, workers: int) -> Iterator[tuple[Part, Summary]]:
    """完成. Every part with its summary: those kept before, then the others as they are done."""
    left: list[Part] = []
    for part in parts:
        if job.summary_of(part).exists():
            yield part, msgspec.json.decode(job.summary_of(part).read_bytes(), type=Summary)
        else:
            left.append(part)
    if workers == 1 or len(left) == 1:
        worker = Worker(job, faults)
        yield from ((part, worker.do(part)) for part in left)
    elif left:
        yield from _in_processes(job, left, faults, min(workers, len(left)))


def _in_processes(job: Job, left: list[Part], faults: Faults, workers: int) -> Iterator[tuple[Part, Summary]]:
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start, (job, faults))
    waiting: dict[Future[Summary], Part] = {pool.submit(_do, part): part for part in left}
    try:
        while waiting:
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield waiting.pop(future), future.result()
    except BrokenProcessPool:
        raise StoppedError("工作进程被终止 a worker process was killed") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_workers: dict[int, Worker] = {}


def _start(job: Job, faults: Faults) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one who hands out the parts
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _workers[os.getpid()] = Worker(job, faults)


def _end_with_parent() -> None:
    """随主进程结束. A worker whose parent was killed has nobody to work for."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _do(part: Part) -> Summary:
    return _workers[os.getpid()].do(part)
