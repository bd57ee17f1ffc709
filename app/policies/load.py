"""读入. All policy folders read once: checked, laid over one another, resolved by area and year, digested."""

import hashlib
import os
from pathlib import Path

import msgspec

from app.model.policy import Policy
from app.model.reading import Reading
from app.policies.area import Area, areas_of, nearest
from app.policies.bounds import bounds_of, check_bounds
from app.policies.document import Document, Documents, documents_of
from app.policies.folder import Folder
from app.policies.problem import PolicyError, Problem
from app.policies.reading import check_values, readings_of
from app.policies.register import Register, register_of
from app.policies.resolved import policies_of
from app.policies.span import spans_of
from app.policies.stated import laid_over, versions_in


class Policies(msgspec.Struct, frozen=True, kw_only=True):
    """政策. All that was loaded: documents, their items and readings by id, areas by code, and one revision."""

    revision: str
    documents: dict[str, Document]
    readings: dict[str, Reading]
    items: Register
    by_code: dict[str, Area]
    policies: dict[str, Policy]

    def areas(self) -> list[Area]:
        """地区. The areas that have a folder, by code."""
        return sorted(self.by_code.values(), key=lambda area: area.code)

    def counts(self) -> dict[str, int]:
        """数目. How many areas, subjects, versions, documents, passages and readings there are."""
        held = [(code, span) for code, policy in self.policies.items() for span in spans_of(policy)]
        own = [span for code, span in held if span.cited.area == code]
        return {
            "areas": len(self.by_code),
            "subjects": len({span.subject for span in own}),
            "versions": len(own),
            "documents": len(self.documents),
            "passages": sum(len(document.passages) for document in self.documents.values()),
            "items": sum(map(len, self.items.values())),
            "readings": len(self.readings),
        }

    def of(self, area: str) -> Policy:
        """地区政策. The policy of the area, its prefecture or its province; else an empty one."""
        if (code := nearest(area, self.by_code)) is not None:
            return self.policies[code]
        return Policy(
            area=area,
            name={"zh": area, "en": area},
            modelled=False,
            years={},
            known_until={},
            readings=self.readings,
            revision=self.revision,
        )


def default_folder() -> Path:
    """默认目录. CANBAO_POLICY, else `policy/` beside the package."""
    named = os.environ.get("CANBAO_POLICY")
    return Path(named) if named else Path(__file__).parents[2] / "policy"


def load(*folders: Path) -> Policies:
    """读入. The policies of the folders, later ones over earlier; `PolicyError` with every problem found."""
    found: list[Problem] = []
    layers = [Folder(folder, found) for folder in folders or (default_folder(),)]
    documents = Documents()
    readings: dict[str, Reading] = {}
    for layer in layers:
        documents.update(documents_of(layer))
        readings.update(readings_of(layer))
    if any("documents.toml" in layer.broken for layer in layers):
        raise PolicyError(found)  # else every source would seem to be missing
    items: Register = {}
    for layer in layers:
        items.update(register_of(layer, documents, readings))
    areas = areas_of(layers)
    versions = [versions_in(layer, documents) for layer in layers]
    bounds = [bound for layer in layers for bound in bounds_of(layer, documents)]
    for stated in versions:
        for (_, subject), held in stated.items():
            for version in held:
                check_bounds(bounds, subject, version)
                check_values(readings.values(), subject, version)
    if found:
        raise PolicyError(found)
    revision = "sha256:" + hashlib.sha256("".join(layer.digest() for layer in layers).encode()).hexdigest()
    return Policies(
        revision=revision,
        documents=documents,
        readings=readings,
        items=items,
        by_code=areas,
        policies=policies_of(areas, laid_over(versions), readings, revision),
    )
