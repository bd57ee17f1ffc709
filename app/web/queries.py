"""查询参数. The query of a call: known parameters only, each once, with one of its values."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from urllib.parse import parse_qsl

from app.web.problems import Fault, RefusedError

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Parameters = Mapping[str, tuple[str, ...] | type[date]]
"""参数. The parameters of a call, and the values each may have: one of these, or a day."""


def query_in(query_string: bytes, parameters: Parameters, needed: Collection[str] = ()) -> dict[str, str]:
    """查询参数. The parameters given; raises RefusedError (`invalid_query`) with all that is wrong."""
    try:
        pairs = parse_qsl(query_string.decode("ascii"), keep_blank_values=True, max_num_fields=100, errors="replace")
    except ValueError:
        raise RefusedError("invalid_query", (Fault("unfit", part="query"),)) from None
    found: dict[str, str] = {}
    faults = []
    for name, value in pairs:
        if fault := _fault(name, value, parameters, found):
            faults.append(fault)
        found[name] = value
    faults += [Fault("missing_parameter", f"/{name}", "query") for name in needed if name not in found]
    if faults:
        raise RefusedError("invalid_query", tuple(faults))
    return found


def _fault(name: str, value: str, parameters: Parameters, found: dict[str, str]) -> Fault | None:
    if name not in parameters:
        known = ", ".join(parameters) or "–"
        return Fault("unknown_parameter", part="query", words={"known": known})
    if name in found:
        return Fault("repeated_parameter", f"/{name}", "query")
    allowed = parameters[name]
    if not isinstance(allowed, tuple):
        return None if _is_day(value) else Fault("not_a_date", f"/{name}", "query")
    if value not in allowed:
        return Fault("not_a_choice", f"/{name}", "query", {"allowed": ", ".join(allowed)})
    return None


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return DAY.fullmatch(value) is not None
