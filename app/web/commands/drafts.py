"""草案. Policy folders with a name of their own, which comparisons may ask for: `--draft NAME=DIR`."""

import re
from pathlib import Path

import click
from typing_extensions import override

from app.model.comparison import IN_FORCE
from app.web.commands import FOLDER

NAME = re.compile("[a-z0-9][a-z0-9_-]{0,39}")


class Draft(click.ParamType[tuple[str, Path]]):
    """草案. A name and a folder."""

    name = "draft"

    @override
    def convert(
        self, value: str | tuple[str, Path], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path]:
        if isinstance(value, tuple):
            return value
        name, _, folder = value.partition("=")
        if not folder:
            self.fail(f"请写成 名称=目录。 {value!r}: write NAME=DIR, the name of the draft and its folder", param, ctx)
        if not NAME.fullmatch(name) or name == IN_FORCE:
            self.fail(
                f"草案名称只能用小写字母、数字、- 和 _，不能是 {IN_FORCE}。 "
                f"{name!r} is no name for a draft: small letters, digits, - and _, not {IN_FORCE}",
                param,
                ctx,
            )
        return name, Path(FOLDER.convert(folder, param, ctx))


def _names_apart(
    ctx: click.Context, param: click.Parameter, drafts: tuple[tuple[str, Path], ...]
) -> tuple[tuple[str, Path], ...]:
    if len(dict(drafts)) < len(drafts):
        raise click.BadParameter("各草案的名称不能相同。 each draft needs a name of its own", ctx, param)
    return drafts


named_drafts = click.option(
    "--draft",
    "drafts",
    metavar="NAME=DIR",
    multiple=True,
    type=Draft(),
    callback=_names_apart,
    help="只供比较时点名的政策目录，叠加在其他之上，可重复。 "
    "A policy folder that comparisons may name, laid over the others for that alone; repeatable.",
)
