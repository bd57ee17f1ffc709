"""A ledger and its callers for a server under test."""

import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from app.ledger import begin
from app.web.callers import Caller, digest, written
from tests.contract.process import Served

SECRETS = {"counter-1": "canbao_of-counter-1", "counter-2": "canbao_of-counter-2"}
"""The secrets of two callers that hold."""
FAR = date(2999, 12, 31)


def caller(name: str, secret: str, first: date = date(2020, 1, 1), **days: date) -> Caller:
    return Caller(name=name, secret=digest(secret.encode()), from_on=first, **days)


def keeping(folder: Path, *more: Caller) -> list[str]:
    """What a server has to be started with to keep decisions in a new ledger, for these callers and two others."""
    begin(folder / "decisions.ledger")
    held = [caller(name, secret) for name, secret in SECRETS.items()]
    (folder / "callers.toml").write_text(written([*held, *more]), encoding="utf-8")
    return ["--ledger", str(folder / "decisions.ledger"), "--callers", str(folder / "callers.toml")]


def bearing(name: str = "counter-1", **headers: str) -> dict[str, str]:
    """The headers by which a caller is known."""
    return {"Authorization": f"Bearer {SECRETS[name]}"} | headers


def asked(key: str, name: str = "counter-1") -> dict[str, Any]:
    """The headers of a request to keep something."""
    return bearing(name) | {"Content-Type": "application/json", "Idempotency-Key": key}


def until_ready(server: Served, wait: float = 30.0) -> None:
    """Come back when a server of several workers answers that it is ready."""
    end = time.monotonic() + wait
    while time.monotonic() < end:
        with suppress(OSError):
            if server.asked("GET", "/readyz").status == 200:
                return
        time.sleep(0.05)
    raise TimeoutError
