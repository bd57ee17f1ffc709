"""The service with echo routes beside its own, for benchmarks: `python -m benchmarks.http_server PORT [FOLDER …]`.

An echo reads the body with every check of the real call and answers prepared bytes, as many as the real answer has.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from litestar import Request, post
from litestar.params import JSONBody

from app.model.case import Case, well_formed
from app.policies import default_folder, load
from app.web.application import Application
from app.web.body import Reader
from app.web.front import Front
from app.web.serving import serve, settings, starting
from app.web.site import site

BODY: Final = Path(__file__).with_name("body.json")
CONNECTIONS: Final = 1000


@post("/echo/litestar", status_code=200, request_class=Request)
async def typed_echo(data: JSONBody[Case]) -> Case:
    """Litestar's own way: the body decoded into its type, and encoded again."""
    return data


def echo(prepared: bytes) -> Callable[[bytes, bytes], bytes]:
    """A reply that reads the body as the real one does, and answers these bytes."""
    read = Reader(Case, well_formed).read

    def reply(body: bytes, _query: bytes) -> bytes:
        read(body)
        return prepared

    return reply


@starting()
def application(*folders: str) -> Front:
    """The service and the echoes, with these policy folders laid over ours."""
    service = Application(load(default_folder(), *map(Path, folders)))
    body, answer = BODY.read_bytes(), service.answering.reply
    echoes = {"/echo/brief": echo(answer(body, b"view=brief")), "/echo/full": echo(answer(body, b""))}
    return Front(site([*service.handlers, typed_echo]), service.hot | echoes, service.metrics)


if __name__ == "__main__":
    port, *folders = sys.argv[1:]
    serve(settings(partial(application, *folders), "127.0.0.1", int(port), workers=1, connections=CONNECTIONS))
