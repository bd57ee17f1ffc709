"""日志. One JSON line an event; no bodies, no queries, no addresses, nothing about a person.

A request is written with its id, method, route template, status and milliseconds, and only where
`--access-log` asks for it, since it costs the hot path a system call. Failures are always written, by kind
and place, never with their message, which could repeat what a caller sent.
"""

import logging
import os
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, TextIO

import msgspec
from typing_extensions import override

STANDARD_OUTPUT = 1
FAILURES = logging.getLogger("canbao.failures")

_encoded = msgspec.json.Encoder().encode


class JsonLines(logging.Formatter):
    """日志格式. A log record as one line of JSON."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """一行. The record as JSON; of an exception only its kind and place."""
        event: dict[str, Any] = {"time": _instant(record.created), "level": record.levelname.lower()}
        event |= getattr(record, "event", None) or {"event": record.getMessage()}
        if record.exc_info:
            _, error, traceback = record.exc_info
            event |= failure(error, traceback)
        return _encoded(event).decode()


class Lines(logging.StreamHandler[TextIO]):
    """写日志. Lines to a stream; one that cannot be written is lost, and nothing else is."""

    @override
    def handleError(self, record: logging.LogRecord) -> None:
        pass


def failure(error: BaseException | None, traceback: TracebackType | None) -> dict[str, str]:
    """故障. What failed and where: the kind of the error and the innermost place of ours."""
    place = ""
    while traceback is not None:
        code = traceback.tb_frame.f_code
        place = f"{os.path.basename(code.co_filename)}:{traceback.tb_lineno} {code.co_name}"  # noqa: PTH119
        traceback = traceback.tb_next
    return {"error": type(error).__name__, "place": place}


def failed(error: BaseException, request_id: str) -> None:
    """记故障. Write that a request could not be answered through a fault of ours."""
    event = {"event": "internal_error", "request_id": request_id} | failure(error, error.__traceback__)
    FAILURES.error("internal_error", extra={"event": event})


class Journal:
    """访问日志. A line for every request answered."""

    def answered(self, request_id: bytes, method: str, route: str, status: int, seconds: float) -> None:
        """记请求. Write one line, in one call of the system."""
        event = {
            "time": _instant(time.time()),
            "level": "info",
            "event": "request",
            "request_id": request_id.decode(),
            "method": method,
            "route": route,
            "status": status,
            "milliseconds": round(seconds * 1000, 3),
        }
        with suppress(OSError):  # a full disk costs lines, not answers
            os.write(STANDARD_OUTPUT, _encoded(event) + b"\n")


def _instant(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds)) + f".{int(seconds % 1 * 1000):03d}Z"


# What callers send wrong on the wire is counted, not written: it could fill a disk.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonLines}},
    "handlers": {"lines": {"()": Lines, "stream": "ext://sys.stdout", "formatter": "json"}},
    "loggers": {
        "canbao": {"handlers": ["lines"], "level": "INFO", "propagate": False},
        "canbao.wire": {"level": "ERROR"},
        "uvicorn": {"handlers": ["lines"], "level": "INFO", "propagate": False},
    },
}
"""日志设置. Logging of the whole process, uvicorn's lines included."""
