"""工作进程. Several processes on one address: one that dies is replaced, ever more rarely where that does not help.

uvicorn's own would end the service, with 0, when one worker dies whose policy folders cannot be used by then; and one
that dies at once would be started again and again.
"""

import logging
import signal
import time
from socket import socket
from typing import Final

from typing_extensions import override
from uvicorn import Config
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors.multiprocess import Multiprocess, Process

WORKERS: Final = logging.getLogger("canbao.workers")
LONG_SECONDS: Final = 60
"""良久. Who lives for so many seconds had a good start; no pause between two starts is longer."""
UNUSABLE: Final = (
    "政策目录、账册或名册不能用（见 policy_refused、keeping_refused）：请改正；改好后到时自动启动，或发 SIGHUP。 "
    "The policy folders, the ledger or the callers cannot be used (see policy_refused, keeping_refused): "
    "put them right; it then starts by itself, or on SIGHUP."
)
DIED: Final = "工作进程已结束，将另起一个。 A worker has ended; another is started."
IN_PART: Final = (
    "一部分工作进程还用旧政策：请再发一次 SIGHUP。 Some workers still serve the old policy: send SIGHUP once more."
)


class NoWorkerError(Exception):
    """无工作进程. None is left, and none can be started."""


class Workers(Multiprocess):
    """工作进程. Those that serve go on whatever becomes of the others; where none can be started, the service ends."""

    def __init__(self, config: Config, sockets: list[socket]) -> None:
        super().__init__(config, sockets)
        self._seen: dict[Process, float] = {}
        self._again: dict[Process, float] = {}
        self._pause_seconds = 0
        self._failed = False

    @override
    def run(self) -> None:
        super().run()
        if self._failed:
            raise NoWorkerError

    @override
    def handle_signals(self) -> None:
        while self.signal_queue.count(signal.SIGHUP) > 1:  # one reading answers all that asked before it begins
            self.signal_queue.remove(signal.SIGHUP)
        super().handle_signals()

    @override
    def restart_all(self) -> None:
        before = list(self.processes)
        super().restart_all()
        fresh = sum(new is not old for new, old in zip(self.processes, before, strict=True))
        if fresh == len(before):
            WORKERS.info("policy_taken", extra={"event": {"event": "policy_taken", "workers": fresh}})
        elif fresh:
            event = {"event": "policy_taken_in_part", "workers": fresh, "of": len(before), "what": IN_PART}
            WORKERS.error("policy_taken_in_part", extra={"event": event})

    @override
    def keep_subprocess_alive(self) -> None:
        for place, process in enumerate(self.processes):
            if self.should_exit.is_set():
                return
            if process in self._again:
                if time.monotonic() >= self._again[process]:
                    self._replace(place)
            elif process.is_alive(self.config.timeout_worker_healthcheck):
                self._seen.setdefault(process, time.monotonic())
            else:
                self._bury(process)
        self._seen = {each: since for each, since in self._seen.items() if each in self.processes}
        self._again = {each: at for each, at in self._again.items() if each in self.processes}

    def _bury(self, process: Process) -> None:
        """善后. See a worker off that has died or hangs, and say when another is started."""
        process.kill()
        process.join()
        now = time.monotonic()
        lived = now - self._seen.get(process, now)
        self._pause_seconds = 0 if lived >= LONG_SECONDS else min(max(1, 2 * self._pause_seconds), LONG_SECONDS)
        self._again[process] = now + self._pause_seconds
        unusable = process.exitcode == STARTUP_FAILURE
        event = {"pid": process.pid, "exit_code": process.exitcode, "again_in_seconds": self._pause_seconds}
        WORKERS.error(
            "worker_died", extra={"event": {"event": "worker_died"} | event | {"what": UNUSABLE if unusable else DIED}}
        )
        if unusable and all(each in self._again for each in self.processes):
            self._failed = True
            self.should_exit.set()

    def _replace(self, place: int) -> None:
        process = Process(self.config, self.sockets)
        process.start()
        self.processes[place] = process
