"""用法错误. Errors of the command line in Chinese and English: what is wrong with a call, and what to write instead."""

from typing import IO

import click
from click.types import DateTime, IntRange
from typing_extensions import override

SAYS = "。"
"""已有中文. What already says itself in both languages has a full stop of Chinese."""


class InBothLanguages(click.UsageError):
    """双语. An error of click's with the same before it in Chinese; exit code and usage stay."""

    def __init__(self, error: click.UsageError) -> None:
        ours = SAYS in error.message
        at = f"{_named(error).strip()}: " if isinstance(error, click.BadParameter) else ""
        said = f"{at}{error.message}" if ours else f"{_chinese(error)} {error.format_message()}"
        super().__init__(said, error.ctx)

    @override
    def show(self, file: IO[str] | None = None) -> None:
        usage = "" if self.ctx is None else f"{self.ctx.get_usage()}\n"
        click.echo(f"{usage}错误 Error: {self.format_message()}", file, err=True)


def missing_packages(missing: ImportError, optional: str) -> str:
    """缺包. What to install where a command needs more packages than the service."""
    return (
        f"还缺软件包 {missing.name}：请在源码目录里运行 make install，或 pip install '源码目录[{optional}]'。 "
        f"This needs more packages ({missing.name}): run make install in the source folder, or "
        f"pip install 'SOURCE[{optional}]'"
    )


def unopened(error: click.FileError) -> click.ClickException:
    """打不开. A file that cannot be opened."""
    return click.ClickException(f"{error.ui_filename} 打不开，请核对路径和权限。 {error.format_message()}")


def _chinese(error: click.ClickException) -> str:
    """中文. What is wrong and what to do, by the kind of the error."""
    match error:
        case click.NoSuchOption():
            return f"没有选项 {error.option_name}，请查看 --help。"
        case click.NoSuchCommand():
            return f"没有命令 {error.command_name}，请查看 --help。"
        case click.MissingParameter():
            return f"缺少{_named(error).strip()}，请补上。"
        case click.BadParameter():
            return f"{_named(error)}的值不能用，{_wanted(error.param)}。"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 的用法不对，请查看 --help。"
    return "命令的用法不对，请查看 --help。"


def _named(error: click.BadParameter) -> str:
    """参数名. The option or argument that is meant, as it is written."""
    param = error.param
    if param is None:
        return f"参数 {error.param_hint}" if error.param_hint else "参数"
    if isinstance(param, click.Option):
        return f"选项 {max(param.opts, key=len)} "
    return f"参数 {param.human_readable_name.upper()} "


def _wanted(param: click.Parameter | None) -> str:
    """应填. What the parameter takes."""
    kind = None if param is None else param.type
    if isinstance(kind, click.Choice):
        return f"只能是 {'、'.join(map(str, kind.choices))} 之一"
    if isinstance(kind, IntRange):
        return f"请填整数{_between(kind)}"
    if isinstance(kind, DateTime):
        return "日期请写成 2026-01-31 的样子"
    if isinstance(kind, click.Path | click.File):
        return "请核对路径是否存在、能否读写"
    return "请查看 --help"


def _between(kind: IntRange) -> str:
    least = "" if kind.min is None else f"，最小 {kind.min}"
    return least if kind.max is None else f"{least}，最大 {kind.max}"
