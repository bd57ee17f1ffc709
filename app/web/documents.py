"""政策. `GET /v1/policies`, `/v1/policies/{document}`, `/v1/policies/changes`: what answers rest on, and what moved."""

from datetime import date
from functools import cache
from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter, QueryParameter

from app.policies import Policies
from app.policies.changes import Change, changes
from app.policies.told_document import DocumentListed, DocumentTold, documents_told
from app.policies.told_version import own_versions
from app.web.declared import ABSENT, QUERY, answers_unless_known, problems
from app.web.problems import RefusedError
from app.web.tagged import IfNoneMatch, Tagged

Name = Annotated[str, PathParameter(pattern="^[a-z0-9-]+$", min_length=1, max_length=100)]


class Documents(msgspec.Struct, frozen=True):
    """文件目录. Every document that policy rests on, and the revision of the policy data."""

    revision: str
    documents: tuple[DocumentListed, ...]


class Changes(msgspec.Struct, frozen=True):
    """变更. What begins, ends and was checked from a day on (null: ever), oldest first; the revision it is told of."""

    revision: str
    since: date | None
    changes: tuple[Change, ...]


def handlers(policies: Policies) -> list[HTTPRouteHandler]:
    """路由. The documents, each of them, and the feed of changes."""
    documents = cache(lambda: documents_told(policies))
    versions = cache(lambda: own_versions(policies))

    @cache
    def listed() -> Tagged:
        found = tuple(told.document for told in documents().values())
        return Tagged(msgspec.json.encode(Documents(policies.revision, found)))

    @cache
    def told(name: str) -> Tagged:
        return Tagged(msgspec.json.encode(documents()[name]))

    @get(
        "/v1/policies",
        operation_id="policies",
        tags=["policy"],
        opt={QUERY: {}},
        responses=answers_unless_known(Documents) | problems(),
    )
    async def all_documents(if_none_match: IfNoneMatch = None) -> Response[bytes]:
        return listed().answer(if_none_match)

    @get(
        "/v1/policies/{document:str}",
        operation_id="policy",
        tags=["policy"],
        opt={QUERY: {}, ABSENT: "unknown_document"},
        responses=answers_unless_known(DocumentTold) | problems(404),
    )
    async def one_document(document: Name, if_none_match: IfNoneMatch = None) -> Response[bytes]:
        if document not in policies.documents:
            raise RefusedError("unknown_document")
        return told(document).answer(if_none_match)

    @get(
        "/v1/policies/changes",
        operation_id="changes",
        tags=["policy"],
        opt={QUERY: {"since": date}},
        responses=answers_unless_known(Changes) | problems(),
    )
    async def feed(
        since: Annotated[date | None, QueryParameter()] = None, if_none_match: IfNoneMatch = None
    ) -> Response[bytes]:
        found = Changes(policies.revision, since, changes(versions(), since))
        return Tagged(msgspec.json.encode(found)).answer(if_none_match)

    return [all_documents, one_document, feed]
