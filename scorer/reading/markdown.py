"""Markdown (.md): the words without the marks, line by line; Chinese is written a paragraph a line."""

from __future__ import annotations

import re

from scorer.reading.encodings import decode
from scorer.reading.limits import Limits
from scorer.reading.lines import Lines, row, tidy
from scorer.reading.reading import Reading

_RULE = re.compile(r" {0,3}(?:(?:[-_*] ?){3,}|={2,}|-{2,}) *$")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)\s*#*$")
_ITEM = re.compile(r"\s*(?:[-*+]\s+(?:\[[ xX]\]\s+)?|(\d{1,3}[.)]) +)")
_DASHES = re.compile(r"(?=[^-]*-)[\s:|-]*$")  # the line under the head of a table
_LINK = re.compile(r"!?\[([^\]\[]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])")
_AUTO = re.compile(r"<(https?://[^>\s]+)>")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_STRONG = re.compile(r"((?<!\*)\*{1,3}(?!\*)|~~|(?<!\w)_{1,3}(?!_))(?=\S)(.{1,400}?)(?<=\S)\1(?!\*)(?!(?<=_)\w)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTED = re.compile(r"^(?:\s{0,3}>\s?)+")
_FRONT = re.compile(r"---\r?\n.*?\r?\n---\r?\n", re.DOTALL)


def read(data: bytes, name: str, limits: Limits) -> Reading:
    """The text of a Markdown file."""
    text, encoding = decode(data, name)
    front = _FRONT.match(text)
    lines = Lines()
    if front:
        lines.extend(front.group().split("\n"), True)
        text = text[front.end() :]
    text = _without_comments(text).replace("\r\n", "\n")
    fenced = False
    for line in text.split("\n"):
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            lines.add(line)
        elif heading := _HEADING.match(line):
            lines.add(_plain(heading.group(1)))
        elif line.lstrip().startswith("|") and line.count("|") > 1:
            if not _DASHES.match(line):
                lines.add(row([_plain(cell.strip()) for cell in line.strip().strip("|").split("|")]))
        elif not _RULE.match(line):
            bare = _QUOTED.sub("", line)
            item = _ITEM.match(bare)
            lines.add(_plain((item.group(1) or "") + bare[item.end() :] if item else bare))
    out, furniture = lines.text()
    return Reading(out, encoding, furniture=furniture)


def _without_comments(text: str) -> str:
    """The text without what stands between <!-- and -->."""
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else "<!--" + part for part in rest)


def _plain(text: str) -> str:
    """A paragraph without the marks of emphasis, links and escapes."""
    text = _LINK.sub(r"\1", text)
    text = _TAG.sub("", _AUTO.sub(r"\1", text))
    text = _STRONG.sub(r"\2", text.replace("`", ""))
    text = _STRONG.sub(r"\2", text)
    return tidy(_ESCAPED.sub(r"\1", text))
