"""JSON 行. The call that takes and gives JSON lines, as OpenAPI 3.1 can tell it: text whose content is a list.

OpenAPI 3.2 has `itemSchema` for this; until the tools have it, `contentSchema` of JSON Schema says what the lines hold.
"""

from typing import Any, Final

from app.model.assessment import Assessment, Brief
from app.web.batches import LINE_TYPES
from app.web.lines import KeyedCase, LineProblem
from app.web.openapi.schemas import reference

OPERATION: Final = "assess_batch"
LINE_STRUCTS: Final = (KeyedCase, LineProblem)
ANSWERS: Final = (Assessment, Brief, LineProblem)


def in_lines(operation: dict[str, Any]) -> None:
    """JSON 行. Give the call its body and its answer, in each of the media types that name JSON lines."""
    if operation["operationId"] != OPERATION:
        return
    case = reference(KeyedCase)
    answer = {"anyOf": [reference(struct) for struct in ANSWERS]}
    operation["requestBody"] = {"required": True, "content": _content(case)}
    operation["responses"]["200"]["content"] = _content(answer)


def _content(line: dict[str, Any]) -> dict[str, Any]:
    names = [media_type.decode() for media_type in LINE_TYPES]
    lines = {"type": "array", "items": line}
    return {name: {"schema": {"type": "string", "contentMediaType": name, "contentSchema": lines}} for name in names}
