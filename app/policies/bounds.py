"""上下限. What the national text lets no area go beyond: CN/bounds.toml, held against every version."""

from collections.abc import Iterable, Iterator

import msgspec

from app.policies.built import built, keys_of
from app.policies.document import Documents
from app.policies.folder import Folder
from app.policies.heading import Source
from app.policies.subject import SUBJECTS, Year
from app.policies.version import Version

FILE = "CN/bounds.toml"


class Bound(msgspec.Struct, frozen=True, kw_only=True):
    """限度. The least or the greatest value of a policy field from a coverage year on."""

    subject: str
    parameter: str
    at_least: int | None = None
    at_most: int | None = None
    from_year: Year = msgspec.field(name="from")
    source: Source

    def breach(self, value: int) -> tuple[str, int] | None:
        """越限. How a value breaks the bound, and the bound; or null."""
        if self.at_least is not None and value < self.at_least:
            return "under_the_bound", self.at_least
        if self.at_most is not None and value > self.at_most:
            return "over_the_bound", self.at_most
        return None


class _File(msgspec.Struct, frozen=True):
    bounds: tuple[Bound, ...] = msgspec.field(name="bound")


def bounds_of(folder: Folder, documents: Documents) -> Iterator[Bound]:
    """上下限. The bounds that a folder states; none may be lifted by a later one."""
    place = folder.place(FILE)
    held = built(_File, folder.tables.get(FILE, {"bound": []}), place)
    for index, bound in enumerate(held.bounds if held else ()):
        spot = place.at("bound").at(index)
        if bound.source.document not in documents:
            spot.at("source").note("unknown_document", document=bound.source.document)
        if bound.subject not in SUBJECTS or bound.parameter not in keys_of(SUBJECTS[bound.subject]):
            spot.at("parameter").note("unknown_parameter", subject=bound.subject, parameter=bound.parameter)
        yield bound


def check_bounds(bounds: Iterable[Bound], subject: str, version: Version) -> None:
    """越限. Note each bound that a version breaks."""
    for bound in bounds:
        years = [year for year in version.laws if year >= bound.from_year]
        if bound.subject != subject or not years:
            continue
        value = getattr(version.laws[years[0]], bound.parameter, None)
        if isinstance(value, int) and (breach := bound.breach(value)):
            fault, limit = breach
            source = {"document": bound.source.document, "item": bound.source.item}
            version.place.at(bound.parameter).note(fault, found=value, bound=limit, **source)
