"""Regular expressions of a rubric, where words do not do: refused if unbounded, stopped if slow.

Only the `regex` package runs them, with a time limit, line by line; the built-in rubrics need none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

LONGEST_LINE = 20_000  # characters of a line that a pattern is tried on
SECONDS = 0.5  # CPU time that one pattern may take on one report

LONGEST_PATTERN = 500  # characters
MOST_TIMES = 200  # that a part of a pattern may repeat

_TIMES = re.compile(r"(?<=[{,])\d+(?=[,}])")
_UNBOUNDED = re.compile(r"(?<!\\)(?:[*+]|\{\d*,\})")
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*(?<!\\)(?:[*+]|\{\d+,\d*\})(?:[^()\\]|\\.)*\)(?:[*+]|\{\d*,?\d*\})")


def objection(pattern: str) -> tuple[str, str] | None:
    """Why a pattern is not accepted and what to write instead; None if it is fine."""
    import regex

    if len(pattern) > LONGEST_PATTERN:
        return f"超过 {LONGEST_PATTERN} 个字符 · longer than {LONGEST_PATTERN} characters", "拆成几条 · divide it"
    if any(int(number) > MOST_TIMES for number in _TIMES.findall(pattern)):
        return f"重复超过 {MOST_TIMES} 次 · repeats more than {MOST_TIMES} times", "写成 .{0,12} · write .{0,12}"
    try:
        compiled = regex.compile(pattern)
    except regex.error as error:
        place = (getattr(error, "pos", None) or 0) + 1
        return (
            f"{getattr(error, 'msg', error)} (第 {place} 个字符 · character {place})",
            "括号本身写成 \\( · write \\( for a bracket",
        )
    if compiled.match(""):
        return "能匹配空文字 · it matches nothing at all", "至少写一个字 · let it ask for a character"
    if _NESTED.search(pattern):
        return "重复里套着重复 · a repetition within a repetition", "写成一层,如 .{0,12} · one level, such as .{0,12}"
    if _UNBOUNDED.search(re.sub(r"\[(?:[^\]\\]|\\.)*\]", "x", pattern)):
        return "* 或 + 没有上限 · * or + has no bound", "写成 .{0,12} · write .{0,12}"
    return None


@cache
def _compiled(pattern: str) -> Any:
    import regex

    return regex.compile(pattern)


def find(pattern: str, text: str) -> tuple[list[tuple[int, int]], bool]:
    """Spans of a pattern in a text, within lines; and whether the time sufficed for the whole text."""
    found: list[tuple[int, int]] = []
    compiled = _compiled(pattern)
    start = 0
    left = SECONDS
    from time import process_time

    begun = process_time()
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        try:
            found += [m.span() for m in compiled.finditer(text, start, min(end, start + LONGEST_LINE), timeout=left)]
        except TimeoutError:
            return found, False
        begun, before = process_time(), begun
        left -= begun - before
        if left <= 0:
            return found, end >= len(text)
        start = end + 1
    return found, True
