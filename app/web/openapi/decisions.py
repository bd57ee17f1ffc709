"""决定. What OpenAPI has to be told of kept decisions: who may ask, where a decision leads, an example of one."""

from copy import deepcopy
from typing import Any, Final

Node = dict[str, Any]

SECURED: Final = ("keep", "decision")
"""需密钥. The calls that take a caller's secret."""
SCHEMES: Final[Node] = {
    "caller": {
        "type": "http",
        "scheme": "bearer",
        "description": "调用方的密钥，由运维人员用 canbao callers add 发放 / "
        "The secret of a caller, given out by the operator with canbao callers add",
    }
}
HEADERS: Final[Node] = {
    "Location": {
        "description": "决定的地址 / Where the decision is",
        "required": True,
        "schema": {"type": "string", "pattern": "^/v1/decisions/[0-9a-hjkmnp-tv-z]{26}$"},
    },
    "WWW-Authenticate": {
        "description": "要求 Bearer 密钥 / A bearer secret is wanted",
        "required": True,
        "schema": {"type": "string", "pattern": "^Bearer "},
    },
}
KEY: Final = "7c1f6a52-3f0e-4a57-9d0a-2b8f8f1f9e10"
NUMBER: Final = "4x2m8q0c7t9k1v5n3d6r8g0h2j"


def kept_as_asked(paths: Node) -> None:
    """所请与留存. Say of the calls about decisions what their handlers do not: query, secret, links."""
    calls = {operation["operationId"]: operation for path in paths.values() for operation in path.values()}
    keep = calls["keep"]
    keep["parameters"] += deepcopy(calls["assess"]["parameters"])
    keep["responses"]["201"]["links"] = {
        "decision": _link("decision", "查阅 / See it again"),
    }
    for name in SECURED:
        calls[name]["security"] = [{"caller": []}]


def decided(answer: Any, revision: str) -> Node:  # noqa: ANN401 (any JSON)
    """决定示例. An answer as it is kept."""
    receipt = {
        "number": NUMBER,
        "kept_at": "2026-11-21T10:30:00.123+08:00",
        "caller": "counter-1",
        "policy": revision,
        "service": "0.1.0",
    }
    return {"receipt": receipt, "assessment": answer}


def _link(operation: str, said: str) -> Node:
    return {
        "operationId": operation,
        "parameters": {"number": "$response.body#/receipt/number"},
        "description": said,
    }
