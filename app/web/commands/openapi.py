"""接口文档命令. `canbao openapi`."""

from pathlib import Path
from typing import Final

import click

from app.policies import load
from app.web.application import Application
from app.web.commands import give_up

CHECKED_IN: Final = Path("openapi/openapi.json")


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@click.option(
    "--check",
    is_flag=True,
    help="不写文件，只核对 FILE 是否与服务一致。 "
    "Write nothing; fail where FILE is not what the service says of itself.",
)
def openapi(file: Path | None, *, check: bool) -> None:
    """接口文档. 把服务的 OpenAPI 文档写入 FILE（不给则为标准输出）。

    Write the OpenAPI document of the service to FILE (standard output where none is given).
    """
    text = Application(load()).document()
    if check:
        file = file or CHECKED_IN
        if not file.exists() or file.read_bytes() != text:
            give_up(
                f"{file} 与服务不一致，请运行 make openapi。 "
                f"{file} is not what the service says of itself: make openapi"
            )
    elif file is None:
        click.echo(text, nl=False)
    else:
        file.write_bytes(text)
