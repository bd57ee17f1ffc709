"""No process of ours connects to anything: not the service whatever is asked of it, not a command."""

import json
import subprocess
import sys

import psutil
import pytest

from tests.contract.process import JSON, ROOT, served

WATCHED = """
import os, sys
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}:
        os.write(2, b"CONNECTS " + event.encode() + b"\\n")
sys.addaudithook(watch)
"""
COMMAND = WATCHED + "from app.cli import main\nmain()\n"
EXAMPLES = ROOT / "app" / "web" / "openapi"
CASE = json.loads((EXAMPLES / "case.json").read_bytes())
OPEN = {name: value for name, value in CASE.items() if name != "plan"}
ASKED = [
    ("/v1/assessments?readings=all&unknowns=all&reasons=all", CASE),
    ("/v1/assessments/batch", CASE),
    ("/v1/options", OPEN),
    ("/v1/comparisons", {"case": CASE, "other": {"on": "2026-12-01"}}),
    ("/v1/family-aid", json.loads((EXAMPLES / "family.json").read_bytes())),
    ("/v1/pooling-funds", {"area": "430500", "year": 2026}),
]
READ = [
    "/docs",
    "/docs/start.js",
    "/v1/areas/430100",
    "/v1/policies/hunan-2025-measures",
    "/metrics",
    "/problems/not_found",
]


def test_the_watch_sees_a_connection():
    code = WATCHED + "import socket\nsocket.socket().connect_ex(('127.0.0.1', 9))\n"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert b"CONNECTS socket.connect" in found.stderr


def test_the_service_connects_to_nothing_whatever_is_asked(tmp_path):
    with served(tmp_path) as server:
        process = psutil.Process(server.process.pid)
        for path, body in ASKED:
            kind = {"Content-Type": "application/jsonl"} if path.endswith("batch") else JSON
            headers = kind | {
                "X-Forwarded-For": "192.0.2.1",
                "Origin": "http://192.0.2.1",
                "Referer": "http://192.0.2.1",
            }
            assert server.asked("POST", path, json.dumps(body).encode(), headers).status == 200, path
            assert {each.laddr.port for each in process.net_connections("inet")} == {server.port}
        for path in READ:
            assert server.asked("GET", path).status == 200, path
        assert {each.laddr.port for each in process.net_connections("inet")} == {server.port}


@pytest.mark.parametrize(
    "words",
    [
        ["assess", str(EXAMPLES / "case.json"), "--readings", "all"],
        ["policy", "check"],
        ["batch", "people.jsonl", "out.csv", "--workers", "1"],
    ],
    ids=lambda words: words[0],
)
def test_a_command_connects_to_nothing(tmp_path, words):
    (tmp_path / "people.jsonl").write_text(json.dumps({"id": "a", **CASE}) + "\n", "utf-8")
    command = [sys.executable, "-c", COMMAND, *words]
    found = subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert found.returncode in {0, 13}, found.stderr
    assert b"CONNECTS" not in found.stderr
