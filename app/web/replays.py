"""重放. `POST /v1/decisions/{number}/replay`: a kept case assessed again by the policy of today, and what differs."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final, Literal

import msgspec
from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler

from app.explore import retold
from app.ledger import Draft
from app.model.codes import Outcome
from app.model.comparison import Comparison, Difference, Side
from app.model.explanation import Text
from app.model.kept import Kept
from app.web.access import Access, caller_of
from app.web.answering import Answering
from app.web.aside import aside
from app.web.decisions import PATH, Number
from app.web.declared import ABSENT, QUERY, answers, problems
from app.web.problems import RefusedError
from app.web.receipts import Receipt, asked_in, kept_in
from app.wording import named
from app.wording.differences import DifferenceTold, comparison_in_words

Why = Literal["same_policy", "not_accepted", "not_comparable"]


class ReplayWarning(msgspec.Struct, frozen=True):
    """提示. Why something other than the policy may have made the difference, or why nothing is compared."""

    code: Why
    text: Text


class Replay(msgspec.Struct, frozen=True, kw_only=True):
    """重放结果. Whether a kept case gets the same answer now; if not, what differs and by which rule.

    `parts` are the members of the answer that differ in anything but the revision of the policy data.
    """

    receipt: Receipt
    same: bool
    headline: Text | None = None
    then: Side
    now: Side | None = None
    differences: tuple[DifferenceTold, ...] = ()
    parts: tuple[str, ...] = ()
    warnings: tuple[ReplayWarning, ...]


class Setting(msgspec.Struct, frozen=True):
    """场合. Where and on which day a case is set."""

    area: str
    on: date


class Verdict(msgspec.Struct, frozen=True):
    """结论. The outcome of an answer alone."""

    outcome: Outcome


def handler(answering: Answering, access: Access) -> HTTPRouteHandler:
    """路由. The call as Litestar and OpenAPI know it; it reckons beside the event loop, for it may take some time."""

    @post(
        f"{PATH}/{{number:str}}/replay",
        status_code=200,
        operation_id="replay",
        tags=["decisions"],
        guards=[access.may_see],
        opt={QUERY: {}, ABSENT: "unknown_decision"},
        responses=answers(Replay) | problems(401, 404),
    )
    async def replay(request: Request[Any, Any, Any], number: Number) -> Response[bytes]:
        entry = await access.keeping.read(number, caller_of(request))
        told = await aside(lambda: msgspec.json.encode(replayed(answering, entry)))
        return Response(told, media_type="application/json")

    return replay


def replayed(answering: Answering, entry: Draft) -> Replay:
    """重放结果. The kept case assessed again, and its answer held against the one that was kept."""
    kept, (query, body) = kept_in(entry.content), asked_in(entry.asked)
    setting, before = msgspec.json.decode(body, type=Setting), bytes(kept.assessment)
    then = _side(setting, entry.revision, before)
    try:
        after = answering.reply(body, query)
    except RefusedError:
        return Replay(receipt=kept.receipt, same=False, then=then, warnings=_warnings("not_accepted"))
    now, parts = _side(setting, answering.revision, after), tuple(_parts(before, after))
    differences, warned = _differences(before, after) if parts else ((), ())
    if entry.revision == answering.revision and before != after:
        warned = (*warned, "same_policy")
    told = comparison_in_words(Comparison(here=then, there=now, differences=differences), answering.area_names)
    return Replay(
        receipt=kept.receipt,
        same=not parts,
        headline=told.headline,
        then=then,
        now=now,
        differences=told.differences,
        parts=parts,
        warnings=_warnings(*warned),
    )


def _side(setting: Setting, revision: str, answer: bytes) -> Side:
    return Side(setting.area, setting.on, revision, _outcome(answer).outcome)


def _differences(before: bytes, after: bytes) -> tuple[tuple[Difference, ...], tuple[Why, ...]]:
    """差异. The fields that differ; where the kept answer cannot be read any more, a warning instead."""
    try:
        return retold(_kept(before), _kept(after)), ()
    except msgspec.ValidationError:
        return (), ("not_comparable",)


def _parts(before: bytes, after: bytes) -> Iterator[str]:
    """不同部分. The members of two answers that differ, but for the revision in them."""
    one, other = _members(before), _members(after)
    for name in {**one, **other}:
        if one.get(name) != other.get(name):
            yield name


def _members(answer: bytes) -> dict[str, Any]:
    members: dict[str, Any] = msgspec.json.decode(answer)
    members.get("policy", {}).pop("revision", None)
    return members


def _warnings(*codes: Why) -> tuple[ReplayWarning, ...]:
    return tuple(ReplayWarning(code, named("replay", code)) for code in codes)


_outcome: Final = msgspec.json.Decoder(Verdict).decode
_kept: Final = msgspec.json.Decoder(Kept).decode
