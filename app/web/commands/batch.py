"""成批命令. `canbao batch`: a whole population answered, as `canbao assess` answers one person."""

import signal
import sys
from pathlib import Path
from typing import Any, Final

import click

from app.help import exit_codes
from app.usage import missing_packages
from app.web.commands import give_up, overlays

STOPPED: Final = 4
"""退出码. A batch that stopped midway."""
FORMATS: Final = click.Choice(["parquet", "csv", "jsonl"])
PLACE: Final = click.Path(dir_okay=False, path_type=Path)
EPILOG: Final = exit_codes(
    {
        0: "全部答复 everybody answered",
        2: "没有做 nothing done",
        3: "已答复，OUT.problems.jsonl 所列各行除外。 Answered, but for the rows told of in OUT.problems.jsonl.",
        STOPPED: "中途停止，--resume 可继续。 Stopped midway; --resume goes on.",
    }
)


@click.command(epilog=EPILOG)
@click.argument("source", metavar="IN", type=click.Path())
@click.argument("out", metavar="OUT", type=click.Path())
@overlays
@click.option(
    "--full",
    is_flag=True,
    help="另加完整答复，JSON，在 assessment 列。 The whole assessment too, as JSON in the column `assessment`.",
)
@click.option(
    "--format",
    "in_format",
    type=FORMATS,
    help="IN 的格式，文件名看不出时用。 What IN is, where its name does not tell.",
)
@click.option(
    "--out-format",
    type=FORMATS,
    help="OUT 的格式，文件名看不出时用。 What OUT is to be, where its name does not tell.",
)
@click.option(
    "--payments",
    type=PLACE,
    help="缴费记录另成一表，以 person 列对应。 "
    "The records of the histories as a table of their own, with a column person.",
)
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 256),
    help="进程数，默认每核一个。 Processes; one for each core where it is not said.",
)
@click.option(
    "--resume", is_flag=True, help="接着做中途停止的同一批。 Go on with a batch that stopped, where it is the same one."
)
@click.option(
    "--force", is_flag=True, help="覆盖 OUT、报告和中途停止的一批。 Write over OUT, the report and what stopped."
)
@click.option("--json", "as_json", is_flag=True, help="汇总输出为 JSON。 The summary as JSON.")
@click.option(
    "--report",
    type=PLACE,
    help="带图的汇总网页，不加载外部内容。 The summary with plots, as a page of HTML that loads nothing.",
)
@click.option(
    "--spark",
    metavar="MASTER",
    help="在 Apache Spark 上运行，读写 Parquet 目录。 "
    "Run on Apache Spark (local[*], spark://…, yarn), on folders of Parquet anywhere.",
)
def batch(source: str, out: str, spark: str | None, **asked: Any) -> None:  # noqa: ANN401 (the options above)
    """成批. 逐人答复 IN（.parquet、.csv、.jsonl），写入 OUT。

    Answer every person in IN (.parquet, .csv, .jsonl) into OUT.

    IN 每人一行：id 列，加个案各列（area、on、person、history、unknown_years、plan），嵌套或用点号列名
    （person.birth_date）。OUT 每人一行，次序相同：结果，最后一个计划年度的依据、等待期、待遇期，应收，发现的问题。
    详见 docs/batch.md。
    IN has a row for each person: the column `id`, and those of a case (area, on, person, history, unknown_years, plan),
    nested or with dots in their names (person.birth_date). OUT has a row for each, in the same order: outcome, the last
    planned year's basis, wait and cover, the charge, and the codes of findings. See docs/batch.md.
    """
    try:
        from app.web.commands.batching import run, run_on_spark  # noqa: PLC0415 (needs the extra)
    except ImportError as missing:
        give_up(missing_packages(missing, "spark" if spark else "batch"))
    before = signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))  # told to end is as good as Ctrl+C
    try:
        sys.exit(run_on_spark(source, out, spark, **asked) if spark else run(Path(source), Path(out), **asked))
    except KeyboardInterrupt:
        click.echo("已停止，加 --resume 可从这里继续。 stopped; --resume goes on from here", err=True)
        sys.exit(STOPPED)
    finally:
        signal.signal(signal.SIGTERM, before)
