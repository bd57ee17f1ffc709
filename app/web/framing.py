"""报文边界. A head says once what holds once, and nothing behind the body says anything.

uvicorn takes trailer fields for headers, as many as come: a caller could put other words behind the body than before
it, and fill the memory with them.
"""

from typing import Final

from typing_extensions import override

from app.web.protocol import HEAD_LIMIT, PatientProtocol

ONCE: Final = (b"host", b"content-type", b"content-encoding", b"transfer-encoding")


class FramingProtocol(PatientProtocol):
    """报文边界. A connection that passes over trailers; what comes with a body and is none is bounded as a head."""

    _headed = False
    _heard = False
    _idle_bytes = 0

    @override
    def on_message_begin(self) -> None:
        self._headed = False
        super().on_message_begin()

    @override
    def on_header(self, name: bytes, value: bytes) -> None:
        if not self._headed:
            super().on_header(name, value)

    @override
    def on_headers_complete(self) -> None:
        self._headed = True
        if self._unclear():
            self.app = self._front.misheaded
        super().on_headers_complete()

    @override
    def on_body(self, body: bytes) -> None:
        self._heard = True
        super().on_body(body)

    @override
    def on_message_complete(self) -> None:
        self._headed = False
        super().on_message_complete()

    @override
    def data_received(self, data: bytes) -> None:
        self._heard = False
        super().data_received(data)
        self._idle_bytes = self._idle_bytes + len(data) if self._headed and not self._heard else 0
        if self._idle_bytes > HEAD_LIMIT:
            self._refuse("headers_too_large", limit=HEAD_LIMIT)

    def _unclear(self) -> bool:
        """不清. Whether the head names no host or several, says twice what holds once, or codes as nobody reads."""
        held = dict(self.headers)
        if b"host" not in held and self.parser.get_http_version() == "1.1":
            return True
        if b"transfer-encoding" in held and (b"transfer-encoding", b"chunked") not in self._lowered():
            return True
        return len(held) < len(self.headers) and self._repeated()

    def _repeated(self) -> bool:
        names = [name for name, _ in self.headers]
        return any(names.count(name) > 1 for name in ONCE)

    def _lowered(self) -> list[tuple[bytes, bytes]]:
        return [(name, value.strip().lower()) for name, value in self.headers]
