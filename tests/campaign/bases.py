"""Sound files of every readable format, made from one report: what the mutations start from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import readers_data as made

TESTS = Path(__file__).parent.parent
ENCODINGS = {
    "utf-8.txt": "utf-8",
    "gb.txt": "gb18030",
    "utf-16.txt": "utf-16",
    "utf-16-bare.txt": "utf-16-le",
    "report.md": "utf-8",
    "report.html": "utf-8",
    "gbk.html": "gbk",
    "report.mhtml": "utf-8",
}  # the names of those that are text, and how they are written


def report() -> str:
    """The report that all of them hold."""
    return (TESTS / "labelled" / "D1.txt").read_text(encoding="utf-8")


@cache
def bases() -> dict[str, bytes]:
    """Name -> bytes; the same on every machine but for the times inside of .docx."""
    text = report()
    title = next(line for line in text.split("\n") if line.strip())
    page = made.page(text, title=title, number="X政〔2024〕1号")
    bare = made.bare_docx("".join(map(made.paragraph, text.split("\n"))))
    member = {"甲县.txt": text.encode(), "乙/b.html": page.encode(), "c.docx": bare}
    lines = ["BT /F 12 Tf 60 780 Td 14 TL", *(f"(line {number} of 2023) Tj T*" for number in range(30)), "ET"]
    return {
        "utf-8.txt": text.encode(),
        "gb.txt": text.encode("gb18030"),
        "utf-16.txt": text.encode("utf-16"),
        "utf-16-bare.txt": text.encode("utf-16-le"),
        "report.md": made.markdown(text),
        "report.html": page.encode(),
        "gbk.html": page.replace("utf-8", "gbk").encode("gbk", "replace"),
        "report.mhtml": made.mhtml(page),
        "report.rtf": made.rtf(text),
        "report.ofd": made.ofd(text),
        "bare.docx": bare,
        "report.pdf": made.pdf(["\n".join(lines)] * 3),
        "chinese.pdf": (TESTS / "rough" / "130-plain.pdf").read_bytes(),
        "reports.zip": made.zipped(member),
        "gbk.zip": made.zipped({"甲县.txt": text.encode(), "乙县.txt": text.encode("gb18030")}, gbk=True),
    }
