"""比较. `POST /v1/comparisons`: one case seen twice, on another day or in another area; nothing is recorded."""

from datetime import date

import msgspec
from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from app.model import case
from app.model.case import Area, Case
from app.web.answering import Answering
from app.web.declared import QUERY, WELL_FORMED, answers, problems
from app.wording.differences import ComparisonTold

PATH = "/v1/comparisons"


class OtherSide(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """另一方. What is otherwise on the other side: the day, the area; as in the case where left out."""

    on: date | None = None
    area: Area | None = None


class ComparisonAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """比较请求. One case, and how it is to be seen a second time."""

    case: Case
    other: OtherSide


def well_formed(asked: ComparisonAsked) -> bool:
    """格式无误. Whether every area is six digits and every month a month, as their patterns in the schema say."""
    area = asked.other.area
    return case.well_formed(asked.case) and (area is None or (area.isascii() and area.isdecimal()))


def compared(answering: Answering, asked: ComparisonAsked) -> ComparisonTold:
    """比较结果. The two answers, held against one another."""
    return answering.compared(asked.case, asked.other.on, asked.other.area)


def handler(answering: Answering) -> HTTPRouteHandler:
    """路由. The call as Litestar and OpenAPI know it."""

    @post(
        PATH,
        status_code=200,
        operation_id="compare",
        tags=["comparisons"],
        opt={QUERY: {}, WELL_FORMED: well_formed},
        responses=answers(ComparisonTold) | problems(408, 413, 415, 422),
    )
    async def compare(data: JSONBody[ComparisonAsked]) -> Response[bytes]:
        return Response(msgspec.json.encode(compared(answering, data)), media_type="application/json")

    return compare
