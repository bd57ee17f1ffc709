"""ASGI. The interface between server and application: its types, as loosely as it defines them; its start and end."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[..., Awaitable[None]]
Headers = list[tuple[bytes, bytes]]


async def begin_and_end(receive: Receive, send: Send, at_the_end: Callable[[], Awaitable[None]] | None = None) -> None:
    """起止. Agree to the start of the server, and to its end when what has to be done for it is done."""
    await receive()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    if at_the_end is not None:
        await at_the_end()
    await send({"type": "lifespan.shutdown.complete"})
