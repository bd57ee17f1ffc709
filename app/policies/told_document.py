"""文件告知. What is held of a document of law: its words, its items, the values that rest on it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import msgspec

from app.model.citation import Standing
from app.policies.document import Passage
from app.policies.load import Policies
from app.policies.register import Item
from app.policies.told_version import VersionTold, own_versions


class DocumentListed(msgspec.Struct, frozen=True, kw_only=True):
    """文件. A document of law or a bureau's page; how many of its items are modelled, and whose policy rests on it."""

    id: str
    number: str | None
    title: str
    issuer: str | None
    issued: date | None
    effective: date | None
    standing: Standing
    url: str | None
    modelled_items: int
    partly_modelled_items: int
    not_modelled_items: int
    areas: tuple[str, ...]


class DocumentTold(msgspec.Struct, frozen=True, kw_only=True):
    """文件. A document whole: its clauses as quoted, each of its items as registered, the dated values it gives."""

    document: DocumentListed
    revision: str
    text_held: bool
    remark: str | None
    passages: tuple[Passage, ...]
    items: tuple[Item, ...]
    versions: tuple[VersionTold, ...]


def documents_told(policies: Policies) -> dict[str, DocumentTold]:
    """文件. Every document whole, by its id."""
    versions = own_versions(policies)
    return {name: _document(policies, name, versions) for name in sorted(policies.documents)}


def _document(policies: Policies, name: str, all_versions: Sequence[VersionTold]) -> DocumentTold:
    document, items = policies.documents[name], policies.items.get(name, ())
    versions = tuple(version for version in all_versions if version.document == name)
    states = Counter(item.state for item in items)
    return DocumentTold(
        document=DocumentListed(
            id=document.id,
            number=document.number,
            title=document.title,
            issuer=document.issuer,
            issued=document.issued,
            effective=document.effective,
            standing=document.standing,
            url=document.url,
            modelled_items=states["modelled"],
            partly_modelled_items=states["partly"],
            not_modelled_items=states["not_modelled"],
            areas=tuple(dict.fromkeys(version.area for version in versions)),
        ),
        revision=policies.revision,
        text_held=document.text is not None,
        remark=document.remark,
        passages=document.passages,
        items=items,
        versions=versions,
    )
