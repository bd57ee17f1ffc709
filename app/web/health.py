"""运行状况. `/livez`: the process answers; `/readyz`: policy is here, and the ledger can be written; `/metrics`."""

from typing import Literal

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from app.policies import Policies
from app.web.declared import answers, problems
from app.web.keeping import Keeping
from app.web.metrics import Metrics

PROMETHEUS = "text/plain; version=0.0.4"


class Live(msgspec.Struct, frozen=True):
    """存活. The process answers."""

    status: Literal["live"]


class Ready(msgspec.Struct, frozen=True):
    """就绪. Cases can be answered, from the policy data of this revision."""

    status: Literal["ready"]
    policy_revision: str


def handlers(policies: Policies, metrics: Metrics, keeping: Keeping | None) -> list[HTTPRouteHandler]:
    """路由. Health for those who run the service."""

    @get("/livez", operation_id="live", tags=["operation"], responses=answers(Live) | problems())
    async def live() -> Live:
        return Live("live")

    @get("/readyz", operation_id="ready", tags=["operation"], responses=answers(Ready) | problems())
    async def ready() -> Ready:
        if keeping is not None:
            keeping.check()
        return Ready("ready", policies.revision)

    @get(
        "/metrics",
        operation_id="metrics",
        tags=["operation"],
        responses=answers(str, PROMETHEUS) | problems(),
    )
    async def counts() -> Response[bytes]:
        kept = b"" if keeping is None else keeping.metrics()
        return Response(metrics.text() + kept, media_type=PROMETHEUS)

    return [live, ready, counts]
