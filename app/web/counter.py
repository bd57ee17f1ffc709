"""窗口页. `/`: the page for a clerk who checks before collecting; all its parts are our own files, none from outside.

The parts stand below a path that names their version, the digest of them all, and are kept for good; the page, which
names that path, is asked for each time.
"""

import hashlib
from functools import cache
from pathlib import Path

import msgspec
from litestar import Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from app.model.explanation import Text
from app.web.tagged import IfNoneMatch, Tagged
from app.wording.catalogue import CATALOGUE
from app.wording.headlines import DOUBTS, SUBJECTS_OF_MONEY

FOLDER = Path(__file__).parent / "static" / "counter"
MEDIA_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
"""内容安全策略. The page loads and asks this service alone, and no text of an answer can become markup."""
KEPT = "public, max-age=31536000, immutable"
VERSION, KEEPS, SINCE = b"{version}", b"{keeps}", b"{since}"


def labels() -> dict[str, Text]:
    """页面用语. The words of the page that no answer says, in both languages."""
    return msgspec.toml.decode((FOLDER / "words.toml").read_bytes(), type=dict[str, Text])


def words() -> bytes:
    """用语. All that the page says of its own, and the names of all codes, from the one catalogue of names."""
    known = {
        "label": CATALOGUE.label | labels(),
        "name": CATALOGUE.name,
        "doubts": sorted(DOUBTS),
        "subjects_of_money": sorted(SUBJECTS_OF_MONEY),
    }
    return b"export const words = %b;\n" % msgspec.json.encode(known)


@cache
def parts() -> dict[str, bytes]:
    """部件. What the page is made of, by name."""
    files = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix in MEDIA_TYPES}
    return files | {"words.js": words()}


@cache
def version() -> str:
    """版本. The digest of all parts, and of the page that names them."""
    digest = hashlib.sha256((FOLDER / "index.html").read_bytes())
    for name, content in parts().items():
        digest.update(b"%b %d " % (name.encode(), len(content)) + content)
    return digest.hexdigest()[:16]


def handlers(*, keeps: bool, since: int) -> list[HTTPRouteHandler]:
    """路由. The page, which says whether decisions are kept here and since which year fees count, and its parts."""
    told = (FOLDER / "index.html").read_bytes()
    for slot, value in ((VERSION, version()), (KEEPS, "yes" if keeps else "no"), (SINCE, str(since))):
        told = told.replace(slot, value.encode())
    page = Tagged(told, "text/html")

    @get("/", include_in_schema=False)
    async def counter(if_none_match: IfNoneMatch = None) -> Response[bytes]:
        answer = page.answer(if_none_match)
        answer.headers["content-security-policy"] = POLICY
        return answer

    @get("/counter/{of:str}/{name:str}", include_in_schema=False)
    async def part(of: FromPath[str], name: FromPath[str]) -> Response[bytes]:
        if of != version() or name not in parts():
            raise NotFoundException
        return Response(parts()[name], media_type=MEDIA_TYPES[Path(name).suffix], headers={"cache-control": KEPT})

    return [counter, part]
