"""网络服务. Cases answered over HTTP."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.policies import Policies
    from app.web.front import Front
    from app.web.keeping import Keeping


def create(
    policies: "Policies",
    drafts: "Mapping[str, Policies] | None" = None,
    keeping: "Keeping | None" = None,
    *,
    access_log: bool = False,
) -> "Front":
    """应用. The ASGI application over these policies, and drafts by name; decisions are kept where `keeping` says.

    `access_log` writes a line a request.
    """
    from app.web.application import Application  # noqa: PLC0415 (`canbao assess` needs no Litestar)

    return Application(policies, drafts or {}, keeping).front(access_log=access_log)
