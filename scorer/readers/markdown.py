"""Markdown (.md): the words without the marks, paragraphs that were wrapped joined again."""

from __future__ import annotations

import re

from scorer.readers import Reading
from scorer.readers.limits import Limits
from scorer.readers.lines import Lines, row, tidy

_RULE = re.compile(r" {0,3}(?:(?:[-_*] ?){3,}|=+|-+) *$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)\s*#*$")
_ITEM = re.compile(r"\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|(\d{1,3}[.)]) +)")
_DASHES = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
_LINK = re.compile(r"!?\[([^\]\[]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])")
_AUTO = re.compile(r"<(https?://[^>\s]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_STRONG = re.compile(r"(\*{1,3}|~~|(?<![\w])_{1,3})(?=\S)(.{1,400}?)(?<=\S)\1(?!\w|(?<=_)\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FRONT = re.compile(r"---\r?\n.*?\r?\n---\r?\n", re.DOTALL)


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of a Markdown file."""
    from scorer.reading import decode

    text, encoding = decode(data, name)
    front = _FRONT.match(text)
    lines = Lines()
    if front:
        lines.extend(front.group().split("\n"), True)
        text = text[front.end() :]
    text = _COMMENT.sub("", text).replace("\r\n", "\n")
    paragraph: list[str] = []
    fenced = False

    def end() -> None:
        if paragraph:
            lines.add(_plain("\n".join(paragraph)))
            paragraph.clear()

    for line in text.split("\n"):
        if _FENCE.match(line):
            end()
            fenced = not fenced
        elif fenced:
            lines.add(line)
        elif not line.strip() or _RULE.match(line):
            end()
        elif heading := _HEADING.match(line):
            end()
            lines.add(_plain(heading.group(1)))
        elif line.lstrip().startswith("|") and line.count("|") > 1:
            end()
            if not _DASHES.match(line):
                lines.add(row([_plain(cell.strip()) for cell in line.strip().strip("|").split("|")]))
        else:
            bare = re.sub(r"^(?:\s{0,3}>\s?)+", "", line)
            item = _ITEM.match(bare)
            # Chinese text is written a paragraph a line; only what a line end plainly cuts goes on.
            if item or not _goes_on(paragraph):
                end()
            if item:
                bare = (item.group(1) or "") + bare[item.end() :]
            paragraph.append(bare.strip())
    end()
    out, furniture = lines.text()
    return Reading(out, encoding, furniture=furniture)


def _goes_on(paragraph: list[str]) -> bool:
    """Whether the last line was wrapped: it ends inside a sentence."""
    return bool(paragraph) and paragraph[-1][-1:].isalnum() and len(paragraph[-1]) >= 30


def _plain(text: str) -> str:
    """A paragraph without the marks of emphasis, links and escapes."""
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", _AUTO.sub(r"\1", text))
    text = _STRONG.sub(r"\2", text.replace("`", ""))
    text = _STRONG.sub(r"\2", text)
    return tidy(_ESCAPED.sub(r"\1", text))
