"""`canbao callers`: secrets given out once, kept as digests, changed without a pause, revoked; the rest stays."""

import os
import stat

import pytest
from click.testing import CliRunner

from app.cli import main
from app.web.callers import Callers, callers_in
from app.web.moment import now
from tests.contract.keeping import keeping

TODAY = now().date()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "callers.toml"


def ran(*arguments):
    return CliRunner().invoke(main, ["callers", *map(str, arguments)])


def added(file, *arguments):
    found = ran("add", file, *arguments)
    assert found.exit_code == 0, found.output
    return found.stdout.strip()


def who(file, secret):
    return Callers(callers_in(file)).named(f"Bearer {secret}".encode(), TODAY)


def test_a_secret_is_shown_once_and_not_kept(file):
    secret = added(file, "柜台-1")
    assert who(file, secret) == "柜台-1"
    assert secret not in file.read_text("utf-8")
    assert secret not in ran("list", file).stdout
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_a_secret_is_changed_without_a_pause(file):
    old = added(file, "counter-1")
    new, other = added(file, "counter-1"), added(file, "counter-2")
    assert {who(file, old), who(file, new)} == {"counter-1"}
    assert ran("revoke", file, "counter-1", "--older").exit_code == 0
    assert [who(file, secret) for secret in (old, new, other)] == [None, "counter-1", "counter-2"]
    assert ran("revoke", file, "counter-1", "--older").exit_code == 0  # the last one stays
    assert who(file, new) == "counter-1"


def test_all_secrets_of_a_name_are_revoked_and_still_listed(file):
    secrets = [added(file, "counter-1") for _ in range(2)]
    found = ran("revoke", file, "counter-1")
    assert (found.exit_code, "Secrets revoked: 2" in found.stdout) == (0, True)
    assert [who(file, secret) for secret in secrets] == [None, None]
    assert ran("list", file).stdout.count("已撤销 revoked") == 2
    assert ran("revoke", file, "counter-1").exit_code == 2


def test_the_list_tells_the_state_of_each(file):
    added(file, "one", "--until", TODAY)
    added(file, "two")
    text = file.read_text("utf-8")
    file.write_text(
        text.replace(f"until = {TODAY}", "until = 2026-01-01").replace(f"from = {TODAY}", "from = 2025-01-01", 1)
    )
    later = text.rpartition("[[caller]]")[2].replace(str(TODAY), "2999-01-01").replace("two", "three")
    digest = later.partition("sha256:")[2][:64]
    file.write_text(f"{file.read_text('utf-8')}\n[[caller]]{later.replace(digest, digest[::-1])}")
    states = [line.split("\t")[3] for line in ran("list", file).stdout.splitlines()]
    assert states == ["已到期 ended", "有效 holds", "未到期 not yet"]


def test_who_may_read_the_file_stays_as_it_was(file):
    added(file, "one")
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    file.chmod(0o600)
    added(file, "two")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "{file}", "a b"),
        ("add", "{file}", ""),
        ("add", "{file}", 'a"b'),
        ("add", "{file}", "a" * 65),
        ("add", "{file}", "one", "--until", "2020-01-01"),
        ("add", "{file}", "one", "--until", "soon"),
        ("list", "{file}"),
        ("revoke", "{file}", "one"),
    ],
)
def test_what_cannot_be_done_is_told_in_both_languages_and_leaves_nothing(file, arguments):
    found = ran(*(argument.replace("{file}", str(file)) for argument in arguments))
    assert found.exit_code == 2
    assert "。 " in found.stderr
    assert list(file.parent.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told(tmp_path):
    found = ran("add", tmp_path / "nowhere" / "callers.toml", "one")
    assert (found.exit_code, found.stdout) == (2, "")
    assert os.strerror(2) in found.stderr


@pytest.mark.parametrize("option", ["--ledger", "--callers"])
def test_a_ledger_and_its_callers_are_given_together(tmp_path, option):
    found = CliRunner().invoke(main, ["serve", option, str(tmp_path / "file")])
    assert (found.exit_code, "give both" in found.stderr) == (2, True)


@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("missing", ["ledger", "callers"])
def test_a_service_whose_ledger_or_callers_are_missing_does_not_start(tmp_path, missing, workers):
    arguments = keeping(tmp_path)
    (tmp_path / {"ledger": "decisions.ledger", "callers": "callers.toml"}[missing]).unlink()
    found = CliRunner().invoke(main, ["serve", "--port", "0", "--workers", workers, *arguments])
    assert found.exit_code == 2
    assert "。 " in found.stderr
    assert "Traceback" not in found.output
    assert not (tmp_path / "decisions.ledger").exists() or missing == "callers"
