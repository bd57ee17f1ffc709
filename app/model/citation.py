"""出处. Where a rule or a number of law comes from, in a form that a reader can check."""

from datetime import date
from typing import Literal

import msgspec

Standing = Literal["in_force", "draft"]
Confidence = Literal["official", "secondary", "inferred"]


class Clause(msgspec.Struct, frozen=True):
    """条款. A document, its item, and the words quoted; `quote` is null where the words are not held."""

    document: str
    item: str
    quote: str | None = None
    sha256: str | None = None


class Citation(msgspec.Struct, frozen=True):
    """依据. The version of a subject that answered: whose it is, how sure it is, and when it was last checked.

    `area` is the area whose text answered, which may be a parent of the area asked about; `clauses` maps a rule id to
    the clause it applies, `inferred` are rules of which the source itself says nothing, `secondary` those taken from
    a text known by copies or reports alone. `from_year` and `until_year` are coverage years, both included; null means
    open.
    """

    subject: str
    area: str
    document: str
    item: str
    from_year: int
    until_year: int | None
    checked: date
    standing: Standing
    confidence: Confidence
    clauses: dict[str, Clause]
    inferred: tuple[str, ...] = ()
    secondary: tuple[str, ...] = ()

    def clause(self, rule: str) -> Clause:
        """条款. The clause that `rule` applies: its own if it is named, else the source of the whole version."""
        return self.clauses.get(rule) or Clause(self.document, self.item)
