"""示例数据命令. `canbao demo people`: a population that nobody is in."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from app.help import exit_codes
from app.usage import missing_packages

PAID_FOR: Final = 2026
"""示例年度. The last coverage year whose window and fees are published, as far as we know."""
EARLIEST, LATEST = datetime(2017, 1, 1), datetime(2099, 8, 31)  # noqa: DTZ001 (days, as click gives them)
MOST_PEOPLE: Final = 2_000_000_000
EPILOG: Final = exit_codes(
    {0: "已写好 written", 1: "文件写不了 the file could not be written", 2: "命令写错 wrong call"}
)
SUFFIXES: Final = (".parquet", ".jsonl", ".csv")


@click.group()
def demo() -> None:
    """示例数据. 供试用和测量的虚构数据。 Data made up for trying and measuring."""


def _number(_context: click.Context, _parameter: click.Parameter, value: str) -> int:
    """人数. A whole number, also as 1e6."""
    if not re.fullmatch(r"[0-9_]{1,12}|[0-9]{1,3}(\.[0-9]{1,3})?[eE][0-9]", value) or not float(value).is_integer():
        raise click.BadParameter("请填整数，如 1000 或 1e6。 a whole number, such as 1000 or 1e6")
    number = int(float(value))
    if not 1 <= number <= MOST_PEOPLE:
        raise click.BadParameter(f"请填 1 至 {MOST_PEOPLE:,}。 between 1 and {MOST_PEOPLE:,}")
    return number


def _day(_context: click.Context, _parameter: click.Parameter, value: datetime | None) -> datetime | None:
    if value is not None and not EARLIEST <= value <= LATEST:
        raise click.BadParameter(
            f"请填 {EARLIEST:%Y-%m-%d} 至 {LATEST:%Y-%m-%d}。 from {EARLIEST:%Y-%m-%d} to {LATEST:%Y-%m-%d}"
        )
    return value


def _areas(_context: click.Context, _parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    if any(re.fullmatch("[0-9]{6}", value) is None for value in values):
        raise click.BadParameter("统筹区是六位数字，如 430100。 an area is six digits, such as 430100")
    return values


def _out(_context: click.Context, _parameter: click.Parameter, value: Path) -> Path:
    if value.suffix not in SUFFIXES:
        raise click.BadParameter(f"文件名要以 {'、'.join(SUFFIXES)} 结尾。 a name that ends in {', '.join(SUFFIXES)}")
    if not value.parent.is_dir():
        raise click.BadParameter(f"没有目录 {value.parent}，请先建立。 there is no folder {value.parent}")
    return value


@demo.command(epilog=EPILOG)
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), callback=_out)
@click.option(
    "--n",
    "number",
    metavar="N",
    default="1000",
    show_default=True,
    callback=_number,
    help="人数，如 1e6。 How many, such as 1e6.",
)
@click.option(
    "--seed",
    metavar="N",
    default=1,
    show_default=True,
    type=click.IntRange(0, 2**63 - 1),
    help="种子相同，人口相同。 The same seed, the same people.",
)
@click.option(
    "--area",
    "areas",
    metavar="CODE",
    multiple=True,
    callback=_areas,
    help="所在统筹区，可重复，默认湖南 14 个市州。 Live here; repeatable (else Hunan's 14 areas).",
)
@click.option(
    "--on",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help=f"都在这天办理，默认在 {PAID_FOR} 年度缴费期内外。 "
    f"Ask of all on this day (else in and after the payment window of {PAID_FOR}).",
)
def people(out: Path, number: int, seed: int, areas: tuple[str, ...], on: datetime | None) -> None:
    """示例人口. 把虚构的人写入 OUT（.parquet、.jsonl、.csv），各有参保经历和缴费计划。

    Write people who do not exist to OUT (.parquet, .jsonl, .csv), each with a history and a plan.

    各类人的比例（连续参保、断保、职工、新生儿、困难群众等）见 app/batch/demo/shares.py。OUT 可供 canbao batch 读入；
    JSON 行也可送 POST /v1/assessments/batch。
    Their shares (continuous, lapsed, employee, newborn, hardship, …) stand in app/batch/demo/shares.py. OUT is what
    `canbao batch` reads; a line of JSON lines is what POST /v1/assessments/batch takes.
    """
    try:
        from app.batch.demo.people import asked  # noqa: PLC0415 (needs the extra)
        from app.batch.demo.writing import write_people  # noqa: PLC0415 (likewise)
    except ImportError as missing:
        raise click.ClickException(missing_packages(missing, "batch")) from None
    question = asked(on.date() if on else None, areas, year=PAID_FOR)
    columns = ("{task.percentage:>3.0f} %", "{task.fields[rate]} people/s")
    bar = Progress(
        SpinnerColumn(), BarColumn(), TextColumn(columns[0]), MofNCompleteColumn(), TextColumn(columns[1]),
        TimeRemainingColumn(), console=Console(stderr=True), transient=True,
    )  # fmt: skip
    try:
        with bar:
            task = bar.add_task("", total=number, rate="–")
            for written in write_people(out, number, seed, question):
                bar.advance(task, written)
                bar.update(task, rate=f"{bar.tasks[0].speed or 0:,.0f}")
    except OSError as error:
        raise click.ClickException(f"{out} 写不了，请检查磁盘空间和权限。 {out}: {error.strerror}") from None
    click.echo(f"已写 {number:,} 人。 {number:,} people to {out}", err=True)
