"""政策数据问题. What is wrong with a policy folder: named, placed, and with what to do about it."""

from typing import Literal

import msgspec

Code = Literal[
    "no_folder",
    "unknown_file",
    "unreadable",
    "too_large",
    "symlink_outside",
    "not_utf8",
    "not_toml",
    "float_value",
    "missing_key",
    "unknown_key",
    "wrong_value",
    "duplicate_id",
    "missing_source",
    "unknown_document",
    "unknown_passage",
    "missing_text",
    "wrong_digest",
    "quote_not_in_text",
    "unknown_parent",
    "wrong_order",
    "overlap",
    "gap",
    "open_figure",
    "out_of_bounds",
    "unknown_parameter",
    "unlisted_value",
]


class Problem(msgspec.Struct, frozen=True, order=True):
    """问题. One fault of the data: the file and the key it sits at, what is wrong, and what to do."""

    file: str
    key: str
    code: Code
    detail: str
    hint: str

    def line(self) -> str:
        """一行. The problem as one line for people."""
        place = f"{self.file}:{self.key}" if self.key else self.file
        return f"{place}: {self.code}: {self.detail}; {self.hint}"


class PolicyError(Exception):
    """政策数据不可用. The folders cannot be used; `problems` holds every reason, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(problem.line() for problem in self.problems))


class NoPolicyFolderError(PolicyError):
    """无政策目录. A folder named by the caller is not there."""


class Place:
    """位置. A file and a key in it; whoever finds a fault there notes it in `found` and goes on."""

    def __init__(self, found: list[Problem], file: str, key: str = "") -> None:
        self.found, self.file, self.key = found, file, key

    def at(self, key: str | int) -> "Place":
        """下级. A key or an index below this place."""
        inner = f"{self.key}[{key}]" if isinstance(key, int) else f"{self.key}.{key}".lstrip(".")
        return Place(self.found, self.file, inner)

    def note(self, code: Code, detail: str, hint: str) -> None:
        """记录. Add a problem at this place."""
        self.found.append(Problem(self.file, self.key, code, detail, hint))
