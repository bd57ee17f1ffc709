"""换协议. A connection that speaks HTTP/1.1 and goes on to do so, whatever other protocol a caller wishes for.

Java and `curl --http2` wish so with every call. It may be ignored (RFC 9110, 7.8), but the parser would take the body
for the other protocol's: the head is read again without the wish, by a parser that goes on with the body.
"""

from typing import Any

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser
from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class StayingProtocol(HttpToolsProtocol):
    """守旧. uvicorn's protocol, which ignores `Upgrade` wherever the bytes are cut; CONNECT stays what it is."""

    @override
    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        rest = self._parsed(data)
        while rest is not None:
            rest = self._parsed(self._asked_again() + rest)

    def wishes_upgrade(self) -> bool:
        """望换. Whether the head that was just read wishes for another protocol, and will be read again."""
        return bool(self.parser.should_upgrade()) and self.parser.get_method() != b"CONNECT"

    def _parsed(self, data: bytes) -> bytes | None:
        """解析. Let the parser have the data; what it leaves behind a head that is to be read again."""
        try:
            self.parser.feed_data(data)
        except HttpParserError:
            self.send_400_response("")
        except HttpParserUpgrade as stopped:
            return data[stopped.args[0] :] if self.wishes_upgrade() else None
        return None

    def _asked_again(self) -> bytes:
        """再读. The head without the wish, and a parser to read it."""
        method, version = self.parser.get_method(), self.parser.get_http_version().encode()
        lines = [b"%b: %b" % header for header in self.headers if header[0] != b"upgrade"]
        self.parser: Any = HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn has it
        return b"\r\n".join([b"%b %b HTTP/%b" % (method, self.url, version), *lines, b"", b""])
