"""带标签的应答. Answers that stay the same while the policy does: with a strong ETag, and not sent twice.

The tag is the digest of the bytes; the policy revision is among them, so a change of policy changes every tag.
"""

import hashlib
from typing import Annotated

from litestar import Response
from litestar.params import HeaderParameter

IfNoneMatch = Annotated[str | None, HeaderParameter(name="If-None-Match")]
"""若无匹配. The tags that the caller holds, as `If-None-Match` lists them, or `*`."""


class Tagged:
    """带标签的应答. The bytes of an answer with its tag."""

    def __init__(self, content: bytes, media_type: str = "application/json") -> None:
        self._content = content
        self._media_type = media_type
        self._tag = f'"{hashlib.sha256(self._content).hexdigest()[:32]}"'

    def answer(self, if_none_match: str | None) -> Response[bytes]:
        """应答. 304 without a body where the caller's tags name this answer, else the answer."""
        headers = {"etag": self._tag, "cache-control": "no-cache"}
        if if_none_match is not None and self._is_among(if_none_match):
            return Response(b"", status_code=304, headers=headers)
        return Response(self._content, media_type=self._media_type, headers=headers)

    def _is_among(self, tags: str) -> bool:
        held = [tag.strip().removeprefix("W/") for tag in tags.split(",")]
        return self._tag in held or held == ["*"]
