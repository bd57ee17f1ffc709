"""比较. `POST /v1/comparisons`: one case seen twice, by another day, area or policy; nothing is recorded."""

from collections.abc import Collection
from functools import partial

import msgspec
from litestar import Response, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody

from app.model import case
from app.model.comparison import ComparisonAsked
from app.web.answering import Answering
from app.web.aside import aside
from app.web.declared import BEYOND, QUERY, WELL_FORMED, answers, problems
from app.web.problems import Fault
from app.wording.differences import ComparisonTold

PATH = "/v1/comparisons"


def well_formed(asked: ComparisonAsked) -> bool:
    """格式无误. Whether every area is six digits and every month a month, as their patterns in the schema say."""
    area = asked.other.area
    return case.well_formed(asked.case) and (area is None or (area.isascii() and area.isdecimal()))


def unknown_policies(names: Collection[str], tree: object) -> list[Fault]:
    """未知政策. A fault for each policy that a body names and this service does not hold."""
    body = tree if isinstance(tree, dict) else {}
    other = body.get("other")
    named = {"/policy": body.get("policy"), "/other/policy": other.get("policy") if isinstance(other, dict) else None}
    allowed = ", ".join(sorted(names))
    return [
        Fault("not_a_choice", pointer, words={"allowed": allowed})
        for pointer, name in named.items()
        if isinstance(name, str) and name not in names
    ]


def handler(answering: Answering) -> HTTPRouteHandler:
    """路由. The call as Litestar and OpenAPI know it; it reckons beside the event loop, for it may take some time."""

    @post(
        PATH,
        status_code=200,
        operation_id="compare",
        tags=["comparisons"],
        opt={QUERY: {}, WELL_FORMED: well_formed, BEYOND: partial(unknown_policies, answering.names)},
        responses=answers(ComparisonTold) | problems(408, 413, 415, 422),
    )
    async def compare(data: JSONBody[ComparisonAsked]) -> Response[bytes]:
        told = await aside(lambda: msgspec.json.encode(answering.compared(data)))
        return Response(told, media_type="application/json")

    return compare
