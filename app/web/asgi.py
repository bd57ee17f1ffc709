"""ASGI. The interface between server and application: its types, as loosely as it defines them; its start and end."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[..., Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


async def begin_and_end(receive: Receive, send: Send) -> None:
    """起止. Agree to the start of the server, and to its end: nothing has to be done for either."""
    for stage in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{stage}.complete"})
