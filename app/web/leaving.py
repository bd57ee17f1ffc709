"""离场. A connection that is to end owes nobody an answer: each request is answered in its turn, and then it is closed.

uvicorn closes at once, when the server is told to stop, whatever connection has no request under way: also one whose
request is on its way. And what comes behind a request and cannot be read must not be taken for its answer.
"""

from typing import Any, Final

from typing_extensions import override

from app.web.framing import FramingProtocol

LAST_MOMENT: Final = 1.0
"""片刻. Seconds in which a request may still come, or the rest of its head, when the server is told to stop."""


class LeavingProtocol(FramingProtocol):
    """离场. A connection that ends when all that was asked before is answered."""

    _leaving = False
    _answering: Any = None
    _refusal: tuple[str, dict[str, int]] | None = None

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        """断开. uvicorn tells the last request alone that nobody listens; one before it would write, and fail."""
        for cycle in [self._answering, *(cycle for cycle, _ in self.pipeline)]:
            if cycle is not None:
                cycle.disconnected = True
                cycle.message_event.set()
        super().connection_lost(exc)

    @override
    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self._answering = cycle
        super()._start_asgi_task(cycle, app)

    @override
    def data_received(self, data: bytes) -> None:
        if self._refusal is None:
            super().data_received(data)

    @override
    def shutdown(self) -> None:
        scope: Any = self.scope
        if not self._leaving and (scope is None or self._in_head()):
            self._leaving = True
            self.loop.call_later(LAST_MOMENT, self.shutdown)
        else:
            super().shutdown()

    @override
    def on_response_complete(self) -> None:
        if self._under_way(self._answering):  # a call answered at once came before it: whose turn it is has begun
            return
        more = bool(self.pipeline)
        super().on_response_complete()
        if more:
            return
        if self._refusal is not None:
            code, words = self._refusal
            super()._refuse(code, **words)
        elif self._leaving:
            self.transport.close()

    @override
    def _refuse(self, code: str, **words: int) -> None:
        self._answer()
        cycle: Any = self.cycle
        if self.pipeline and cycle.more_body:  # it waits for its turn, and is what is refused
            self.pipeline.popleft()
            cycle.response_complete, cycle.more_body = True, False
        elif not self.pipeline and (cycle is None or cycle.more_body or not self._under_way(cycle)):
            super()._refuse(code, **words)
            return
        self._refusal = self._refusal or (code, words)

    @staticmethod
    def _under_way(cycle: Any) -> bool:  # noqa: ANN401 (uvicorn's own)
        """未答完. Whether it is a request that has not been answered yet."""
        return cycle is not None and not cycle.response_complete
