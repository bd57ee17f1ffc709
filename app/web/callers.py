"""调用方. Who may keep decisions: each by a name, with the digest of a secret and the days on which it holds.

The file is TOML, `[[caller]]` with `name`, `secret`, `from` and, if any, `until` and `revoked`. It holds no secret: a
secret has 256 random bits, and cannot be found from its digest. Several entries of one name are one caller, who is
changing secrets; what it kept belongs to the name.
"""

import hashlib
import re
import secrets
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from hmac import compare_digest
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

NAME: Final = re.compile(r"[\w.-]{1,64}")
"""名称. Letters of any script, digits, `.`, `_` and `-`."""
DIGEST: Final = "sha256:"
LARGEST: Final = 1_048_576
"""文件上限. Bytes that the file may have: some thousands of callers."""
BEARER: Final = re.compile(rb"[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9._~+/=-]{1,256})")


class UnusableError(Exception):
    """不能用. Something that keeping decisions needs cannot be used; `reason` says what and why, in both languages."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Caller(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """调用方. A name, the digest of a secret, and the first and the last day on which the secret holds."""

    name: Annotated[str, Meta(pattern=r"^[\w.-]{1,64}\Z")]
    secret: Annotated[str, Meta(pattern=r"^sha256:[0-9a-f]{64}\Z")]
    from_on: date = msgspec.field(name="from")
    until: date | None = None
    revoked: date | None = None

    def holds(self, on: date) -> bool:
        """有效. Whether the secret holds on a day."""
        return self.revoked is None and self.from_on <= on and (self.until is None or on <= self.until)


class CallersTold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """调用方名册. What the file holds."""

    caller: tuple[Caller, ...] = ()


class Callers:
    """名册. The callers, found by the secret they send."""

    def __init__(self, callers: Iterable[Caller]) -> None:
        self._held = [(caller.secret.encode(), caller) for caller in callers]

    def __len__(self) -> int:
        """个数. How many secrets there are, whether they hold or not."""
        return len(self._held)

    def named(self, authorization: bytes, on: date) -> str | None:
        """其名. The name of the caller whose secret an `Authorization` header bears on a day; null: of nobody.

        Every entry is looked at, each in constant time, so that how long it takes tells nothing.
        """
        bearer = BEARER.fullmatch(authorization)
        given = digest(bearer[1] if bearer else b"").encode()
        found = [caller.name for held, caller in self._held if compare_digest(given, held) & caller.holds(on)]
        return found[0] if bearer and found else None


def digest(secret: bytes) -> str:
    """摘要. What is kept of a secret."""
    return DIGEST + hashlib.sha256(secret).hexdigest()


def new_secret() -> str:
    """新密钥. A secret of 256 random bits, with a prefix by which it is known wherever it leaks."""
    return f"canbao_{secrets.token_urlsafe(32)}"


def callers_in(file: Path) -> tuple[Caller, ...]:
    """读名册. The callers in a file; raises UnusableError."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise UnusableError(f"{file}: 名册过大。 The file of callers is too large: {LARGEST} bytes at most")
        found = msgspec.convert(tomllib.loads(content.decode()), CallersTold).caller
    except OSError as error:
        raise UnusableError(f"{file}: 名册读不了，请核对路径和权限。 Cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise UnusableError(f"{file}: 名册的写法不对，请改正。 Not a file of callers: {error}") from None
    if any(times > 1 for times in Counter(caller.secret for caller in found).values()):
        raise UnusableError(f"{file}: 两个条目的密钥相同，请删去其一。 Two entries have the same secret")
    return found


def written(callers: Sequence[Caller]) -> str:
    """名册成文. The file that holds these callers."""
    return "\n".join(_entry(caller) for caller in callers)


def _entry(caller: Caller) -> str:
    days = {"from": caller.from_on, "until": caller.until, "revoked": caller.revoked}
    lines = [f"{name} = {day}" for name, day in days.items() if day is not None]
    return "\n".join(["[[caller]]", f'name = "{caller.name}"', f'secret = "{caller.secret}"', *lines, ""])
