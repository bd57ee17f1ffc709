"""统筹基金. `POST /v1/pooling-funds`: the figures of a pool's year in, what its documents make of them out."""

import msgspec
from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from app.assess.funds import funds
from app.model.funds import FundsAsked, FundsTold, well_formed
from app.policies import Policies
from app.web.declared import QUERY, WELL_FORMED, answers, problems
from app.wording.funds import funds_in_words

PATH = "/v1/pooling-funds"


def answered(policies: Policies, asked: FundsAsked) -> FundsTold:
    """统筹基金结果. The answer, in words."""
    return funds_in_words(funds(asked, policies.of(asked.area)))


def handler(policies: Policies) -> HTTPRouteHandler:
    """路由. The call as Litestar and OpenAPI know it."""

    @post(
        PATH,
        status_code=200,
        operation_id="pooling_funds",
        tags=["policy"],
        opt={QUERY: {}, WELL_FORMED: well_formed},
        responses=answers(FundsTold) | problems(408, 413, 415, 422),
    )
    async def pooling_funds(data: JSONBody[FundsAsked]) -> Response[bytes]:
        return Response(msgspec.json.encode(answered(policies, data)), media_type="application/json")

    return pooling_funds
