"""Who has no secret that holds, or somebody else's, is told nothing; what tells callers apart takes as long for all."""

import hmac
import json
import os
import shutil
import signal
import time
from datetime import date, timedelta

import pytest

from app.web import callers
from app.web.callers import Callers, UnusableError, callers_in, digest, new_secret
from app.web.moment import now
from tests.contract.keeping import SECRETS, asked, bearing, caller, keeping, until_ready
from tests.contract.process import ROOT, served

PATH = "/v1/decisions"
OURS = ROOT / "tests" / "policy" / "overlays" / "hunan-2027"
REFUSED = {"policy_refused", "policy_not_taken", "keeping_refused"}
READ = {"callers_taken", "policy_taken", *REFUSED}
BODY = (ROOT / "app" / "web" / "openapi" / "case.json").read_bytes()
SECRET = SECRETS["counter-1"]
TODAY = now().date()
DAY = timedelta(days=1)
ENDED = caller("ended", "ended", until=TODAY - 2 * DAY)
LATER = caller("later", "later", TODAY + 2 * DAY)
REVOKED = caller("counter-1", "old", revoked=TODAY - 30 * DAY)
FORGED = {
    "empty": "",
    "no scheme": SECRET,
    "another scheme": f"Basic {SECRET}",
    "no secret": "Bearer ",
    "a wrong one": "Bearer canbao_of-counter-3",
    "cut short": f"Bearer {SECRET[:-1]}",
    "longer": f"Bearer {SECRET}=",
    "other letters": f"Bearer {SECRET.upper()}",
    "its digest": f"Bearer {digest(SECRET.encode())}",
    "two of them": f"Bearer {SECRET} {SECRET}",
    "a list": f"Bearer {SECRET},{SECRET}",
    "a name": "Bearer counter-1",
    "very long": "Bearer " + "a" * 20_000,
    "a digest of nothing": f"Bearer {digest(b'')}",
    "ended": "Bearer ended",
    "not yet": "Bearer later",
    "revoked": "Bearer old",
}


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("guarded")
    with served(folder, keeping(folder, ENDED, LATER, REVOKED)) as running:
        yield running


@pytest.fixture(scope="module")
def kept(guarded):
    return guarded.asked("POST", PATH, BODY, asked("kept"))


@pytest.mark.parametrize("forged", FORGED)
def test_whoever_has_no_secret_that_holds_is_told_the_same(guarded, kept, forged):
    headers = {"Authorization": FORGED[forged], "Idempotency-Key": "kept", "Content-Type": "application/json"}
    for method, target, body in (
        ("POST", PATH, BODY),
        ("GET", kept.headers["location"], None),
        ("GET", f"{PATH}/{'0' * 26}", None),
    ):
        answer = guarded.asked(method, target, body, headers)
        assert (answer.status, answer.json()["code"]) == (401, "unauthorised")
        assert answer.headers["www-authenticate"] == 'Bearer realm="canbao", error="invalid_token"'
        assert "counter" not in answer.body.decode()


def test_without_a_secret_nothing_of_the_body_is_looked_at(guarded):
    answer = guarded.asked("POST", f"{PATH}?nonsense=1", b"\xff" * 2_000_000)
    assert (answer.status, answer.headers["www-authenticate"]) == (401, 'Bearer realm="canbao"')


def test_two_secrets_are_none(guarded):
    lines = [f"Authorization: Bearer {secret}" for secret in SECRETS.values()]
    head = "\r\n".join([f"GET {PATH}/{'0' * 26} HTTP/1.1", "Host: x", *lines, "", ""])
    assert guarded.told(head.encode()).startswith(b"HTTP/1.1 401 ")


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_may_be_written_in_any_case(guarded, kept, scheme):
    headers = {"Authorization": f"{scheme} {SECRET}"}
    assert guarded.asked("GET", kept.headers["location"], headers=headers).body == kept.body


def test_ids_next_to_a_real_one_lead_nowhere(guarded, kept):
    number = kept.json()["receipt"]["number"]
    for other in {number[:place] + "0" + number[place + 1 :] for place in range(26)} - {number}:
        assert guarded.asked("GET", f"{PATH}/{other}", headers=bearing()).status == 404


def test_numbers_are_random_and_none_comes_twice(guarded):
    numbers = {
        guarded.asked("POST", f"{PATH}?view=brief", BODY, asked(f"number-{n}")).json()["receipt"]["number"]
        for n in range(60)
    }
    assert len(numbers) == 60
    letters = [{number[place] for number in numbers} for place in range(26)]
    assert min(map(len, letters)) > 10  # no place of them stands still


def test_a_key_of_another_caller_tells_nothing(guarded, kept):
    other = json.dumps(json.loads(BODY) | {"on": "2026-11-20"}).encode()
    answer = guarded.asked("POST", PATH, other, asked("kept", "counter-2"))
    assert answer.status == 201  # to this caller the key is new
    assert guarded.asked("POST", PATH, BODY, asked("kept")).body == kept.body


def test_a_secret_holds_on_its_first_and_on_its_last_day():
    first, last = date(2026, 12, 31), date(2027, 1, 2)
    held = Callers([caller("one", "s", first, until=last)])
    names = [held.named(b"Bearer s", first + number * DAY) for number in range(-1, 4)]
    assert names == [None, "one", "one", "one", None]


def test_every_entry_is_held_against_what_is_sent_whoever_it_is(monkeypatch):
    compared = []

    def compare(one, other):
        compared.append((one, other))
        return hmac.compare_digest(one, other)

    monkeypatch.setattr(callers, "compare_digest", compare)
    held = Callers([caller(f"caller-{n}", f"secret-{n}") for n in range(5)])
    for sent in (b"Bearer secret-0", b"Bearer secret-4", b"Bearer nobody", b"Basic x", b"", b"Bearer \xff"):
        compared.clear()
        held.named(sent, TODAY)
        assert len(compared) == 5
        assert {len(text) for pair in compared for text in pair} == {71}


def test_a_new_secret_has_256_random_bits():
    assert len({new_secret() for _ in range(100)}) == 100
    assert all(len(new_secret()) == len("canbao_") + 43 for _ in range(100))


@pytest.mark.parametrize(
    "content",
    [
        "= broken",
        "caller = 5",
        '[[caller]]\nname = "a"',
        f'[[caller]]\nname = "a b"\nsecret = "{digest(b"")}"\nfrom = 2026-01-01',
        '[[caller]]\nname = "a"\nsecret = "plain"\nfrom = 2026-01-01',
        f'[[caller]]\nname = "a"\nsecret = "{digest(b"")}"\nfrom = "2026"',
        f'[[caller]]\nname = "a"\nsecret = "{digest(b"")}"\nfrom = 2026-01-01\nrights = "all"',
        f'[[caller]]\nname = "a"\nsecret = "{digest(b"")}"\nfrom = 2026-01-01\n' * 2,
        "#" * 1_048_577,
        "a = " + "[" * 100_000,
        b"\xff",
        None,
    ],
)
def test_a_file_that_is_none_of_callers_is_not_used(tmp_path, content):
    file = tmp_path / "callers.toml"
    if content is not None:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UnusableError, match=r"[\u4e00-\u9fff]。 [A-Z]"):
        callers_in(file)


@pytest.mark.parametrize("workers", [1, 2])
def test_callers_and_policy_are_read_again_on_sighup_each_for_itself(tmp_path, workers):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    folder = shutil.copytree(OURS, tmp_path / "figures")
    file, fees = tmp_path / "callers.toml", folder / "430000-hunan" / "fees.toml"
    policy_read = {"policy_taken", "policy_refused" if workers == 1 else "policy_not_taken"}
    with served(tmp_path, [*keeping(tmp_path), "--policy", str(folder), "--workers", str(workers)]) as server:
        until_ready(server)
        kept = server.asked("POST", PATH, BODY, asked("before"))

        def statuses(secret):
            return {seen(server, kept, secret).status for _ in range(8)}  # whichever worker is asked

        whole, figures = file.read_text("utf-8"), fees.read_text("utf-8")
        for broken in (None, whole.replace("from = 2020", "from = oops 2020"))[-2 // workers :]:  # none: it is gone
            fees.write_text(figures.replace("individual_fen = 4", "individual_fen = 5"), "utf-8")
            file.unlink() if broken is None else file.write_text(broken, "utf-8")
            told = told_to_read(server, policy_read)
            assert [event["event"] for event in told] == ["keeping_refused", "policy_taken"]
            assert "callers.toml" in told[0]["problems"][0]
            assert server.assessed(BODY).json()["charge"]["total_fen"] == 50_000
            assert (statuses(SECRET), statuses("new")) == ({200}, {401})
        fees.write_text("= broken", "utf-8")
        file.write_text(callers.written([caller("counter-1", SECRET, revoked=TODAY), caller("counter-1", "new")]))
        told = told_to_read(server, policy_read)
        assert {"callers_taken", "policy_refused"} <= {event["event"] for event in told} <= {"callers_taken", *REFUSED}
        assert server.assessed(BODY).json()["charge"]["total_fen"] == 50_000
        assert (statuses(SECRET), statuses("new")) == ({401}, {200})
        assert seen(server, kept, "new").body == kept.body  # it belongs to the name
        again = asked("before") | {"Authorization": "Bearer new"}
        assert server.asked("POST", PATH, BODY, again).body == kept.body


def seen(server, kept, secret):
    return server.asked("GET", kept.headers["location"], headers={"Authorization": f"Bearer {secret}"})


def told_to_read(server, last):
    """Tell the server to read again; what it says until it has said one of the last words about it."""
    before, end = len(server.events()), time.monotonic() + 60
    os.kill(server.process.pid, signal.SIGHUP)
    while time.monotonic() < end:
        said = [event for event in server.events()[before:] if event["event"] in READ]
        if last & {event["event"] for event in said}:
            return said
        assert server.asked("GET", "/livez").status == 200
    raise AssertionError(server.events()[before:])
