"""Lines of issuer, date and closing formula, wherever they stand."""

from __future__ import annotations

from scorer.structure.headings import Mark
from scorer.structure.lines import Span
from scorer.structure.markers import MARKER, NUMERAL
from scorer.text.expressions import expression
from scorer.text.words import Scan

_DAY = rf"[\dxX×*{NUMERAL[:10]}]{{0,3}}"
_YEAR_NUMERAL = "[〇零一二三四五六七八九]{2}"
_DATE_LINE = expression(
    rf"[(]?(?:\d{{4}}|[二〇零一三四五六七八九十]{{4}}|[xX×*某]{{2,4}}|20\d?[xX×*]{{1,2}})"
    rf" ?年 ?{_DAY} ?月(?: ?{_DAY} ?日)?[)]?"
)
_DOTTED_DATE = expression(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")
_SIGNED_WITHIN = 3  # lines behind a closing formula
_LONG = 60  # characters of a line that is a paragraph
_SEAL = expression(r" ?[(][^()]{1,6}[)]$")
_NO_ISSUER = expression(r"[。,;:!?\"“”《》|]")  # what no name of a body holds
_DATED_END = expression(rf"(?<![ (])[ (]*(?:20\d\d|二[〇零O]{_YEAR_NUMERAL})年{_DAY}月{_DAY}日[)]?$")


def is_date(body: str) -> bool:
    """Whether a line is a date and nothing else."""
    if "年" in body:
        return _DATE_LINE.fullmatch(body) is not None
    return body[:1].isdecimal() and _DOTTED_DATE.fullmatch(body) is not None


def is_issuer(text: str, start: int, end: int, scan: Scan) -> bool:
    """A short line without stops that ends with the name of a body."""
    body = _SEAL.sub("", text[start:end].rstrip())
    if len(body) > 40 or len(body) < 3 or _NO_ISSUER.search(body) or MARKER.match(body):
        return False
    stop = start + len(body)
    return any(span[1] == stop for span in scan.inside("role-issuer-tail", max(start, stop - 6), stop))


def closing_lines(text: str, kept: list[Span], titles: list[Span], marks: list[Mark], scan: Scan) -> list[Span]:
    """Lines of issuer, date and closing formula, wherever they stand."""
    taken = set(titles)
    found: set[int] = set()
    count = len(kept)
    for index, (start, end) in enumerate(kept):
        if end - start > 60 or (start, end) in taken:
            continue
        body = text[start:end]
        if is_date(body):
            found.add(index)
            for above in range(index - 1, max(index - 4, -1), -1):
                if kept[above] in taken or not is_issuer(text, *kept[above], scan):
                    break
                found.add(above)
        elif scan.has("role-closing", start, end) and end - start <= 40:
            first = scan.first("role-closing", start, end)
            opens = first is not None and (first[0] - start <= 6 or end - start <= 20)
            if opens and _is_last(text, kept[index + 1 :], taken, scan):
                found.add(index)
        elif _dated_issuer(text, start, end, scan) or (
            index >= count - 8 and body[-1] not in "。;," and scan.has("role-footer", start, end)
        ):
            found.add(index)
    # A body alone at the very end.
    last = count - 1
    while last >= 0 and last in found:
        last -= 1
    while last >= max(0, count - 4) and kept[last] not in taken and is_issuer(text, *kept[last], scan):
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


def _is_last(text: str, below: list[Span], titles: set[Span], scan: Scan) -> bool:
    """Whether a report, or its covering letter, ends here: no text below, or a title, a date or an issuer at once."""
    for start, end in below[:_SIGNED_WITHIN]:
        if (start, end) in titles or is_date(text[start:end]) or is_issuer(text, start, end, scan):
            return True
    return not any(_is_text(text, start, end, scan) for start, end in below)


def _is_text(text: str, start: int, end: int, scan: Scan) -> bool:
    """Whether a line goes on with the report: a heading with a number, a sentence that is no formula."""
    if MARKER.match(text, start, end):
        return True
    return end - start > _LONG or (text[end - 1] in "。;" and not scan.has("role-closing", start, end))


def _dated_issuer(text: str, start: int, end: int, scan: Scan) -> bool:
    """Issuer and date in one line."""
    if not text.endswith(("日", "日)"), start, end):
        return False
    match = _DATED_END.search(text[start:end])
    return match is not None and match.start() > 2 and is_issuer(text, start, start + match.start(), scan)
