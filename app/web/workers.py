"""工作进程. Several processes on one address: one that dies is replaced, ever more rarely where that does not help.

uvicorn's own would end the service, with 0, when one worker dies whose policy folders cannot be used by then; and one
that dies at once would be started again and again.
"""

import logging
import signal
import time
from contextlib import suppress
from socket import socket
from typing import Final, cast

from typing_extensions import override
from uvicorn import Config
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from app.web.callers import Callers
from app.web.keeping import Keeping
from app.web.reloading import callers_read

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

NOT_TAKEN: Final = (
    "所有工作进程还用旧政策：原因见 policy_refused、keeping_refused。 "
    "All workers still serve the old policy: see policy_refused, keeping_refused."
)


class NoWorkerError(Exception):
    """无工作进程. None is left, and none can be started."""


class Worker(Process):
    """工作进程. One of several; it starts with the callers that the supervisor holds, and is told when they change."""

    def __init__(self, config: Config, sockets: list[socket], keeping: Keeping | None) -> None:
        super().__init__(config, sockets)
        self._keeping = keeping

    def tell(self, callers: Callers, seconds: float) -> None:
        """告知. Let the worker heed these callers; come back when it does, or is gone or hangs."""
        with suppress(OSError, EOFError):
            if self.is_alive(seconds):
                self.parent_conn.send(callers)
                if self.parent_conn.poll(seconds):
                    self.parent_conn.recv()

    @override
    def pong(self) -> None:
        told = self.child_conn.recv()
        if self._keeping is not None and isinstance(told, Callers):
            self._keeping.callers = told
        self.child_conn.send(self.server.started)


class Workers(Multiprocess):
    """工作进程. Those that serve go on whatever becomes of the others; where none can be started, the service ends."""

    def __init__(self, config: Config, sockets: list[socket], keeping: Keeping | None = None) -> None:
        super().__init__(config, sockets)
        self._keeping = keeping
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
    def init_processes(self) -> None:
        self.processes = [self._started() for _ in range(self.processes_num)]

    @override
    def handle_ttin(self) -> None:
        self.processes_num += 1
        self.processes.append(self._started())

    @override
    def handle_hup(self) -> None:
        if self._keeping is not None and callers_read(self._keeping):
            for worker in cast("list[Worker]", self.processes):
                worker.tell(self._keeping.callers, self.config.timeout_worker_healthcheck)
        self.restart_all()

    @override
    def restart_all(self) -> None:
        fresh = 0
        for place, old in enumerate(self.processes):
            new = self._started()
            if not new.wait_until_ready(self.config.timeout_worker_healthcheck, self.should_exit):
                new.kill()
                new.join()
                break
            old.terminate()
            old.join()
            self.processes[place] = new
            fresh += 1
        if fresh == len(self.processes):
            WORKERS.info("policy_taken", extra={"event": {"event": "policy_taken", "workers": fresh}})
        elif not self.should_exit.is_set():
            name, what = ("policy_taken_in_part", IN_PART) if fresh else ("policy_not_taken", NOT_TAKEN)
            event = {"event": name, "workers": fresh, "of": len(self.processes), "what": what}
            WORKERS.error(name, extra={"event": event})

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
        self.processes[place] = self._started()

    def _started(self) -> Worker:
        worker = Worker(self.config, self.sockets, self._keeping)
        worker.start()
        return worker
