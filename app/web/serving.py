"""服务. The server process: policies read, the application made, requests taken on one address."""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import cast

import uvicorn

from app.policies import Policies, default_folder, load
from app.web import create
from app.web.front import Front
from app.web.journal import LOGGING
from app.web.keeping import Keeping
from app.web.leaving import LeavingProtocol
from app.web.reloading import ReloadingServer, or_end
from app.web.workers import Workers

IDLE_SECONDS = 5
TURN_SECONDS = 0.001
"""轮替. Seconds after which a thread that answers something long (`app.web.aside`) gives the event loop its turn."""
LAST_SECONDS = 8
"""收尾. Seconds that requests under way may still take when the server is told to stop."""
START_SECONDS = 15
"""启动限时. Seconds that one worker of several may take to start, or to say that it is there."""


@contextmanager
def starting() -> Iterator[None]:
    """启动. What is made meanwhile stays: the garbage collector looks at none of it, neither now nor later."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


@starting()
def application(
    folders: Sequence[Path] = (),
    drafts: Sequence[tuple[str, Path]] = (),
    keeping: Keeping | None = None,
    *,
    access_log: bool = False,
) -> Front:
    """应用. The application over our own policy folder and those laid over it; each draft over all of them.

    `PolicyError` where a folder cannot be used, `UnusableError` where the ledger cannot.
    """
    sys.setswitchinterval(TURN_SECONDS)
    if keeping is not None:
        keeping.open()
    return create(*policies(folders, drafts), keeping, access_log=access_log)


def policies(folders: Sequence[Path], drafts: Sequence[tuple[str, Path]]) -> tuple[Policies, dict[str, Policies]]:
    """政策. What is in force, and each draft by its name; `PolicyError` where any folder cannot be used."""
    ours = (default_folder(), *folders)
    return load(*ours), {name: load(*ours, folder) for name, folder in drafts}


def settings(make: Callable[[], Front], host: str, port: int, *, workers: int, connections: int) -> uvicorn.Config:
    """服务设置. How uvicorn serves it: `connections` is what one worker takes before it answers 503."""
    return uvicorn.Config(
        make,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        loop="uvloop",
        http=LeavingProtocol,
        ws="none",
        lifespan="on",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=LOGGING,
        limit_concurrency=connections,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=LAST_SECONDS,
        timeout_worker_healthcheck=START_SECONDS,
    )


def serve(config: uvicorn.Config, keeping: Keeping | None = None) -> None:
    """服务. Serve until told to stop; on SIGHUP read callers and policy again, and replace each of several workers."""
    make = cast("Callable[[], Front]", config.app)
    if config.workers == 1:
        ReloadingServer(config, make, keeping).run()
    else:
        config.app = partial(or_end, make)
        Workers(config, [config.bind_socket()], keeping).run()
