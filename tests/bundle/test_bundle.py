"""`score bundle` and `score verify`: the same bytes each time, and one changed character is named."""

from __future__ import annotations

import io
import json
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from reports import HERE, SEEDS, labels

from scorer.bundle.archive import safe
from scorer.bundle.contents import PackedRubric
from scorer.bundle.rubrics import Layout, unpacked
from scorer.bundle.seal import MANIFEST, SIGNATURE, digest, listed, manifest
from scorer.commands.cli import main
from scorer.rules.files import collect
from scorer.rules.files import digest as rubric_digest

SEED = SEEDS / labels("001")["seed"]
CARD = "scorecards/001.json"
REPORT = "reports/001.txt"
LOG = "reviews/王敏.jsonl"
CRITERION = "rubric/fazhi-annual-report/criteria/causes.yaml"

Change = Callable[[bytes], bytes]


def write_key(path: Path, seed: int) -> None:
    """A key pair as ssh-keygen -t ed25519 writes it."""
    key = Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    path.with_suffix(".pub").write_bytes(public + b" key of a test\n")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report, a review, a key and the signed bundle of it all."""
    home = tmp_path_factory.mktemp("made")
    shutil.copy(SEED, home / "001.txt")
    write_key(home / "office", 1)
    write_key(home / "other", 2)
    decide = ["review", "set", f"{home}/001.txt", "causes", "partial", "--reviewer", "王敏", "--note", "只说了现象"]
    assert main(decide) == 0
    words = ["bundle", f"{home}/001.txt", "--reviews", f"{home}/reviews", "--date", "2026-11-29", "--with-reports"]
    assert main([*words, "--sign", f"{home}/office", "--output", f"{home}/signed.zip", "--quiet"]) == 0
    assert main([*words, "--output", f"{home}/plain.zip", "--quiet"]) == 0
    return home


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, target: Path, changes: dict[str, Change], *, reseal: bool = False) -> str:
    """A bundle with members changed, left out (None in `changes`) or, resealed, with a manifest that fits."""
    found = members(path)
    for name, change in changes.items():
        found[name] = change(found[name])
    if reseal:
        found.pop(SIGNATURE, None)
        found[MANIFEST] = manifest({name: digest(data) for name, data in found.items() if name != MANIFEST})
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return str(target)


def verify(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["verify", *words, "--lang", "en"])
    out, err = capsys.readouterr()
    return code, out, err


def put(old: str, new: str) -> Change:
    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return change


def test_bundle_holds_and_has_the_same_bytes_the_second_time(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again.zip"
    words = ["bundle", f"{made}/001.txt", "--reviews", f"{made}/reviews", "--date", "2026-11-29", "--with-reports"]
    assert main([*words, "--sign", f"{made}/office", "--output", str(again), "--quiet"]) == 0
    assert again.read_bytes() == (made / "signed.zip").read_bytes()
    code, out, _ = verify(capsys, str(again), "--key", f"{made}/office.pub")
    assert code == 0
    assert "signed by SHA256:" in out and "holds: 1 scorecards worked out again" in out


def test_bundle_holds_the_scorecard_that_score_prints_and_a_manifest_for_sha256sum(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main([f"{made}/001.txt", "--format", "json", "--reviews", f"{made}/reviews"]) == 0
    inside = members(made / "signed.zip")
    assert inside[CARD].decode() == capsys.readouterr()[0]
    assert inside[REPORT] == SEED.read_bytes()
    assert inside[LOG] == (made / "reviews" / "王敏.jsonl").read_bytes()
    hashes, bad = listed(inside[MANIFEST])
    assert not bad
    assert hashes == {name: digest(data) for name, data in inside.items() if name not in (MANIFEST, SIGNATURE)}


CHANGES = {
    "verdict in a scorecard": (CARD, put('"verdict": "met"', '"verdict": "partial"'), "].verdict: "),
    "one sign of a quote": (CARD, put('"quote": "', '"quote": "。'), "quote: "),
    "a blank in a scorecard": (CARD, put('{"schema"', '{ "schema"'), "1:2: "),
    "scorecard that is JSON no more": (CARD, put('{"schema"', '["schema"'), "1:1: "),
    "report": (REPORT, put("2024", "2023"), "is not the report that was scored"),
    "what a report makes differ": (REPORT, put("2024", "2023"), "].verdict: "),
    "rubric": (CRITERION, put("weight: 6", "weight: 7"), "it was “weight: 6” and is “weight: 7”"),
    "log of a reviewer": (LOG, put("只说了现象", "只説了现象"), "line 1 was changed; the first changed byte is"),
    "contents": ("bundle.json", put('"year": null', '"year": 2019'), "bundle.json: was changed"),
    "contents that are JSON no more": ("bundle.json", put("{", "["), "bundle.json: was changed"),
    "hash of a scorecard": (
        MANIFEST,
        lambda data: b"".join(
            (b"0" if line[:1] != b"0" else b"1") + line[1:] if b"scorecards/" in line else line
            for line in data.splitlines(keepends=True)
        ),
        "scorecards/001.json: the scorecard stands; its line in MANIFEST.sha256 was changed",
    ),
    "blank of the manifest": (MANIFEST, put("  bundle.json", " \tbundle.json"), "MANIFEST.sha256: line 1 is not"),
}


@pytest.mark.parametrize("case", CHANGES)
def test_one_changed_character_is_named(
    case: str, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    member, change, said = CHANGES[case]
    changed = rewritten(made / "plain.zip", tmp_path / "changed.zip", {member: change})
    code, out, _ = verify(capsys, changed)
    assert code == 1
    assert said in out
    assert "does not hold" in out


@pytest.mark.parametrize(
    ("member", "change", "said"),
    [
        (CARD, put('"verdict": "met"', '"verdict": "partial"'), "].verdict: "),
        (CRITERION, put("weight: 6", "weight: 7"), "is not the rubric that the scorecards were made by"),
        (REPORT, put("2024", "2023"), "is not the report that was scored"),
        (LOG, put("只说了现象", "只説了现象"), "the log was changed"),
    ],
    ids=["scorecard", "rubric", "report", "log"],
)
def test_change_under_a_new_manifest_is_found_by_scoring_again_and_by_the_key(
    member: str, change: Change, said: str, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = rewritten(made / "signed.zip", tmp_path / "changed.zip", {member: change}, reseal=True)
    code, out, _ = verify(capsys, changed, "--key", f"{made}/office.pub")
    assert code == 1
    assert said in out and "not signed" in out


def test_any_byte_of_the_archive_that_changes_is_noticed(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = (made / "signed.zip").read_bytes()
    dice = random.Random(16)
    directory = data.index(b"PK\x01\x02")
    places = [10, 40, directory + 12, directory + 38, len(data) - 1, *(dice.randrange(len(data)) for _ in range(8))]
    for at in places:
        changed = tmp_path / "changed.zip"
        changed.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        code, out, err = verify(capsys, str(changed))
        assert code in (1, 3), at
        assert "does not hold" in out or err.count("score: error") == 1, at


def test_reports_elsewhere_are_known_by_content_and_lacking_ones_are_no_proof(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = tmp_path / "bare.zip"
    assert main(["bundle", f"{made}/001.txt", "--output", str(bare), "--quiet"]) == 0
    assert not [name for name in members(bare) if name.startswith(("reports/", "reviews/"))]
    code, out, _ = verify(capsys, str(bare))
    assert code == 3
    assert "the report is not at hand" in out and "not all of it was verified" in out
    other = tmp_path / "renamed.txt"
    other.write_bytes(SEED.read_bytes())
    assert verify(capsys, str(bare), str(other))[0] == 0
    other = tmp_path / "001.txt"
    other.write_bytes(SEED.read_bytes().replace(b"2024", b"2023", 1))
    code, out, _ = verify(capsys, str(bare), str(other))
    assert code == 1
    assert "001.txt: is not the report that was scored" in out and "].verdict: " in out


def test_reports_in_archives_are_bundled_one_by_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with zipfile.ZipFile(tmp_path / "sent.zip", "w") as archive:
        archive.writestr("街道/报告.txt", SEED.read_bytes())
    target = tmp_path / "own.zip"
    words = ["bundle", str(tmp_path / "sent.zip"), "--with-reports", "--output", str(target)]
    assert main([*words, "--quiet"]) == 0
    assert "reports/sent/街道/报告.txt" in members(target)
    (tmp_path / "sent.zip").unlink()
    assert verify(capsys, str(target))[0] == 0


def test_files_of_own_rubrics_come_back_as_the_same_rubric(tmp_path: Path) -> None:
    layout = Layout()
    for folder in (tmp_path / "标准", tmp_path / "other" / "标准", tmp_path / "words"):
        shutil.copytree(HERE.parent / "rubric" / "example-city", folder)
        (folder / "words").mkdir()
        (folder / "words" / "own & odd.yaml").write_text("words: {}\n", encoding="utf-8")
        files = collect(str(folder))
        packed = tuple(map(layout.packed, files))
        inside = {one.member: file.data for one, file in zip(packed, files, strict=True)}
        assert len(inside) == len(files)
        assert all(safe(member) == member for member in inside)
        back = unpacked(PackedRubric("city", "1", "", packed), inside.get)
        assert back is not None and rubric_digest(back) == rubric_digest(files)
        assert {"rubric/places.yaml", "rubric/fazhi-annual-report/rubric.yaml"} <= set(inside)
    assert layout.member(files[-1]).startswith("rubric/words-own/")


def test_bundle_is_no_report_of_the_folder_that_it_lies_in(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(made / "plain.zip", tmp_path / "plain.zip")
    shutil.copy(SEED, tmp_path / "001.txt")
    capsys.readouterr()
    assert main([str(tmp_path), "--format", "jsonl"]) == 0
    assert len(capsys.readouterr()[0].splitlines()) == 1


# -- hostile bundles ---------------------------------------------------------------------------------------------


def archive(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files:
            made.writestr(name, data)
    return stream.getvalue()


def sealed(*files: tuple[str, bytes]) -> bytes:
    return archive(*files, (MANIFEST, manifest({name: digest(data) for name, data in files})))


HOSTILE = {
    "no archive": (b"PK\x03\x04 and no more", "damaged"),
    "leads out": (sealed(("../out.json", b"{}")), "a name in the archive is not allowed: ../out.json"),
    "absolute": (sealed(("/etc/out", b"{}")), "not allowed"),
    "drive": (sealed(("C:\\out", b"{}")), "not allowed"),
    "colours of a terminal": (sealed(("\x1b[31mred", b"{}")), "not allowed"),
    "doubled": (archive((MANIFEST, b""), ("a", b"1"), ("A", b"2")), "two files in the archive have one name: A"),
    "bomb": (sealed(("bundle.json", b"0" * 3_000_000)), "packed beyond reason"),
    "no manifest": (archive(("bundle.json", b"{}")), "no readable MANIFEST.sha256"),
    "no contents": (sealed(("a.json", b"{}")), "no bundle.json"),
    "contents of another kind": (sealed(("bundle.json", b'{"schema": []}')), "cannot be understood"),
    "deep contents": (sealed(("bundle.json", b"[" * 100_000)), "cannot be understood"),
    "newer": (sealed(("bundle.json", b'{"schema": "bundle/9"}')), "a newer program made this bundle (bundle/9)"),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_bundle_gives_one_clear_line(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, said = HOSTILE[case]
    path = tmp_path / "hostile.zip"
    path.write_bytes(data)
    code, out, err = verify(capsys, str(path))
    assert (code, out) == (3, "")
    assert said in err
    assert err.startswith(f"score: error: {path}") and err.count("\n") <= 2


@pytest.mark.parametrize("member", [CARD, REPORT, CRITERION, LOG, "bundle.json"])
def test_missing_member_is_named(member: str, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = members(made / "plain.zip")
    del found[member]
    path = tmp_path / "lacking.zip"
    path.write_bytes(archive(*found.items()))
    code, out, _ = verify(capsys, str(path))
    assert code == 1
    assert f"{member}: is listed and not there" in out


def test_member_that_nothing_speaks_of_is_named(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = {**members(made / "plain.zip"), "extra.txt": b"x"}
    path = tmp_path / "more.zip"
    path.write_bytes(archive(*found.items()))
    assert "extra.txt: is not listed in the manifest" in verify(capsys, str(path))[1]
    del found[MANIFEST]
    path.write_bytes(sealed(*found.items()))
    assert "extra.txt: nothing in the bundle speaks of it" in verify(capsys, str(path))[1]


@pytest.mark.parametrize(
    "change",
    [put("id: causes", "id: &a [*a]"), lambda data: b""],
    ids=["circle", "empty"],
)
def test_broken_rubric_in_a_bundle_is_a_finding_and_no_crash(
    change: Change, made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = rewritten(made / "plain.zip", tmp_path / "changed.zip", {CRITERION: change})
    code, out, _ = verify(capsys, changed)
    assert code == 1
    assert "the bundled rubric cannot be used: rubric/fazhi-annual-report/criteria/causes.yaml" in out


# -- keys --------------------------------------------------------------------------------------------------------


def test_other_key_other_bytes_and_no_signature_are_refused(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = verify(capsys, str(made / "signed.zip"), "--key", f"{made}/other.pub")
    assert code == 1 and "signed by a key that --key does not hold" in out
    code, out, _ = verify(capsys, str(made / "plain.zip"), "--key", f"{made}/office.pub")
    assert code == 1 and "not signed" in out
    changed = rewritten(made / "signed.zip", tmp_path / "c.zip", {SIGNATURE: lambda data: data.replace(b"\n", b"\n\n")})
    code, out, _ = verify(capsys, changed)
    assert code == 1 and "the signature is not of this manifest" in out


def test_unusable_keys_are_told_before_anything_is_scored(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "b.zip"
    for key, said in ((made / "001.txt", "no OpenSSH private key"), (tmp_path / "none", "cannot be read")):
        capsys.readouterr()
        words = ["bundle", f"{made}/001.txt", "--output", str(target), "--sign", str(key), "--lang", "en"]
        assert main(words) == 2
        assert said in capsys.readouterr()[1]
        assert not target.exists()
    code, _, err = verify(capsys, str(made / "signed.zip"), "--key", f"{made}/001.txt")
    assert code == 2 and "no ed25519 public key" in err


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
def test_ssh_keygen_verifies_our_signature_and_we_verify_its(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = members(made / "signed.zip")
    (tmp_path / "sig").write_bytes(inside[SIGNATURE])
    (tmp_path / "allowed").write_bytes(b"office " + (made / "office.pub").read_bytes())
    words = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "office", "-n", "fazhi-scorecard", "-s", "sig"]
    done = subprocess.run(words, cwd=tmp_path, input=inside[MANIFEST], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    shutil.copy(made / "office", tmp_path / "key")
    (tmp_path / "key").chmod(0o600)
    (tmp_path / MANIFEST).write_bytes(inside[MANIFEST])
    words = ["ssh-keygen", "-q", "-Y", "sign", "-f", "key", "-n", "fazhi-scorecard", MANIFEST]
    subprocess.run(words, cwd=tmp_path, capture_output=True, check=True)
    theirs = (tmp_path / SIGNATURE).read_bytes()
    changed = rewritten(made / "signed.zip", tmp_path / "c.zip", {SIGNATURE: lambda _: theirs})
    assert "signed by SHA256:" in verify(capsys, changed, "--key", str(tmp_path / "allowed"))[1]


def test_unreadable_reports_are_told_and_the_rest_is_bundled(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    target = tmp_path / "b.zip"
    capsys.readouterr()
    words = ["bundle", str(tmp_path / "empty.txt"), f"{made}/001.txt", "--output", str(target), "--lang", "en"]
    assert main(words) == 3
    assert "empty.txt: empty" in capsys.readouterr()[1]
    assert len(json.loads(members(target)["bundle.json"])["reports"]) == 1
    target.unlink()
    assert main(["bundle", str(tmp_path / "empty.txt"), "--output", str(target)]) == 2
    assert not target.exists()
