"""Old Word files go through whatever program is installed, and the message names what to install where none is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scorer.errors import InputError
from scorer.reading.limits import Limits
from scorer.reading.source import read_bytes

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LISTS = 0x2EE


def old_word(*, encrypted: bool = False, lists: bool = False, stream: str = "WordDocument") -> bytes:
    """As much of an old Word file as tells what it is: a header in a sector, and the name of the stream."""
    header = bytearray(1024)
    header[:2] = b"\xec\xa5"
    header[11] = int(encrypted)
    header[LISTS] = 16 if lists else 0
    return MAGIC.ljust(512, b"\0") + bytes(header) + stream.encode("utf-16-le")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole search path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(folder: Path, name: str, code: str) -> None:
    """A program of a name that runs some Python."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport sys, time\n{code}\n", encoding="utf-8")
    path.chmod(0o755)


SAYS = "sys.stdout.buffer.write('  一、存在问题\\n|指标|件数|\\n执法力量薄弱。\\n'.encode())"


def fault_of(data: bytes, limits: Limits | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "a.doc", limits=limits)
    return caught.value


def test_without_any_program_the_message_names_what_to_install(programs: Path) -> None:
    fault = fault_of(old_word())
    assert fault.code == "converter"
    assert all(name in fault.mend for name in ("antiword", "catdoc", "LibreOffice"))


def test_what_a_program_prints_is_the_text_and_the_program_is_told(programs: Path) -> None:
    install(programs, "antiword", SAYS)
    source = read_bytes(old_word(), "a.wps")
    assert source.text == "一、存在问题\n指标 | 件数\n执法力量薄弱。"
    assert [(note.code, note.detail) for note in source.notes] == [("converted", "antiword")]


def test_the_next_program_is_tried_where_one_fails(programs: Path) -> None:
    install(programs, "antiword", "sys.exit('not a Word file')")
    install(programs, "catdoc", SAYS)
    assert [note.detail for note in read_bytes(old_word(), "a.doc").notes] == ["catdoc"]


def test_automatic_numbers_that_a_program_leaves_out_are_told(programs: Path) -> None:
    install(programs, "antiword", SAYS)
    assert [note.code for note in read_bytes(old_word(lists=True), "a.doc").notes] == ["converted", "numbers-lost"]


def test_a_program_that_does_not_end_is_stopped(programs: Path) -> None:
    install(programs, "antiword", "time.sleep(60)")
    fault = fault_of(old_word(), Limits(seconds=1))
    assert (fault.code, fault.file) == ("limit", "a.doc")


def test_a_program_that_prints_without_end_costs_no_more_than_the_limit(programs: Path) -> None:
    install(programs, "antiword", "while True: sys.stdout.write('字' * 100000)")
    assert fault_of(old_word(), Limits(characters=1000)).code == "limit"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (old_word(encrypted=True), "encrypted"),
        (old_word(stream="EncryptedPackage"), "encrypted"),
        (old_word(stream="Workbook"), "binary"),
        (MAGIC + bytes(600), "damaged"),
    ],
)
def test_other_files_of_the_container_are_refused_by_what_they_are(data: bytes, code: str) -> None:
    assert fault_of(data).code == code
