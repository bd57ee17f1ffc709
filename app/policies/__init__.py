"""政策数据. Reads `policy/` once: checked, resolved from area to parent, digested."""

from app.policies.area import Area
from app.policies.document import Document, Passage
from app.policies.load import Policies, default_folder, load
from app.policies.problem import NoPolicyFolderError, PolicyError, Problem

__all__ = [
    "Area",
    "Document",
    "NoPolicyFolderError",
    "Passage",
    "Policies",
    "PolicyError",
    "Problem",
    "default_folder",
    "load",
]
