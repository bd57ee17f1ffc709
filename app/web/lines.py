"""逐行. JSON lines cut out of a stream of bytes, and each line answered: its assessment, or its problem."""

from typing import Annotated, Final

import msgspec
from msgspec import Meta

from app.model.case import Case, well_formed
from app.web.answering import Answering, asked_in, takes_long
from app.web.body import LIMIT, Reader, too_large
from app.web.journal import failed
from app.web.languages import Language
from app.web.problems import Problem, RefusedError, told

JSON_SPACE: Final = b" \t\r\n"

Key = Annotated[
    str,
    Meta(min_length=1, max_length=64, examples=["p0000000001"], extra_json_schema={"pattern": r"^[\s\S]{1,64}$"}),
]


class KeyedCase(Case, frozen=True, forbid_unknown_fields=True, gc=False, kw_only=True):
    """带键个案. A case with the caller's own key, which comes back with its answer and is used for nothing else."""

    id: Key | None = None


class Keyed(msgspec.Struct, frozen=True):
    """键. The key alone, of a line that is otherwise at fault."""

    id: Key | None = None


class LineProblem(Problem, frozen=True):
    """一行的问题. Why a line is not answered, with every fault found in it; lines are counted from 1."""

    line: int


class Lines:
    """切行. Whole lines out of pieces; of a line over the limit nothing is kept, and null stands for it."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._too_long = False

    def cut(self, piece: bytes) -> list[bytes | None]:
        """切出. The lines that end in this piece."""
        first, *others = piece.split(b"\n")
        if not others:
            self._keep(first)
            return []
        self._keep(first)
        *middle, rest = others
        found = [self.rest(), *(line if len(line) <= LIMIT else None for line in middle)]
        self._keep(rest)
        return found

    def rest(self) -> bytes | None:
        """余下. What came after the last end of a line; it is the last line where nothing follows."""
        line = None if self._too_long else bytes(self._rest)
        self._rest.clear()
        self._too_long = False
        return line

    def _keep(self, part: bytes) -> None:
        if self._too_long or len(self._rest) + len(part) > LIMIT:
            self._too_long = True
            self._rest.clear()
        else:
            self._rest += part


class LineAnswering:
    """逐行应答. The lines of one request answered in order, all in the same view and language."""

    def __init__(self, answering: Answering, query_string: bytes, language: Language, request_id: str) -> None:
        self._answer = answering.answer
        self._view, self._beside = asked_in(query_string)
        self._query_string = query_string
        self._language, self._request_id = language, request_id
        self.number = 0

    def answer(self, line: bytes | None) -> bytes:
        """一行. The answer to the next line with its line feed, or its problem; nothing for a blank line."""
        self.number += 1
        if line is not None:
            line = line.strip(JSON_SPACE)
            if not line:
                return b""
        try:
            case = _case_in(line)
            return _keyed(self._answer(case, self._view, self._beside), case.id)
        except RefusedError as refused:
            return self.problem(refused, line)
        except Exception as error:  # noqa: BLE001 (one line that fails must not take the others with it)
            failed(error, self._request_id)
            return self.problem(RefusedError("internal_error"), line)

    def takes_long(self, line: bytes | None) -> bool:
        """耗时. Whether a line may take long."""
        return line is not None and takes_long(line, self._query_string)

    def problem(self, refused: RefusedError, line: bytes | None = None) -> bytes:
        """问题. What is wrong with the line reached."""
        problem = told(refused, self._request_id, self._language)
        content = LineProblem(**msgspec.structs.asdict(problem), line=self.number)
        return _keyed(_encoded(content), _key_in(line))


_encoded: Final = msgspec.json.Encoder().encode
_read: Final = Reader(KeyedCase, well_formed).read
_key: Final = msgspec.json.Decoder(Keyed).decode


def _case_in(line: bytes | None) -> KeyedCase:
    if line is None:
        raise too_large()
    return _read(line)


def _key_in(line: bytes | None) -> str | None:
    try:
        return _key(line).id if line else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _keyed(answer: bytes, key: str | None) -> bytes:
    """加键. The object with the key before its other fields, where there is one."""
    return b"%b\n" % answer if key is None else b'{"id":%b,%b\n' % (_encoded(key), answer[1:])
