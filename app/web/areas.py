"""地区. `GET /v1/areas`, `/v1/areas/{area}`: what is modelled for whom, from whom, and known until when."""

from functools import cache, lru_cache
from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import PathParameter

from app.policies import Policies
from app.policies.told_area import AreaListed, AreaTold, area_told, areas_listed
from app.web.declared import ABSENT, QUERY, answers_unless_known, problems
from app.web.problems import RefusedError
from app.web.tagged import IfNoneMatch, Tagged
from app.wording import named, warning_in_words

KEPT = 256
"""留存. Answers kept for codes asked about: an area answers for every code below it."""
Code = Annotated[str, PathParameter(pattern="^[0-9]{6}$", min_length=6, max_length=6)]


class Areas(msgspec.Struct, frozen=True):
    """地区目录. Every area that states something itself, and the revision of the policy data."""

    revision: str
    areas: tuple[AreaListed, ...]


def in_words(told: AreaTold) -> AreaTold:
    """成文. With the names of its subjects and its warnings in words."""
    return msgspec.structs.replace(
        told,
        subjects=tuple(msgspec.structs.replace(each, name=named("subject", each.subject)) for each in told.subjects),
        warnings=tuple(map(warning_in_words, told.warnings)),
    )


def handlers(policies: Policies) -> list[HTTPRouteHandler]:
    """路由. The list of areas, and each of them."""

    @cache
    def listed() -> Tagged:
        return Tagged(msgspec.json.encode(Areas(policies.revision, areas_listed(policies))))

    @lru_cache(maxsize=KEPT)
    def told(code: str) -> Tagged:
        return Tagged(msgspec.json.encode(in_words(area_told(policies, code))))

    @get(
        "/v1/areas",
        operation_id="areas",
        tags=["policy"],
        opt={QUERY: {}},
        responses=answers_unless_known(Areas) | problems(),
    )
    async def areas(if_none_match: IfNoneMatch = None) -> Response[bytes]:
        return listed().answer(if_none_match)

    @get(
        "/v1/areas/{area:str}",
        operation_id="area",
        tags=["policy"],
        opt={QUERY: {}, ABSENT: "unknown_area"},
        responses=answers_unless_known(AreaTold) | problems(404),
    )
    async def one_area(area: Code, if_none_match: IfNoneMatch = None) -> Response[bytes]:
        if not policies.of(area).modelled:
            raise RefusedError("unknown_area")
        return told(area).answer(if_none_match)

    return [areas, one_area]
