"""决定. What OpenAPI has to be told of kept decisions: who may ask, where a decision leads, an example of one."""

from copy import deepcopy
from typing import Any, Final

import msgspec

from app.web.answering import Answering
from app.web.receipts import Asked, Receipt, drafted
from app.web.replays import replayed

Node = dict[str, Any]

LINKED: Final = ("keep", "decision")
"""附凭据. The calls whose good answers carry their link of the chain."""
SECURED: Final = ("keep", "decision", "replay")
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
    "Canbao-Chain": {
        "description": "账册链上的凭据：连同编号留存在别处，可用 canbao ledger verify --holds 核对账册 / "
        "The link of the ledger's chain: held elsewhere with the number, it lets canbao ledger verify --holds tell "
        "whether the ledger was changed",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
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
        "replay": _link("replay", "重新测算 / Assess it again"),
    }
    for name in SECURED:
        calls[name]["security"] = [{"caller": []}]


def decided(answering: Answering, query: bytes, body: bytes, revision: str) -> tuple[Any, Any]:
    """决定示例. A decision as it is kept, and what its replay tells by the same policy, under another `revision`."""
    asked = Asked("counter-1", KEY, answering.revision, query, body)
    receipt = Receipt(NUMBER, "2026-11-21T10:30:00.123+08:00", asked.caller, asked.revision, "0.1.0")
    draft = drafted(asked, receipt, answering.reply(body, query))
    told = msgspec.json.encode(replayed(answering, draft))
    named = answering.revision.encode(), revision.encode()
    return msgspec.json.decode(draft.content.replace(*named)), msgspec.json.decode(told.replace(*named))


def _link(operation: str, said: str) -> Node:
    return {
        "operationId": operation,
        "parameters": {"number": "$response.body#/receipt/number"},
        "description": said,
    }
