"""接口文档. `GET /openapi.json`: what the service says of itself."""

from collections.abc import Callable
from functools import cache
from typing import Any

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from app.web.declared import answers, problems


def handler(document: Callable[[], bytes]) -> HTTPRouteHandler:
    """路由. The document, made when it is first asked for."""
    made = cache(document)

    @get(
        "/openapi.json",
        operation_id="openapi",
        tags=["operation"],
        responses=answers(dict[str, Any]) | problems(),
    )
    async def openapi() -> Response[bytes]:
        return Response(made(), media_type="application/json", headers={"cache-control": "no-cache"})

    return openapi
