"""For Schemathesis: how a body of JSON lines, which is text, goes on the wire; what is no text cannot."""

from typing import Any

import schemathesis
from schemathesis.transport import SerializationContext

MEDIA_TYPES = ("application/jsonl", "application/x-ndjson")


@schemathesis.serializer(*MEDIA_TYPES)
def json_lines(_context: SerializationContext, value: Any) -> bytes:
    return value.encode(errors="replace")


@schemathesis.hook
def filter_case(_context: schemathesis.HookContext, case: schemathesis.Case) -> bool:
    return case.media_type not in MEDIA_TYPES or isinstance(case.body, str)
