"""选择. `POST /v1/options`: a case without a plan in, everything that could be done out; nothing is recorded."""

import msgspec
from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from app.model import case
from app.model.case import Case, Plan
from app.model.options import OpenCase
from app.web.answering import Answering
from app.web.aside import aside
from app.web.declared import QUERY, WELL_FORMED, answers, problems
from app.wording.choices import OptionsTold

PATH = "/v1/options"
NO_PLAN = Plan("resident")


def well_formed(asked: OpenCase) -> bool:
    """格式无误. Whether every area is six digits and every month a month, as their patterns in the schema say."""
    areas = "".join(asked.areas)
    like = Case(area=asked.area, on=asked.on, person=asked.person, history=asked.history, plan=NO_PLAN)
    return case.well_formed(like) and (not areas or (areas.isascii() and areas.isdecimal()))


def handler(answering: Answering) -> HTTPRouteHandler:
    """路由. The call as Litestar and OpenAPI know it; it reckons beside the event loop, for it may take some time."""

    @post(
        PATH,
        status_code=200,
        operation_id="options",
        tags=["options"],
        opt={QUERY: {}, WELL_FORMED: well_formed},
        responses=answers(OptionsTold) | problems(408, 413, 415, 422),
    )
    async def options(data: JSONBody[OpenCase]) -> Response[bytes]:
        told = await aside(lambda: msgspec.json.encode(answering.options(data)))
        return Response(told, media_type="application/json")

    return options
