"""问题说明页. `/problems/{code}`: what a problem means and what to do about it, where its `type` points."""

from html import escape
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter

from app.model.explanation import Text
from app.web.declared import answers, problems
from app.web.languages import preferred
from app.web.problems import catalogue

PAGE = """<!doctype html>
<html lang="{language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{code}</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <main>
{articles}    </main>
  </body>
</html>
"""
ARTICLE = """      <article lang="{language}">
        <h1>{title} <small>{status} {code}</small></h1>
        <p>{advice}</p>
      </article>
"""
PAGE_POLICY = "default-src 'none'; img-src data:; frame-ancestors 'none'"


class ProblemPage(msgspec.Struct, frozen=True):
    """问题说明. A problem this service may answer with: what it means and what to do about it."""

    type: str
    code: str
    status: int
    title: Text
    advice: Text


def handlers() -> list[HTTPRouteHandler]:
    """路由. The pages of all problems."""

    @get(
        "/problems/{code:str}",
        operation_id="problem",
        tags=["problems"],
        responses=answers(ProblemPage) | problems(404),
    )
    async def problem(
        request: Request[Any, Any, Any], code: Annotated[str, PathParameter(examples=None)]
    ) -> Response[Any]:
        words = catalogue()["problem"].get(code)
        if words is None:
            raise NotFoundException
        headers = {"vary": "Accept, Accept-Language"}
        if _wants_html(request.headers.get("accept", "")):
            page = _html(code, words, request.headers.get("accept-language", ""))
            headers["content-security-policy"] = PAGE_POLICY
            return Response(page, media_type="text/html", headers=headers)
        found = ProblemPage(f"/problems/{code}", code, words["status"], Text(**words["title"]), Text(**words["advice"]))
        return Response(found, media_type="application/json", headers=headers)

    return [problem]


def _wants_html(accept: str) -> bool:
    html, json = accept.find("text/html"), accept.find("application/json")
    return html >= 0 and (json < 0 or html < json)


def _html(code: str, words: dict[str, Any], accept_language: str) -> str:
    first = preferred(accept_language.encode("latin-1", "replace"))
    languages = ("en", "zh") if first == "en" else ("zh", "en")
    articles = "".join(
        ARTICLE.format(
            language=language,
            code=escape(code),
            status=words["status"],
            title=escape(words["title"][language]),
            advice=escape(words["advice"][language]),
        )
        for language in languages
    )
    return PAGE.format(language=first, code=escape(code), articles=articles)
