"""分录. What the ledger keeps of one decision, and the chain that ties each entry to the one before it."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

import msgspec

DIGEST_BYTES: Final = 32


class Draft(msgspec.Struct, frozen=True):
    """待记. A decision as it is handed to the ledger; everything but the receipt number stays opaque to it.

    `request` is the SHA-256 of what was asked (32 bytes), `asked` the query and the body as received, `content` the
    body of the answer, `kept_at` the time in Asia/Shanghai as RFC 3339.
    """

    id: str
    caller: str
    key: str
    request: bytes
    kept_at: str
    revision: str
    asked: bytes
    content: bytes


class Entry(Draft, frozen=True):
    """分录. A decision that is kept: its place, the chain before it, and its own link of the chain (32 bytes each)."""

    number: int
    before: bytes
    chain: bytes


class Head(msgspec.Struct, frozen=True):
    """账首. Where the chain begins, how many entries there are, and the link of the last."""

    origin: bytes
    entries: int
    chain: bytes


def entry_of(row: Sequence[object]) -> Entry:
    """读回. The entry in a row; `msgspec.ValidationError` where a spoilt file gives other than was kept."""
    return msgspec.convert(dict(zip(Entry.__struct_fields__, row, strict=True)), Entry, builtin_types=(bytes,))


def head_of(row: Sequence[object]) -> Head:
    """读回账首. Likewise."""
    return msgspec.convert(dict(zip(Head.__struct_fields__, row, strict=True)), Head, builtin_types=(bytes,))


def digest(draft: Draft) -> bytes:
    """摘要. SHA-256 over every column of a draft, each after its length, so that no two drafts share one."""
    texts = (draft.id, draft.caller, draft.key, draft.kept_at, draft.revision)
    columns = (*(text.encode() for text in texts), draft.request, draft.asked, draft.content)
    return sha256(b"".join(len(column).to_bytes(8) + column for column in columns)).digest()


def link(before: bytes, number: int, digested: bytes) -> bytes:
    """链值. SHA-256 over the chain so far, the number of the entry and the digest of its columns."""
    return sha256(before + number.to_bytes(8) + digested).digest()


def following(draft: Draft, digested: bytes, number: int, before: bytes) -> Entry:
    """后继. The entry of a draft, given with its digest, as the next of a chain."""
    columns: tuple[Any, ...] = (*msgspec.structs.astuple(draft), number, before, link(before, number, digested))
    return Entry(*columns)


def fits(entry: Entry) -> bool:
    """自洽. Whether nothing of an entry was changed after it had been chained."""
    return entry.chain == link(entry.before, entry.number, digest(entry))
