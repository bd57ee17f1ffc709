"""接口声明. What a handler says of itself, alike for every call: its answers, problems, parameters."""

from typing import Any, Final

from litestar.openapi import ResponseSpec

from app.web.problems import Problem

ALWAYS: Final = (400, 431, 500, 503)
"""任何调用皆可能. Problems any call may meet: broken HTTP, too large a head, our failure, overload."""
QUERY: Final = "query"
"""查询参数. The option under which a handler names its query parameters; any others are then refused."""
NEEDED: Final = "needed"
"""必填参数. The option under which a handler names those of its query parameters that may not be left out."""
WELL_FORMED: Final = "well_formed"
"""格式无误. The option under which a handler names what of its body's schema the decoder does not check."""
BEYOND: Final = "beyond"
"""结构之外. The option under which a handler names what else, besides its schema, may be wrong with its body."""
ABSENT: Final = "absent"
"""无此编号. The option under which a handler names the problem of an id in its path that nothing can have."""
Responses = dict[int, ResponseSpec]


def answers(type_: Any, media_type: str = "application/json") -> Responses:  # noqa: ANN401 (any type)
    """应答. The good answer of a call."""
    return {200: ResponseSpec(type_, generate_examples=False, media_type=media_type)}


def answers_unless_known(type_: Any) -> Responses:  # noqa: ANN401 (any type)
    """应答或未变. The good answer of a call that a caller may hold already, known by its tag."""
    return answers(type_) | {304: ResponseSpec(None, generate_examples=False)}


def problems(*statuses: int) -> Responses:
    """问题. The problems of a call, with those of any call."""
    return {
        status: ResponseSpec(Problem, generate_examples=False, media_type="application/problem+json")
        for status in sorted({*statuses, *ALWAYS})
    }
