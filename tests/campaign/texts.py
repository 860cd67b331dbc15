"""Harmless changes of a text that must move no verdict, and any text at all, that must break nothing.

The strategies are hypothesis's: what fails is made as small as it can be, and printed with how to run it again.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from bases import TESTS
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from mutations import SPECIAL
from probe import sound, worker

from scorer.errors import InputError
from scorer.model import Verdict
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes

MOST_MOVED = 0.003  # share of verdicts that a change may move
MOST_MOVED_AS_ONE_LINE = 0.02
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_KANGXI = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
_MARKS = str.maketrans(",;:()?!%", "，；：（）？！％")


@cache
def reports() -> dict[str, str]:
    """The labelled reports and the seeds by name."""
    paths = [*sorted((TESTS / "labelled").glob("*.txt")), *sorted((TESTS.parent / "seeds").glob("*.txt"))]
    return {path.name: path.read_text(encoding="utf-8-sig").replace("\r\n", "\n") for path in paths}


def verdicts(data: bytes) -> dict[str, Verdict]:
    """The verdicts of a file of bytes."""
    card = score_source(read_bytes(data, "a.txt"), worker("json").rubric)
    return {finding.criterion: finding.verdict for finding in card.findings}


@cache
def judged(name: str) -> dict[str, Verdict]:
    """The verdicts of a report as it is."""
    return verdicts(reports()[name].encode())


# —— changes that say nothing else ——


def _lines(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "\n".join(change(line) if line.strip() else line for line in text.split("\n"))


def _cut(width: int) -> Callable[[str], str]:
    return _lines(lambda line: "\n".join(line[at : at + width] for at in range(0, len(line), width)))


def _pages(text: str, width: int = 38, rows: int = 24) -> str:
    """As printed: lines of one width, the number of the page under each page."""
    lines = _cut(width)("\n".join("　　" + line.strip() for line in text.split("\n") if line.strip())).split("\n")
    pages = [lines[at : at + rows] for at in range(0, len(lines), rows)]
    return "\n".join("\n".join([*page, f"— {number} —"]) for number, page in enumerate(pages, 1))


def _each(pattern: str, put: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, put, text)


CHANGES: dict[str, Callable[[str], str]] = {
    "no blank lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    "a blank line between": lambda text: text.replace("\n", "\n\n"),
    "ideographic indents": _lines(lambda line: "　　" + line.strip()),
    "tabs": _lines(lambda line: "\t" + line.strip()),
    "no indents": _lines(str.strip),
    "trailing blanks": _lines(lambda line: line + "   "),
    "no-break blanks": _lines(lambda line: "\xa0\xa0\xa0\xa0" + line.strip()),
    "blanks behind marks": _each(r"([，；：、。])(?!\n)", r"\1 "),
    "blanks around digits": _each(r"(\d+(?:\.\d+)?%?)", r" \1 "),
    "a blank between all": _each(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", " "),
    "lines of 40": _cut(40),
    "lines of 28": _cut(28),
    "pages": _pages,
    "one line": lambda text: "".join(line.strip() for line in text.split("\n")),
    "digits of full width": lambda text: text.translate(_FULL),
    "marks of full width": lambda text: text.translate(_MARKS),
    "other title marks": lambda text: text.replace("《", "<<").replace("》", ">>"),
    "dots for 、": _each(r"(?m)^(\s*[一二三四五六七八九十]{1,3})、", r"\1．"),
    "parts for 一、": _each(r"(?m)^(\s*)([一二三四五六七八九十]{1,3})、", r"\1第\2部分 "),
    "zero-width signs": _each(r"([，。])", "\u200b\\1"),
    "soft hyphens": _each(r"([的和])", "\u00ad\\1"),
    "kangxi radicals": lambda text: "".join(_KANGXI.get(char, char) for char in text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "carriage returns": lambda text: text.replace("\n", "\r"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
}


class Moved(NamedTuple):
    """What one change moved."""

    change: str
    verdicts: int
    moved: tuple[str, ...]  # report criterion verdict>verdict

    @property
    def too_many(self) -> bool:
        """Whether it is over the limit."""
        most = MOST_MOVED_AS_ONE_LINE if self.change == "one line" else MOST_MOVED
        return len(self.moved) > most * self.verdicts


def moved(change: str) -> Moved:
    """What a change moves over all reports."""
    found: list[str] = []
    count = 0
    for name, text in reports().items():
        before, after = judged(name), verdicts(CHANGES[change](text).encode())
        count += len(before)
        found += [f"{name} {id_} {before[id_]}>{after[id_]}" for id_ in before if before[id_] is not after[id_]]
    return Moved(change, count, tuple(found))


# —— any text ——


@st.composite
def edited(draw: st.DrawFn) -> str:
    """A report with hostile or arbitrary words in it, perhaps cut short or repeated."""
    text = reports()[draw(st.sampled_from(sorted(reports())))]
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        words = draw(st.one_of(st.sampled_from(SPECIAL), st.text(max_size=40), st.sampled_from(sorted(CHANGES))))
        text = CHANGES[words](text) if words in CHANGES else text[:at] + words + text[at:]
    return text[draw(st.integers(0, len(text) // 2)) :]


@st.composite
def wrapped(draw: st.DrawFn) -> tuple[str, bytes]:
    """A report, and its bytes in another encoding with other line ends."""
    name = draw(st.sampled_from(sorted(reports())))
    text = reports()[name].replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))
    mark, encoding = draw(
        st.sampled_from(
            [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (b"", "gb18030"), (b"", "utf-16"), (b"", "utf-16-be")]
        )
    )
    return name, mark + text.encode(encoding)


def holds(number: int, examples: int) -> Iterator[str]:
    """What hypothesis finds wrong with any text and with any encoding; `number` is the seed."""
    lasting = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )

    @seed(number)
    @lasting
    @given(edited())
    def any_text(text: str) -> None:
        try:
            source = read_bytes(text.encode("utf-8", "surrogatepass"), "a.txt")
        except InputError:
            return
        assert list(sound(source, score_source(source, worker("json").rubric))) == []

    @seed(number)
    @lasting
    @given(wrapped())
    def any_encoding(one: tuple[str, bytes]) -> None:
        name, data = one
        assert verdicts(data) == judged(name)

    for check in (any_text, any_encoding):
        try:
            check()
        except Exception as error:
            notes = " ".join(getattr(error, "__notes__", ()))
            yield f"{type(error).__name__}: {str(error)[:300]} {notes[:500]}"
