"""准入. Guards before a call is looked into: the ledger that it needs, the caller it comes from, the key of a retry."""

import re
from typing import Any, Final

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from app.web.callers import Callers
from app.web.keeping import Keeping
from app.web.moment import now
from app.web.problems import RefusedError

Connection = ASGIConnection[Any, Any, Any, Any]
KEY_PATTERN: Final = r"^([!#-\[\]-~]{1,128}|\"[!#-\[\]-~]{1,128}\")$"
"""重试键. Visible ASCII but for `"` and `\\`, between quotation marks or not: `"a"` and `a` are the same key."""
KEY: Final = re.compile(KEY_PATTERN.encode()[1:-1])
MISSING: Final = ((b"www-authenticate", b'Bearer realm="canbao"'),)
WRONG: Final = ((b"www-authenticate", b'Bearer realm="canbao", error="invalid_token"'),)


class Access:
    """准入. Who may use the ledger, if there is one; who does is named in the state of the request."""

    def __init__(self, keeping: Keeping | None) -> None:
        self._keeping = keeping

    @property
    def keeping(self) -> Keeping:
        """留存. Where decisions are kept; RefusedError where there is no ledger."""
        if self._keeping is None:
            raise RefusedError("no_ledger", headers=((b"retry-after", b"3600"),))
        return self._keeping

    def may_keep(self, connection: Connection, _handler: BaseRouteHandler) -> None:
        """可留存. Refuse where nothing is kept, and whoever is no caller."""
        _identify(connection, self.keeping.callers)

    def may_see(self, connection: Connection, _handler: BaseRouteHandler) -> None:
        """可查阅. Refuse where there is nothing to see, and whoever is no caller."""
        if self._keeping is None:
            raise RefusedError("unknown_decision")
        _identify(connection, self._keeping.callers)


def caller_of(connection: Connection) -> str:
    """调用方. Who asks, of a call that has passed."""
    name: str = connection.scope["state"]["caller"]
    return name


def keyed(connection: Connection, _handler: BaseRouteHandler) -> None:
    """带键. Refuse what has no key by which a retry would be known, or several."""
    given = _sent(connection, b"idempotency-key")
    if len(given) != 1 or not KEY.fullmatch(given[0]):
        raise RefusedError("invalid_idempotency_key")


def _identify(connection: Connection, callers: Callers) -> None:
    """识别. Name the caller in the state of the request, or refuse."""
    given = _sent(connection, b"authorization")
    name = callers.named(given[0], now().date()) if len(given) == 1 else None
    if name is None:
        raise RefusedError("unauthorised", headers=WRONG if given else MISSING)
    connection.scope["state"]["caller"] = name


def _sent(connection: Connection, name: bytes) -> list[bytes]:
    return [value for sent, value in connection.scope["headers"] if sent == name]
