"""请求体. What every body has to be before it is looked into, and the strict decoding of the good ones.

The good body is decoded twice at full speed: into its type, and untyped to see that no key came twice (encoded
again, it is as long as it was without its spaces). Anything unusual goes to `second_look`, which takes its time.
"""

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

import msgspec

from app.web import second_look
from app.web.problems import RefusedError
from app.web.second_look import Beyond

LIMIT = 1_048_576
"""请求体上限. Bytes a body may have: a case with the most records the schema allows takes a tenth of it."""

JSON = (b"application/json",)

T = TypeVar("T")

_untyped = msgspec.json.Decoder().decode
_encoded = msgspec.json.Encoder().encode


class Reader(Generic[T]):
    """解码器. Bytes to a value of one type: strictly, each key once, or refused with all that is wrong.

    `well_formed` is what of the type's schema the decoder does not check; `beyond` tells from the tree of a body what
    else is wrong with it.
    """

    def __init__(
        self, type_: type[T], well_formed: Callable[[T], bool] = lambda _: True, beyond: Beyond | None = None
    ) -> None:
        self._type = type_
        self._well_formed = well_formed
        self._beyond = beyond
        self._typed = msgspec.json.Decoder(type_).decode

    def read(self, body: bytes) -> T:
        """解码. The value in `body`; raises RefusedError with every fault that stands in the way."""
        try:
            value = self._typed(body)
            plain = each_key_once(body) and self._well_formed(value)
            if plain and not (self._beyond and self._beyond(_untyped(body))):
                return value
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            pass
        return second_look.value_in(body, self._type, self._beyond)


def each_key_once(body: bytes) -> bool:
    """无重复字段. Whether surely no key comes twice; not sure where a text or a number may be written shorter."""
    length = len(_encoded(_untyped(body)))
    return length == len(body) or length == len(msgspec.json.format(body, indent=-1))


def check_headers(headers: Mapping[bytes, bytes]) -> None:
    """请求头. Refuse a body by its headers: too long, compressed, or not called JSON in UTF-8."""
    length = headers.get(b"content-length", b"0")
    if int(length) > LIMIT:
        raise too_large()
    media_type_in(headers, JSON)


def media_type_in(headers: Mapping[bytes, bytes], taken: tuple[bytes, ...]) -> bytes:
    """媒体类型. Which of those taken a body is called by its headers; refused where it is none, or is compressed."""
    coding = headers.get(b"content-encoding", b"identity")
    if coding.strip().lower() != b"identity":
        raise RefusedError("unsupported_content_encoding", headers=((b"accept-encoding", b"identity"),))
    media_type = _media_type(headers.get(b"content-type", b""))
    if media_type not in taken:
        words = {"taken": b", ".join(taken).decode()}
        raise RefusedError("unsupported_media_type", words=words, headers=((b"accept", b", ".join(taken)),))
    return media_type


def too_large() -> RefusedError:
    """请求体过大. The refusal of a body over the limit."""
    return RefusedError("body_too_large", words={"limit": str(LIMIT)})


def _media_type(content_type: bytes) -> bytes:
    """媒体类型. The type that is named, without its parameters; nothing where it is not in UTF-8."""
    media_type, *parameters = content_type.lower().split(b";")
    for parameter in parameters:
        name, _, value = parameter.strip().partition(b"=")
        if name == b"charset" and value.strip(b'"') not in (b"utf-8", b"utf8"):
            return b""
    return media_type.strip()
