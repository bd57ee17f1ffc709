"""命令. What the command line has in common: where policy comes from, and how a command gives up."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

import click

from app.policies import Policies, PolicyError, default_folder, load

BAD_INPUT: Final = 2
"""退出码. Nothing could be done with what was given."""
NO_ANSWER: Final = "没有答复 no answer"
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

overlays = click.option(
    "--policy",
    "folders",
    metavar="DIR",
    multiple=True,
    type=FOLDER,
    help="叠加在自带政策之上的目录，可重复，后者优先。 "
    "A policy folder laid over ours ($CANBAO_POLICY, else the one shipped); repeatable, later ones win.",
)


as_table = click.option(
    "--table",
    is_flag=True,
    help="输出便于阅读的表格，不用 JSON。 For reading, in colour on a terminal, instead of JSON.",
)


def policies_in(folders: Sequence[Path]) -> Policies:
    """政策. Our own folder with those laid over it; ends the command where they cannot be used."""
    try:
        return load(default_folder(), *folders)
    except PolicyError as error:
        give_up(str(error))


def readable_or_give_up(file: Path) -> None:
    """可读. Ends the command where there is no such file, or it may not be read."""
    if not file.is_file():
        give_up(f"{file}: 没有这个文件，请核对路径。 there is no such file; see to the path")
    if not os.access(file, os.R_OK):
        give_up(f"{file}: 没有读取权限，请检查权限。 may not be read; see to its permissions")


def give_up(reason: str) -> NoReturn:
    """放弃. Say why on standard error and end the command."""
    click.echo(reason, err=True)
    sys.exit(BAD_INPUT)
