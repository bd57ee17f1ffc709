"""重读. Callers and policy read again on SIGHUP while calls are answered: each takes over where it is sound."""

import asyncio
import gc
import logging
import signal
import socket
import sys
from collections.abc import Callable
from typing import Final

import uvicorn
from typing_extensions import override
from uvicorn.config import STARTUP_FAILURE

from app.policies import PolicyError
from app.web.callers import UnusableError
from app.web.front import Front
from app.web.journal import failure
from app.web.keeping import Keeping

POLICY: Final = logging.getLogger("canbao.policy")
CALLERS: Final = logging.getLogger("canbao.callers")
MOST_TOLD: Final = 20
"""最多写出的问题数. A folder with more problems than this is told of by so many and their number."""


class ReloadingServer(uvicorn.Server):
    """可重读的服务. A server of one process that heeds SIGHUP, unless the signal is ignored.

    It reads the callers again, and makes the application anew; where either cannot be used, that one stays as it was.
    """

    def __init__(self, config: uvicorn.Config, make: Callable[[], Front], keeping: Keeping | None) -> None:
        super().__init__(config)
        self._make = make
        self._keeping = keeping
        self._reading: asyncio.Task[None] | None = None
        self._again = False

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as nohup has it
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._told_to)

    def _told_to(self) -> None:
        self._again = True
        if self._reading is None or self._reading.done():
            self._reading = asyncio.get_running_loop().create_task(self._reload())

    async def _reload(self) -> None:
        """重读. Read as often as was asked meanwhile; one reading at a time."""
        while self._again:
            self._again = False
            if self._keeping is not None:
                await asyncio.to_thread(callers_read, self._keeping)
            await self._take_policy()

    async def _take_policy(self) -> None:
        try:
            fresh = await asyncio.to_thread(self._made)
        except (PolicyError, UnusableError) as error:
            refused(error)
        except Exception as error:  # noqa: BLE001 (whatever fails, the service goes on with what it has)
            event = {"event": "policy_refused"} | failure(error, error.__traceback__)
            POLICY.error("policy_refused", extra={"event": event})
        else:
            front: Front = self.config.loaded_app
            front.taken_over_by(fresh)
            event = {"event": "policy_taken", "revision": fresh.metrics.revision}
            POLICY.info("policy_taken", extra={"event": event})

    def _made(self) -> Front:
        gc.unfreeze()
        gc.collect()  # what was made before the one that serves
        return self._make()


def callers_read(keeping: Keeping) -> bool:
    """重读名册. Whether the callers could be read; who may keep decisions is then what the file says now."""
    try:
        keeping.read_callers()
    except UnusableError as error:
        refused(error)
        return False
    CALLERS.info("callers_taken", extra={"event": {"event": "callers_taken", "secrets": len(keeping.callers)}})
    return True


def refused(error: PolicyError | UnusableError) -> None:
    """拒用. Write that policy folders, the ledger or the file of callers cannot be used, and why."""
    if isinstance(error, PolicyError):
        name, lines = "policy_refused", [problem.line() for problem in error.problems]
    else:
        name, lines = "keeping_refused", [error.reason]
    POLICY.error(name, extra={"event": {"event": name, "problems": lines[:MOST_TOLD], "count": len(lines)}})


def or_end(make: Callable[[], Front]) -> Front:
    """或结束. The application of one worker of several; where it cannot be made, the reason and an end.

    The server then keeps the worker that this one was to replace.
    """
    try:
        return make()
    except (PolicyError, UnusableError) as error:
        refused(error)
        sys.exit(STARTUP_FAILURE)
