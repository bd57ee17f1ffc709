"""外部数据示例. A payload of every foreign format, its person made up, and what is taken from it."""

from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from app.intake import FORMATS, UNDATED
from app.model.intake import FormatsTold, IntakeFormat
from app.policies import Policies
from app.web.intake import first_counted_year, operation_id, reader, taken_in
from app.wording.intake import formats_told

FOLDER: Final = Path(__file__).with_name("intake")
ON: Final = date(2026, 11, 21)
SUMMARY: Final = "编造的数据 / Made-up data"


def payload(name: IntakeFormat) -> bytes:
    """示例报文. The example of a format."""
    return (FOLDER / f"{name}.json").read_bytes()


def payloads() -> dict[str, Any]:
    """请求示例. The example of every format, by its operation."""
    return {operation_id(name): _examples(msgspec.json.decode(payload(name))) for name in FORMATS}


def answers(policies: Policies) -> dict[str, Any]:
    """答案示例. What is taken from each example, by its operation; and the list of formats."""
    since = first_counted_year(policies)
    told = {
        operation_id(name): taken_in(format_, reader(format_).read(payload(name)), ON, since)
        for name, format_ in FORMATS.items()
    }
    listed = {"intake_formats": FormatsTold(formats_told(UNDATED))}
    return {name: _examples(msgspec.to_builtins(value)) for name, value in (listed | told).items()}


def _examples(value: Any) -> dict[str, Any]:  # noqa: ANN401 (any JSON)
    return {"made_up": {"summary": SUMMARY, "value": value}}
