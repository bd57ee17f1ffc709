"""外部数据取入. `GET /v1/intake`, `POST /v1/intake/…`: a payload of another system in, parts of a case out.

Nothing is recorded, and nothing that names a person is in the answer, its pointers, its problems or the log.
"""

from datetime import date
from functools import partial
from typing import Annotated, Any

import msgspec
from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import JSONBody, QueryParameter

from app.intake import FORMATS, UNDATED, Foreign, Format
from app.model.intake import FormatsTold, IntakeFormat, IntakeTold
from app.policies import Policies
from app.web.aside import aside
from app.web.body import Reader
from app.web.declared import BEYOND, NEEDED, QUERY, WELL_FORMED, answers, answers_unless_known, problems
from app.web.problems import Fault, RefusedError
from app.web.tagged import IfNoneMatch, Tagged
from app.wording.intake import formats_told, intake_in_words

PATH = "/v1/intake"


def well_formed(_payload: Foreign) -> bool:
    """格式无误. The decoder checks all that the schema of a payload says."""
    return True


def beyond(format_: Format, tree: object) -> tuple[Fault, ...]:
    """结构之外. What else is wrong with a payload: that it tells of a failure."""
    return tuple(Fault(code, pointer) for code, pointer in format_.failed(tree))


def reader(format_: Format) -> Reader[Any]:
    """解码器. What reads a payload of a format, as the service does."""
    return Reader(format_.payload, well_formed, partial(beyond, format_))


def first_counted_year(policies: Policies) -> int:
    """起算年度. The first year that any area's law counts: no fee for an earlier one matters to anybody."""
    laws = (law for policy in policies.policies.values() for law in policy.years.values())
    return min(law.waiting.counted_from_year for law in laws if law.waiting is not None)


def taken_in(format_: Format, payload: Foreign, on: date | None, since: int) -> IntakeTold:
    """取入. What the payload tells, in words; `on` is the day of which it speaks, where it does not tell itself."""
    day = format_.day(payload) if format_.day is not None else on
    if day is None:
        raise RefusedError("invalid_query", (Fault("missing_parameter", "/on", "query"),))
    return intake_in_words(format_.taken(payload, day, since))


def handlers(policies: Policies) -> list[HTTPRouteHandler]:
    """路由. The list of formats, and a call for each."""
    since = first_counted_year(policies)
    listed = Tagged(msgspec.json.encode(FormatsTold(formats_told(UNDATED))))

    @get(
        PATH,
        operation_id="intake_formats",
        tags=["intake"],
        opt={QUERY: {}},
        responses=answers_unless_known(FormatsTold) | problems(),
    )
    async def intake_formats(if_none_match: IfNoneMatch = None) -> Response[bytes]:
        return listed.answer(if_none_match)

    return [intake_formats, *(_handler(name, format_, since) for name, format_ in FORMATS.items())]


def operation_id(name: IntakeFormat) -> str:
    """操作名. What OpenAPI calls the call of a format."""
    return f"intake_{name.replace('-', '_')}"


def _handler(name: IntakeFormat, format_: Format, since: int) -> HTTPRouteHandler:
    async def answered(payload: Foreign, on: date | None) -> Response[bytes]:
        told = await aside(lambda: msgspec.json.encode(taken_in(format_, payload, on, since)))
        return Response(told, media_type="application/json")

    async def dated(data: Any) -> Response[bytes]:  # noqa: ANN401 (its type is that of the format, below)
        return await answered(data, None)

    async def undated(data: Any, on: Annotated[date, QueryParameter()]) -> Response[bytes]:  # noqa: ANN401 (likewise)
        return await answered(data, on)

    body: Any = JSONBody
    taken = dated if format_.day is not None else undated
    taken.__annotations__["data"] = body[format_.payload]
    query = {} if format_.day is not None else {"on": date}
    return post(
        f"{PATH}/{name}",
        status_code=200,
        operation_id=operation_id(name),
        tags=["intake"],
        opt={QUERY: query, NEEDED: tuple(query), WELL_FORMED: well_formed, BEYOND: partial(beyond, format_)},
        responses=answers(IntakeTold) | problems(408, 413, 415, 422),
    )(taken)
