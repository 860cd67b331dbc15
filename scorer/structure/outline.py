"""Plain text -> paragraphs, headings with levels, titles, closing lines, page furniture.

What a heading is, is told by its marker, its length and its place; what it is about, by the word
classes of `rubric/words/`. The roles are given in `scorer.structure.sections`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from scorer.model import Heading, Plain
from scorer.text.expressions import expression
from scorer.text.words import Scan

if TYPE_CHECKING:
    import re

Span = tuple[int, int]

_NUMERAL = "一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾"
BULLETS = " \t#*-—■●◆▲★▶·•◇○□※【>"
_LONGEST_HEADING = 60  # characters of a heading without the text that runs on
_LONGEST_RUN_IN = 48
_LONGEST_BARE = 30  # of a heading line without a marker
_LONGEST_TITLE = 70

# Families of markers, highest first; the number of the group is the rank.
_MARKER = expression(
    rf"(第[{_NUMERAL}\d]{{1,3}}(?:部分|章|节|编|篇))[、:,. ]*"
    rf"|([{_NUMERAL}]{{1,3}})(?: ?[、.,:] ?[,、.]?| (?=[^ ]))"
    rf"|\(? ?([{_NUMERAL}]{{1,3}}) ?\)[、.,: ]*"
    rf"|\(([{_NUMERAL}]{{1,3}})、"
    r"|(\d{1,2}) ?(?:[、,](?!\d)|\.(?!\d)) ?"
    r"|\(? ?(\d{1,2}) ?\)[、.,: ]*"
    r"|([①-⑳])[、. ]?"
)
_RANKS = (1, 2, 3, 3, 4, 5, 6)  # rank of each group of _MARKER
# The same markers behind the end of a sentence, where a paragraph holds several headings.
_INNER = expression(
    rf"(?<=[。;:!?])[ ]*(?=第[{_NUMERAL}]{{1,3}}(?:部分|章)|[{_NUMERAL}]{{1,3}} ?、"
    rf"|\([{_NUMERAL}]{{1,3}}\)|\d{{1,2}}[.、](?!\d)|\(\d{{1,2}}\)(?!项|条|款))"
)
_ENUMERATED = expression(rf"[{_NUMERAL[:10]}]是[^。,;:\n]{{2,28}}。")
_NEXT_MARKER = expression(rf"\([{_NUMERAL}]{{1,3}}\)|(?<=[^\d.])1[.、](?!\d)|(?<![{_NUMERAL}第])[一二三]是")
_HEADING_END = expression(r"[。;:!?]")
_DAY = rf"[\dxX×*{_NUMERAL[:10]}]{{0,3}}"
_DATE_LINE = expression(
    rf"[(]?(?:\d{{4}}|[二〇零一三四五六七八九十]{{4}}|[xX×*某]{{2,4}}|20\d?[xX×*]{{1,2}})"
    rf" ?年 ?{_DAY} ?月(?: ?{_DAY} ?日)?[)]?"
)
_STAMP_LINE = expression(
    r"[(\[]?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]*\d{1,2}:\d{2}(?::\d{2})?)?[)\]]?"
    r"|\d{4}年\d{1,2}月\d{1,2}日 *\d{1,2}:\d{2}(?::\d{2})?"
)
_DOTTED_DATE = expression(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_NUMBER_LINE = expression(r"[^。,;|]{1,14}[〔\[(]\d{4}[〕\])] ?第? ?\d+ ?号")
_SEAL = expression(r" ?[(][^()]{1,6}[)]$")
_CJK = expression(r"[\u3400-\u9fff]")
_BREADCRUMB = expression(r">|»|→|›")
_YEAR = expression(r"(?<!\d)(20[0-4]\d)(?=年)")
_NO_NUMERAL = expression(rf"[^{_NUMERAL}\d]")
_WORD = expression(r"\w")
_NO_ISSUER = expression(r"[。,;:!?\"“”《》|]")  # what no name of a body holds
_DATED_END = expression(r"[ (]*20\d\d年\d{1,2}月\d{1,2}日[)]?$")
_NO_HEADING = expression(r"[。;,!?|]")


class Outline(NamedTuple):
    """The build of a report; all offsets are of the plain text, half-open."""

    headings: tuple[Heading, ...]
    chrome: tuple[Span, ...]  # whole lines of page furniture, neighbours merged
    title_spans: tuple[Span, ...]
    paragraphs: tuple[Span, ...]  # lines of the report without blanks at both ends, titles included
    marks: tuple[Mark, ...]  # headings with what decides their role, by place
    closing: tuple[Span, ...]  # lines of issuer, date and closing formula
    year: int | None  # the year that the report is about, as the title, a heading or the opening says


class Mark(NamedTuple):
    """A heading with its numbering: `rank` of its family of markers (0: no marker), `number` in it."""

    heading: Heading
    rank: int
    number: int
    text_start: int  # where the words begin, behind the marker
    body: int  # where the text of the section begins


def read_outline(plain: Plain, scan: Scan) -> Outline:
    """Find what frames the text of a report."""
    lines = _lines(plain.text)
    apart = _set_apart(plain, lines)
    own = iter(_chrome_lines(plain.text, [line for line in lines if line not in apart], scan))
    chrome = [line in apart or next(own) for line in lines]
    kept = [line for line, furniture in zip(lines, chrome, strict=True) if not furniture]
    first_line = LineOf(plain)
    titles = _titles(plain.text, kept, scan)
    marks = _marks(plain.text, kept, titles, scan, first_line)
    closing = _closing(plain.text, kept, titles, marks, scan)
    closed = set(closing)
    marks = [mark for mark in marks if (mark.heading.start, mark.heading.end) not in closed]
    levels = _levels(marks)
    leveled = tuple(
        Mark(_with_level(mark.heading, level), mark.rank, mark.number, mark.text_start, mark.body)
        for mark, level in zip(marks, levels, strict=True)
    )
    headings = [mark.heading for mark in leveled]
    headings += [Heading(0, plain.text[s:e], s, e, first_line(s)) for s, e in titles]
    headings += _enumerated(plain.text, leveled, first_line)
    headings.sort(key=lambda heading: heading.start)
    return Outline(
        tuple(headings),
        _merge(plain.text, lines, chrome),
        tuple(titles),
        tuple(kept),
        leveled,
        tuple(closing),
        _report_year(plain.text, titles, leveled, kept, scan),
    )


def _lines(text: str) -> list[Span]:
    """Lines that hold more than blanks, stripped."""
    found = []
    start = 0
    for line in text.split("\n"):
        body = line.strip()
        if body:
            at = start + line.index(body[0])
            found.append((at, at + len(body)))
        start += len(line) + 1
    return found


class LineOf:
    """Offset of the plain text -> line of the source, the first is 1."""

    __slots__ = ("_breaks", "_plain")

    def __init__(self, plain: Plain) -> None:
        text = plain.source.text
        breaks = []
        at = text.find("\n")
        while at >= 0:
            breaks.append(at)
            at = text.find("\n", at + 1)
        self._breaks = breaks
        self._plain = plain

    def __call__(self, offset: int) -> int:
        origin = self._plain.origin
        if origin is not None:
            offset = origin[offset] if offset < len(origin) else len(self._plain.source.text)
        return bisect_right(self._breaks, offset - 1) + 1


def _with_level(heading: Heading, level: int) -> Heading:
    return Heading(level, heading.text, heading.start, heading.end, heading.line, heading.run_in)


# --- page furniture -------------------------------------------------------------------------------


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
            plausible[index] = not _MARKER.match(body) or size <= 4
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
            or (size <= 80 and _BREADCRUMB.search(body) and "。" not in body and "<" not in body)
            or (_STAMP_LINE.fullmatch(body) and (index <= last_text or ":" in body or any(sure[last_text + 1 : index])))
        ):
            sure[index] = True
        elif size <= 60 and plausible[index] and "," not in body and "、" not in body and body[-1] != ":":
            sure[index] = sure[index] or _navigation(text, start, end, nav, first_text <= index <= last_text)
    _confirm_labels(sure, labelled, plausible, text, lines, scan)
    return sure


def _opens_text(text: str, start: int, end: int) -> bool:
    """Whether the report has begun with this line: a paragraph, or a chapter's heading."""
    if end - start > 60 or (end - start > 14 and text[end - 1] == "。"):
        return text.count("|", start, end) < 2
    return text[start] in _NUMERAL and end - start > 4 and _MARKER.match(text, start, end) is not None


def _is_sentence(text: str, start: int, end: int) -> bool:
    """Whether a line reads as text of a report: a full stop, an item of a list, a numbered heading."""
    return "。" in text[start:end] or text[end - 1] in ";," or _MARKER.match(text, start, end) is not None


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
    letters = len(_CJK.findall(text, start, end)) or 1
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
            if not _CJK.search(body):
                sure[index] = True
    # In the tail: all after the first link or footer that is not text.
    tail = next((i for i in range(last_body + 1, count) if sure[i]), count)
    for index in range(tail, count):
        body = text[lines[index][0] : lines[index][1]]
        if not sure[index] and (plausible[index] or any(sure[index + 1 :])) and not _is_date(body):
            sure[index] = True
    for index in range(count):
        body = text[lines[index][0] : lines[index][1]]
        if not sure[index] and len(body) <= 12 and not _CJK.search(body) and not _is_date(body):
            before = index > 0 and sure[index - 1]
            after = index + 1 < count and sure[index + 1]
            if before or after or not _WORD.search(body):
                sure[index] = True


def _frames_report(text: str, start: int, end: int, scan: Scan) -> bool:
    """Whether a short line is a title, an addressee or a document number, not page furniture."""
    body = text[start:end]
    return body[-1] == ":" or _NUMBER_LINE.fullmatch(body) is not None or _reads_as_title(text, start, end, scan)


def _is_date(body: str) -> bool:
    return bool(_DATE_LINE.fullmatch(body) or _DOTTED_DATE.fullmatch(body))


def _merge(text: str, lines: list[Span], chrome: list[bool]) -> tuple[Span, ...]:
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


# --- titles and closing lines ---------------------------------------------------------------------


def _reads_as_title(text: str, start: int, end: int, scan: Scan) -> bool:
    if end - start > _LONGEST_TITLE or "。" in text[start:end]:
        return False
    return scan.has("role-title-topic", start, end) and scan.has("role-title-kind", start, end)


def _titles(text: str, kept: list[Span], scan: Scan) -> list[Span]:
    """Title lines: at the head, and once more behind a covering letter; a title may take two lines."""
    found: list[Span] = []
    rest = set(scan.spans("role-title-rest"))
    seen_body = 0
    for index, (start, end) in enumerate(kept[:40]):
        body = text[start:end]
        if end - start > 90:
            seen_body += 1
            if seen_body > 3 or _MARKER.match(body):
                break
            continue
        marker = _MARKER.match(body)
        if marker:
            if found or seen_body or index > 2:
                break
            continue
        if _reads_as_title(text, start, end, scan) and not body.endswith((":", ";", ",")):
            if seen_body and not _after_closing(text, kept, index, scan):
                continue
            second = body[0].isdigit() or scan.has("role-title-about", start, min(end, start + 3))
            if index and not found and second and _is_issuer(text, *kept[index - 1], scan):
                found.append(kept[index - 1])
            found.append((start, end))
        elif found and found[-1] == kept[index - 1] and (start, end) in rest:
            found.append((start, end))
    return found


def _after_closing(text: str, kept: list[Span], index: int, scan: Scan) -> bool:
    """Whether a date, issuer or closing formula stands shortly above the line."""
    for start, end in kept[max(0, index - 3) : index]:
        if _is_date(text[start:end]) or scan.has("role-closing", start, end):
            return True
    return False


def _is_issuer(text: str, start: int, end: int, scan: Scan) -> bool:
    """A short line without stops that ends with the name of a body."""
    body = _SEAL.sub("", text[start:end].rstrip())
    if len(body) > 40 or len(body) < 3 or _NO_ISSUER.search(body) or _MARKER.match(body):
        return False
    stop = start + len(body)
    return any(span[1] == stop for span in scan.inside("role-issuer-tail", max(start, stop - 6), stop))


def _closing(text: str, kept: list[Span], titles: list[Span], marks: list[Mark], scan: Scan) -> list[Span]:
    """Lines of issuer, date and closing formula, wherever they stand."""
    taken = set(titles)
    found: set[int] = set()
    count = len(kept)
    for index, (start, end) in enumerate(kept):
        if end - start > 60 or (start, end) in taken:
            continue
        body = text[start:end]
        if _is_date(body):
            found.add(index)
            for above in range(index - 1, max(index - 4, -1), -1):
                if kept[above] in taken or not _is_issuer(text, *kept[above], scan):
                    break
                found.add(above)
        elif scan.has("role-closing", start, end) and end - start <= 40:
            first = scan.first("role-closing", start, end)
            if first is not None and (first[0] - start <= 6 or end - start <= 20):
                found.add(index)
        elif _dated_issuer(text, start, end, scan) or (
            index >= count - 8 and body[-1] not in "。;," and scan.has("role-footer", start, end)
        ):
            found.add(index)
    # A body alone at the very end.
    last = count - 1
    while last >= 0 and last in found:
        last -= 1
    while last >= max(0, count - 4) and kept[last] not in taken and _is_issuer(text, *kept[last], scan):
        if not any(mark.heading.start == kept[last][0] and mark.rank for mark in marks):
            found.add(last)
        last -= 1
    lines = [kept[index] for index in sorted(found)]
    if kept and not found & {count - 1}:
        # Issuer and date at the end of the last paragraph, when its line break was lost.
        start, end = kept[-1]
        tail = text.rfind("。", start, end) + 1
        if tail > start and end - tail <= 60 and _dated_issuer(text, tail, end, scan):
            lines.append((tail, end))
    return lines


def _dated_issuer(text: str, start: int, end: int, scan: Scan) -> bool:
    """Issuer and date in one line."""
    match = _DATED_END.search(text[start:end])
    return match is not None and match.start() > 2 and _is_issuer(text, start, start + match.start(), scan)


# --- headings -------------------------------------------------------------------------------------


def _number(body: str, match: re.Match[str]) -> tuple[int, int]:
    """Rank and number of a matched marker."""
    group = match.lastindex or 0
    token = match.group(group)
    rank = _RANKS[group - 1]
    if token.isdigit():
        if "①" <= token <= "⑳":
            return rank, ord(token) - ord("①") + 1
        return rank, int(token)
    digits = _NO_NUMERAL.sub("", token)
    return rank, _chinese(digits)


def _chinese(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    digits = "".join(_NUMERAL[_NUMERAL.index(digit) % 10] for digit in digits)
    tens, mark, ones = digits.partition("十")
    if not mark:
        return _NUMERAL.index(digits[-1]) + 1 if digits else 0
    return (_NUMERAL.index(tens[-1]) + 1 if tens else 1) * 10 + (_NUMERAL.index(ones[0]) + 1 if ones else 0)


def _marks(text: str, kept: list[Span], titles: list[Span], scan: Scan, line_of: LineOf) -> list[Mark]:
    """All headings of paragraphs, and those behind the end of a sentence inside one."""
    found: list[Mark] = []
    skip = set(titles)
    for start, end in kept:
        if (start, end) in skip:
            continue
        mark = _mark_at(text, start, end, line_of)
        if mark is not None:
            found.append(mark)
        elif end - start <= _LONGEST_BARE:
            bare = _bare(text, start, end, scan, line_of)
            if bare is not None:
                found.append(bare)
        if end - start > 40:
            first = start if mark is None else mark.heading.end - 1
            for match in _INNER.finditer(text, max(start, first), end):
                inner = _mark_at(text, match.end(), end, line_of, inner=True)
                while inner is not None and inner.rank <= 5:
                    found.append(inner)
                    # Where the stop was lost, the next marker follows at once.
                    fused = inner.body == inner.heading.end and text[inner.body - 1] not in "。;:!?"
                    inner = _mark_at(text, inner.body, end, line_of, inner=True) if fused else None
    return found


def _mark_at(text: str, start: int, end: int, line_of: LineOf, inner: bool = False) -> Mark | None:
    """The numbered heading that begins at `start` of a paragraph, if it is one."""
    at = start
    while at < end and text[at] in BULLETS:
        at += 1
    match = _MARKER.match(text, at, end)
    if match is None or match.end() >= end or not _CJK.search(text, match.end(), min(end, match.end() + 6)):
        return None
    rank, number = _number(text, match)
    words = match.end()
    if text[words] == "是":
        return None
    stop = _HEADING_END.search(text, words, end)
    limit = end if stop is None else stop.start()
    follows = _NEXT_MARKER.search(text, words + 2, min(limit, words + _LONGEST_HEADING))
    if follows is not None and inner:
        limit = follows.start()
        return Mark(Heading(0, text[at:limit].rstrip(), at, limit, line_of(at), True), rank, number, words, limit)
    size = limit - words
    if stop is None or stop.end() >= end:
        if size > _LONGEST_HEADING:
            return None
        return Mark(Heading(0, text[at:end].rstrip(" ;:,】"), at, end, line_of(at)), rank, number, words, end)
    if size > _LONGEST_RUN_IN:
        return None
    closed = stop.end()
    heading = Heading(0, text[at:closed].rstrip(" ;:,】"), at, closed, line_of(at), True)
    return Mark(heading, rank, number, words, closed)


def _bare(text: str, start: int, end: int, scan: Scan, line_of: LineOf) -> Mark | None:
    """A short line without a marker and without a stop that names a part of the report."""
    at = start
    while at < end and text[at] in BULLETS:
        at += 1
    body = text[at:end].rstrip(" 】*#:")
    if len(body) < 3 or _NO_HEADING.search(body) or body[-1] in "、":
        return None
    names = ("role-heading-problems", "role-heading-plan", "role-heading-first-responsible", "role-heading-measures")
    if not any(scan.has(name, at, end) for name in names):
        shortfall = scan.has("role-have", at, end) and scan.has("role-shortfall", at, end)
        leader = scan.has("role-main-leader", at, end) and scan.has("role-heading-duty", at, end)
        if not shortfall and not leader:
            return None
    return Mark(Heading(0, body, at, end, line_of(at)), 0, 0, at, end)


def _levels(marks: list[Mark]) -> list[int]:
    """Level of each mark: the depth at which its family of markers was opened."""
    levels: list[int] = []
    stack: list[tuple[int, int]] = []  # rank, last number
    outer: list[tuple[int, int]] = []  # the families that a bare heading interrupted
    for mark in marks:
        if mark.rank == 0:
            outer = outer if stack and stack[0][0] == 0 else stack
            stack = [(0, 0)]
            levels.append(1)
            continue
        ranks = [rank for rank, _ in stack]
        if mark.rank not in ranks and any(rank == mark.rank and mark.number == last + 1 for rank, last in outer):
            stack = outer
            ranks = [rank for rank, _ in stack]
        if mark.rank in ranks:
            del stack[ranks.index(mark.rank) + 1 :]
            stack[-1] = (mark.rank, mark.number)
        else:
            # A higher family closes the lower ones that were opened before it.
            while stack and stack[-1][0] > mark.rank:
                stack.pop()
            stack.append((mark.rank, mark.number))
        levels.append(len(stack))
    return levels


def _enumerated(text: str, marks: tuple[Mark, ...], line_of: LineOf) -> list[Heading]:
    """一是……。 as a heading inside or at the start of a paragraph, one level below what stands above it."""
    found = []
    starts = [mark.heading.start for mark in marks]
    for match in _ENUMERATED.finditer(text):
        start, end = match.span()
        if start and text[start - 1] not in "。:;\n ":
            continue
        index = bisect_right(starts, start) - 1
        above = marks[index].heading.level if index >= 0 else 0
        found.append(Heading(above + 1, text[start:end], start, end, line_of(start), True))
    return found


def _report_year(text: str, titles: list[Span], marks: tuple[Mark, ...], kept: list[Span], scan: Scan) -> int | None:
    """The first year that a title names, else the first top heading, else the opening."""
    for start, end in titles:
        match = _YEAR.search(text, start, end)
        if match:
            return int(match.group(1))
    places = [mark.heading for mark in marks if mark.heading.level == 1][:1]
    for heading in places:
        match = _YEAR.search(text, heading.start, heading.end)
        if match:
            return int(match.group(1))
    for start, end in kept[:4]:
        match = _YEAR.search(text, start, min(end, start + 120))
        if match and not scan.has("role-will-near", match.end(), min(end, match.end() + 10)):
            return int(match.group(1))
    return None
