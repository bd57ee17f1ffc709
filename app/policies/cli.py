"""政策命令. `canbao policy check | show | items | diff`."""

import re
from pathlib import Path

import click
import msgspec
from rich.console import Console
from rich.table import Table

from app.help import exit_codes
from app.policies.diff import differences
from app.policies.load import Policies, default_folder, load
from app.policies.problem import PolicyError
from app.policies.show import as_items, as_table
from app.policies.subject import FIRST_YEAR, LAST_YEAR
from app.policies.told_area import area_told

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
WIDTH_OF_A_FILE = 160
CANNOT_USE = 2
WRONG_CALL = "命令写错 wrong call"
UNUSABLE = "命令写错，或目录不能用。 Wrong call, or a folder that cannot be used."

overlays = click.option(
    "--policy",
    "overlays",
    metavar="DIR",
    multiple=True,
    type=FOLDER,
    help="叠加在自带政策之上的目录，可重复，后者优先。 "
    "A policy folder laid over ours ($CANBAO_POLICY, else the one shipped); repeatable, later ones win.",
)
json_instead = click.option("--json", "as_data", is_flag=True, help="输出 JSON。 JSON instead of text.")


@click.group()
def policy() -> None:
    """政策数据. 核对、查看、比较政策目录。 Check, show and compare the policy folders."""


@policy.command(
    epilog=exit_codes(
        {
            0: "完好 sound",
            1: "有问题，每行一处：文件:键: 代码: 是什么；怎么办。 Problems, one a line: what, and what to do.",
            CANNOT_USE: WRONG_CALL,
        }
    )
)
@overlays
@json_instead
def check(overlays: tuple[Path, ...], *, as_data: bool) -> None:
    """政策检查. 按全部格式要求核对政策目录。 Hold the folders against every rule of their form."""
    try:
        loaded = load(default_folder(), *overlays)
    except PolicyError as error:
        if as_data:
            _print_json({"sound": False, "problems": error.problems})
        else:
            click.echo("\n".join(problem.line() for problem in error.problems))
            number = len(error.problems)
            click.echo(f"有 {number} 处问题，改正后才能使用。 not sound: {number} to put right", err=True)
        raise click.exceptions.Exit(1) from None
    if as_data:
        _print_json({"sound": True, "problems": [], **loaded.counts(), "revision": loaded.revision})
    else:
        counts = ", ".join(f"{number} {noun}" for noun, number in loaded.counts().items())
        click.echo(f"政策数据完好。 sound: {counts}; revision {loaded.revision}")


@policy.command(
    epilog=exit_codes(
        {0: "已列出，没有收录的也列出。 Shown, also where the area is not modelled.", CANNOT_USE: UNUSABLE}
    )
)
@click.argument("area")
@click.option(
    "--year",
    metavar="YEAR",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    help="一个待遇年度，默认全部。 One coverage year (else all).",
)
@overlays
@json_instead
def show(area: str, year: int | None, overlays: tuple[Path, ...], *, as_data: bool) -> None:
    """地区政策. 统筹区 AREA（六位数字）各专题用什么政策。

    What AREA (six digits) is answered from, subject by subject.
    """
    if not re.fullmatch("[0-9]{6}", area):
        raise click.BadParameter(
            "统筹区是六位数字，如 430100。 an area is six digits, such as 430100", param_hint="AREA"
        )
    told = area_told(_loaded(default_folder(), *overlays), area, year)
    if as_data:
        _print_json(told)
    else:
        _print_table(as_table(told))


@policy.command(
    epilog=exit_codes(
        {
            0: "已列出 shown",
            CANNOT_USE: "命令写错、目录不能用，或没有这份文件。 Wrong call, unusable folder, or no such document.",
        }
    )
)
@click.option("--document", metavar="ID", help="一份文件的条目，默认全部。 The items of one document (else of all).")
@overlays
@json_instead
def items(document: str | None, overlays: tuple[Path, ...], *, as_data: bool) -> None:
    """政策条目. 文件每一条收录了什么，用哪些规则、理解和案例；哪些没有收录。

    What of each item of the documents is modelled, by which rules, readings and cases, and what is not.
    """
    register = _loaded(default_folder(), *overlays).items
    if document is not None and document not in register:
        raise click.BadParameter(
            f"没有这份文件，请从下列编号中选。 known: {', '.join(register)}", param_hint="--document"
        )
    chosen = register if document is None else {document: register[document]}
    if as_data:
        _print_json(chosen)
    else:
        _print_table(as_items(chosen))


@policy.command(epilog=exit_codes({0: "没有差异 no difference", 1: "有差异 differences", CANNOT_USE: UNUSABLE}))
@click.argument("folders", metavar="[DIR_A] DIR_B", nargs=-1, required=True, type=FOLDER)
@json_instead
def diff(folders: tuple[Path, ...], *, as_data: bool) -> None:
    """政策差异. 从 DIR_A 到 DIR_B 改了什么；只给 DIR_B 时，叠加在自带政策上改了什么。

    What changes from DIR_A to DIR_B; with DIR_B alone, what it changes when laid over ours.
    """
    if len(folders) == 1:
        before, after = _loaded(default_folder()), _loaded(default_folder(), *folders)
    elif len(folders) == 2:  # noqa: PLR2004 - two folders to compare
        before, after = (_loaded(folder) for folder in folders)
    else:
        raise click.UsageError("请给一个或两个目录。 give one folder or two")
    found = differences(before, after)
    if as_data:
        revisions = {"before": before.revision, "after": after.revision}
        _print_json({"revision": revisions, "differences": found})
    else:
        areas = {**before.by_code, **after.by_code}
        click.echo("\n".join(difference.line(areas) for difference in found) or "没有差异。 no difference")
    raise click.exceptions.Exit(1 if found else 0)


def _loaded(*folders: Path) -> Policies:
    try:
        return load(*folders)
    except PolicyError as error:
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(CANNOT_USE) from None


def _print_table(table: Table) -> None:
    console = Console()
    console.width = console.width if console.is_terminal else WIDTH_OF_A_FILE
    console.print(table)


def _print_json(value: object) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
