"""回执. What a kept decision looks like: its receipt, and the answer just as the caller got it."""

import hashlib
from functools import cache
from importlib.metadata import version
from typing import Final

import msgspec

from app.model.assessment import Assessment, Brief
from app.wording.explored import AssessmentExplored


class Receipt(msgspec.Struct, frozen=True):
    """回执. The number of a decision, when it was kept and for whom; by which policy and which version it was made."""

    number: str
    kept_at: str
    caller: str
    policy: str
    service: str


class Asked(msgspec.Struct, frozen=True):
    """所请. What a caller wants kept: under which key, by which policy, of which query and body, as they were sent."""

    caller: str
    key: str
    revision: str
    query: bytes
    body: bytes

    def whole(self) -> bytes:
        """全文. Query and body, all that a replay needs; a query holds no line feed."""
        return self.query + b"\n" + self.body

    def digest(self) -> bytes:
        """摘要. By which a retry is known: the call, its query and its body, byte for byte."""
        return hashlib.sha256(b"POST /v1/decisions?" + self.whole()).digest()


class Decision(msgspec.Struct, frozen=True):
    """决定. An answer that is kept, with its receipt; it never changes."""

    receipt: Receipt
    assessment: Assessment | AssessmentExplored | Brief


class Kept(msgspec.Struct, frozen=True):
    """留存. A decision with its answer in the very bytes of `POST /v1/assessments`."""

    receipt: Receipt
    assessment: msgspec.Raw


@cache
def service() -> str:
    """服务版本. The version of the service."""
    return version("canbao")


def content(receipt: Receipt, assessment: bytes) -> bytes:
    """内容. A decision as it is kept and told."""
    return _encoded(Kept(receipt, msgspec.Raw(assessment)))


_encoded: Final = msgspec.json.Encoder().encode
kept_in: Final = msgspec.json.Decoder(Kept).decode
"""所留. The receipt and the answer in a decision as it is kept."""
