"""接口文档. The OpenAPI document put together: Litestar's calls, our schemas, words and examples."""

from collections.abc import Collection, Sequence
from importlib.metadata import metadata
from typing import Any, Final

import msgspec
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig

from app.model.comparison import ComparisonAsked, OtherSide
from app.policies import Policies
from app.web.answering import Answering
from app.web.openapi.decisions import HEADERS, KEY, LINKED, NUMBER, SCHEMES, kept_as_asked
from app.web.openapi.examples import answer_examples, body_examples, policy_examples, problem_codes, problem_examples
from app.web.openapi.lines import LINE_STRUCTS, in_lines
from app.web.openapi.references import References
from app.web.openapi.schemas import components
from app.web.openapi.words import words

Node = dict[str, Any]
REQUEST_ID: Final[Node] = {
    "description": "请求编号 / Id of the request",
    "required": True,
    "schema": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"},
}
RETRY_AFTER: Final[Node] = {
    "description": "多少秒后重试 / Seconds after which to try again",
    "required": True,
    "schema": {"type": "integer", "minimum": 0},
}
ETAG: Final[Node] = {
    "description": "内容的标签；政策数据不变则不变 / Tag of the content; the same while the policy data is",
    "required": True,
    "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
}
PARAMETER_EXAMPLES: Final = {
    "code": "not_found",
    "area": "430100",
    "document": "hunan-2025-measures",
    "number": NUMBER,
    "Idempotency-Key": KEY,
    "on": "2026-11-21",
}
HEADERS_OF: Final = {"201": "Location", "401": "WWW-Authenticate", "409": "Retry-After", "503": "Retry-After"}
"""响应头. What an answer with such a status carries besides its request id."""
SAID_ANYWAY: Final = ("deprecated", "allowEmptyValue", "allowReserved")


def document(handlers: Sequence[HTTPRouteHandler], answering: Answering, policies: Policies) -> bytes:
    """接口文档. The document as JSON, laid out for reading."""
    references = References()
    config = OpenAPIConfig(title="", version="")
    found: Node = Litestar(handlers, openapi_config=config, plugins=[references]).openapi_schema.to_schema()
    kept_as_asked(found["paths"])
    answers = answer_examples(answering) | policy_examples(policies)
    for path in found["paths"].values():
        for operation in path.values():
            in_lines(operation)
            _complete(operation, answers)
    text = words()
    package = metadata("canbao")
    whole = {
        "openapi": "3.1.0",
        "info": {**text["info"], "version": package["Version"]},
        "servers": [{"url": "/", "description": "本服务 / This service"}],
        "security": [],
        "tags": [{"name": name, "description": said} for name, said in text["tag"].items()],
        "paths": found["paths"],
        "components": {
            "schemas": _with_names(components([*references.met, *LINE_STRUCTS]), answering.names),
            "headers": {"X-Request-Id": REQUEST_ID, "Retry-After": RETRY_AFTER, "ETag": ETAG, **HEADERS},
            "securitySchemes": SCHEMES,
            "examples": problem_examples(),
        },
    }
    if licence := package.json.get("license_expression"):
        whole["info"]["license"] = {"name": licence, "identifier": licence}
    return msgspec.json.format(msgspec.json.encode(whole), indent=2) + b"\n"


def _with_names(schemas: Node, names: Collection[str]) -> Node:
    """政策名称. The schemas, with the policies that may be named in a comparison: the one in force and each draft."""
    for struct in (ComparisonAsked, OtherSide):
        named = schemas[struct.__name__]["properties"]["policy"]
        for schema in (named, *named.get("anyOf", ())):
            if "enum" in schema:
                schema["enum"] = sorted(names)
    return schemas


def _complete(operation: Node, answers: dict[str, Any]) -> None:
    """补全. Give a call its words and examples, and take away what only says the usual."""
    text = words()
    name = operation["operationId"]
    operation.update(text["operation"][name])
    parameters = operation.get("parameters", [])
    for parameter in parameters:
        parameter["description"] = text["parameter"][parameter["name"]]
        if (example := PARAMETER_EXAMPLES.get(parameter["name"])) is not None:
            parameter["example"] = example
        _without(parameter, SAID_ANYWAY)
        _without_null(parameter["schema"])
    _without(operation, SAID_ANYWAY)
    if body := operation.get("requestBody"):
        body["description"] = text["body"][name]
        for content in body["content"].values():
            content["examples"] = body_examples()[name]
    query = any(parameter["in"] == "query" for parameter in parameters)
    for status, response in operation["responses"].items():
        response["description"] = text["response"].get(name, {}).get(status) or text["response"][status]
        response["headers"] = _headers(status, name, tagged="304" in operation["responses"])
        problems = problem_codes(int(status), name, body=body is not None, query=query)
        for content in response.get("content", {}).values():
            content["examples"] = answers[name] if status < "300" else _referred(problems)
            if "oneOf" in content["schema"]:  # the whole answer fits the brief one too
                content["schema"] = {"anyOf": content["schema"]["oneOf"]}


def _headers(status: str, name: str, *, tagged: bool) -> Node:
    names = ["X-Request-Id", *([HEADERS_OF[status]] if status in HEADERS_OF else [])]
    if name in LINKED and status < "300":
        names.append("Canbao-Chain")
    if tagged and status in ("200", "304"):
        names.append("ETag")
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _referred(codes: Sequence[str]) -> Node:
    return {code: {"$ref": f"#/components/examples/{code}"} for code in codes}


def _without(node: Node, names: Sequence[str]) -> None:
    for name in names:
        node.pop(name, None)


def _without_null(schema: Node) -> None:
    """不为空. A parameter is there or not; it is never null."""
    if "oneOf" in schema:  # a format keeps null apart
        (only,) = [each for each in schema.pop("oneOf") if each != {"type": "null"}]
        schema.update(only)
    if isinstance(schema["type"], list):
        schema["type"] = next(kind for kind in schema["type"] if kind != "null")
        schema["enum"] = [value for value in schema["enum"] if value is not None]
