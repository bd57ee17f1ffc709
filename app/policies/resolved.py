"""适用. The law of each area for each year: its own, else its parent's; figures never the nation's."""

from collections.abc import Mapping

from msgspec.structs import replace

from app.model.policy import Policy, YearLaw
from app.model.reading import Reading
from app.policies.area import NATION, Area, lineage
from app.policies.reading import readings_taken
from app.policies.stated import Laws
from app.policies.subject import FIRST_YEAR, LAST_YEAR, STOP_AT_PROVINCE, citations


def policies_of(
    areas: Mapping[str, Area], stated: Mapping[str, Laws], readings: dict[str, Reading], revision: str
) -> dict[str, Policy]:
    """地区政策. The policy of every area with a folder; those that state nothing share their parent's."""
    shared: dict[tuple[bool, tuple[str, ...]], tuple[dict[int, YearLaw], dict[str, int | None]]] = {}
    policies = {}
    for code, area in areas.items():
        line = tuple(ancestor for ancestor in lineage(code, areas) if ancestor in stated)
        key = code == NATION, line
        if key not in shared:
            laws = _merged(line, stated, national=code == NATION)
            shared[key] = _years(laws, readings), _known_until(laws)
        years, known_until = shared[key]
        policies[code] = Policy(
            area=code,
            name=area.name,
            modelled=True,
            years=years,
            known_until=known_until,
            readings=readings,
            revision=revision,
        )
    return policies


def _merged(line: tuple[str, ...], stated: Mapping[str, Laws], *, national: bool) -> Laws:
    merged: Laws = {}
    for code in reversed(line):
        for subject, laws in stated[code].items():
            if national or code != NATION or subject not in STOP_AT_PROVINCE:
                merged[subject] = {**merged.get(subject, {}), **laws}
    return merged


def _years(laws: Laws, readings: Mapping[str, Reading]) -> dict[int, YearLaw]:
    """年度政策. The law of each year with the readings it takes; years that state the same share them."""
    years: dict[int, YearLaw] = {}
    alike: dict[tuple[int, ...], YearLaw] = {}
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        held = {subject: known[year] for subject, known in laws.items() if year in known}
        if not held:
            continue
        same = tuple(map(id, held.values()))
        if same not in alike:
            law = replace(YearLaw(year=year), **held)
            checked = min(cited.checked for cited in citations(law))
            alike[same] = replace(law, readings=readings_taken(law, readings), verified_on=checked)
        years[year] = replace(alike[same], year=year)
    return years


def _known_until(laws: Laws) -> dict[str, int | None]:
    """已知至. The last year known of each subject, null while it stays open; a subject never known is out."""
    last = {subject: max(held) for subject, held in laws.items() if held}
    return {subject: None if year == LAST_YEAR else year for subject, year in last.items()}
