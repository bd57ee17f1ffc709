"""国家平台报文. The envelope in which the national platform answers: whether it answers at all, and on which day.

Source: 湖南省医疗保障信息平台定点医药机构接口规范 V1.1.27, tables 2-4.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from msgspec import Meta

from app.intake.foreign import Foreign

RespondTime = Annotated[
    str,
    Meta(
        min_length=17,
        max_length=17,
        pattern=r"^20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{9}$",
        extra_json_schema={"pattern": r"^20[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{9}$"},
        examples=["20261121093000000"],
    ),
]
InfCode = Annotated[object, Meta(extra_json_schema={"enum": [0, "0"]})]
"""交易状态码. 0, as a number or as text; anything else tells of a failure, not of a person."""


class Envelope(Foreign, frozen=True, kw_only=True):
    """报文. What every answer of the national platform has around its `output`."""

    infcode: InfCode
    respond_time: RespondTime


def answered_on(answer: Envelope) -> date:
    """应答之日. The day of the answer; the last of the month where the clock names a day that it does not have."""
    told = answer.respond_time
    year, month, day = int(told[:4]), int(told[4:6]), int(told[6:8])
    return date(year, month, min(day, monthrange(year, month)[1]))


def failed(tree: object) -> Iterator[tuple[str, str]]:
    """交易失败. The fault of an answer that tells of a failure: its code and its JSON pointer."""
    if isinstance(tree, dict) and "infcode" in tree:
        code = tree["infcode"]
        if isinstance(code, bool) or code not in (0, "0"):
            yield "refused_by_source", "/infcode"
