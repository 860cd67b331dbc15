"""Bytes -> Source: encodings, harmless characters, and inputs that are no text."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from scorer.errors import InputError
from scorer.reading.source import read_bytes, read_path

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
SIMPLIFIED = "区政府常务会议听取法治政府建设情况汇报3次,出庭应诉率100%。\n下一步,将深入推进依法行政。\n"
TRADITIONAL = "區政府常務會議聽取法治政府建設情況匯報3次,出庭應訴率100%。\n下一步,將深入推進依法行政。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.name[:3])
def test_seed_in_another_encoding_is_the_same_text(seed: Path, encoding: str) -> None:
    text = seed.read_text("utf-8")
    data = text.encode(encoding)
    source = read_bytes(data, seed.name)
    assert (source.text, source.encoding, source.notes) == (text, encoding, ())
    assert source.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")])
def test_utf_16_with_a_mark_leaves_the_mark_out(encoding: str, mark: bytes) -> None:
    source = read_bytes(mark + SIMPLIFIED.encode(encoding), "a.txt")
    assert (source.text, source.encoding) == (SIMPLIFIED, encoding)


@pytest.mark.parametrize("codec", ["big5", "cp950", "big5hkscs"])
def test_traditional_text_in_big5_is_recognised(codec: str) -> None:
    source = read_bytes(TRADITIONAL.encode(codec), "a.txt")
    assert (source.text, source.encoding) == (TRADITIONAL, "big5")


def test_circled_numbers_of_big5_hkscs_are_not_taken_for_kana() -> None:
    text = "①" + TRADITIONAL + "二〇二三年"
    assert read_bytes(text.encode("big5hkscs"), "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"])
def test_eight_characters_are_enough_to_tell_the_encoding(encoding: str) -> None:
    chance = random.Random(encoding)
    text = TRADITIONAL if encoding == "big5" else SIMPLIFIED
    text = text.replace("\n", "")
    for _ in range(40):
        start = chance.randrange(len(text) - 8)
        fragment = text[start : start + 8]
        source = read_bytes(fragment.encode(encoding), "a.txt")
        assert (source.text, source.encoding) in {(fragment, encoding), (fragment, "utf-8")}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_bad_byte_is_counted_and_costs_no_other_line(encoding: str) -> None:
    first, second = SIMPLIFIED.encode(encoding).splitlines(keepends=True)
    source = read_bytes((first[:-1] + b"\xff\n" + second) * 9, "a.txt")
    assert source.encoding == encoding
    assert source.text.count(SIMPLIFIED.splitlines()[1]) == 9
    assert [(note.code, note.count) for note in source.notes] == [("bad-bytes", 9), ("garbled", 9)]


def test_control_and_bidi_characters_become_spaces_in_their_places() -> None:
    text = "法\x00治\x1b[31m政\u202e府\x0c建\x0b设\u2028年\ufeff度\x85报告\n" + SIMPLIFIED * 4
    source = read_bytes(text.encode(), "a.txt")
    assert len(source.text) == len(text)
    assert source.text.startswith("法 治 [31m政 府 建 设 年 度 报告\n")
    assert source.notes[0].code == "control-characters"
    assert source.notes[0].count == 8


def test_line_separators_that_replace_line_ends_altogether_become_line_ends() -> None:
    assert read_bytes("标题\u2028第一段。\u2028第二段。".encode(), "a.txt").text == "标题\n第一段。\n第二段。"


def test_crlf_is_kept_and_a_lone_cr_becomes_a_line_end() -> None:
    assert read_bytes("标题\r\n正文\r\n".encode(), "a.txt").text == "标题\r\n正文\r\n"
    assert read_bytes("标题\r正文\r".encode(), "a.txt").text == "标题\n正文\n"
    assert read_bytes("标题\r\r\n正文".encode(), "a.txt").text == "标题 \r\n正文"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"Rar!\x1a\x07\x01\x00", "RAR"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"SQLite format 3\x00", "SQLite"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "Word XML"),
        (random.Random(5).randbytes(4000), "BIN"),
        (b"\x00\x01\x02\x03" * 500, "BIN"),
    ],
)
def test_a_binary_file_is_refused_and_named(data: bytes, kind: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "a.bin")
    assert caught.value.code == "binary"
    assert kind in caught.value.message
    assert caught.value.file == "a.bin"


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", "\u3000\u3000\n".encode(), b"\xef\xbb\xbf", "\u200b\n".encode()])
def test_a_file_without_words_is_refused_as_empty(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "a.txt")
    assert caught.value.code == "empty"


def test_a_file_above_the_limit_is_refused_with_the_limit() -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(SIMPLIFIED.encode(), "a.txt", max_bytes=20)
    assert (caught.value.code, caught.value.values) == ("too-large", {"limit": "20"})
    assert caught.value.mend


def test_a_missing_file_and_a_folder_have_one_clear_message_each(tmp_path: Path) -> None:
    codes = []
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(InputError) as caught:
            read_path(str(path))
        codes.append(caught.value.code)
        assert str(path) in str(caught.value)
    assert codes == ["missing", "folder"]


def test_a_name_that_the_system_refuses_is_a_clear_message_with_its_reason() -> None:
    with pytest.raises(InputError) as caught:
        read_path("a\0b.txt")
    assert caught.value.code == "unreadable"
    assert caught.value.values["reason"] in caught.value.message


def test_a_file_is_read_under_its_own_path(tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(SIMPLIFIED.encode("gb18030"))
    source = read_path(str(path))
    assert (source.name, source.text) == (path.as_posix(), SIMPLIFIED)
