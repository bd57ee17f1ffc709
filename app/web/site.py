"""网站. All routes as one Litestar application, and our one shape of error for whatever goes wrong in it."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from litestar import Litestar, Request, Response
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from typing_extensions import override

from app.web.arriving import DisconnectedError, arriving
from app.web.aside import LONG_BODY, aside
from app.web.batches import timed_out
from app.web.body import LIMIT, Reader, check_headers, too_large
from app.web.declared import ABSENT, BEYOND, NEEDED, QUERY, WELL_FORMED
from app.web.journal import failed
from app.web.languages import preferred
from app.web.problems import Fault, RefusedError, problem_headers, problem_json
from app.web.queries import query_in
from app.web.second_look import Beyond


class StrictRequest(Request[Any, Any, Any]):
    """严格请求. A request whose body is checked by its headers, taken in within bounds, decoded by our own reader."""

    _taken_in = b""

    @override
    async def body(self) -> bytes:
        if not self._taken_in:
            check_headers(dict(self.scope["headers"]))
            try:
                self._taken_in = await arriving.whole(self.receive)
            except DisconnectedError:
                raise timed_out() from None  # nobody hears it
        if not self._taken_in:
            raise RefusedError("malformed_body", (Fault("empty_body"),))
        return self._taken_in

    @override
    async def json(self) -> Any:
        handler = self.route_handler
        data = handler.parsed_fn_signature.parameters["data"]
        read = _reader(data.annotation, handler.opt[WELL_FORMED], handler.opt.get(BEYOND)).read
        body = await self.body()
        return await aside(partial(read, body)) if len(body) > LONG_BODY else read(body)


@cache
def _reader(type_: type, well_formed: Callable[[Any], bool], beyond: Beyond | None) -> Reader[Any]:
    return Reader(type_, well_formed, beyond)


def site(handlers: Sequence[HTTPRouteHandler]) -> Litestar:
    """网站. The Litestar application of these routes; it makes no OpenAPI of its own accord."""
    return Litestar(
        handlers,
        request_class=StrictRequest,
        request_max_body_size=LIMIT,
        before_request=_check_query,
        exception_handlers={RefusedError: _refused, HTTPException: _not_served, Exception: _failed},
        openapi_config=None,
        logging_config=None,
    )


async def _check_query(request: Request[Any, Any, Any]) -> None:
    parameters = request.route_handler.opt.get(QUERY)
    if parameters is not None:
        query_in(request.scope["query_string"], parameters, request.route_handler.opt.get(NEEDED, ()))


def _refused(request: Request[Any, Any, Any], refused: RefusedError) -> Response[bytes]:
    language = preferred(request.headers.get("accept-language", "").encode("latin-1"))
    content = problem_json(refused, request.scope["state"]["request_id"], language)
    headers = {k.decode(): v.decode() for k, v in problem_headers(refused, language, len(content))}
    return Response(content, status_code=refused.status, headers=headers, media_type="application/problem+json")


def _not_served(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """不受理. What Litestar refuses by itself: paths, methods, sizes, parameters of a path."""
    headers = tuple((k.lower().encode(), v.encode()) for k, v in (error.headers or {}).items())
    match error.status_code:
        case 405:
            return _refused(request, RefusedError("method_not_allowed", headers=headers))
        case 413:
            return _refused(request, too_large())
        case 404:
            return _refused(request, RefusedError("not_found"))
        case 400:
            return _refused(request, RefusedError(request.route_handler.opt.get(ABSENT, "not_found")))
        case _:
            return _failed(request, error)


def _failed(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    failed(error, request.scope["state"]["request_id"])
    return _refused(request, RefusedError("internal_error"))
