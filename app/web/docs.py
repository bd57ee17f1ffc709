"""接口文档页. `/docs`: Swagger UI from our own files; the page and its parts load nothing from outside."""

from functools import cache
from pathlib import Path

from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

MEDIA_TYPES = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "start.js": "text/javascript",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""内容安全策略. What the page may load: our own files alone."""
KEPT = "public, max-age=3600"


@cache
def _file(name: str) -> bytes:
    return (Path(__file__).parent / "static" / "docs" / name).read_bytes()


def handlers() -> list[HTTPRouteHandler]:
    """路由. The page and its parts."""

    @get("/docs", include_in_schema=False)
    async def page() -> Response[bytes]:
        content = _file("index.html")
        return Response(content, media_type="text/html", headers={"content-security-policy": POLICY})

    @get("/docs/{name:str}", include_in_schema=False)
    async def part(name: FromPath[str]) -> Response[bytes]:
        if name not in MEDIA_TYPES:
            raise NotFoundException
        return Response(_file(name), media_type=MEDIA_TYPES[name], headers={"cache-control": KEPT})

    return [page, part]
