"""The genre of a document without a report's title: circular, decision, scheme, news, yearbook, form, collection.

Each genre has words or a shape that a report does not have. Where a document also speaks as a report does
(现将…情况报告如下), only what no report can say decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.facts.document import MARKER, Span, line_spans, literals
from scorer.facts.year import YEAR
from scorer.model import Role
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.model import Section
    from scorer.text.words import Scan

FRONT = 800  # characters of the body in which a document says what it is
LONGEST_TITLE = 90
HEAD_LINES = 12  # of the page and the body, among which a title is looked for
MANY_RUNS = 6  # changes from shortcomings to plans that no single report has
MANY_TITLES = 3
APART = 400  # characters between the titles of texts put together
ENTRIES = 2
FORM_LINES = 5

_SENT = ("印发", "转发", "下发", "印送")
_HANDED_ON = expression(
    rf"现(?:予以?|将)?[^。;\n]{{0,90}}?(?:{'|'.join(_SENT)})(?:给|至)?(?:你|贵|各)",
    *(sent + behind for sent in _SENT for behind in "给至你贵各"),
)
_NAMED = expression(r"《([^《》\n]{3,90}(?:《[^《》\n]{3,60}》[^《》\n]{0,20})?)》")
_WHAT = expression(r"现将([^。;\n]{2,90}?)(?:印发|转发|下发|印送)")
_DRAWN_UP = expression(
    r"(?:制定|制订|编制|拟定|提出)(?:了)?(?:以下|如下|本)(?:实施|工作|行动|专项|整治|创建|具体|管理|暂行)*"
    r"(?:方案|意见|办法|规定|细则|规划|计划|要点|措施|制度|清单|预案|规则)(?=[。,;:])",
    *("以下", "如下", "定本", "订本", "制本", "出本", "了本"),
)
_INSTRUMENT = expression(
    r"[^。;!?:]{0,40}关于[^。;!?]{2,70}的(?:决定|命令|通知|通报|公告|通告|批复|复函|函|公示|请示|意见|议案|答复)(?:\([^()]{0,20}\))?$"
)
_ANNOUNCED = expression(
    r"(?:通知|通告|公告|决定|批复|函复)如下|^[^。\n]{0,40}决定,?(?:对|授予|给予|命名|表彰|表扬|废止|撤销)"
)
_DATELINE = expression(
    r"(?:本[站网报台刊]?[^。,\n]{0,8}讯|[^\s。,\n]{2,8}(?:网|社|报)[^\s。,\n]{0,8}\d{1,2}月\d{1,2}日[电讯]|"
    r"[^。,\n]{0,12}\((?:[^()\n]{0,12})?(?:记者|通讯员)[^()\n]{0,20}\))"
)
_LATELY = expression(r"(?:近日|日前|近期|\d{1,2}月\d{1,2}日)[,，]?")
_RETOLD = expression(r"报告显示|据介绍|据悉|据了解|发布会|会议指出|记者从")
_ENTRY = expression(r"【[^【】\n]{2,16}】 ?[^\s|【】]")
_REVIEWED = expression(
    r"(?:绩效|考评|考核|巡察|巡视|审计|督查)[^。\n]{0,40}(?:自查|自评|自检|总结|整改)[^。\n]{0,16}如下|"
    r"(?:自查|自评|自检)(?:自评)?(?:情况|工作)?(?:总结|报告|汇报)?如下",
    "如下",
)
_REVIEW_TITLE = expression(r"(?:自查|自评|自检)(?:情况|工作)?(?:报告|总结|汇报)$")
_REPORTED = expression(r"(?:报告|汇报|公布|公告|公开|总结)如下")
_RANGE = expression(r"(20\d\d)年?[-~至—](20\d\d)年")
_YEARS = expression(r"(?<![\d第])(?:[三四五六七八九十]|[3-9])年(?!规划|计划|行动|首|度)")
_MANY_REPORTED = expression(r"(?:[三四五]|[3-5])年(?:来|间)?[^。\n]{0,30}(?:报告|汇报|总结)如下")
_SPAN_OF_YEARS = expression(
    r"(?:近|过去|前|这)?(?:[三四五六七八九十]|[3-9])年(?:多)?来|(?:近|过去|前|这)(?:[三四五六七八九十]|[3-9])年"
)


def genre_of(scan: Scan, sections: Sequence[Section], titled: bool) -> str:
    """The genre of a document, empty for a report; `titled`: it bears a report's title."""
    if _is_collection(scan, sections):
        return "collection"
    if titled:
        return ""
    start = next((section.start for section in sections if section.role is not Role.CHROME), 0)
    front = start, min(len(scan.text), start + FRONT)
    handed_on = _handed_on(scan, front)
    if handed_on:
        return handed_on
    if _DRAWN_UP.search(scan.text, *front):
        return "scheme"
    if _ANNOUNCED.search(scan.text[slice(*front)]):
        return "notice"
    if _is_review(scan, front):
        return "self-review"
    if any(section.role is Role.PROBLEMS and section.heading for section in sections) or _speaks(scan, front):
        return ""
    letter = _instrument(scan, start)
    if letter:
        return letter
    if _is_news(scan, front):
        return "news"
    if _is_yearbook(scan, sections, front):
        return "yearbook"
    return "other" if _is_form(scan) else ""


def tells_many_years(scan: Scan, sections: Sequence[Section], title: str) -> bool:
    """Whether a report is about several years: its title names them, or its title and its opening do."""
    if _is_stretch(_NAMED.sub("", title)):
        return True
    start = next((section.start for section in sections if section.role is not Role.CHROME), 0)
    front = start, min(len(scan.text), start + FRONT)
    if not YEAR.search(title) and _MANY_REPORTED.search(scan.text, *front):
        return True
    return _YEARS.search(title) is not None and _SPAN_OF_YEARS.search(scan.text, *front) is not None


def _is_stretch(title: str) -> bool:
    """Whether a title names a stretch of three years or more."""
    return any(int(found.group(2)) - int(found.group(1)) >= 2 for found in _RANGE.finditer(title))


def _handed_on(scan: Scan, front: Span) -> str:
    """The genre of what the text hands on, if that is no report: 现将《…方案》印发给你们."""
    found = _HANDED_ON.search(scan.text, *front)
    if not found:
        return ""
    what = _WHAT.match(scan.text, found.start(), front[1])
    if what:
        return letter_of(scan, what.group(1))
    named = [match.group(1) for match in _NAMED.finditer(scan.text, front[0], found.start())]
    return letter_of(scan, named[-1]) if named else "notice"


def letter_of(scan: Scan, name: str) -> str:
    """What a letter is that hands on or asks for a document of this name: scheme, notice, empty for a report."""
    bare = name.rstrip("》的 ")
    if bare.endswith(")") and "(" in bare:  # (试行)
        bare = bare[: bare.rindex("(")]
    if bare.endswith(literals(scan.lexicon, "kind-annual-end")):
        return ""
    return "scheme" if bare.endswith(literals(scan.lexicon, "kind-title-scheme")) else "notice"


def _is_review(scan: Scan, front: Span) -> bool:
    """Whether the lead is that of a review of other work by those who did it: 对照…自查如下."""
    text = scan.text
    for start, end in list(line_spans(text[: front[1]]))[:HEAD_LINES]:
        titled = end - start <= LONGEST_TITLE and _REVIEW_TITLE.search(text[start:end])
        if titled and start >= front[0] and not scan.has("fact-title-topic", start, end):
            return True
    found = _REVIEWED.search(text, *front)
    if not found:
        return False
    head = scan.text.rfind("\n", front[0], found.start()) + 1
    return not scan.has("fact-title-topic", max(head, front[0]), found.end())


def _speaks(scan: Scan, front: Span) -> bool:
    """Whether the text speaks as a report on the topic: 现将…法治政府建设情况报告如下."""
    found = _REPORTED.search(scan.text, *front)
    return found is not None and scan.has("fact-title-topic", front[0], found.end())


def _instrument(scan: Scan, start: int) -> str:
    """The genre that the title of a decision, circular or letter gives; empty where there is none."""
    text = scan.text
    for line in _head_lines(text, start):
        for cell in text[slice(*line)].split("|"):
            name = cell.strip(" 【】")
            if len(name) <= LONGEST_TITLE and _INSTRUMENT.match(name):
                return letter_of(scan, name.rpartition("的")[0])
    return ""


def _head_lines(text: str, start: int) -> Iterator[Span]:
    """Lines among which the title stands: those before the body that are no links, and the first of the body."""
    below = 0
    for line in line_spans(text):
        if line[0] >= start:
            below += 1
            if below > HEAD_LINES or MARKER.match(text, line[0]):
                return
        if line[1] - line[0] <= LONGEST_TITLE + 30:
            yield line


def _is_news(scan: Scan, front: Span) -> bool:
    """Whether the text begins as a piece of news does: 本报讯, 新华社1月2日电, (记者 …), and tells of late."""
    text = scan.text
    for start, _ in list(line_spans(text[: front[1]]))[:HEAD_LINES]:
        if _DATELINE.match(text, start) and _LATELY.search(text, start, start + 60):
            return True
        if _LATELY.match(text, start) and _RETOLD.search(text, *front):
            return True
    return False


def _is_yearbook(scan: Scan, sections: Sequence[Section], front: Span) -> bool:
    """Whether the text is a row of entries: 【行政复议】 全年办理…."""
    if any(section.heading for section in sections):
        return False
    lines = [line for line in line_spans(scan.text) if line[0] >= front[0]]
    entries = sum(1 for line in lines if _ENTRY.match(scan.text, line[0]))
    return entries >= ENTRIES and entries * 2 >= len(lines)


def _is_form(scan: Scan) -> bool:
    """Whether there is hardly a sentence and no word of the topic: an invoice, a table."""
    lines = [scan.text[start:end] for start, end in line_spans(scan.text)]
    told = sum("。" in line for line in lines)
    return len(lines) >= FORM_LINES and told * FORM_LINES <= len(lines) and not scan.spans("fact-title-topic")


def _is_collection(scan: Scan, sections: Sequence[Section]) -> bool:
    """Whether many texts are put together: they begin over and over, with titles or without."""
    runs: list[Role] = []
    for section in sections:
        if section.role in (Role.PROBLEMS, Role.PLAN) and (not runs or runs[-1] is not section.role):
            runs.append(section.role)
    headed = any(section.heading for section in sections if section.role in (Role.PROBLEMS, Role.PLAN))
    if not headed and min(runs.count(Role.PROBLEMS), runs.count(Role.PLAN)) >= MANY_RUNS:
        return True
    return _titles_apart(scan, sections) >= MANY_TITLES


def _titles_apart(scan: Scan, sections: Sequence[Section]) -> int:
    """How many different titles of annual reports stand in the text with a text behind each."""
    text = scan.text
    ends = literals(scan.lexicon, "kind-annual-end")
    seen: set[str] = set()
    last = -APART
    for start, end in line_spans(text):
        if end - start > LONGEST_TITLE or start - last < APART or not text.endswith(ends, start, end):
            continue
        line = text[start:end]
        if line in seen or "20" not in line or MARKER.match(line) or not scan.has("fact-title-topic", start, end):
            continue
        if not any(section.role is Role.CHROME and section.start <= start < section.end for section in sections):
            seen.add(line)
            last = start
    return len(seen)
