"""逐条核对. Every entry held against its own link, against the one before it, and all against the head."""

from collections.abc import Iterator
from typing import Final

import msgspec
from sqlite_utils import Database

from app.ledger.database import REFUSED, pragma
from app.ledger.entry import Entry, Head, digest, entry_of, fits, head_of, link
from app.ledger.finding import Finding, Progress
from app.ledger.form import BETWEEN, HEAD

AT_ONCE: Final = 100
"""每批. Entries read at a time; where one of them cannot be, each is read by itself."""
ENTRIES_OF_A_PAGE: Final = 32
"""每页条数. More than fit a page of the file: a head that tells more is wrong, and nobody counts up to it."""
PLACES_TRIED: Final = 1000
"""试放. So many entries that do not fit are tried in each other's places; more, in the next ones alone."""


class Misfit(msgspec.Struct, frozen=True):
    """不合. An entry that does not fit, without its long columns."""

    number: int
    id: str
    before: bytes
    chain: bytes
    digested: bytes

    def belongs(self, place: int) -> bool:
        """归位. Whether it was chained as that number."""
        return self.chain == link(self.before, place, self.digested)


class Walk:
    """逐条核对. One walk from the first entry to the last that the head tells of."""

    def __init__(self, db: Database, progress: Progress) -> None:
        self._db = db
        self._progress = progress
        self._misfits: list[Misfit] = []

    def findings(self) -> Iterator[Finding]:
        """问题. All that is wrong with entries and head, by number; then what does not fit, each where it belongs."""
        most = pragma(self._db, "page_count") * ENTRIES_OF_A_PAGE
        head = self._head()
        if head is None or not 0 <= head.entries <= most:
            yield Finding("wrong_head")
            head = None
        yield from self._in_order(head, most if head is None else head.entries)
        if head is not None:
            yield from self._beyond(head.entries)
        yield from self._placed()

    def _head(self) -> Head | None:
        try:
            row = self._db.execute(HEAD).fetchone()
            return None if row is None else head_of(row)
        except REFUSED:
            return None

    def _in_order(self, head: Head | None, entries: int) -> Iterator[Finding]:
        expected, chain = 1, None if head is None else head.origin
        for number, entry in self._rows(entries):
            if number > expected:
                yield _dropped(expected, number - 1)
                chain = None
            expected = number + 1
            if entry is None:
                yield Finding("unreadable", number)
                chain = None
            elif not fits(entry):
                self._misfits.append(Misfit(number, entry.id, entry.before, entry.chain, digest(entry)))
                chain = None
            else:
                if chain not in {None, entry.before}:
                    yield Finding("rechained", number, entry.id)
                chain = entry.chain
        if expected <= entries and head is not None:
            yield _dropped(expected, entries)
        elif head is not None and chain not in {None, head.chain}:
            yield Finding("wrong_head")

    def _rows(self, last: int) -> Iterator[tuple[int, Entry | None]]:
        """各条. Each entry that is there with its number; none in its place where it cannot be read."""
        first = 1
        while first <= last:
            try:
                found = [entry_of(row) for row in self._db.execute(BETWEEN, [first, last, AT_ONCE])]
            except REFUSED:
                until = min(first + AT_ONCE - 1, last)
                yield from self._one_by_one(first, until)
                first = until + 1
                continue
            yield from ((entry.number, entry) for entry in found)
            self._progress(first - 1 + len(found), last)
            if len(found) < AT_ONCE:
                return
            first = found[-1].number + 1

    def _one_by_one(self, first: int, last: int) -> Iterator[tuple[int, Entry | None]]:
        for number in range(first, last + 1):
            try:
                found = [entry_of(row) for row in self._db.execute(BETWEEN, [number, number, 1])]
            except REFUSED:
                yield number, None
            else:
                yield from ((number, entry) for entry in found)

    def _beyond(self, entries: int) -> Iterator[Finding]:
        """多出. Entries whose number the head does not tell of."""
        for number, receipt in self._db.execute("SELECT number, id FROM entry WHERE number < 1", []):
            yield Finding("added", number, receipt)
        for number, receipt in self._db.execute("SELECT number, id FROM entry WHERE number > ?", [entries]):
            yield Finding("added", number, receipt)

    def _placed(self) -> Iterator[Finding]:
        """归位. What does not fit: chained as another number and so swapped, or changed."""
        places = [misfit.number for misfit in self._misfits[:PLACES_TRIED]]
        for index, misfit in enumerate(self._misfits):
            tried = [misfit.number - 1, misfit.number + 1, *(places if index < PLACES_TRIED else [])]
            place = next(filter(misfit.belongs, tried), None)
            yield Finding("changed" if place is None else "swapped", misfit.number, misfit.id, place=place)


def _dropped(first: int, last: int) -> Finding:
    return Finding("dropped", first, through=None if first == last else last)
