"""What JSON lines over HTTP cost beside the same core in process, and what a batch costs the other callers.

Brief answers to made-up people. One worker on one core, the caller on another; rounds alternate. BENCH_ROUNDS and
BENCH_LINES say how long.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Final

from app.batch.demo.people import asked
from app.batch.demo.writing import write_people
from app.policies import load
from app.web.answering import Answering
from app.web.lines import LineAnswering
from benchmarks.http import server
from benchmarks.http_load import pinned
from benchmarks.http_server import BODY

ROUNDS: Final = int(os.environ.get("BENCH_ROUNDS", "5"))
LINES: Final = int(os.environ.get("BENCH_LINES", "20000"))
SINGLE: Final = 2000
BAR: Final = 0.5
PATH: Final = "/v1/assessments/batch?view=brief"
HEAD: Final = "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/jsonl\r\nContent-Length: {length}\r\n\r\n"
PIECE: Final = 65_536
JSON: Final = {"Content-Type": "application/json"}


def in_process(file: Path) -> float:
    """Lines a second where nothing lies between: each line decoded, assessed and encoded."""
    answering = LineAnswering(Answering(load()), b"view=brief", "zh", "")
    lines = file.read_bytes().splitlines()
    began = time.perf_counter()
    told = sum(len(answering.answer(line)) for line in lines)
    return len(lines) / (time.perf_counter() - began) if told else 0.0


def over_http(url: str, file: Path) -> float:
    """Lines a second over one connection, sent and read at once."""
    body, address = file.read_bytes(), url.removeprefix("http://").split(":")
    with socket.create_connection((address[0], int(address[1]))) as connection:
        sender = threading.Thread(target=_sent, args=(connection, body))
        began = time.perf_counter()
        sender.start()
        heard = 0
        while piece := connection.recv(PIECE):
            heard += piece.count(b'"outcome"')
            if piece.endswith(b"0\r\n\r\n"):
                break
        took = time.perf_counter() - began
        sender.join()
    if abs(heard - body.count(b"\n")) > body.count(b"\n") // 100:  # a word may lie across two pieces
        raise RuntimeError(heard)
    return body.count(b"\n") / took


def _sent(connection: socket.socket, body: bytes) -> None:
    connection.sendall(HEAD.format(path=PATH, length=len(body)).encode())
    connection.sendall(body)


def singles(url: str) -> tuple[float, float]:
    """Median and 99th percentile of single requests, one after the other, in milliseconds."""
    connection, body, took = http.client.HTTPConnection(url.removeprefix("http://")), BODY.read_bytes(), []
    for _ in range(SINGLE):
        began = time.perf_counter()
        connection.request("POST", "/v1/assessments", body, JSON)
        connection.getresponse().read()
        took.append(time.perf_counter() - began)
    connection.close()
    took.sort()
    return took[SINGLE // 2] * 1000, took[SINGLE * 99 // 100] * 1000


def beside(url: str, file: Path) -> tuple[float, float]:
    """The same while a batch is under way all the time."""
    command = [sys.executable, "-m", "benchmarks.lines", "stream", url, str(file)]
    with subprocess.Popen([*pinned(1), *command], stdout=subprocess.PIPE) as stream:
        try:
            if stream.stdout is not None:
                stream.stdout.readline()
            return singles(url)
        finally:
            stream.terminate()


def stream(url: str, file: Path) -> None:
    """Batches, one after the other, until told to stop."""
    print("begun", flush=True)
    while True:
        over_http(url, file)


def main() -> None:
    """Run and show."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "people.jsonl")
        for _ in write_people(file, LINES, 1, asked(None, (), year=2026)):
            pass
        inside = [*pinned(0), sys.executable, "-m", "benchmarks.lines", "in_process", str(file)]
        near, far, alone, beside_a_batch = [], [], [], []
        with server("app", "serve", "--port", "PORT") as (_process, url, _took):
            over_http(url, file)
            for _ in range(ROUNDS):
                near.append(float(subprocess.run(inside, capture_output=True, text=True, check=True).stdout))
                far.append(over_http(url, file))
                alone.append(singles(url))
                beside_a_batch.append(beside(url, file))
    ratio = statistics.median(one / other for one, other in zip(far, near, strict=True))
    print(f"JSON lines, brief answers: {LINES} made-up people, {ROUNDS} rounds")
    print(
        f"in process {statistics.median(near):,.0f} lines/s, over HTTP {statistics.median(far):,.0f} lines/s: ", end=""
    )
    print(f"{ratio:.2f} of it (bar {BAR})")
    for name, times in (("alone", alone), ("beside a batch", beside_a_batch)):
        p50, p99 = (statistics.median(each[place] for each in times) for place in (0, 1))
        print(f"a single explained request {name}: p50 {p50:.2f} ms, p99 {p99:.2f} ms")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["in_process", people]:
            print(in_process(Path(people)))
        case ["stream", url, people]:
            stream(url, Path(people))
        case _:
            main()
