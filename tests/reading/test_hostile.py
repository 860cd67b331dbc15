"""Files made to harm: each is refused by itself, within time and memory, and the others are still read."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from readers_data import bare_docx, docx, ofd, page, paragraph, pdf, rtf, zipped
from reports import SEEDS, seed

from scorer.commands.inputs import expand
from scorer.errors import InputError
from scorer.reading.limits import Limits
from scorer.reading.source import read_bytes, read_path

TEXT = "2024年,全区受理行政复议案件159件。\n" * 3
BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "法治法治法治">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def code_of(data: bytes, name: str, limits: Limits | None = None) -> str:
    """Code of the fault with which a file is refused."""
    with pytest.raises(InputError) as caught:
        read_bytes(data, name, limits=limits)
    assert caught.value.mend
    return caught.value.code


def with_document(markup: str) -> bytes:
    """A Word file whose document part is the markup."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(bare_docx(""))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, markup if name == "word/document.xml" else old.read(name))
    return out.getvalue()


def test_a_zip_bomb_is_refused_unopened() -> None:
    bomb = zipped({"word/document.xml": b"\0" * 50_000_000, "[Content_Types].xml": b"<Types/>"})
    assert len(bomb) < 100_000
    assert code_of(bomb, "a.docx") == "bomb"


def test_a_part_that_lies_about_its_size_is_cut_off() -> None:
    data = bytearray(zipped({"OFD.xml": b"x" * 3_000_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        where = data.find(mark) + at
        data[where : where + 4] = struct.pack("<I", 100)
    assert code_of(bytes(data), "a.ofd", Limits(unpacked=1_000_000)) in ("limit", "damaged")


def test_more_members_than_allowed_are_refused_before_they_are_listed() -> None:
    many = zipped({f"{number}.txt": b"" for number in range(300)})
    assert code_of(many, "a.docx", Limits(members=200)) == "limit"
    told = bytearray(many)
    where = told.rfind(b"PK\x05\x06") + 12
    told[where : where + 4] = struct.pack("<I", 500_000_000)
    assert code_of(bytes(told), "a.docx") == "limit"


@pytest.mark.parametrize(
    "body", [BOMB + "]><x>&i;</x>", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>']
)
def test_entities_of_a_document_are_refused(body: str) -> None:
    assert code_of(with_document(body), "a.docx") in ("entities", "damaged")


def test_an_external_entity_of_a_page_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("不该读到的话", encoding="utf-8")
    start = f'<!DOCTYPE html [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    source = read_bytes((start + "<html><body><p>" + TEXT + "&a;</p></body></html>").encode(), "a.html")
    assert "不该读到的话" not in source.text


def test_elements_nested_without_end_do_not_exhaust_the_stack() -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + paragraph("文") + "</w:sdtContent></w:sdt>" * 3000
    assert code_of(bare_docx(deep), "a.docx") in ("too-deep", "damaged")
    assert code_of(b"{\\rtf1 " + b"{" * 5000 + b"x" + b"}" * 5000 + b"}", "a.rtf") == "too-deep"
    assert code_of(("<html><body>" + "<div><b>" * 20_000 + TEXT).encode(), "a.html") == "too-deep"
    source = read_bytes(("<html><body>" + "<div><b>" * 300 + TEXT).encode(), "a.html")
    assert "行政复议" in source.text


def test_too_much_markup_and_text_is_refused_and_the_limit_can_be_set() -> None:
    markup = ("<html><body><p>" + TEXT * 40 + "</p></body></html>").encode()
    assert code_of(markup, "a.html", Limits(markup=1000)) == "limit"
    assert code_of(markup, "a.html", Limits(characters=1000)) == "limit"
    assert code_of((TEXT * 40).encode(), "a.txt", Limits(characters=1000)) == "limit"
    assert code_of(docx(TEXT * 40), "a.docx", Limits(characters=1000)) == "limit"
    assert code_of((TEXT * 40).encode(), "a.md", Limits(characters=1000)) == "limit"
    assert code_of(("法" * 600_000).encode(), "a.txt") == "limit"
    assert code_of(rtf(TEXT * 40), "a.rtf", Limits(characters=1000)) == "limit"
    assert code_of(ofd(TEXT * 40), "a.ofd", Limits(characters=1000)) == "limit"
    assert read_bytes(markup, "a.html").text


def test_what_would_cost_a_parser_the_square_of_its_size_is_refused_first() -> None:
    attributes = " ".join(f"a{number}" for number in range(3000))
    assert code_of(f"<html><body><p {attributes}>{TEXT}</p></body></html>".encode(), "a.html") == "too-deep"
    state = f"<html><body><form><input value='{'x ' * 9000}'></form><p>{TEXT}</p></body></html>"
    assert "行政复议" in read_bytes(state.encode(), "a.html").text
    parts = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" + b"--a\r\n\r\n" * 9000
    assert code_of(parts, "a.mhtml") == "damaged"


def test_pictures_inside_a_page_do_not_count_as_markup() -> None:
    markup = '<html><body><img src="data:image/png;base64,' + "QUJD" * 100_000 + '"><p>' + TEXT + "</p></body></html>"
    assert "行政复议" in read_bytes(markup.encode(), "a.html", limits=Limits(markup=10_000)).text


def test_a_pdf_of_very_many_empty_pages_is_refused() -> None:
    assert code_of(pdf([""] * 10_000), "a.pdf") == "limit"
    assert code_of(pdf([""] * 5), "a.pdf") == "no-text"
    assert code_of(pdf([""] * 5), "a.pdf", Limits(pages=4)) == "limit"


def test_a_damaged_or_encrypted_pdf_has_a_clear_message() -> None:
    good = pdf(["BT /F 20 Tf 50 700 Td (Law-based government report) Tj ET"])
    assert read_bytes(good, "a.pdf").text.strip() == "Law-based government report"
    assert code_of(good[:60], "a.pdf") == "damaged"
    assert code_of(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.pdf") == "damaged"
    locked = good.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"01" * 32
        + b">/U<"
        + b"02" * 32
        + b">>>",
    )
    assert code_of(locked, "a.pdf") == "encrypted"


def test_damaged_containers_have_a_clear_message() -> None:
    for data, name in ((docx(TEXT)[:900], "a.docx"), (ofd(TEXT)[:600], "a.ofd"), (b"PK\x03\x04 nothing", "a.zip")):
        assert code_of(data, name) == "damaged"
    assert code_of(zipped({"OFD.xml": b"<x"}), "a.ofd") == "damaged"
    assert code_of(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nno parts", "a.mhtml") == "damaged"


@pytest.mark.parametrize(
    ("data", "said", "kind"),
    [
        (docx(TEXT), ".pdf", "DOCX"),
        (rtf(TEXT), ".doc", "RTF"),
        (page(TEXT).encode(), ".doc", "HTML"),
        (page(TEXT).encode(), ".txt", "HTML"),
        (ofd(TEXT), ".zip", "OFD"),
        (pdf(["BT /F 20 Tf 50 700 Td (Law-based government) Tj ET"]), ".docx", "PDF"),
    ],
)
def test_content_goes_before_an_ending_that_lies_and_it_is_told(data: bytes, said: str, kind: str) -> None:
    source = read_bytes(data, "a" + said)
    assert (source.notes[0].code, source.notes[0].detail) == ("other-ending", f"{said} = {kind}")


def test_a_text_under_another_ending_is_still_a_text() -> None:
    for name in ("a.docx", "a.pdf", "a.html"):
        assert read_bytes(TEXT.encode(), name).text == TEXT


def test_names_that_lead_out_of_an_archive_are_refused_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    names = ("../../x.txt", "/etc/x.txt", "C:\\x.txt", "b\\..\\..\\x.txt", "线\u202etxt.exe.txt")
    path.write_bytes(zipped({**{name: TEXT.encode() for name in names}, "好/文.txt": TEXT.encode()}))
    inputs, faults = expand([str(path)])
    assert [one.path for one in inputs] == [f"{path.as_posix()}!好/文.txt"]
    assert [fault.code for fault in faults] == ["path-trick"] * len(names)
    assert not any("\u202e" in str(fault) for fault in faults)
    assert read_path(inputs[0].path).text == TEXT


def test_an_archive_in_an_archive_is_refused_and_its_neighbour_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"1.zip": zipped({"x.txt": TEXT.encode()}), "2.txt": TEXT.encode()}))
    inputs, _ = expand([str(path)])
    with pytest.raises(InputError) as caught:
        read_path(inputs[0].path)
    assert caught.value.code == "nested"
    assert read_path(inputs[1].path).text == TEXT


def test_members_of_an_archive_keep_their_names_whatever_packed_it(tmp_path: Path) -> None:
    for number, gbk in enumerate((True, False)):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(
            zipped({"报告/临海县2023年.txt": TEXT.encode(), "说明.png": b"x", "__MACOSX/._a.txt": b"x"}, gbk=gbk)
        )
        inputs, faults = expand([str(path)])
        assert [one.path.partition("!")[2] for one in inputs] == ["报告/临海县2023年.txt"]
        assert (inputs[0].place, faults) == (f"{number}/报告/临海县2023年", [])
        assert read_path(inputs[0].path).name == inputs[0].path


def test_a_member_whose_name_is_longer_than_a_path_may_be_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"1" * 5000 + ".txt": TEXT.encode()}))
    inputs, faults = expand([str(path)])
    assert faults == []
    assert read_path(inputs[0].path).text == TEXT


def test_a_message_names_the_two_ends_of_a_name_without_end() -> None:
    with pytest.raises(InputError) as caught:
        read_path("头" + "1" * 5000 + "尾.txt")
    assert len(str(caught.value)) < 400
    assert str(caught.value).startswith("头1")
    assert "1尾.txt: " in str(caught.value)


def test_an_archive_without_reports_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"x.png": b"x"}))
    assert [fault.code for fault in expand([str(path)])[1]] == ["empty-archive"]


def test_a_bad_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "1.docx").write_bytes(b"PK\x03\x04 broken")
    (tmp_path / "2.txt").write_text(seed("000").text, encoding="utf-8")
    (tmp_path / "3.zip").write_bytes(zipped({"x.pdf": b"%PDF-1.7 broken", "y.docx": docx(seed("001").text)}))
    done = subprocess.run(
        [sys.executable, "-m", "scorer", "--format", "csv", "--lang", "zh", str(tmp_path)],
        cwd=SEEDS.parent, capture_output=True, encoding="utf-8-sig", check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert done.stderr.count("已损坏") == 2
    assert {line.split(",")[0].rpartition("/")[2] for line in done.stdout.splitlines()[1:]} == {"2.txt", "3.zip!y.docx"}


def test_a_huge_single_line_is_refused_within_the_memory_of_its_limit() -> None:
    script = (
        "import io, tracemalloc\n"
        "from scorer.errors import InputError\n"
        "from scorer.reading.source import read_stream\n"
        "class Endless(io.RawIOBase):\n"
        "    def read(self, size=-1): return b'x' * min(size, 1 << 30)\n"
        "tracemalloc.start()\n"
        "try: read_stream(Endless(), 'a.txt')\n"
        "except InputError as error: print(error.code)\n"
        "print(tracemalloc.get_traced_memory()[1] < 50_000_000)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=SEEDS.parent, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.split() == ["too-large", "True"]


def test_a_text_file_loads_no_reader() -> None:
    script = (
        "import sys\nfrom scorer.reading.source import read_path\nread_path(sys.argv[1])\n"
        "print([m for m in sys.modules if 'readers' in m or 'lxml' in m or 'zipfile' in m])"
    )
    path = next(SEEDS.glob("*.txt"))
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=SEEDS.parent, capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == "[]"
