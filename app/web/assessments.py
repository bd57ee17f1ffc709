"""测算. `POST /v1/assessments`: one case in, its assessment out; nothing is recorded.

The front answers this call from the raw body (`Answering.reply`); this handler describes it to Litestar and
OpenAPI, and answers the same from the same function where a request does reach it.
"""

from typing import Annotated

from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, QueryParameter

from app.model.assessment import Assessment, Brief
from app.model.case import Case, well_formed
from app.web.answering import PARAMETERS, All, Answering, View
from app.web.declared import QUERY, WELL_FORMED, answers, problems
from app.wording.explored import AssessmentExplored

PATH = "/v1/assessments"


def handler(answering: Answering) -> HTTPRouteHandler:
    """路由. The call as Litestar and OpenAPI know it."""

    @post(
        PATH,
        status_code=200,
        operation_id="assess",
        tags=["assessments"],
        opt={QUERY: PARAMETERS, WELL_FORMED: well_formed},
        responses=answers(Assessment | AssessmentExplored | Brief) | problems(408, 413, 415, 422),
    )
    async def assessed(
        data: JSONBody[Case],
        view: Annotated[View, QueryParameter()] = "full",
        readings: Annotated[All | None, QueryParameter()] = None,
        unknowns: Annotated[All | None, QueryParameter()] = None,
        reasons: Annotated[All | None, QueryParameter()] = None,
    ) -> Response[bytes]:
        asked = {"readings": readings, "unknowns": unknowns, "reasons": reasons}
        beside = [name for name, value in asked.items() if value is not None]
        return Response(answering.answer(data, view, beside), media_type="application/json")

    return assessed
