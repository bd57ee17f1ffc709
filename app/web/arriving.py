"""收取. Bodies taken in as they come: none longer than the limit, and all unfinished ones together bounded as well."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from app.web.body import LIMIT, too_large
from app.web.problems import overload

HELD_AT_MOST: Final = 64 * 1024 * 1024
"""未收全的请求体. Bytes of unfinished bodies held at one time; what goes beyond is refused as overload."""


class DisconnectedError(Exception):
    """断开. The caller went away before the whole body was there."""


class Arriving:
    """收取. How much is held of bodies that are not whole yet."""

    def __init__(self) -> None:
        self._held = 0

    async def whole(self, receive: Callable[..., Awaitable[Any]]) -> bytes:
        """请求体. The whole body; how long it may take is the protocol's to say."""
        body, message = bytearray(), await receive()
        try:
            while message["type"] == "http.request":
                piece = message.get("body", b"")
                body += piece
                self._held += len(piece)
                if len(body) > LIMIT:
                    raise too_large()
                if self._held > HELD_AT_MOST:
                    raise overload()
                if not message.get("more_body", False):
                    return bytes(body)
                message = await receive()
        finally:
            self._held -= len(body)
        raise DisconnectedError


arriving: Final = Arriving()
"""收取. That of this process."""
