"""Page furniture: lines of a web page or of its frame that are no text of the report."""

from __future__ import annotations

from bisect import bisect_right

from scorer.model import Plain
from scorer.structure.lines import Span
from scorer.structure.markers import BULLETS, MARKER, NUMERAL, han
from scorer.structure.signature import is_date
from scorer.structure.titles import reads_as_title
from scorer.text.expressions import expression
from scorer.text.words import Scan

_STAMP_LINE = expression(
    r"[(\[]?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]*\d{1,2}:\d{2}(?::\d{2})?)?[)\]]?"
    r"|\d{4}年\d{1,2}月\d{1,2}日 *\d{1,2}:\d{2}(?::\d{2})?"
)
_NUMBER_LINE = expression(r"[^。,;|]{1,14}[〔\[(]\d{4}[〕\])] ?第? ?\d+ ?号")
_BREADCRUMB = ">»→›"  # between the steps of a path
_WORD = expression(r"\w")


def furniture(plain: Plain, lines: list[Span], scan: Scan) -> list[bool]:
    """For each line whether it is page furniture."""
    apart = _set_apart(plain, lines)
    own = iter(_chrome_lines(plain.text, [line for line in lines if line not in apart], scan))
    return [line in apart or next(own) for line in lines]


def merged(text: str, lines: list[Span], chrome: list[bool]) -> tuple[Span, ...]:
    """Spans from the first to the last line of each run of furniture, with their line breaks."""
    spans: list[Span] = []
    previous = -2
    for index, furniture in enumerate(chrome):
        if not furniture:
            continue
        start, end = lines[index]
        start = text.rfind("\n", 0, start) + 1
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop + 1
        if previous == index - 1 and spans:
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((start, stop))
        previous = index
    return tuple(spans)


def _set_apart(plain: Plain, lines: list[Span]) -> set[Span]:
    """Lines that the file itself sets apart from its text, as its reader found."""
    spans = plain.source.furniture
    if not spans:
        return set()
    ends = [end for _, end in spans]
    found = set()
    for line in lines:
        at, _ = plain.to_source(*line)
        index = bisect_right(ends, at)
        if index < len(spans) and spans[index][0] <= at:
            found.add(line)
    return found


def _chrome_lines(text: str, lines: list[Span], scan: Scan) -> list[bool]:
    """For each line whether it is page furniture: by its words, then by its neighbours."""
    if not lines:
        return []
    sure = [False] * len(lines)
    starts = [start for start, _ in lines]
    for start, _ in scan.spans("chrome-strong"):
        index = bisect_right(starts, start) - 1
        if index >= 0 and start < lines[index][1]:
            low, high = lines[index]
            if start == low:
                sure[index] = high - low <= 80 or "。" not in text[low:high]
            elif high - low <= 160 and not _is_sentence(text, low, high):
                sure[index] = True
    label_at = dict(scan.spans("chrome-label"))
    alone = {start for start, _ in scan.spans("chrome-label-alone")}
    nav = scan.spans("chrome-nav")
    labelled = [False] * len(lines)
    wants_value = -1
    plausible = [False] * len(lines)  # could be furniture between furniture
    first_text = next((i for i, (low, high) in enumerate(lines) if _opens_text(text, low, high)), 0)
    last_text = next((i for i in range(len(lines) - 1, -1, -1) if _opens_text(text, *lines[i])), -1)
    for index, (start, end) in enumerate(lines):
        body = text[start:end]
        size = end - start
        if size <= 60 and "。" not in body:
            plausible[index] = not MARKER.match(body) or size <= 4
        if sure[index]:
            continue
        at = start + (len(body) - len(body.lstrip(BULLETS)))
        label_end = label_at.get(at)
        if label_end is not None and size <= 160 and "。" not in body[:-1]:
            rest = text[label_end:end].lstrip(" 】]")
            if not rest:
                labelled[index] = True
                if at not in alone:
                    wants_value = index + 1
            elif rest[0] in ":|" and (size <= 60 or "|" in body):
                sure[index] = True
                if not rest.strip(":| "):
                    wants_value = index + 1
        if wants_value == index and size <= 60 and plausible[index]:
            labelled[index] = True
        if (
            (body.count("|") >= 2 and (index < first_text or at in label_at))
            or (size <= 80 and any(sign in body for sign in _BREADCRUMB) and "。" not in body and "<" not in body)
            or (_is_stamp(body) and (index <= last_text or ":" in body or any(sure[last_text + 1 : index])))
        ):
            sure[index] = True
        elif size <= 60 and plausible[index] and "," not in body and "、" not in body and body[-1] != ":":
            sure[index] = sure[index] or _navigation(text, start, end, nav, first_text <= index <= last_text)
    _confirm_labels(sure, labelled, plausible, text, lines, scan)
    return sure


def _is_stamp(body: str) -> bool:
    """Whether a line is a time, as the page prints it."""
    return (body[0] in "([" or body[0].isdecimal()) and _STAMP_LINE.fullmatch(body) is not None


def _opens_text(text: str, start: int, end: int) -> bool:
    """Whether the report has begun with this line: a paragraph, or a chapter's heading."""
    if end - start > 60 or (end - start > 14 and text[end - 1] == "。"):
        return text.count("|", start, end) < 2
    return text[start] in NUMERAL and end - start > 4 and MARKER.match(text, start, end) is not None


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether a line reads as text of a report: a full stop, an item of a list, a numbered heading."""
    return "。" in text[start:end] or text[end - 1] in ";," or MARKER.match(text, start, end) is not None


def _navigation(text: str, start: int, end: int, nav: list[Span], within: bool) -> bool:
    """A line of two or more names of columns; outside the report also of one and nothing else."""
    low = bisect_right(nav, (start - 1, 1 << 60))
    covered = count = 0
    while low < len(nav) and nav[low][0] < end:
        covered += min(nav[low][1], end) - nav[low][0]
        count += 1
        low += 1
    if not count:
        return False
    letters = han(text, start, end) or 1
    if count == 1:
        return covered >= letters and not within
    return covered * 2 >= letters


def _confirm_labels(
    sure: list[bool], labelled: list[bool], plausible: list[bool], text: str, lines: list[Span], scan: Scan
) -> None:
    """Labels and short lines next to furniture are furniture; after a list of links, all short lines are."""
    count = len(lines)
    for index in range(count):
        if labelled[index] and not sure[index]:
            near = range(max(0, index - 3), min(count, index + 4))
            sure[index] = any(sure[j] or labelled[j] for j in near if j != index)
    first_body = next((i for i in range(count) if not sure[i] and _opens_text(text, *lines[i])), count)
    last_body = next((i for i in range(count - 1, -1, -1) if not sure[i] and _opens_text(text, *lines[i])), -1)
    # In the head: short lines with furniture before and after them.
    head = [i for i in range(first_body) if sure[i]]
    if head:
        for index in range(head[0], head[-1]):
            start, end = lines[index]
            if not sure[index] and plausible[index] and not _frames_report(text, start, end, scan):
                sure[index] = True
        above = head[0] - 1
        while above >= 0 and plausible[above] and not _frames_report(text, *lines[above], scan):
            sure[above] = True
            above -= 1
        for index in range(head[0]):
            body = text[lines[index][0] : lines[index][1]]
            if not han(body):
                sure[index] = True
    # In the tail: all after the first link or footer that is not text.
    tail = next((i for i in range(last_body + 1, count) if sure[i]), count)
    for index in range(tail, count):
        body = text[lines[index][0] : lines[index][1]]
        if not sure[index] and (plausible[index] or any(sure[index + 1 :])) and not is_date(body):
            sure[index] = True
    for index in range(count):
        body = text[lines[index][0] : lines[index][1]]
        if not sure[index] and len(body) <= 12 and not han(body) and not is_date(body):
            before = index > 0 and sure[index - 1]
            after = index + 1 < count and sure[index + 1]
            if before or after or not _WORD.search(body):
                sure[index] = True


def _frames_report(text: str, start: int, end: int, scan: Scan) -> bool:
    """Whether a short line is a title, an addressee or a document number, not page furniture."""
    body = text[start:end]
    numbered = "号" in body and _NUMBER_LINE.fullmatch(body) is not None
    return body[-1] == ":" or numbered or reads_as_title(text, start, end, scan)
