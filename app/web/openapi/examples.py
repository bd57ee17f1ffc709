"""示例. An example for every call and every problem: real answers to a real case, not invented ones."""

import json
from pathlib import Path
from typing import Any, Final

import msgspec

from app.model import funds
from app.model.comparison import ComparisonAsked
from app.model.family import FamilyCase, well_formed
from app.model.options import OpenCase
from app.policies import Policies
from app.web import comparisons, options, pooling_funds
from app.web.answering import Answering
from app.web.body import Reader
from app.web.lines import LineAnswering
from app.web.openapi import intake_examples
from app.web.openapi.decisions import decided
from app.web.openapi.listing_examples import listings
from app.web.problems import Fault, RefusedError, catalogue, reason_told, told

Examples = dict[str, dict[str, Any]]

REQUEST_ID: Final = "5f1c0d9a3b7e-2a"
REVISION: Final = "sha256:" + "0" * 64
"""示例中的版本. Stands for the revision, which changes with every figure; the document need not."""
OF_A_BODY: Final = frozenset(
    {
        "malformed_body",
        "duplicate_keys",
        "invalid_body",
        "body_too_large",
        "unsupported_media_type",
        "unsupported_content_encoding",
    }
)
OF_SOME_CALLS: Final = {
    "unknown_area": ("area",),
    "unknown_document": ("policy",),
    "unknown_decision": ("decision", "replay"),
    "invalid_idempotency_key": ("keep",),
    "idempotency_key_reused": ("keep",),
    "still_running": ("keep",),
    "no_ledger": ("keep",),
    "ledger_unavailable": ("keep", "decision", "replay", "ready"),
}
FAULTS: Final = {
    "malformed_body": (Fault("not_json", words={"position_zh": "（第 12 字节处）", "position_en": " (at byte 12)"}),),
    "duplicate_keys": (Fault("duplicate_key", "/person/birth_date"),),
    "invalid_query": (Fault("not_a_choice", "/view", "query", {"allowed": "full, brief"}),),
    "invalid_body": (
        Fault("wrong_type", "/plan/years/0", words={"expected": "integer"}),
        Fault("not_a_date", "/person/birth_date"),
        Fault("unknown_field_near", "/person/catagory", words={"nearest": "category"}),
        Fault("missing_field", "/person/category", words={"expected": "choice", "allowed": "adult_resident, child"}),
    ),
}
POOL: Final = {
    "area": "430500",
    "year": 2026,
    "financing_fen": 5_000_000_000,
    "parts": [
        {
            "area": "430522",
            "income_fen": 900_000_000,
            "spending_fen": 950_000_000,
            "balance_fen": 30_000_000,
            "management_shortfall_fen": 10_000_000,
        }
    ],
}
WORDS: Final = {"limit": "1048576", "seconds": "8", "taken": "application/json"}


def case() -> bytes:
    """个案. The example of a case."""
    return Path(__file__).with_name("case.json").read_bytes()


BATCH: Final = b'{"id":"a",' + b"".join(line.strip() for line in case().splitlines())[1:] + b'\n{"id":"b"}\n'
"""批量示例. The case as a line with a key, and a line that is none."""


def family() -> bytes:
    """家庭. The example of a family."""
    return Path(__file__).with_name("family.json").read_bytes()


def body_examples() -> dict[str, Examples]:
    """请求示例. An example of the body of every call that has one, by operation."""
    whole = json.loads(case())
    open_case = {name: whole[name] for name in whole if name != "plan"} | {"cover_by": "2027-03-01"}
    later = {"case": whole, "other": {"on": "2026-02-10", "area": None}}
    return {
        "assess": {"lapsed": _example("两年断保后参保 / Enrolling after two lapse years", whole)},
        "keep": {"lapsed": _example("两年断保后参保 / Enrolling after two lapse years", whole)},
        "assess_batch": {"two": _example("两行，第二行有错 / Two lines, the second at fault", BATCH.decode())},
        "options": {"cover_by": _example("三月前能享受吗 / Can there be cover by March?", open_case)},
        "pooling_funds": {"shaoyang": _example("一个县的缺口 / The shortfall of a county", POOL)},
        "family_aid": {
            "child": _example("孩子的保费和外婆的药费 / A child's fee, a grandmother's costs", json.loads(family()))
        },
        "compare": {"earlier": _example("早些时候会怎样 / What would it have been earlier?", later)},
        **intake_examples.payloads(),
    }


def answer_examples(answering: Answering) -> dict[str, Examples]:
    """答案示例. Examples of the good answer of every call, by operation."""
    full = json.loads(answering.reply(case(), b""))
    brief = json.loads(answering.reply(case(), b"view=brief"))
    unknown = json.loads(answering.reply(_json(json.loads(case()) | {"unknown_years": [2025]}), b"unknowns=all"))
    full["policy"]["revision"] = unknown["policy"]["revision"] = REVISION
    bodies = body_examples()
    asked = Reader(OpenCase, options.well_formed).read(_json(bodies["options"]["cover_by"]["value"]))
    found = msgspec.to_builtins(answering.options(asked))
    found["policy"]["revision"] = REVISION
    seen_twice = Reader(ComparisonAsked, comparisons.well_formed).read(_json(bodies["compare"]["earlier"]["value"]))
    compared = msgspec.to_builtins(answering.compared(seen_twice))
    compared["here"]["revision"] = compared["there"]["revision"] = REVISION
    aided = msgspec.to_builtins(answering.aided(Reader(FamilyCase, well_formed).read(family())))
    aided["policy"]["revision"] = REVISION
    kept, told_again = decided(answering, b"view=brief", case(), REVISION)
    words = catalogue()["problem"]["not_found"]
    page = {"type": "/problems/not_found", "code": "not_found", **words}
    page.pop("detail")
    return {
        "assess": {
            "full": _example("完整答案 / The whole answer", full),
            "brief": _example("view=brief", brief),
            "unknown": _example("unknowns=all", unknown),
        },
        "keep": {"brief": _example("view=brief", kept)},
        "decision": {"brief": _example("view=brief", kept)},
        "replay": {"same": _example("答案相同 / The same answer", told_again)},
        "assess_batch": {"brief": _example("view=brief", _batch(answering))},
        "options": {"cover_by": _example("全部选项 / All options", found)},
        "family_aid": {"child": _example("完整答案 / The whole answer", aided)},
        "compare": {"earlier": _example("逐项差异 / Every difference", compared)},
        "live": {"live": _example("存活 / Live", {"status": "live"})},
        "ready": {"ready": _example("就绪 / Ready", {"status": "ready", "policy_revision": REVISION})},
        "metrics": {"metrics": _example("计数 / Counts", 'canbao_requests_total{route="/livez"} 3\n')},
        "openapi": {"openapi": _example("开头 / Its beginning", {"openapi": "3.1.0", "info": {}, "paths": {}})},
        "problem": {"not_found": _example("没有此路径 / Not found", page)},
    }


def policy_examples(policies: Policies) -> dict[str, Examples]:
    """政策示例. Examples of what is told of the policy itself and of its pools, by operation."""
    asked = Reader(funds.FundsAsked, funds.well_formed).read(_json(POOL))
    pool = msgspec.to_builtins(pooling_funds.answered(policies, asked))
    pool["policy"]["revision"] = REVISION
    listed = listings(policies, REVISION)
    return {name: {name: _example("开头 / Its beginning", value)} for name, value in listed.items()} | {
        "pooling_funds": {"shaoyang": _example("谁先谁后 / Who pays, in turn", pool)},
        **intake_examples.answers(policies),
    }


def _batch(answering: Answering) -> str:
    """批量示例. The answers to the lines of the example."""
    one_by_one = LineAnswering(answering, b"view=brief", "zh", REQUEST_ID)
    return b"".join(map(one_by_one.answer, BATCH.splitlines())).decode()


def problem_examples() -> Examples:
    """问题示例. An example of every problem, by its code."""
    return {
        code: _example(words["title"]["zh"] + " / " + words["title"]["en"], _problem(code))
        for code, words in catalogue()["problem"].items()
    }


def problem_codes(status: int, operation: str, *, body: bool, query: bool) -> list[str]:
    """问题代码. The problems with a status that a call may meet, which has a body or a query or neither."""
    return [
        code
        for code, words in catalogue()["problem"].items()
        if words["status"] == status
        and (body or code not in OF_A_BODY)
        and (query or code != "invalid_query")
        and operation in OF_SOME_CALLS.get(code, (operation,))
    ]


def _problem(code: str) -> Any:  # noqa: ANN401 (any JSON)
    refused = RefusedError(code, FAULTS.get(code, ()), words=WORDS | reason_told("full"))
    return msgspec.to_builtins(told(refused, REQUEST_ID, "zh"))


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)


def _example(summary: str, value: object) -> dict[str, Any]:
    return {"summary": summary, "value": value}
