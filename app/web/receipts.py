"""回执. What a kept decision looks like: its receipt, and the answer just as the caller got it."""

import hashlib
import secrets
from functools import cache
from importlib.metadata import version
from typing import Final

import msgspec

from app.ledger import Draft
from app.model.assessment import Assessment, Brief
from app.web.moment import now
from app.wording.explored import AssessmentExplored

ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
BITS: Final = 130
"""编号位数. Random bits of a number: 26 digits of Crockford's base 32, 5 bits each."""


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


class KeptDecision(msgspec.Struct, frozen=True):
    """留存. A decision with its answer in the very bytes of `POST /v1/assessments`."""

    receipt: Receipt
    assessment: msgspec.Raw


def receipt_of(asked: Asked) -> Receipt:
    """新回执. A receipt of this moment, with a number of 130 random bits."""
    drawn = secrets.randbits(BITS)
    number = "".join(ALPHABET[drawn >> place & 31] for place in range(0, BITS, 5))
    kept_at = now().isoformat(timespec="milliseconds")
    return Receipt(number, kept_at, asked.caller, asked.revision, _service())


@cache
def _service() -> str:
    return version("canbao")


def asked_in(whole: bytes) -> tuple[bytes, bytes]:
    """所请. The query and the body in what was asked."""
    query, _, body = whole.partition(b"\n")
    return query, body


def drafted(asked: Asked, receipt: Receipt, answer: bytes) -> Draft:
    """待记. What the ledger is to keep of an answer; its content is what the caller gets."""
    return Draft(
        id=receipt.number,
        caller=asked.caller,
        key=asked.key,
        request=asked.digest(),
        kept_at=receipt.kept_at,
        revision=asked.revision,
        asked=asked.whole(),
        content=_encoded(KeptDecision(receipt, msgspec.Raw(answer))),
    )


_encoded: Final = msgspec.json.Encoder().encode
kept_in: Final = msgspec.json.Decoder(KeptDecision).decode
"""所留. The receipt and the answer in a decision as it is kept."""
