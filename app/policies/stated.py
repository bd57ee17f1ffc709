"""自有规定. What the policy folders state of each area itself, later folders laid over earlier ones."""

from collections import defaultdict
from collections.abc import Iterable

import msgspec

from app.policies.area import code_of
from app.policies.document import Documents
from app.policies.folder import OF_DOCUMENTS, Folder
from app.policies.subject import SUBJECTS
from app.policies.version import SubjectFile, Version

Laws = dict[str, dict[int, msgspec.Struct]]
"""规定. For each subject, what holds in each coverage year."""

NOT_SUBJECTS = ("area.toml", "bounds.toml")


def versions_in(folder: Folder, documents: Documents) -> dict[tuple[str, str], list[Version]]:
    """版本. The versions that a folder states, by area code and subject."""
    versions: dict[tuple[str, str], list[Version]] = {}
    for name, table in folder.tables.items():
        area, _, file = name.partition("/")
        if not file or file in NOT_SUBJECTS or area in OF_DOCUMENTS:
            continue
        place, subject = folder.place(name), file.removesuffix(".toml")
        if subject not in SUBJECTS:
            place.note("unknown_subject", subject=subject, known=", ".join(SUBJECTS))
            continue
        stated = SubjectFile(subject=subject, area=code_of(area), documents=documents, place=place)
        versions[stated.area, subject] = stated.versions(table)
    return versions


def laid_over(layers: Iterable[dict[tuple[str, str], list[Version]]]) -> dict[str, Laws]:
    """叠加. What each area states itself; a later layer replaces the coverage years that it speaks of."""
    stated: dict[str, Laws] = defaultdict(lambda: defaultdict(dict))
    for layer in layers:
        for (area, subject), versions in layer.items():
            for version in versions:
                stated[area][subject].update(version.laws)
    return stated
