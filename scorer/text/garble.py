"""Broken stretches of a text: bytes that were lost, an encoding taken for another. Told, and never matched.

A clause with a broken character says something that nobody can read. Headings and titles keep theirs, since the
rest of them still tells what they are.
"""

from __future__ import annotations

from functools import cache

from scorer.text.expressions import expression

Span = tuple[int, int]

_HAN = "\u3400-\u9fff"
_LOST = expression(f"[\ufffd]|(?<=[{_HAN}])[\ue000-\uf8ff](?=[{_HAN}])")
_PRIVATE = expression("[\ue000-\uf8ff]")
_STRAY = expression("[ \t\u3000\xa0?？\ufffd]*")  # marks at the head of a line that stand for blanks
# What other encodings make of UTF-8, and of characters that were lost before.
_TAKEN_FOR_OTHER = expression(
    r"锟斤|斤拷|锟斤拷|烫烫烫|屯屯屯|ï¼[\x80-\xbf]|ã€|â€|[æåçèé][\x80-\xbfœš¸]{1,2}[æåçèé]|(?:銆|锛|鈥)[^,，。]{0,6}(?:銆|锛|鈥|鐨|娉|绛)"
)
# A pair that came apart: the comma's second half went into the next sign.
_APART = expression(f"(?<=[{_HAN}])[?？][，,][A-Z](?=[{_HAN}])")
_CLAUSE = expression(r"[^，。；：！？,;:!?\n]+")
_STOPS = "，。；！？,;!?"
_SIGNS = ("\ufffd", "锟", "斤拷", "烫烫", "屯屯", "ï¼", "ã€", "â€", "銆", "锛", "鈥", "æ", "å", "ç")
_RARE = 3  # rare characters of a clause from which, in a text with lost bytes, it is taken for broken
_RARE_SHARE = 0.2
_LONGEST_HEADING = 40
_FIRST_RARE = 0xD8  # GB2312 orders its common characters before this row


def prints(text: str) -> bool:
    """Whether a text is made of characters that print, line ends and blanks: none controls, is private or unseen."""
    for blank in "\n\r\t\u3000\xa0":
        text = text.replace(blank, "")
    return text.isprintable()


def find_garbled(text: str) -> list[Span]:
    """Spans of the source text that are broken, in order; none overlaps another."""
    apart = [match.span() for match in _APART.finditer(text)] if "?" in text or "？" in text else []
    lost = not prints(text) and _PRIVATE.search(text) is not None
    if not lost and not any(sign in text for sign in _SIGNS):
        return apart
    found = list(apart)
    broken = _TAKEN_FOR_OTHER.search(text) is not None
    cut = lost or "\ufffd" in text
    at = 0
    for line in text.split("\n"):
        spans = [match.span() for match in _CLAUSE.finditer(line)] if _tells(line) else []
        head = _STRAY.match(line)
        for start, end in spans:
            clause = line[max(start, head.end() if head and start == 0 else start) : end]
            other = broken and _TAKEN_FOR_OTHER.search(clause)
            if _LOST.search(clause) or other or (cut and _is_rare(clause)):
                found.append((at + start, at + end))
        at += len(line) + 1
    return _joined(sorted(found))


def _tells(line: str) -> bool:
    """Whether a line is more than a heading or a title."""
    return len(line) > _LONGEST_HEADING or any(stop in line for stop in _STOPS)


def _is_rare(clause: str) -> bool:
    """Whether a clause holds more rare characters than anyone writes: its bytes were cut into other pairs."""
    rare = han = 0
    for char in clause:
        if "\u3400" <= char <= "\u9fff":
            han += 1
            rare += _is_late(char)
    return rare >= _RARE and rare >= _RARE_SHARE * han


@cache
def _is_late(char: str) -> bool:
    """Whether a character stands among the uncommon ones of GB2312; False for one that is not in it."""
    code = char.encode("gb2312", "ignore")
    return bool(code) and code[0] >= _FIRST_RARE


def _joined(spans: list[Span]) -> list[Span]:
    """Spans that overlap or touch as one."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
