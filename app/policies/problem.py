"""政策数据问题. What is wrong with a policy folder: named, placed, and with what to do about it.

The words stand in `problems.toml`, in Chinese and English, by fault; several faults may share a code.
"""

from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from app.model.explanation import Text

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


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """措辞. What a fault is called, what is wrong, and what to do; `{…}` stands for its facts."""

    code: Code
    detail: Text
    hint: Text


class Problem(msgspec.Struct, frozen=True):
    """问题. One fault of the data: the file and the key it sits at, what is wrong, and what to do."""

    file: str
    key: str
    code: Code
    detail: Text
    hint: Text

    def line(self) -> str:
        """一行. The problem as one line for people, in Chinese and English, whatever the files hold."""
        place = f"{self.file}:{self.key}" if self.key else self.file
        zh, en = f"{self.detail.zh}；{self.hint.zh}", f"{self.detail.en}; {self.hint.en}"
        line = f"{place}: {self.code}: {zh}。 {en}"
        return "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in line)


class PolicyError(Exception):
    """政策数据不可用. The folders cannot be used; `problems` holds every reason, not only the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=msgspec.json.encode))
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

    def note(self, fault: str, **facts: object) -> None:
        """记录. Add a fault at this place, told with its facts; a `Text` among them is said in each language."""
        words = catalogue()[fault]
        detail, hint = (_told(text, facts) for text in (words.detail, words.hint))
        self.found.append(Problem(self.file, self.key, words.code, detail, hint))


@cache
def catalogue() -> dict[str, Words]:
    """词表. The words of every fault, by its name."""
    return msgspec.toml.decode(Path(__file__).with_name("problems.toml").read_bytes(), type=dict[str, Words])


def _told(text: Text, facts: dict[str, object]) -> Text:
    zh = {name: fact.zh if isinstance(fact, Text) else fact for name, fact in facts.items()}
    en = {name: fact.en if isinstance(fact, Text) else fact for name, fact in facts.items()}
    return Text(text.zh.format(**zh), text.en.format(**en))
