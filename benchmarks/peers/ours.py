"""我们. The same asked of us: answer by answer, and a file of people at once on one core."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
import pyarrow.parquet as pq

from app.batch.answering import Answering as Columns
from app.batch.sinks import WRITERS
from app.batch.sources import Source
from app.model.case import Case
from app.policies import Policies, default_folder, load
from app.web.answering import Answering

FIGURES: Final = Path(__file__).parents[2] / "tests" / "policy" / "overlays" / "hunan-2036"
"""数据. Made-up fees and windows up to 2036, so that every case can be answered to the end."""
ROUND: Final = 500


def policies() -> Policies:
    """政策. Ours, with those figures."""
    return load(default_folder(), FIGURES)


def bodies(lines: Path) -> Iterator[tuple[str, bytes]]:
    """请求. The key of each case, and the case without it as the body of a request."""
    for line in lines.read_bytes().splitlines():
        case: dict[str, Any] = json.loads(line)
        yield case.pop("id"), json.dumps(case, separators=(",", ":")).encode()


def answers(lines: Path) -> list[list[Any]]:
    """答案. Key, lapse years, months of waiting, first covered day."""
    answering, found = Answering(policies()), []
    for key, body in bodies(lines):
        (year,) = msgspec.json.decode(answering.reply(body, b"view=brief"))["years"]
        wait = year["waiting"]
        months, day = (wait["total_months"], wait["first_covered_day"]) if wait else (0, year["covered_from"])
        found.append([key, year["lapse_years"], months, day])
    return found


def in_process(lines: Path) -> dict[str, float]:
    """逐个. CPU microseconds of one answer, from its bytes to its bytes, and of the whole one without them."""
    answering = Answering(policies())
    asked = [body for _, body in list(bodies(lines))[:ROUND]]
    cases = [msgspec.json.decode(body, type=Case) for body in asked]
    return {
        "brief": _microseconds(asked, lambda body: answering.reply(body, b"view=brief")),
        "explained": _microseconds(asked, lambda body: answering.reply(body, b"")),
        "explained, no JSON": _microseconds(cases, answering.assessed),
    }


def at_once(people: Path, out: Path) -> float:
    """成批. CPU seconds to read a file of people, answer all and write their answers; on one core."""
    columns, source = Columns(policies()), Source(str(people), "parquet")
    began = time.process_time()
    writer = None
    with out.open("wb") as file:
        for part in source.parts():
            for piece in source.pieces(part, lambda _: []):
                found = columns.answered(piece.rows).answers
                writer = writer or WRITERS["parquet"](file, found.schema)
                writer.write_batch(found)
        if writer:
            writer.close()
    return time.process_time() - began


def copied(people: Path, out: Path) -> float:
    """复制. CPU seconds to read the same file and write it again: what nobody can be faster than on this machine."""
    began = time.process_time()
    pq.write_table(pq.read_table(people, use_threads=False), out, compression="zstd")
    return time.process_time() - began


def _microseconds(asked: Sequence[Any], answer: Callable[[Any], object]) -> float:
    for one in asked:
        answer(one)
    began = time.process_time()
    for one in asked:
        answer(one)
    return (time.process_time() - began) / len(asked) * 1e6


if __name__ == "__main__":
    what, *files = sys.argv[1:]
    measurements: dict[str, Callable[..., object]] = {"at_once": at_once, "copied": copied, "in_process": in_process}
    print(json.dumps(measurements[what](*map(Path, files))))
