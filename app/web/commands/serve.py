"""服务命令. `canbao serve`."""

from functools import partial
from pathlib import Path

import click
from uvicorn.config import STARTUP_FAILURE

from app.policies import PolicyError
from app.web.callers import UnusableError
from app.web.commands import give_up, overlays
from app.web.commands.drafts import named_drafts
from app.web.keeping import Keeping
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
    "--ledger",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="把决定留存在这个账册里（先用 canbao ledger begin 建立），要与 --callers 同用。 "
    "Keep decisions in this ledger, which canbao ledger begin makes; together with --callers.",
)
@click.option(
    "--callers",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="可以留存决定的调用方名册（见 canbao callers）。 Who may keep decisions; see canbao callers.",
)
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
    ledger: Path | None,
    callers: Path | None,
    workers: int,
    connections: int,
    access_log: bool,
) -> None:
    """服务. 以 HTTP 答复，直到要求停止（SIGTERM、Ctrl+C）；SIGHUP 重读政策目录和名册。

    Answer over HTTP until told to stop (SIGTERM, Ctrl+C); SIGHUP reads the policy folders and the callers again.
    """
    try:
        keeping = _kept_in(ledger, callers)
        if keeping is not None:
            keeping.read_callers()
        if workers > 1:
            policies(folders, drafts)  # else each worker would fail as it starts, again and again
            if keeping is not None:
                keeping.try_out()
        make = partial(application, folders, drafts, keeping, access_log=access_log)
        serve_forever(settings(make, host, port, workers=workers, connections=connections), keeping)
    except (PolicyError, UnusableError) as error:
        give_up(str(error))
    except NoWorkerError:
        give_up(
            "没有一个工作进程能启动，已停止；请按日志 policy_refused 或 keeping_refused 改正，再启动。 "
            "no worker can be started: stopped; put the policy folders right as policy_refused in the log tells, "
            "or what keeping_refused names, and start again"
        )
    except SystemExit as ended:
        if ended.code == STARTUP_FAILURE:  # whose cause uvicorn has logged
            give_up(
                f"{host} {port}: 这个地址和端口用不了，可能已被占用，请换 --host 或 --port。 "
                "cannot be listened on, or is taken; give another --host or --port"
            )
        raise


def _kept_in(ledger: Path | None, callers: Path | None) -> Keeping | None:
    """留存处. Where decisions are kept, if anywhere."""
    if ledger is None and callers is None:
        return None
    if ledger is None or callers is None:
        raise click.UsageError("--ledger 和 --callers 要同时给出。 give both --ledger and --callers, or neither")
    return Keeping(ledger, callers)
