"""Scoring on a cluster: two workers and a store like S3, one worker killed, and the tables are those of one machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from reports import SEEDS
from test_layers import ROOT

from scorer.commands.cli import main
from scorer.render.tables.columns import TABLES

for _library in ("distributed", "duckdb", "moto", "pyarrow", "s3fs"):
    pytest.importorskip(_library, reason="needs pip install '.[cluster]', duckdb, moto")

from distributed import Client, LocalCluster  # noqa: E402
from moto.server import ThreadedMotoServer  # noqa: E402
from s3fs import S3FileSystem  # noqa: E402

from scorer.commands.cluster.chunks import chunks  # noqa: E402
from scorer.commands.cluster.stores import File, Store, listed  # noqa: E402
from scorer.commands.patterns import Patterns  # noqa: E402

COUNT = 45


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports on this machine: the seeds again and again, each with a line of its own; two cannot be read."""
    place = tmp_path_factory.mktemp("place")
    seeds = [seed.read_bytes() for seed in sorted(SEEDS.glob("*.txt"))]
    for number in range(COUNT):
        path = place / "in" / f"{number % 3}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"" if number in (7, 31) else seeds[number % 5] + f"\n第{number}份\n".encode())
    return place


@pytest.fixture(scope="module")
def bucket(place: Path) -> Iterator[S3FileSystem]:
    """The same reports in a bucket of a server that speaks S3; its address stands in the environment of all."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:{1}".format(*server.get_host_and_port()))
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("PYTHONPATH", str(ROOT))
        files = S3FileSystem()
        files.mkdir("reports")
        files.put(str(place / "in"), "reports/in", recursive=True)
        yield files
    server.stop()


@pytest.fixture(scope="module")
def cluster(bucket: S3FileSystem) -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


def words(cluster: LocalCluster, source: str, output: str) -> list[str]:
    found = [source, "--format", "parquet", "--output", output, "--engine", "dask", "--lang", "en", "--chunk", "3"]
    return [*found, "--scheduler", cluster.scheduler_address]


def rows(folder: str, pattern: str, prefix: str) -> dict[str, list[tuple[object, ...]]]:
    """The rows of all tables, in one order, with paths below the source."""
    import duckdb

    found = {}
    for table in TABLES:
        query = f"SELECT * REPLACE (path[{len(prefix) + 1}:] AS path) FROM '{folder}/{table}{pattern}' ORDER BY ALL"
        found[table] = duckdb.execute(query).fetchall()
    return found


def test_a_killed_worker_loses_nothing_and_the_next_run_finds_it_done(
    place: Path, bucket: S3FileSystem, cluster: LocalCluster, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = words(cluster, "s3://reports/in", "s3://reports/out")
    with Client(cluster) as client:
        processes = list(client.run(os.getpid).values())
    run = subprocess.Popen([sys.executable, "-m", "scorer", *asked], stderr=subprocess.PIPE, encoding="utf-8")
    until = time.monotonic() + 40
    while not bucket.glob("reports/out/chunks/*") and time.monotonic() < until:
        bucket.invalidate_cache()
        time.sleep(0.05)
    os.kill(processes[0], signal.SIGKILL)
    assert not bucket.exists("reports/out/manifest.json")  # it was in the midst of it
    told = run.communicate()[1]
    assert run.returncode == 3, told
    assert "2 could not be scored" in told and "s3://reports/in/1/7.txt" in told and "s3://reports/in/1/31.txt" in told

    assert main([str(place / "in"), "--format", "parquet", "--output", str(place / "local"), "--lang", "en"]) == 3
    bucket.get("reports/out", str(place / "out"), recursive=True)
    here = rows(str(place / "local"), ".parquet", str(place / "in"))
    assert rows(str(place / "out"), "/*.parquet", "s3://reports/in") == here
    manifest = json.loads((place / "out" / "manifest.json").read_bytes())
    assert manifest["rows"] == {table: len(found) for table, found in here.items()}
    assert manifest["reports"] == COUNT and len(manifest["unread"]) == 2
    parts = [name for part in manifest["parts"] for name in part["files"]]
    assert sorted(parts) == sorted(
        path.relative_to(place / "out").as_posix() for path in (place / "out").rglob("*.parquet")
    )

    capsys.readouterr()
    bucket.pipe_file("reports/in/0/0.txt", bucket.cat_file("reports/in/0/3.txt"))
    bucket.pipe_file("reports/in/2/new.txt", bucket.cat_file("reports/in/0/3.txt"))
    assert main([*asked, "--resume"]) == 3
    found = json.loads(bucket.cat_file("reports/out/manifest.json"))
    before = {part["name"]: part["files"] for part in manifest["parts"]}
    same = [part["name"] for part in found["parts"] if before.get(part["name"]) == part["files"]]
    assert len(found["parts"]) - 3 <= len(same) < len(found["parts"])
    assert f"{len(same)} of them by earlier runs" in capsys.readouterr().err
    assert found["reports"] == COUNT + 1
    parts = [name for part in found["parts"] for name in part["files"]]
    bucket.invalidate_cache()
    assert sorted(parts) == sorted(
        path.removeprefix("reports/out/") for path in bucket.find("reports/out") if path.endswith(".parquet")
    )


def test_a_folder_of_this_machine_is_a_store_too_and_nothing_else_in_it_is_touched(
    place: Path, cluster: LocalCluster, capsys: pytest.CaptureFixture[str]
) -> None:
    out = place / "own"
    assert main([*words(cluster, str(place / "in" / "0"), str(out))]) == 0
    assert (out / "manifest.json").exists()
    capsys.readouterr()
    (out / "letter.txt").touch()
    assert main([*words(cluster, str(place / "in" / "0"), str(out))]) == 2
    assert "holds other files" in capsys.readouterr().err and (out / "manifest.json").exists()


def test_worker_with_another_program_is_refused(
    place: Path, cluster: LocalCluster, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scorer.commands.cluster.work.program", lambda: "another")
    assert main([*words(cluster, str(place / "in" / "0"), str(place / "refused"))]) == 2
    assert "not those of this machine" in capsys.readouterr().err
    assert not (place / "refused" / "manifest.json").exists()


@pytest.mark.parametrize("asked", ["nthreads", "submit"])
def test_a_scheduler_that_no_longer_answers_is_told_whatever_was_asked_of_it(
    place: Path, cluster: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    from distributed.client import ClosedClientError

    def gone(*_: object, **__: object) -> None:
        raise {"nthreads": TimeoutError, "submit": ClosedClientError}[asked]("Timed out trying to connect after 30 s")

    monkeypatch.setattr(f"distributed.Client.{asked}", gone)
    assert main([*words(cluster, str(place / "in" / "0"), str(place / "gone"))]) == 2
    told = capsys.readouterr().err
    assert "is gone in the midst of the run" in told and "--resume" in told
    assert not (place / "gone" / "manifest.json").exists()


def test_what_lies_in_a_store_is_chosen_as_on_this_machine(place: Path) -> None:
    from scorer.commands.inputs import expand

    for name in ("in/.x/1.txt", "in/0/~$1.txt", "in/0/notes.md", "in/a_files/1.txt", "in/2/alt.zip"):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).touch()
    for patterns in (Patterns(), Patterns(["1/"]), Patterns((), ["*1.txt"])):
        here, _ = expand([str(place / "in")], (), patterns)
        there, faults = listed([str(place / "in")], patterns)
        assert [file.path for file in there] == [one.path for one in here if not one.path.endswith(".zip")]
        assert len(there) > 5 and len(faults) == (not patterns or patterns.take("2/alt.zip"))
    assert [fault.code for fault in listed([str(place / "nowhere")], Patterns())[1]] == ["missing"]


def test_one_more_report_changes_one_chunk() -> None:
    files = [File(f"{number}.txt", 1) for number in range(1000)]
    before = list(chunks(files, 20))
    assert [file for chunk in before for file in chunk.files] == files
    assert max(len(chunk.files) for chunk in before) <= 60
    after = list(chunks([*files[:500], File("new.txt", 1), *files[500:]], 20))
    assert len({chunk.name for chunk in after} - {chunk.name for chunk in before}) <= 2


def test_files_of_a_store_are_whole(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "new"))
    assert store.names() == [] and store.get("a/b.json") is None
    store.put("a/b.json", b"{}")
    assert store.names() == ["a/b.json"] and store.get("a/b.json") == b"{}"
    store.remove(["a/b.json", "a/c.json"])
    assert store.names() == []


def test_a_scheduler_that_dies_is_told_and_what_is_written_is_whole(place: Path, tmp_path: Path) -> None:
    known = tmp_path / "scheduler.json"
    options = ["--scheduler-file", str(known), "--no-dashboard"]
    begun = []
    for role, more in (("scheduler", ["--host", "127.0.0.1", "--port", "0"]), ("worker", ["--nthreads", "1"])):
        command = [sys.executable, "-m", f"distributed.cli.dask_{role}", *options, *more]
        begun.append(subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT))
        waited(known.exists)
    try:
        address = json.loads(known.read_bytes())["address"]
        asked = [str(place / "in"), "--format", "parquet", "--output", str(tmp_path / "out"), "--lang", "en"]
        cluster = ["--engine", "dask", "--chunk", "3", "--scheduler", address]
        command = [sys.executable, "-m", "scorer", *asked, *cluster]
        run = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT)
        waited(lambda: any(tmp_path.glob("out/chunks/*")))
    finally:
        for process in begun:
            process.kill()
    told = run.communicate(timeout=60)[1]
    assert run.returncode == 2, told
    assert "is gone in the midst of the run" in told and "--resume" in told and "Traceback" not in told
    assert not (tmp_path / "out" / "manifest.json").exists()
    for note in (tmp_path / "out" / "chunks").glob("*.json"):
        files = json.loads(note.read_bytes())["files"]
        assert all((tmp_path / "out" / name).stat().st_size == of["bytes"] for name, of in files.items())


def waited(there: Callable[[], bool]) -> None:
    """Come back when something is there, or after a while."""
    until = time.monotonic() + 40
    while not there() and time.monotonic() < until:
        time.sleep(0.05)
