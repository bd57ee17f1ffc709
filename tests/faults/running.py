"""Keepers started, heard and ended; and faults put into them while they run."""

import contextlib
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 30.0


class Keeper:
    """A process of `keeper.py`; what it says goes to a file, which no reader can hold up."""

    def __init__(self, folder: Path, path: Path, mode: str, name: str) -> None:
        self.said = folder / f"{name}.said"
        command = [sys.executable, "-m", "tests.faults.keeper", str(path), mode, name]
        with self.said.open("wb") as out:
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out)

    def lines(self) -> list[list[str]]:
        whole, _, _ = self.said.read_text().rpartition("\n")
        return [line.split() for line in whole.splitlines()]

    def kept(self) -> dict[str, list[str]]:
        """What was acknowledged: receipt number, entry number, link of the chain, by key."""
        return {words[1]: words[2:] for words in self.lines() if words[0] == "kept"}

    def heard(self, *words: str, after: int = 0) -> int:
        """Wait for a line that holds these words in this order; the number of lines up to it."""
        wanted = re.compile(r".*\b".join(map(re.escape, words)))
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            lines = self.lines()
            for number, line in enumerate(lines[after:], after + 1):
                if wanted.search(" ".join(line)):
                    return number
            assert self.process.poll() is None, lines[-3:]
            time.sleep(0.01)
        raise AssertionError(f"never said: {words}, but {lines[-3:]}")

    def refusals(self, begin: int, end: int | None = None) -> list[tuple[str, float]]:
        """The reasons of refusals among these lines, each with the seconds it took."""
        return [(words[2], float(words[3])) for words in self.lines()[begin:end] if words[0] == "refused"]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()


@contextlib.contextmanager
def keeper(folder: Path, path: Path, mode: str, name: str = "a") -> Iterator[Keeper]:
    """A keeper, killed at the end."""
    started = Keeper(folder, path, mode, name)
    try:
        yield started
    finally:
        started.kill()


@contextlib.contextmanager
def fault(started: Keeper, injected: str) -> Iterator[None]:
    """A fault in the system calls of a running keeper, as strace puts it in; gone at the end."""
    names = injected.partition(":")[0]
    log = started.said.with_suffix(".strace")
    command = ["strace", "-f", "-p", str(started.process.pid), "-e", f"trace={names}", "-e", f"inject={injected}"]
    with log.open("wb") as output:
        tracer = subprocess.Popen(command, stderr=output)
    try:
        end = time.monotonic() + PATIENCE
        while b"attached" not in log.read_bytes():
            assert tracer.poll() is None, log.read_text()
            assert time.monotonic() < end
            time.sleep(0.005)
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.wait()
