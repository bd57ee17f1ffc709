"""影响命令. `canbao impact`: what a draft changes for a population."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from app.help import exit_codes
from app.policies import Policies
from app.usage import missing_packages
from app.web.commands import BAD_INPUT, give_up, overlays, policies_in, readable_or_give_up

if TYPE_CHECKING:
    from app.batch.impact import Impact
    from app.batch.sources import Source


@click.command(epilog=exit_codes({0: "已评估 studied", BAD_INPUT: "没有做 nothing done"}))
@click.argument("file", metavar="IN", type=click.Path(dir_okay=False, path_type=Path))
@overlays
@click.option(
    "--in-force",
    "ground",
    metavar="DIR",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    help="两边都有效的政策目录，可重复。 Policy folders that hold on both sides; repeatable.",
)
@click.option(
    "--format",
    "in_format",
    type=click.Choice(["parquet", "csv", "jsonl"]),
    help="IN 的格式，文件名看不出时用。 What IN is, where its name does not tell.",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON。 As JSON.")
def impact(
    file: Path, folders: tuple[Path, ...], ground: tuple[Path, ...], in_format: str | None, *, as_json: bool
) -> None:
    """影响评估. --policy 所指的草案对 IN 中的人有什么影响。

    What the draft in the folders of --policy would change for the people in IN.

    IN 与 canbao batch 所读相同；列出前后结果的人数、金额、享受待遇天数、起作用的政策数值和例子。
    IN is what `canbao batch` reads. Told are people by outcome before and after, money, days of cover, the figures of
    the law behind the changes, and examples.
    """
    try:
        from app.batch.impact_table import tables  # noqa: PLC0415 (needs the extra)
        from app.batch.sources import Source, format_of  # noqa: PLC0415 (likewise)
    except ImportError as missing:
        give_up(missing_packages(missing, "batch"))
    if not folders:
        give_up("请用 --policy DIR 指定草案。 --policy DIR has to name the draft")
    readable_or_give_up(file)
    kind = format_of(file, in_format)
    if kind is None:
        give_up(f"{file}: 请用 --format 说明格式。 --format parquet, csv or jsonl has to say what it is")
    found = _studied(Source(str(file), kind), policies_in(ground), policies_in((*ground, *folders)))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2))
    else:
        tables(found)


def _studied(source: "Source", before: Policies, after: Policies) -> "Impact":
    """评估. The people of a file under two policies; ends the command where it cannot be read."""
    from app.batch.incoming import TableError  # noqa: PLC0415 (needs the extra)
    from app.batch.study import Study  # noqa: PLC0415 (likewise)
    from app.web.commands.lookover import faults_of  # noqa: PLC0415 (likewise)

    study, refused = Study(before, after), 0
    try:
        for part in source.parts():
            for piece in source.pieces(part, faults_of):
                refused += len(piece.refused)
                study.add(piece.rows)
    except TableError as error:
        give_up(f"{source.path}: {error}")
    found = study.impact()
    return msgspec.structs.replace(found, refused=found.refused + refused)
