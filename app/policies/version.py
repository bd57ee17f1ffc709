"""版本. One dated version of a subject in one area: what it says, for which years, and where it stands."""

from collections.abc import Mapping

import msgspec

from app.model.citation import Citation, Clause
from app.policies.built import built, keys_of
from app.policies.document import Documents
from app.policies.heading import Heading, heading_of, in_order
from app.policies.problem import Place
from app.policies.rules import RULES
from app.policies.subject import FIGURES, SUBJECTS, unknown_words
from app.policies.wanted import like
from app.policies.window import windows_of


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """版本. A version of a subject: its heading, where it stands, and what it says for each coverage year."""

    heading: Heading
    place: Place
    laws: dict[int, msgspec.Struct]


class SubjectFile(msgspec.Struct, frozen=True, kw_only=True):
    """主题文件. A subject of an area as a file states it."""

    subject: str
    area: str
    documents: Documents
    place: Place

    def versions(self, table: Mapping[str, object]) -> list[Version]:
        """版本. The versions in the file, oldest first; one with problems is left out."""
        for key in table.keys() - {"version"}:
            self.place.at(key).note("unknown_key", known="[[version]]")
        tables = table.get("version")
        if not (isinstance(tables, list) and tables and all(isinstance(part, dict) for part in tables)):
            self.place.at("version").note("no_version")
            return []
        spots = [self.place.at("version").at(index) for index in range(len(tables))]
        headings = [heading_of(part, spot) for part, spot in zip(tables, spots, strict=True)]
        rows = zip(in_order(headings, spots), tables, spots, strict=True)
        versions = (self._version(*row) for row in rows)
        return [version for version in versions if version]

    def _version(self, heading: Heading | None, table: Mapping[str, object], place: Place) -> Version | None:
        said = {key: value for key, value in table.items() if key not in keys_of(Heading)}
        if heading is None:
            if self.subject != "window":  # which of its two forms is meant hangs on years
                built(
                    SUBJECTS[self.subject], said, place, keys_of(Heading), cited=None
                )  # for what is wrong with it besides
            return None
        cited = self._citation(heading, place)
        if self.subject == "window":
            laws = windows_of(heading.years(), said, cited, place)
        else:
            law = built(SUBJECTS[self.subject], said, place, keys_of(Heading), cited=cited)
            laws = dict.fromkeys(heading.years(), law) if law else {}
            for name, word, known in unknown_words(law) if law else ():
                place.at(name).note("unknown_word", word=word, known=", ".join(known))
        if self.subject in FIGURES and heading.until is None:
            place.at("until").note("open_figure")
        return Version(heading=heading, place=place, laws=laws) if laws else None

    def _citation(self, heading: Heading, place: Place) -> Citation:
        source = heading.source
        if source.document not in self.documents:
            place.at("source").at("document").note("unknown_document", document=source.document)
        clauses: dict[str, Clause] = {}
        for rule, name in heading.clauses.items():
            spot = place.at("clauses").at(rule)
            if rule not in RULES:
                spot.note("unknown_rule", rule=rule, known=like(rule, RULES))
            if clause := self.documents.clause(name, source.document, spot):
                clauses[rule] = clause
        for key, named in (("inferred", heading.inferred), ("secondary", heading.secondary)):
            for index, rule in enumerate(named):
                if rule not in RULES:
                    place.at(key).at(index).note("unknown_rule", rule=rule, known=like(rule, RULES))
        return Citation(
            subject=self.subject,
            area=self.area,
            document=source.document,
            item=source.item,
            from_year=heading.from_year,
            until_year=heading.until,
            checked=heading.checked,
            standing=heading.standing,
            confidence=heading.confidence,
            clauses=clauses,
            inferred=heading.inferred,
            secondary=heading.secondary,
        )
