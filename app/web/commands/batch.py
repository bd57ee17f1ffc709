"""成批命令. `canbao batch`: a whole population answered, as `canbao assess` answers one person."""

import signal
import sys
from pathlib import Path
from typing import Any, Final

import click

from app.web.commands import give_up, overlays

STOPPED: Final = 4
"""退出码. A batch that stopped midway."""
FORMATS: Final = click.Choice(["parquet", "csv", "jsonl"])
PLACE: Final = click.Path(dir_okay=False, path_type=Path)
EPILOG: Final = (
    "\b\nExit codes: 0 everybody answered, 3 answered but for the rows told of in OUT.problems.jsonl,\n"
    "4 stopped midway (--resume goes on), 2 nothing done."
)


@click.command(epilog=EPILOG)
@click.argument("source", metavar="IN", type=click.Path())
@click.argument("out", metavar="OUT", type=click.Path())
@overlays
@click.option("--full", is_flag=True, help="The whole assessment too, as JSON in the column `assessment`.")
@click.option("--format", "in_format", type=FORMATS, help="What IN is, where its name does not tell.")
@click.option("--out-format", type=FORMATS, help="What OUT is to be, where its name does not tell.")
@click.option(
    "--payments", type=PLACE, help="The records of the histories as a table of their own, with a column person."
)
@click.option("--workers", type=click.IntRange(1, 256), help="Processes.  [default: one for each core]")
@click.option("--resume", is_flag=True, help="Go on with a batch that stopped, if it is the same one.")
@click.option("--force", is_flag=True, help="Write over OUT and the report.")
@click.option("--json", "as_json", is_flag=True, help="The summary as JSON.")
@click.option("--report", type=PLACE, help="The summary with plots, as a page of HTML that loads nothing.")
@click.option(
    "--spark", metavar="MASTER", help="Run on Apache Spark (local[*], spark://…, yarn), on folders of Parquet anywhere."
)
def batch(source: str, out: str, spark: str | None, **asked: Any) -> None:  # noqa: ANN401 (the options above)
    """成批. Answer every person in IN (.parquet, .csv, .jsonl) into OUT.

    IN has a row for each person: the column `id`, and those of a case (area, on, person, history, unknown_years, plan),
    nested or with dots in their names (person.birth_date). OUT has a row for each, in the same order: outcome, the last
    planned year's basis, wait and cover, the charge, and the codes of findings. See docs/batch.md.
    """
    try:
        from app.web.commands.batching import run, run_on_spark  # noqa: PLC0415 (needs the extra)
    except ImportError as missing:
        wanted = "spark" if spark else "batch"
        give_up(f"还缺软件包。 this needs more packages ({missing.name}): pip install 'canbao[{wanted}]'")
    before = signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))  # told to end is as good as Ctrl+C
    try:
        sys.exit(run_on_spark(source, out, spark, **asked) if spark else run(Path(source), Path(out), **asked))
    except KeyboardInterrupt:
        click.echo("已停止，加 --resume 可从这里继续。 stopped; --resume goes on from here", err=True)
        sys.exit(STOPPED)
    finally:
        signal.signal(signal.SIGTERM, before)
