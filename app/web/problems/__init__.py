"""错误. What is wrong with a request, said in one shape everywhere: RFC 9457 problem details.

The words stand in `catalogue.toml`; a `RefusedError` names a problem and its faults, `told` puts them into
words. Nothing of the request is repeated but the JSON pointers to what is wrong with it.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec

from app.web.languages import Language

PROBLEM_JSON = b"application/problem+json"
MOST_FAULTS = 200
"""最多列出的错误数. A body with more faults than this is not looked at further."""


class Fault(msgspec.Struct, frozen=True):
    """一处错误. A fault by its code, the place where it is, and the values its words need."""

    code: str
    pointer: str = ""
    part: Literal["body", "query"] = "body"
    words: dict[str, str] = {}


class RefusedError(Exception):
    """拒绝. A request not answered as asked: the problem, its faults, what its words and headers need."""

    def __init__(
        self,
        code: str,
        faults: tuple[Fault, ...] = (),
        words: dict[str, str] | None = None,
        headers: tuple[tuple[bytes, bytes], ...] = (),
    ) -> None:
        super().__init__(code)
        self.code = code
        self.faults = faults
        self.words = {"count": str(len(faults)), **(words or {})}
        self.headers = headers

    @property
    def status(self) -> int:
        """状态码. The HTTP status of the problem."""
        return status_of(self.code)


class FaultTold(msgspec.Struct, frozen=True):
    """一处错误. A fault of the request: in which part, where, what it is, and what to send instead."""

    part: Literal["body", "query"] = msgspec.field(name="in")
    pointer: str
    code: str
    detail: str
    hint: str


class Problem(msgspec.Struct, frozen=True):
    """问题详情. Why a request is not answered as asked (RFC 9457), with every fault found in it."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: tuple[FaultTold, ...]


@cache
def catalogue() -> dict[str, dict[str, Any]]:
    """词表. The words of all problems and faults, as the file holds them."""
    return tomllib.loads(Path(__file__).with_name("catalogue.toml").read_text("utf-8"))


def codes() -> tuple[str, ...]:
    """问题代码. The codes of all problems."""
    return tuple(catalogue()["problem"])


def status_of(code: str) -> int:
    """状态码. The HTTP status of a problem."""
    status: int = catalogue()["problem"][code]["status"]
    return status


def reason_told(code: str) -> dict[str, str]:
    """缘由. The values for words that name why something cannot be done: `reason_zh`, `reason_en`."""
    return {f"reason_{language}": text for language, text in catalogue()["reason"][code]["name"].items()}


def _worded(text: dict[str, str], language: Language, words: dict[str, str]) -> str:
    expected = catalogue()["expected"].get(words.get("expected", ""))
    if expected:
        hint = expected["hint"][language].format(**words)
        words = words | {"expected": expected["name"][language], "expected_hint": hint}
    return text[language].format(**words)


def _fault_told(fault: Fault, language: Language) -> FaultTold:
    words = catalogue()["fault"][fault.code]
    return FaultTold(
        part=fault.part,
        pointer=fault.pointer,
        code=fault.code.removesuffix("_near"),
        detail=_worded(words["detail"], language, fault.words),
        hint=_worded(words["hint"], language, fault.words),
    )


def told(refused: RefusedError, request_id: str, language: Language) -> Problem:
    """告知. The problem in words of one language."""
    words = catalogue()["problem"][refused.code]
    return Problem(
        type=f"/problems/{refused.code}",
        title=words["title"][language],
        status=words["status"],
        detail=_worded(words["detail"], language, refused.words),
        code=refused.code,
        request_id=request_id,
        errors=tuple(_fault_told(fault, language) for fault in refused.faults),
    )


def problem_json(refused: RefusedError, request_id: str, language: Language) -> bytes:
    """问题详情. The problem as the body of an answer."""
    return msgspec.json.encode(told(refused, request_id, language))


def problem_headers(refused: RefusedError, language: Language, length: int) -> list[tuple[bytes, bytes]]:
    """响应头. The headers that go with the body of a problem."""
    return [
        (b"content-type", PROBLEM_JSON),
        (b"content-length", b"%d" % length),
        (b"content-language", language.encode()),
        (b"vary", b"Accept-Language"),
        (b"cache-control", b"no-store"),
        *refused.headers,
    ]


def overload() -> RefusedError:
    """服务繁忙. The refusal of what is too much at present."""
    return RefusedError("overloaded", headers=((b"retry-after", b"1"), (b"connection", b"close")))
