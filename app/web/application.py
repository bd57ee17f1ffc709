"""应用. The whole service as one ASGI application."""

from collections.abc import Mapping

from litestar.handlers import HTTPRouteHandler

from app.policies import Policies
from app.web import (
    areas,
    assessments,
    batches,
    comparisons,
    counter,
    decisions,
    docs,
    documents,
    family_aid,
    health,
    intake,
    options,
    pooling_funds,
    problem_pages,
    replays,
)
from app.web.access import Access
from app.web.answering import NO_DRAFTS, Answering
from app.web.front import Front
from app.web.journal import Journal
from app.web.keeping import Keeping
from app.web.metrics import Metrics
from app.web.openapi.document import document
from app.web.openapi.handler import handler as openapi
from app.web.site import site


class Application:
    """应用. The parts of the service over one set of policies, with drafts to compare it with.

    `keeping` is where decisions are kept; without it none are.
    """

    def __init__(
        self, policies: Policies, drafts: Mapping[str, Policies] = NO_DRAFTS, keeping: Keeping | None = None
    ) -> None:
        self.policies = policies
        self.keeping = keeping
        self.answering = Answering(policies, drafts)
        self.metrics = Metrics(policies.revision)
        access = Access(keeping)
        self.handlers: list[HTTPRouteHandler] = [
            assessments.handler(self.answering),
            batches.Batches(self.answering).handler(),
            options.handler(self.answering),
            comparisons.handler(self.answering),
            *decisions.handlers(self.answering, access),
            replays.handler(self.answering, access),
            *areas.handlers(policies),
            *documents.handlers(policies),
            pooling_funds.handler(policies),
            family_aid.handler(self.answering),
            *intake.handlers(policies),
            *health.handlers(policies, self.metrics, keeping),
            openapi(self.document),
            *problem_pages.handlers(),
            *counter.handlers(keeps=keeping is not None, since=intake.first_counted_year(policies)),
            *docs.handlers(),
        ]
        self.hot = {assessments.PATH: self.answering.reply}

    def front(self, *, access_log: bool) -> Front:
        """门面. The ASGI application."""
        front = Front(site(self.handlers), self.hot, self.metrics, Journal() if access_log else None)
        if self.keeping is not None:
            front.at_the_end = self.keeping.close
        return front

    def document(self) -> bytes:
        """接口文档. The OpenAPI document."""
        return document(self.handlers, self.answering, self.policies)
