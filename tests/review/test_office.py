"""The office's database: a real PostgreSQL server, started for the tests."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from desk import laid, ticking, with_verdict
from reports import builtin, scored_seed

from scorer.commands.cli import main
from scorer.model import Verdict
from scorer.review.fault import ReviewFault
from scorer.review.mark import State
from scorer.review.office import Office, engine_at, migrate
from scorer.review.proof import prove
from scorer.review.reviews import Reviews

CARD = scored_seed("001")
WRITER = """
import sys
from scorer.review.decision import Act, Decision, Held, Version
from scorer.review.office import Office
office = Office.at(sys.argv[1])
for number in range(int(sys.argv[3])):
    report = Version(f"{sys.argv[2]}/{number}", "0" * 64)
    office.append(Decision(Act.NOTE, "王敏", "2026", report, None, (Held("", "", ""),), "字" * number))
"""


def binaries() -> Path | None:
    """The folder with the server's programs: on the path, or where Debian puts them."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a running server; it refuses to run as root, so another user runs it then."""
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt-get install postgresql)")
    home = Path(tempfile.mkdtemp(prefix="pg"))
    user: str | None = None
    if os.geteuid() == 0:
        known = {entry.pw_name for entry in pwd.getpwall()}
        user = "postgres" if "postgres" in known else "nobody"
        shutil.chown(home, user)
    data = home / "data"
    setup = [str(programs / "initdb"), "-D", str(data), "-U", "office", "-A", "trust", "-E", "UTF8", "--locale=C"]
    subprocess.run(setup, check=True, capture_output=True, user=user, cwd=home)
    run = [str(programs / "postgres"), "-D", str(data), "-k", str(home), "-c", "listen_addresses="]
    with open(home / "log", "wb") as log:
        process = subprocess.Popen(run, stdout=log, stderr=log, user=user, cwd=home)
    try:
        address = f"postgresql://office@/postgres?host={home}"
        engine = engine_at(address)
        for _ in range(100):
            try:
                engine.connect().close()
                break
            except sa.exc.OperationalError:
                time.sleep(0.1)
        engine.dispose()
        yield address
    finally:
        process.send_signal(signal.SIGINT)  # at once, whoever is connected
        process.wait(60)
        shutil.rmtree(home)


@pytest.fixture
def address(server: str, request: pytest.FixtureRequest) -> str:
    """The address of a database of its own."""
    name = "".join(c for c in request.node.name if c.isalnum())[:50].lower()
    engine = sa.create_engine(engine_at(server).url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


def opened(address: str, who: str = "王敏") -> Reviews:
    return Reviews(Office.at(address), who, builtin(), clock=ticking())


def test_decisions_in_the_database_work_as_in_a_folder(address: str) -> None:
    key = with_verdict(CARD, Verdict.MISSING)
    reviews = opened(address)
    line = reviews.overrule(CARD, key, Verdict.MET, "写明了\u2028“原因”", quotes=[(100, 120)])
    again = opened(address)
    assert again.lines == [line]
    assert laid(CARD, again).mark(key).state is State.OVERRULED
    assert again.undo() == line
    reviews.refresh()
    assert laid(CARD, reviews).mark(key).state is State.OPEN
    proofs = {who: prove(data) for who, data in Office.at(address).raw().items()}
    assert proofs == {"王敏": (2, ())}


def test_many_desks_write_at_once_and_no_line_is_lost(address: str) -> None:
    Office.at(address)
    words = [sys.executable, "-c", WRITER, address]
    desks = [subprocess.Popen([*words, name, "30"], stderr=subprocess.PIPE, text=True) for name in "abc"]
    watcher = Office.at(address)
    while any(desk.poll() is None for desk in desks):
        watcher.refresh()
    for desk in desks:
        assert desk.wait() == 0, desk.communicate()[1]
    watcher.refresh()
    kept = [line.decision.report.path for line in watcher.lines if line.decision.report]
    assert sorted(kept) == sorted(f"{name}/{number}" for name in "abc" for number in range(30))
    assert prove(watcher.raw()["王敏"]) == (90, ())


def test_no_line_can_be_changed_or_taken_out(address: str) -> None:
    opened(address).agree(CARD, "causes")
    engine = engine_at(address)
    for statement in ("UPDATE review_line SET who = 'x'", "DELETE FROM review_line", "TRUNCATE review_line"):
        with pytest.raises(sa.exc.DBAPIError, match="only grows"), engine.begin() as connection:
            connection.execute(sa.text(statement))
    assert len(Office.at(address).lines) == 1


def test_database_is_migrated_once_and_a_newer_one_is_refused(address: str) -> None:
    office = Office.at(address)
    migrate(office._engine)
    with office._engine.begin() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM review_version")).scalar_one() == "0001"
        connection.execute(sa.text("UPDATE review_version SET version_num = '9999'"))
    with pytest.raises(ReviewFault) as caught:
        Office.at(address)
    assert caught.value.code == "review.office-newer"


def test_server_that_cannot_be_reached_is_told_without_the_password() -> None:
    with pytest.raises(ReviewFault) as caught:
        Office.at("postgresql://office:secret@127.0.0.1:1/nowhere")
    assert caught.value.code == "review.office-unreached"
    assert "secret" not in str(caught.value) + "".join(caught.value.values.values())


@pytest.mark.parametrize("address", ["mysql://x@y/z", "nonsense", "sqlite:///x.db"])
def test_other_databases_are_refused(address: str) -> None:
    with pytest.raises(ReviewFault) as caught:
        Office.at(address)
    assert caught.value.code == "review.office-address"


def test_connection_that_was_cut_is_opened_anew(address: str) -> None:
    reviews = opened(address)
    line = reviews.agree(CARD, "causes")
    watcher = engine_at(address)
    with watcher.connect() as connection:
        own = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
        connection.execute(sa.text(own + "current_database()"))
    second = reviews.agree(CARD, "problems")  # a connection that was cut is opened anew
    assert Office.at(address).lines == [line, second]


def test_commands_work_on_the_database_as_on_a_folder(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(CARD.report.source.name, "001.txt")
    key = with_verdict(CARD, Verdict.MISSING)
    store = ("--store", address)
    own = ("--reviewer", "王敏", *store)
    assert main(["review", "set", "001.txt", key, "met", "--note", "写明了", *own]) == 0
    assert main(["review", "undo", *own]) == 0
    assert main(["review", "undo", "--redo", *own]) == 0
    capsys.readouterr()
    assert main(["001.txt", "--format", "json", *store]) == 0
    reviewed = json.loads(capsys.readouterr().out)
    assert next(c["review"]["state"] for c in reviewed["criteria"] if c["id"] == key) == "overruled"
    assert main(["review", "verify", *store]) == 0
    assert main(["review", "export", "--what", "log", "--output", "all.jsonl", *store]) == 0
    assert main(["review", "import", "all.jsonl", "--reviews", "folder"]) == 0
    assert prove((tmp_path / "folder" / "王敏.jsonl").read_bytes()) == (3, ())
    assert main(["review", "set", "001.txt", "problems", "agree", "--reviewer", "李强", "--reviews", "folder"]) == 0
    capsys.readouterr()
    assert main(["review", "import", *map(str, (tmp_path / "folder").iterdir()), *store, "--lang", "zh"]) == 0
    assert "收进 1 条，3 条原来就有" in capsys.readouterr().out
    assert {line.decision.who for line in Office.at(address).lines} == {"王敏", "李强"}
