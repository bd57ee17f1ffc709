"""决定. `POST /v1/decisions`: a case in, its assessment out, and kept; `GET /v1/decisions/{number}`: the same again."""

from functools import partial
from typing import Annotated, Any, Final

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import ResponseSpec
from litestar.params import HeaderParameter, JSONBody, PathParameter

from app.ledger import Entry
from app.model.case import Case, well_formed
from app.web.access import KEY_PATTERN, Access, caller_of, keyed
from app.web.answering import PARAMETERS, Answering, asked_in, takes_long
from app.web.aside import aside
from app.web.declared import ABSENT, QUERY, WELL_FORMED, answers, problems
from app.web.receipts import Asked, Decision

PATH: Final = "/v1/decisions"
CHAIN: Final = "canbao-chain"
"""链值. The header with the link of the chain, 64 hexadecimal digits."""
Number = Annotated[str, PathParameter(pattern="^[0-9a-hjkmnp-tv-z]{26}$", min_length=26, max_length=26)]
Key = Annotated[str, HeaderParameter(name="Idempotency-Key", pattern=KEY_PATTERN)]


def handlers(answering: Answering, access: Access) -> list[HTTPRouteHandler]:
    """路由. To keep a decision, and to see it again; without a ledger none can be kept, and there are none."""

    @post(
        PATH,
        status_code=201,
        operation_id="keep",
        tags=["decisions"],
        guards=[access.may_keep, keyed],
        opt={QUERY: PARAMETERS, WELL_FORMED: well_formed},
        responses={201: ResponseSpec(Decision, generate_examples=False)} | problems(401, 408, 409, 413, 415, 422),
    )
    async def keep(request: Request[Any, Any, Any], data: JSONBody[Case], idempotency_key: Key) -> Response[bytes]:
        query, body = request.scope["query_string"], await request.body()
        asked = Asked(caller_of(request), idempotency_key.strip('"'), answering.revision, query, body)
        work = partial(answering.answer, data, *asked_in(query))

        async def answer() -> bytes:
            return await aside(work) if takes_long(body, query) else work()

        entry = await access.keeping.keep(asked, answer)
        return _told(entry, 201, location=f"{PATH}/{entry.id}")

    @get(
        f"{PATH}/{{number:str}}",
        operation_id="decision",
        tags=["decisions"],
        guards=[access.may_see],
        opt={QUERY: {}, ABSENT: "unknown_decision"},
        responses=answers(Decision) | problems(401, 404),
    )
    async def decision(request: Request[Any, Any, Any], number: Number) -> Response[bytes]:
        entry = await access.keeping.read(number, caller_of(request))
        return _told(entry, 200)

    return [keep, decision]


def _told(entry: Entry, status: int, **headers: str) -> Response[bytes]:
    """所留. What is kept, with its link of the chain, by which whoever holds it can have the ledger verified."""
    linked = {**headers, CHAIN: entry.chain.hex()}
    return Response(entry.content, status_code=status, headers=linked, media_type="application/json")
