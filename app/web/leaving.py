"""离场. A server that is told to stop, or a worker that is replaced, loses no call of a caller who has just connected.

uvicorn closes at once whatever connection has no request under way: also one whose request is on its way.
"""

from typing import Any, Final

from typing_extensions import override

from app.web.framing import FramingProtocol

LAST_MOMENT: Final = 1.0
"""片刻. Seconds in which a request may still come, or the rest of its head, when the server is told to stop."""


class LeavingProtocol(FramingProtocol):
    """离场. A connection that, when it is to end, still answers its first request, or one whose head has begun."""

    _leaving = False

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
        more = bool(self.pipeline)
        super().on_response_complete()
        cycle: Any = self.cycle
        if self._leaving and not more and (cycle is None or cycle.response_complete):
            self.transport.close()
