"""目录示例. Examples of what is listed of the policy: real ones, cut short."""

from typing import Any, Final

import msgspec

from app.policies import Policies
from app.policies.changes import changes
from app.policies.told_area import area_told, areas_listed
from app.policies.told_document import documents_told
from app.policies.told_version import own_versions
from app.web.areas import Areas, in_words
from app.web.documents import Changes, Documents

SHOWN: Final = 2
"""示例条数. How many entries of each list an example shows."""
AREA: Final = "430100"
DOCUMENT: Final = "hunan-2025-measures"


def listings(policies: Policies, revision: str) -> dict[str, Any]:
    """目录示例. By operation; `revision` stands for the one that changes with every figure."""
    documents = documents_told(policies)
    listed = tuple(told.document for told in documents.values())
    real = {
        "areas": Areas(revision, areas_listed(policies)),
        "area": in_words(area_told(policies, AREA)),
        "policies": Documents(revision, listed),
        "policy": documents[DOCUMENT],
        "changes": Changes(revision, None, changes(own_versions(policies))),
    }
    return {name: _short(msgspec.to_builtins(value), revision) for name, value in real.items()}


def _short(value: dict[str, Any], revision: str) -> dict[str, Any]:
    """缩短. The value with the beginnings of its lists."""
    short = {key: each[:SHOWN] if isinstance(each, list | tuple) else each for key, each in value.items()}
    return short | {"revision": revision}
