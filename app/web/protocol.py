"""连接. HTTP/1.1 as uvicorn speaks it, with the patience, the limits and the error answers that it lacks.

A caller has `PATIENCE` seconds to send a request, head and body, and to take in some of an answer; then the
connection is closed. Each connection looks at itself once a second, so that requests pay nothing for it.

A hot call that is here as a whole when its head has been read is answered at once; of one that is not, that may take
long or that something is odd about, uvicorn makes a task, as of any other request.
"""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from app.web.answering import takes_long
from app.web.front import Front
from app.web.heads import written
from app.web.problems import RefusedError
from app.web.upgrades import StayingProtocol

PATIENCE = 8.0
"""耐心. Seconds a caller may keep one request or answer waiting."""
LOOK_EVERY = 1.0
HEAD_LIMIT = 32_768
"""请求头上限. Bytes of a request line with its headers."""
END_OF_HEAD = b"\r\n\r\n"
CLOSE = (b"connection", b"close")
WIRE = logging.getLogger("canbao.wire")


class PatientProtocol(StayingProtocol):
    """连接. One connection of one caller."""

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 (uvicorn's own)
        super().__init__(*arguments, **named)
        self.logger = WIRE
        self._front: Front = self.config.loaded_app
        self._connections_at_most = self.limit_concurrency or 0
        self.limit_concurrency = None  # what uvicorn answers to it is no problem document
        self._head_bytes = 0
        self._owed: tuple[object, int] | None = (self, 0)
        self._since = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._pieces: list[bytes] | None = None
        self._asked: tuple[str, bytes, dict[bytes, bytes], bytes] | None = None

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if 0 < self._connections_at_most < len(self.connections):
            self.app = self._front.overloaded
        self._since = self.loop.time()
        self._timer = self.loop.call_later(LOOK_EVERY, self._look)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    @override
    def data_received(self, data: bytes) -> None:
        if len(data) > HEAD_LIMIT and not self._in_body() and END_OF_HEAD not in data[:HEAD_LIMIT]:
            self._refuse("headers_too_large", limit=HEAD_LIMIT)
            return
        after_another = self._in_body()
        super().data_received(data)
        if self._pieces is not None:
            self._hand_over(self._pieces)
        if not self._in_head() or after_another or END_OF_HEAD in data:  # most of it was another request's
            self._head_bytes = 0
            return
        self._head_bytes += len(data)
        if self._head_bytes > HEAD_LIMIT:
            self._refuse("headers_too_large", limit=HEAD_LIMIT)

    @override
    def on_headers_complete(self) -> None:
        if self.wishes_upgrade():
            return
        if self._at_once():
            self._pieces = []
        else:
            super().on_headers_complete()

    @override
    def on_body(self, body: bytes) -> None:
        if self._pieces is None:
            super().on_body(body)
        else:
            self._pieces.append(body)

    @override
    def on_message_complete(self) -> None:
        if self.wishes_upgrade():
            return
        if self._pieces is None:
            super().on_message_complete()
            return
        path, _, query = self.url.partition(b"?")
        body = b"".join(self._pieces)
        if takes_long(body, query):
            self._hand_over(self._pieces, whole=True)
            return
        self._asked = path.decode(), query, dict(self.headers), body
        self._pieces = None
        self.scope["method"] = "POST"  # its head is behind us
        self.loop.call_soon(self._answer)

    @override
    def shutdown(self) -> None:
        self._answer()
        super().shutdown()

    def _answer(self) -> None:
        """应答. Answer the hot call that is here, if there is one."""
        asked, self._asked = self._asked, None
        if asked is not None and not self.transport.is_closing():
            self._write(*self._front.reply(*asked))
            self.on_response_complete()

    def _at_once(self) -> bool:
        """立即应答. Whether the request is a hot call that nothing keeps from being answered as soon as it is here."""
        cycle: Any = self.cycle
        return (
            self.parser.get_method() == b"POST"
            and self.url.partition(b"?")[0].decode("latin-1") in self._front.hot
            and b"#" not in self.url
            and not (self._asked or (cycle and not cycle.response_complete))
            and not (self.pipeline or self.flow.write_paused or self.expect_100_continue or self.transport.is_closing())
            and self.app is self._front
            and self.parser.get_http_version() == "1.1"
            and self.parser.should_keep_alive()
        )

    def _hand_over(self, pieces: list[bytes], *, whole: bool = False) -> None:
        """移交. Let uvicorn make a task of the request, and wait for the rest of its body, as from the first."""
        self._pieces = None
        if not self.transport.is_closing():
            super().on_headers_complete()
            super().on_body(b"".join(pieces))
            if whole:
                super().on_message_complete()

    @override
    def send_400_response(self, msg: str) -> None:
        self._refuse("malformed_request")

    def _in_head(self) -> bool:
        scope: Any = self.scope
        return scope is not None and "method" not in scope

    def _in_body(self) -> bool:
        cycle: Any = self.cycle
        return cycle is not None and cycle.more_body

    def _owed_now(self) -> tuple[object, int] | None:
        """所欠. What the caller owes us: room for these bytes, a first request, the rest of one."""
        if self.flow.write_paused or self.transport.is_closing():
            return self.transport, self.transport.get_write_buffer_size()
        scope: Any = self.scope
        if scope is None:
            return self, 0
        cycle: Any = self.cycle  # one that hears while it tells has its own patience
        telling = cycle is not None and cycle.response_started and not cycle.response_complete
        waiting = self._in_head() or (self._in_body() and not telling)
        return (scope, 0) if waiting else None

    def _look(self) -> None:
        owed, before, now = self._owed_now(), self._owed, self.loop.time()
        if owed is None or before is None or owed[0] is not before[0] or owed[1] != before[1]:
            self._owed, self._since = owed, now
        elif now - self._since >= PATIENCE:
            if self._in_head() or (self._in_body() and not self.cycle.response_started):
                self._refuse("request_timeout", seconds=int(PATIENCE))
            else:
                self.transport.abort()
        self._timer = self.loop.call_later(LOOK_EVERY, self._look)

    def _refuse(self, code: str, **words: int) -> None:
        """拒收. Say what is wrong where no answer is under way, and close the connection."""
        self._answer()
        if self.transport.is_closing():
            return
        cycle: Any = self.cycle
        if cycle is None or cycle.response_complete or not cycle.response_started:
            said = {name: str(word) for name, word in words.items()}
            self._write(*self._front.refusal(RefusedError(code, words=said, headers=(CLOSE,))))
        self.transport.close()

    def _write(self, status: int, headers: Iterable[tuple[bytes, bytes]], content: bytes) -> None:
        self.transport.write(written(STATUS_LINE[status], headers, content))
