"""服务命令. `canbao serve`."""

from functools import partial
from pathlib import Path

import click
from uvicorn.config import STARTUP_FAILURE

from app.policies import PolicyError
from app.web.commands import give_up, overlays
from app.web.commands.drafts import named_drafts
from app.web.serving import application, policies, settings
from app.web.serving import serve as serve_forever
from app.web.workers import NoWorkerError


@click.command()
@click.option("--host", metavar="HOST", default="127.0.0.1", show_default=True, help="监听地址。 Where to listen.")
@click.option(
    "--port",
    metavar="PORT",
    default=8000,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="端口，0 为任一空闲端口。 The port; 0 takes any that is free.",
)
@overlays
@named_drafts
@click.option(
    "--workers",
    metavar="N",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="进程数。 Processes.",
)
@click.option(
    "--connections",
    metavar="N",
    default=1000,
    show_default=True,
    type=click.IntRange(1),
    help="每个进程同时接受的连接数，超出答 503。 What one worker takes at a time; more are answered 503.",
)
@click.option(
    "--access-log/--no-access-log",
    default=False,
    help="每个请求写一行 JSON，默认不写。 One JSON line for every request; off by default.",
)
def serve(  # noqa: PLR0913 (one for each option)
    *,
    host: str,
    port: int,
    folders: tuple[Path, ...],
    drafts: tuple[tuple[str, Path], ...],
    workers: int,
    connections: int,
    access_log: bool,
) -> None:
    """服务. 以 HTTP 答复，直到要求停止（SIGTERM、Ctrl+C）；SIGHUP 重读政策目录。

    Answer over HTTP until told to stop (SIGTERM, Ctrl+C); SIGHUP reads the policy folders again.
    """
    try:
        if workers > 1:
            policies(folders, drafts)  # else each worker would fail as it starts, again and again
        make = partial(application, folders, drafts, access_log=access_log)
        serve_forever(settings(make, host, port, workers=workers, connections=connections))
    except PolicyError as error:
        give_up(str(error))
    except NoWorkerError:
        give_up(
            "没有一个工作进程能启动，已停止；请按日志 policy_refused 改正政策目录，再启动。 "
            "no worker can be started: stopped; put the policy folders right as policy_refused in the log tells, start"
        )
    except SystemExit as ended:
        if ended.code == STARTUP_FAILURE:  # whose cause uvicorn has logged
            give_up(
                f"{host} {port}: 这个地址和端口用不了，可能已被占用，请换 --host 或 --port。 "
                "cannot be listened on, or is taken; give another --host or --port"
            )
        raise
