"""批量测算. `POST /v1/assessments/batch`: cases as JSON lines in, an answer or a problem for each out, as they come.

Nothing is gathered: a piece of the body is read when the answers to the one before are on their way, so that a slow
reader slows the sender down. After every `SLICE` the other callers have their turn; a line that may take long is
answered beside the event loop.
"""

import asyncio
from asyncio import CancelledError
from collections.abc import Iterable
from functools import partial
from time import perf_counter
from typing import Any, Final

from litestar import Request, post
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp, Receive, Scope, Send

from app.web.answering import PARAMETERS, Answering
from app.web.aside import aside
from app.web.body import media_type_in
from app.web.declared import QUERY, answers, problems
from app.web.languages import preferred
from app.web.lines import LineAnswering, Lines
from app.web.problems import RefusedError, overload
from app.web.protocol import CLOSE, PATIENCE

PATH: Final = "/v1/assessments/batch"
LINE_TYPES: Final = (b"application/jsonl", b"application/x-ndjson")
SLICE: Final = 0.001
"""一片. Seconds after which a batch lets others have their turn."""
BATCHES_AT_MOST: Final = 8
"""同时批量数. Batches that one worker answers at a time; one more is answered 503."""


class Batches:
    """批量测算. The call, and how many are under way."""

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.under_way = 0

    def handler(self) -> HTTPRouteHandler:
        """路由. The call as Litestar and OpenAPI know it; refused before its first line, or a conversation."""

        @post(
            PATH,
            status_code=200,
            operation_id="assess_batch",
            tags=["assessments"],
            opt={QUERY: PARAMETERS},
            responses=answers(str, LINE_TYPES[0].decode()) | problems(408, 415),
        )
        async def batch(request: Request[Any, Any, Any]) -> ASGIApp:
            headers = dict(request.scope["headers"])
            media_type = media_type_in(headers, LINE_TYPES)
            if self.under_way >= BATCHES_AT_MOST:
                raise overload()
            language = preferred(headers.get(b"accept-language", b""))
            request_id = request.scope["state"]["request_id"]
            lines = LineAnswering(self.answering, request.scope["query_string"], language, request_id)
            return Conversation(self, lines, media_type)

        return batch


class Conversation:
    """往来. One batch: lines heard and answers told on one connection."""

    def __init__(self, batches: Batches, answering: LineAnswering, media_type: bytes) -> None:
        self._batches, self._answering, self._media_type = batches, answering, media_type
        self._begun = False
        self._more = True

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        """往来. The answer to a request, as one of those under way."""
        self._send = send
        self._batches.under_way += 1
        try:
            await self._held(receive)
        finally:
            self._batches.under_way -= 1

    async def _held(self, receive: Receive) -> None:
        """往来. Until the caller has no more lines, goes away, keeps us waiting, or we are told to stop."""
        lines, patience = Lines(), _in_a_while()
        try:
            while self._more:
                async with asyncio.timeout_at(patience):
                    message: Any = await receive()
                if message["type"] == "http.disconnect":
                    return
                self._more = message.get("more_body", False)
                found = lines.cut(message.get("body", b""))
                if await self._answer(found if self._more else [*found, lines.rest()]):
                    patience = _in_a_while()
        except TimeoutError:
            await self._cut_short(timed_out())
        except CancelledError:
            await self._cut_short(overload())  # the server is told to stop, and waits no longer
        else:
            await self._tell(b"", more=False)

    async def _answer(self, lines: Iterable[bytes | None]) -> bool:
        """应答. Answer the lines, slice by slice; whether there was one to answer."""
        answered, told, until = False, bytearray(), perf_counter() + SLICE
        for line in lines:
            if self._answering.takes_long(line):
                answered |= await self._tell(told)
                told = bytearray(await aside(partial(self._answering.answer, line), patient=True))
            else:
                told += self._answering.answer(line)
            if perf_counter() > until:
                answered |= await self._tell(told)
                await asyncio.sleep(0)
                told, until = bytearray(), perf_counter() + SLICE
        return await self._tell(told) or answered

    async def _cut_short(self, refused: RefusedError) -> None:
        """中断. Say in place of the next answer why there are no more."""
        if not self._begun:
            raise refused
        self._answering.number += 1
        await self._tell(self._answering.problem(refused), more=False)

    async def _tell(self, content: bytes | bytearray, *, more: bool = True) -> bool:
        """告知. Send what there is, after the head where it is the first; who is still being heard then is not kept."""
        if more and not content:
            return False
        if not self._begun:
            self._begun = True
            headers = [(b"content-type", self._media_type), *([CLOSE] if self._more else [])]
            await self._send({"type": "http.response.start", "status": 200, "headers": headers})
        await self._send({"type": "http.response.body", "body": bytes(content), "more_body": more})
        return True


def timed_out() -> RefusedError:
    """超时. The refusal of a caller who is too slow."""
    return RefusedError("request_timeout", words={"seconds": str(int(PATIENCE))}, headers=(CLOSE,))


def _in_a_while() -> float:
    return asyncio.get_running_loop().time() + PATIENCE
