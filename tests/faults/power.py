"""What a disk may hold after the power has failed, by the system calls that a process really made.

A write is certain once its file was synced, a name once its folder was. What was not may be there whole, in part (by
sectors) or not at all, in any combination; of names, those made first. The index beside the log is memory, and is lost.
"""

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
CALLS = (
    "openat,pwrite64,pwritev,write,writev,fsync,fdatasync,ftruncate,truncate,unlink,unlinkat,rename,renameat,renameat2,"
    "link,linkat,sync_file_range,fallocate,mkdir,mkdirat"
)
WATCHED = {"openat", "pwrite64", "write", "fsync", "fdatasync", "ftruncate", "unlink", "link", "linkat"}
"""What the model knows; any other call on the files is an error of the test."""
HEX = re.compile(r"((?:\\x[0-9a-f]{2})+)")
LINE = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+|\?)", re.DOTALL)


@dataclass
class Call:
    """One call on the files, or one line said: its name, the path, where, and what."""

    name: str
    path: str
    at: int = 0
    data: bytes = b""
    to: str = ""


def recorded(folder: Path, *command: str) -> list[Call]:
    """The calls of a process on the files of the folder, and the lines it said, in their order."""
    trace = folder.parent / "trace"
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-xx", "-s", "10000000", "-e", f"trace={CALLS}"]
    subprocess.run([*strace, "-o", trace, sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
    begun: dict[str, str] = {}
    found = []
    for line in trace.read_text().splitlines():
        thread, rest = line.split(maxsplit=1)
        if rest.startswith(("+++", "---")):
            continue
        if rest.endswith("<unfinished ...>"):
            begun[thread] = rest.removesuffix("<unfinished ...>")
            if rest.startswith("write("):  # what is said counts from its beginning, all else from its end
                found += calls(begun.pop(thread) + ") = 0", folder)
        elif rest.startswith("<... "):
            if thread in begun:
                found += calls(begun.pop(thread) + rest.partition(" resumed>")[2], folder)
        else:
            found += calls(rest, folder)
    return found


def text(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))


def calls(line: str, folder: Path) -> list[Call]:
    """The call in a line of the trace, if it concerns the folder and was done."""
    name, words, result = LINE.match(line).groups()
    if result in {"-1", "?"}:
        return []
    strings = [text(each) for each in HEX.findall(words)]
    if name == "write" and words.startswith("1<"):
        return [Call("said", "", data=strings[-1])]
    paths = [each.decode() for each in strings if each.startswith(bytes(folder))]
    if not paths or paths[0].endswith("-shm"):
        return []
    assert name in WATCHED, line[:200]
    at = int(found[1]) if (found := re.search(r", (\d+) ?$", words)) else 0
    match name:
        case "openat":
            done = Call("create", paths[0]) if "O_CREAT" in words else None
        case "pwrite64":
            done = Call("pwrite", paths[0], at, strings[-1])
        case "ftruncate":
            done = Call("cut", paths[0], at)
        case "link" | "linkat":
            done = Call("link", paths[0], to=paths[1])
        case _:
            done = Call({"fdatasync": "fsync"}.get(name, name), paths[0])
    return [done] if done else []


@dataclass
class Inode:
    """What is certain of a file, and what was done to it since, in order."""

    certain: bytearray = field(default_factory=bytearray)
    since: list[Call] = field(default_factory=list)

    def content(self, chosen: list[tuple[Call, int, int]]) -> bytes:
        found = bytearray(self.certain)
        for call, begin, end in chosen:
            if call.name == "cut":
                del found[call.at :]
                found.extend(bytes(call.at - len(found)))
            else:
                found.extend(bytes(max(0, call.at + begin - len(found))))
                found[call.at + begin : call.at + end] = call.data[begin:end]
        return bytes(found)

    def whole(self) -> list[tuple[Call, int, int]]:
        return [(call, 0, len(call.data)) for call in self.since]


class Disk:
    """A disk that keeps what was synced; `lying`: one that says so of a log and has kept nothing of it."""

    def __init__(self, *, lying: bool = False) -> None:
        self.lying = lying
        self.live: dict[str, Inode] = {}
        self.certain: dict[str, Inode] = {}
        self.names_since: list[tuple[str, Inode | None]] = []

    def _name(self, path: str, inode: Inode | None) -> None:
        self.names_since.append((path, inode))
        named(self.live, path, inode)

    def do(self, call: Call) -> None:
        if call.name == "create" and call.path not in self.live:
            self._name(call.path, Inode())
        elif call.name == "link":
            self._name(call.to, self.live[call.path])
        elif call.name == "unlink":
            self._name(call.path, None)
        elif call.name in {"pwrite", "cut"}:
            self.live[call.path].since.append(call)
        elif call.name == "fsync" and not (self.lying and call.path.endswith("-wal")):
            self._sync(call.path)

    def _sync(self, path: str) -> None:
        if inode := self.live.get(path):
            inode.certain[:] = inode.content(inode.whole())
            inode.since.clear()
        else:
            for name in self.names_since:
                named(self.certain, *name)
            self.names_since.clear()

    def after(self, random: Random | None) -> dict[str, bytes]:
        """The files after the power has failed now: nothing of what is uncertain, or some of it."""
        names = dict(self.certain)
        kept = 0 if random is None else random.randint(0, len(self.names_since))
        for name in self.names_since[:kept]:
            named(names, *name)
        contents: dict[int, bytes] = {}
        for inode in names.values():
            if id(inode) not in contents:
                contents[id(inode)] = inode.content([] if random is None else some(inode.whole(), random))
        return {path: contents[id(inode)] for path, inode in names.items()}


def named(names: dict[str, Inode], path: str, inode: Inode | None) -> None:
    if inode is None:
        names.pop(path, None)
    else:
        names[path] = inode


def some(writes: list[tuple[Call, int, int]], random: Random) -> list[tuple[Call, int, int]]:
    """Any of the writes, each whole or some sectors of it; or the first ones, the last of them torn."""
    if random.random() < 0.5:
        writes = writes[: random.randint(0, len(writes))]
        return [*writes[:-1], *(torn(each, random) for each in writes[-1:])]
    chosen = [each for each in writes if random.random() < 0.7]
    return [each if random.random() < 0.7 else torn(each, random) for each in chosen]


def torn(write: tuple[Call, int, int], random: Random) -> tuple[Call, int, int]:
    call, _, end = write
    if call.name == "cut":
        return write
    cut = min(end, SECTOR * random.randint(0, -(-end // SECTOR)))
    return (call, 0, cut) if random.random() < 0.5 else (call, cut, end)
