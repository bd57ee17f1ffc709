"""文件. The documents of law and their quoted clauses, each held against its text and its digest."""

import hashlib
from datetime import date

import msgspec

from app.model.citation import Clause, Standing
from app.policies.built import built
from app.policies.folder import Folder
from app.policies.problem import Place


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """引文. Words quoted from an item; without a quote, `gist` says in our words what the item gives."""

    id: str
    item: str
    quote: str | None = None
    sha256: str | None = None
    gist: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """文件. A document of law or a bureau's page; `text` names the file of texts/ that holds its words."""

    id: str
    title: str
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    effective: date | None = None
    standing: Standing = "in_force"
    url: str | None = None
    text: str | None = None
    remark: str | None = None
    passages: tuple[Passage, ...] = msgspec.field(name="passage", default=())

    def clause(self, passage: Passage) -> Clause:
        """条款. A passage as answers cite it."""
        return Clause(self.id, passage.item, passage.quote, passage.sha256)


class Documents(dict[str, Document]):
    """文件目录. All documents by id."""

    def clause(self, name: str, document: str, place: Place) -> Clause | None:
        """条款. The passage `name` of `document`, or `other-document#name`."""
        owner, _, passage = name.rpartition("#")
        held = self.get(owner or document)
        if held is None:
            place.note("unknown_document", document=owner or document)
            return None
        for candidate in held.passages:
            if candidate.id == passage:
                return held.clause(candidate)
        place.note("unknown_passage", document=held.id, passage=passage)
        return None


def documents_of(folder: Folder) -> Documents:
    """文件目录. The documents of one folder, with every quote held against its digest and its text."""
    documents = Documents()
    place = folder.place("documents.toml")
    table = folder.tables.get("documents.toml", {"document": []})
    held = built(_File, table, place)
    for index, document in enumerate(held.documents if held else ()):
        spot = place.at("document").at(index)
        if document.id in documents:
            spot.at("id").note("twice", id=document.id)
        documents[document.id] = document
        _check(document, folder, spot)
    return documents


class _File(msgspec.Struct, frozen=True):
    documents: tuple[Document, ...] = msgspec.field(name="document")


def _check(document: Document, folder: Folder, place: Place) -> None:
    file = f"texts/{document.text}"
    if document.text and file not in folder.texts:
        place.at("text").note("missing_text", file=file)
    words = without_spaces(folder.texts.get(file, ""))
    seen = set()
    for index, passage in enumerate(document.passages):
        spot = place.at("passage").at(index)
        if passage.id in seen:
            spot.at("id").note("twice", id=passage.id)
        seen.add(passage.id)
        _check_quote(passage, words, spot)


def _check_quote(passage: Passage, words: str, place: Place) -> None:
    if passage.quote is None:
        if passage.gist is None or words:
            place.note("no_words")
        return
    if passage.sha256 != (digest := hashlib.sha256(passage.quote.encode()).hexdigest()):
        place.at("sha256").note("wrong_digest", digest=digest)
    if words and without_spaces(passage.quote) not in words:
        place.at("quote").note("quote_not_in_text", quote=passage.quote[:20])


def without_spaces(text: str) -> str:
    """去空白. Chinese text without white space, which in it means nothing and breaks lines anywhere."""
    return "".join(text.split())
