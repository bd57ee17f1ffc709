"""成批运行. What `canbao batch` does once the packages it needs are there: check, run, tell."""

import os
import shutil
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from app.batch.incoming import TableError
from app.batch.payments import with_payments
from app.batch.report import page
from app.batch.running import BegunError, DiffersError, Manifest, StoppedError, begin, digest
from app.batch.running import run as run_parts
from app.batch.sinks import Sink, problems_beside
from app.batch.sources import Format, Part, Source, format_of
from app.batch.summary import Summary
from app.batch.summary_table import table
from app.batch.working import Job
from app.policies import default_folder
from app.web.commands import give_up, policies_in, readable_or_give_up
from app.web.commands.lookover import faults_of

ROWS_REFUSED: Final = 3
STOPPED: Final = 4


def run(  # noqa: PLR0913 (one for each option)
    file: Path,
    out: Path,
    folders: tuple[Path, ...],
    *,
    full: bool,
    in_format: str | None,
    out_format: str | None,
    payments: Path | None,
    workers: int | None,
    resume: bool,
    force: bool,
    as_json: bool,
    report: Path | None,
) -> int:
    """运行. The exit code of a batch."""
    policies = policies_in(folders)
    source, kind = _checked(file, out, in_format, out_format)
    _checked_paths(
        [file] if payments is None else [file, payments], [out] if report is None else [out, report], force=force
    )
    folder = out.with_name(f".{out.name}.parts")
    named = (default_folder(), *folders)
    try:
        manifest = Manifest(
            input=digest(file) + (digest(payments) if payments else ""),
            policy=policies.revision,
            full=full,
            parts=0,
            version=version("canbao"),
        )
        job = Job(source, tuple(map(str, named)), full, str(folder))
        begin(job, manifest, resume=resume, force=force)
    except DiffersError as differs:
        give_up(
            "与已开始的那一批不同，把 --resume 换成 --force 可重新开始。 "
            f"not the batch that was begun ({', '.join(differs.what)} differ): --force instead of --resume begins anew"
        )
    except BegunError:
        give_up(
            f"{folder}: 上次中途停止，完成的部分还在：加 --resume 接着做，或加 --force 重新开始。 "
            "holds what a batch that stopped had done: --resume goes on from there, --force begins anew"
        )
    except OSError as error:
        give_up(
            f"{error.filename or folder}: 读写不了，请检查磁盘空间和权限。 "
            f"cannot be read or written; see to space and rights: {error.strerror}"
        )
    try:
        if payments is not None:
            source = with_payments(source, payments, folder)
            job = msgspec.structs.replace(job, source=source)
        summary = _run(job, source.parts(), out, kind, workers or os.cpu_count() or 1)
    except TableError as error:
        shutil.rmtree(folder, ignore_errors=True)
        give_up(f"{file}: {error}")
    except (StoppedError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        click.echo(
            "已停止，完成的部分已保存，加 --resume 可继续。 "
            f"{reason}: stopped; what is done is kept, --resume goes on from there",
            err=True,
        )
        return STOPPED
    shutil.rmtree(folder, ignore_errors=True)
    _tell(summary, out, report, as_json=as_json)
    return ROWS_REFUSED if summary.refused else 0


def run_on_spark(source: str, out: str, master: str, *, folders: tuple[Path, ...], full: bool, **others: object) -> int:
    """分布式运行. The batch on Spark, which says by itself how far it is; the other options are not for it."""
    from pyspark.errors import PySparkException  # noqa: PLC0415 (needs the extra)

    from app.batch.spark import run as run_job  # noqa: PLC0415 (likewise)

    if given := [each.opts[0] for each in click.get_current_context().command.params if others.get(each.name or "")]:
        give_up(f"这些选项不能与 --spark 同用，请去掉。 {', '.join(given)}: not with --spark")
    if Path(out).exists():
        give_up(f"{out}: 已经存在，请换一个名字。 is there already")
    try:
        run_job(source, out, master, policies_in(folders), faults_of, full=full)
    except TableError as error:
        give_up(f"{source}: {error}")
    except PySparkException as error:
        click.echo(
            "Spark 出错，已停止；请按所指改正，删去没写完的 OUT 再运行。 "
            f"Spark stopped; put right what it names, remove what is there of OUT, run it again: "
            f"{str(error).splitlines()[0]}",
            err=True,
        )
        return STOPPED
    return 0


def _checked(file: Path, out: Path, in_format: str | None, out_format: str | None) -> tuple[Source, Format]:
    """核对. The formats of what is read and of what is written."""
    kind, out_kind = format_of(file, in_format), format_of(out, out_format)
    if kind is None:
        give_up(f"{file}: 请用 --format 说明格式。 --format parquet, csv or jsonl has to say what it is")
    if out_kind is None:
        give_up(f"{out}: 请用 --out-format 说明格式。 --out-format parquet, csv or jsonl has to say what it is to be")
    return Source(str(file.resolve()), kind), out_kind


def _checked_paths(given: list[Path], made: list[Path], *, force: bool) -> None:
    """核对路径. What can be seen before anything is done: what is read is there, and nothing is lost by writing."""
    for file in given:
        readable_or_give_up(file)
    for place, file in enumerate(made):
        if not file.parent.is_dir():
            give_up(f"{file.parent}: 没有这个目录，请先建立。 there is no such folder; make it first")
        if file.resolve() in [other.resolve() for other in (*given, *made[:place])]:
            give_up(f"{file}: 写了两次，请换一个名字。 is named twice, to be read or written; take another name")
        if file.is_dir() or (file.exists() and not force):
            give_up(f"{file}: 已经存在，加 --force 可覆盖。 is there already; --force writes over it")


def _run(job: Job, parts: list[Part], out: Path, kind: Format, workers: int) -> Summary:
    total = Summary()
    people = job.source.people()
    with Sink(out, kind) as sink, _bar() as bar:
        task = bar.add_task("", total=people or len(parts), rate="–", unit="people" if people else "parts")
        for summary in _with_rate(run_parts(job, parts, faults_of, workers, sink), bar, task, in_people=bool(people)):
            total = total.with_(summary)
        sink.finish()
    return total


def _bar() -> Progress:
    """进度条. How far, how fast, and for how long still."""
    told: list[Any] = [TextColumn("{task.percentage:>3.0f} %"), BarColumn(), MofNCompleteColumn()]
    told += [
        TextColumn("{task.fields[unit]}  {task.fields[rate]} people/s"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    ]
    console = Console(stderr=True)
    return Progress(*told, console=console, transient=True, disable=not console.is_terminal)


def _with_rate(summaries: Iterator[Summary], bar: Progress, task: Any, *, in_people: bool) -> Iterator[Summary]:  # noqa: ANN401
    rows = 0
    for summary in summaries:
        here = summary.answered + summary.refused
        rows += here
        bar.advance(task, here if in_people else 1)
        elapsed = bar.tasks[0].elapsed or 0
        bar.update(task, rate=f"{rows / elapsed:,.0f}" if elapsed else "–")
        yield summary


def _tell(summary: Summary, out: Path, report: Path | None, *, as_json: bool) -> None:
    """告知. The summary, as asked for."""
    if report is not None:
        report.write_text(page(summary, out.name), encoding="utf-8")
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(summary), indent=2))
    else:
        Console().print(table(summary))
    if summary.refused:
        click.echo(
            f"{summary.refused} 行不是有效个案，原因见文件。 "
            f"{summary.refused} rows are no case: {problems_beside(out)}",
            err=True,
        )
