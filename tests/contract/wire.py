"""For Schemathesis: how JSON lines, which are text, go on the wire (no others can); and a new key for every call."""

import re
from itertools import count
from typing import Any

import schemathesis
from schemathesis.transport import SerializationContext

from app.web.access import KEY_PATTERN

KEYED = "Idempotency-Key"
KEY = re.compile(KEY_PATTERN)
NUMBERS = count(1)
MEDIA_TYPES = ("application/jsonl", "application/x-ndjson")


@schemathesis.serializer(*MEDIA_TYPES)
def json_lines(_context: SerializationContext, value: Any) -> bytes:
    return value.encode(errors="replace")


@schemathesis.hook
def filter_case(_context: schemathesis.HookContext, case: schemathesis.Case) -> bool:
    return case.media_type not in MEDIA_TYPES or isinstance(case.body, str)


@schemathesis.hook
def before_call(_context: schemathesis.HookContext, case: schemathesis.Case, _kwargs: dict[str, Any]) -> None:
    """A good key stands for one request alone: a new one for every call, else the second would rightly be refused."""
    if KEY.fullmatch(str((case.headers or {}).get(KEYED, ""))):
        case.headers[KEYED] = f"search-{next(NUMBERS)}"
