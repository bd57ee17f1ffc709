"""门面. The outermost ASGI application: every answer leaves it with a request id and security headers.

Litestar's middleware sees neither unknown paths nor refused methods, so what must hold for every answer is
done here. The hot calls are answered here too, straight from the raw body; all others go on to Litestar.
"""

import re
import secrets
from asyncio import CancelledError
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from itertools import count
from time import perf_counter

from app.web.answering import takes_long
from app.web.arriving import DisconnectedError, arriving
from app.web.asgi import App, Headers, Message, Receive, Scope, Send, begin_and_end
from app.web.aside import aside
from app.web.body import LIMIT, check_headers, too_large
from app.web.heads import completed, good
from app.web.journal import Journal, failed
from app.web.languages import preferred
from app.web.metrics import Metrics
from app.web.problems import RefusedError, overload, problem_headers, problem_json

Reply = Callable[[bytes, bytes], bytes]
"""应答. From the raw body and the raw query string to the body of a good answer; raises RefusedError."""

SANE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}").fullmatch
CROOKED = re.compile(r"//|/\.{1,2}(/|\Z)|[\x00-\x1f\x7f\\]").search


class Front:
    """门面. An ASGI application around another; `hot` maps the paths of hot calls to what answers a POST to them."""

    def __init__(self, site: App, hot: Mapping[str, Reply], metrics: Metrics, journal: Journal | None = None) -> None:
        self.metrics = metrics
        self.site = site
        self.hot = dict(hot)
        self.at_the_end: Callable[[], Awaitable[None]] | None = None
        self._journal = journal
        self._prefix = secrets.token_hex(6).encode()
        self._numbers = count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """应答. One request; or the start and the end of the server."""
        if scope["type"] == "lifespan":
            await begin_and_end(receive, send, self.at_the_end)
        elif scope["method"] == "POST" and scope["path"] in self.hot:
            await self._answer(scope, receive, send)
        else:
            await self._pass_on(scope, receive, send)

    def taken_over_by(self, fresh: "Front") -> None:
        """接替. Answer from now on as `fresh` does, and count on; what is under way ends as it began."""
        fresh.metrics.go_on_from(self.metrics)
        self.site, self.hot, self.metrics = fresh.site, fresh.hot, fresh.metrics

    def reply(self, path: str, query: bytes, headers: Mapping[bytes, bytes], body: bytes) -> tuple[int, Headers, bytes]:
        """应答. Status, headers and body that answer a hot call of which everything is there."""
        started = perf_counter()
        request_id = self.request_id(headers)
        try:
            check_headers(headers)
            if len(body) > LIMIT:
                raise too_large()  # noqa: TRY301 (answered as any other problem)
            content = self.hot[path](body, query)
            status, head = 200, good(content, request_id)
        except Exception as error:  # noqa: BLE001 (whatever fails is answered with a problem)
            status, head, content = _problem(error, headers, request_id)
        self._done(request_id, ("POST", path), status, perf_counter() - started)
        return status, head, content

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started, path, query = perf_counter(), scope["path"], scope["query_string"]
        headers = dict(scope["headers"])
        content = None
        try:
            check_headers(headers)
            body = await arriving.whole(receive)
            if takes_long(body, query):
                content = await aside(partial(self.hot[path], body, query))
        except DisconnectedError:
            return
        except (Exception, CancelledError) as error:  # noqa: BLE001 (whatever fails is answered with a problem)
            request_id = self.request_id(headers)
            status = await _send_problem(send, error, headers, request_id)
            self._done(request_id, ("POST", path), status, perf_counter() - started)
            return
        if content is None:
            status, head, content = self.reply(path, query, headers, body)
        else:
            status, head = 200, good(content, self.request_id(headers))
            self._done(head[-1][1], ("POST", path), status, perf_counter() - started)
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": content, "more_body": False})

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = perf_counter()
        headers = dict(scope["headers"])
        request_id = self.request_id(headers)
        method = scope["method"]
        inner = {**scope, "method": "GET" if method == "HEAD" else method}
        inner["state"] = {**(scope.get("state") or {}), "request_id": request_id.decode()}
        status = 0

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = completed(message["headers"], request_id)
            await send(message)

        try:
            if CROOKED(scope["path"]):
                raise RefusedError("not_found")  # noqa: TRY301 (answered as any other problem)
            await self.site(inner, receive, send_on)
        except (Exception, CancelledError) as error:
            if status:
                raise
            status = await _send_problem(send, error, headers, request_id)
        route = inner.get("path_template") or "unmatched"
        self._done(request_id, (method, route), status, perf_counter() - started)

    async def overloaded(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """服务繁忙. What a connection too many gets for an answer to anything."""
        await self._turned_away(overload(), scope, send)

    async def misheaded(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """请求头不清. What a request gets whose head does not say just once what holds once (RFC 9110, 5.3)."""
        await self._turned_away(RefusedError("malformed_request", headers=((b"connection", b"close"),)), scope, send)

    async def _turned_away(self, refused: RefusedError, scope: Scope, send: Send) -> None:
        headers = dict(scope["headers"])
        self.metrics.refused(await _send_problem(send, refused, headers, self.request_id(headers)))

    def refusal(self, refused: RefusedError) -> tuple[int, Headers, bytes]:
        """拒收. Status, headers and body for what was refused before it was a request."""
        self.metrics.refused(refused.status)
        return _problem(refused, {}, self.request_id({}))

    def request_id(self, headers: Mapping[bytes, bytes]) -> bytes:
        """请求编号. The caller's own id where it is a sane one, else one that no other request has."""
        given = headers.get(b"x-request-id")
        if given is not None and SANE_ID(given):
            return given
        return b"%b-%x" % (self._prefix, next(self._numbers))

    def _done(self, request_id: bytes, call: tuple[str, str], status: int, seconds: float) -> None:
        method, route = call
        self.metrics.answered(route, method, status, seconds)
        if self._journal is not None:
            self._journal.answered(request_id, method, route, status, seconds)


def _problem(error: BaseException, headers: Mapping[bytes, bytes], request_id: bytes) -> tuple[int, Headers, bytes]:
    """问题. Status, headers and body that tell of an error; what is no refusal is our failure, and noted."""
    if isinstance(error, CancelledError):
        error = overload()  # the server is told to stop, and waits no longer
    elif not isinstance(error, RefusedError):
        failed(error, request_id.decode())
        error = RefusedError("internal_error")
    language = preferred(headers.get(b"accept-language", b""))
    content = problem_json(error, request_id.decode(), language)
    return error.status, completed(problem_headers(error, language, len(content)), request_id), content


async def _send_problem(send: Send, error: BaseException, headers: Mapping[bytes, bytes], request_id: bytes) -> int:
    status, head, content = _problem(error, headers, request_id)
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": content, "more_body": False})
    return status
