"""响应头. What stands at the head of every answer: that it is not to be stored, nor shown within other pages."""

from collections.abc import Iterable
from typing import Final

from app.web.asgi import Headers

SECURITY: Final = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
)
NOT_STORED: Final = (b"cache-control", b"no-store")
ANSWER: Final = ((b"content-type", b"application/json"), NOT_STORED, *SECURITY)


def good(content: bytes, request_id: bytes) -> Headers:
    """响应头. Those of a good answer, the request id last."""
    return [*ANSWER, (b"content-length", b"%d" % len(content)), (b"x-request-id", request_id)]


def completed(headers: Iterable[tuple[bytes, bytes]], request_id: bytes) -> Headers:
    """响应头. What every answer carries, added to what this one carries; a GET may be a HEAD."""
    given: Headers = [(name.lower(), value) for name, value in headers]
    names = {name for name, _ in given}
    missing = [header for header in (NOT_STORED, *SECURITY) if header[0] not in names]
    listed = [(name, _with_head(value) if name == b"allow" else value) for name, value in given]
    return [*listed, *missing, (b"x-request-id", request_id)]


def written(status_line: bytes, headers: Iterable[tuple[bytes, bytes]], content: bytes) -> bytes:
    """写出. An answer as it goes over the wire."""
    lines = b"".join([b"%b: %b\r\n" % header for header in headers])
    return b"%b%b\r\n%b" % (status_line, lines, content)


def _with_head(allow: bytes) -> bytes:
    methods = set(allow.split(b", "))
    return b", ".join(sorted(methods | {b"HEAD"} if b"GET" in methods else methods))
