"""政策目录. A policy folder read once: files bounded, inside the folder, UTF-8, TOML without floats.

    documents.toml  readings.toml  texts/*.txt  items/<document>.toml  <area>/area.toml  <area>/<subject>.toml

Names that begin with a dot are passed over, and so is README.md; anything else of another shape is a problem.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.policies.problem import NoPolicyFolderError, Place, Problem

LARGEST_FILE_BYTES = 1_000_000
SHAPE = re.compile(
    r"(documents|readings)\.toml|texts/[^/]+\.txt|items/[a-z0-9-]+\.toml|(CN|[0-9]{6}-[a-z-]+)/[a-z_]+\.toml"
)
OF_DOCUMENTS = ("texts", "items")
"""文件目录. Folders that speak of documents, and not of an area."""

Table = dict[str, object]


class Folder:
    """目录. The files of one policy folder by path: `tables` of TOML, `texts`, and the `broken` ones."""

    def __init__(self, root: Path, found: list[Problem]) -> None:
        if not root.is_dir():
            missing: list[Problem] = []
            Place(missing, str(root)).note("no_folder")
            raise NoPolicyFolderError(missing)
        self.label = root.absolute().name
        self.tables: dict[str, Table] = {}
        self.texts: dict[str, str] = {}
        self.broken: set[str] = set()
        self._inside = root.resolve()
        self._found = found
        self._digests: dict[str, str] = {}
        for name, path in _paths(root, self._inside):
            self._read(name, path)

    def place(self, name: str) -> Place:
        """位置. A file of this folder, as problems name it."""
        return Place(self._found, f"{self.label}/{name}")

    def digest(self) -> str:
        """摘要. One digest over the names and bytes of all files read, whatever order they came in."""
        lines = (f"{digest} {name}\n" for name, digest in sorted(self._digests.items()))
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def areas(self) -> list[str]:
        """地区目录. The names of the area folders."""
        parts = (name.partition("/") for name in (*self.tables, *self.broken) if SHAPE.fullmatch(name))
        return sorted({folder for folder, slash, _ in parts if slash and folder not in OF_DOCUMENTS})

    def _note(self, fault: str, name: str, **facts: object) -> None:
        self.place(name).note(fault, **facts)
        self.broken.add(name)

    def _read(self, name: str, path: Path) -> None:
        if (data := self._bytes(name, path)) is None:
            return
        self._digests[name] = hashlib.sha256(data).hexdigest()
        try:
            text = data.decode("utf-8")
            if name.startswith("texts/"):
                self.texts[name] = text
            else:
                self._keep(name, tomllib.loads(text))
        except UnicodeDecodeError as error:
            self._note("not_utf8", name, byte=error.start + 1)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            self._note("not_toml", name, reason=error)

    def _bytes(self, name: str, path: Path) -> bytes | None:
        if not _lies_within(self._inside, path):
            self._note("symlink_outside", name)
            return None
        if not path.is_file() or not SHAPE.fullmatch(name):
            self._note("unknown_file", name)
            return None
        try:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE_BYTES + 1)
        except OSError as error:
            self._note("unreadable", name, reason=error.strerror)
            return None
        if len(data) > LARGEST_FILE_BYTES:
            self._note("too_large", name, most=LARGEST_FILE_BYTES)
            return None
        return data

    def _keep(self, name: str, table: Table) -> None:
        self.tables[name] = table
        for place in _floats(table.items(), self.place(name)):
            place.note("float_value")


def _paths(root: Path, inside: Path) -> Iterator[tuple[str, Path]]:
    for path in _visible(root):
        if path.is_dir() and _lies_within(inside, path):
            yield from ((f"{path.name}/{inner.name}", inner) for inner in _visible(path))
        else:
            yield path.name, path


def _lies_within(root: Path, path: Path) -> bool:
    """在目录内. Whether what is found in a folder within `root` is within it too: what is no link always is."""
    try:
        return not path.is_symlink() or path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # a link to nothing, or to itself
        return False


def _visible(folder: Path) -> list[Path]:
    paths = sorted(folder.iterdir())
    return [path for path in paths if path.name != "README.md" and not path.name.startswith(".")]


def _floats(held: Iterable[tuple[str | int, object]], place: Place) -> Iterator[Place]:
    for key, value in held:
        if isinstance(value, float):
            yield place.at(key)
        elif isinstance(value, dict):
            yield from _floats(value.items(), place.at(key))
        elif isinstance(value, list):
            yield from _floats(enumerate(value), place.at(key))
