"""家庭共济. `POST /v1/family-aid`: a family, its accounts and its needs in, who pays what out; nothing is recorded."""

import msgspec
from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from app.model.family import FamilyCase, well_formed
from app.model.family_aid import FamilyAid
from app.web.answering import Answering
from app.web.aside import aside
from app.web.declared import QUERY, WELL_FORMED, answers, problems

PATH = "/v1/family-aid"


def handler(answering: Answering) -> HTTPRouteHandler:
    """路由. The call as Litestar and OpenAPI know it; it reckons beside the event loop, for it may take some time."""

    @post(
        PATH,
        status_code=200,
        operation_id="family_aid",
        tags=["family_aid"],
        opt={QUERY: {}, WELL_FORMED: well_formed},
        responses=answers(FamilyAid) | problems(408, 413, 415, 422),
    )
    async def aided(data: JSONBody[FamilyCase]) -> Response[bytes]:
        told = await aside(lambda: msgspec.json.encode(answering.aided(data)))
        return Response(told, media_type="application/json")

    return aided
