"""A report pasted as one line -> where its paragraphs began: title, addressee, headings, signature and dates.

Only a line that holds most of a long text is cut: by two numbered headings in their order, else behind its title.
"""

from __future__ import annotations

from itertools import pairwise

from scorer.text.expressions import expression

LEAST_LINE = 600  # characters of a line that may be a whole report
SHARE = 0.6  # of the text
LONGEST_HEADING = 44
FRONT = 400  # characters at the head in which the title stands
BACK = 600  # characters at the end in which the signature stands

_NUMERALS = "一二三四五六七八九十"
# The numbers of chapters, one family a row; the first family that counts on stands for the whole line.
_FAMILIES = (
    expression(
        rf"(?<=[。;:!?”》)\]%|\d【])([{_NUMERALS}]{{1,2}})、|^([{_NUMERALS}])、|(?<=[^\d,、])(一)、(?=[^、]{{4}})"
    ),
    expression(rf"(?<=[。;:!?”》)])第([{_NUMERALS}]{{1,2}})(?:部分|章|篇)"),
    expression(r"(?<=[。;:!?”》)])(\d{1,2})[.、](?![\d ]*[件项个次人])"),
)
_FEWEST = 2  # chapters of a report
_ITEM = expression(rf"\(([{_NUMERALS}]{{1,3}})\)|(?<![\d.])(\d)[.、](?![\d ]*[件项个次人])")
_STOPS = "。;:!?,"
_ENDS = (
    "成效|成绩|情况|做法|举措|措施|问题|不足|原因|短板|困难|安排|打算|计划|思路|任务|职责|工作|方面|重点|方向|建议|"
    "对策|亮点|经验|进展|展望|设想|目标"
)
_HEADING_END = expression(rf"(?:{_ENDS})(?!{_ENDS})(?![和与及的、,。;:暨以]|主要|方面)")
_YEAR_BEHIND = expression(  # a heading has no stop at its end: the text that follows names its year
    r"(?<=[一-鿿])(?<![在于自从至到对及和与])(?=(?:20\d\d年|今年|去年|一年来|过去一年)(?!度?[^,。;:]{0,8}(?:工作|计划|安排|打算|重点|任务|情况|怎么)))"
)
_TITLE = expression(
    r"[^。,;!?\n]{4,80}?(?:报告|年报|总结|汇报|工作情况|建设情况)"
    r"(?![如。,、的和及与制书等为是在]|中(?!共)|工作|情况|报告|年报|总结|年度|要求|已|予|送|显|发布(?!时间|日期|机构)|"
    r"根据[^《]{0,4}要求)"
)
_NAMED = expression(r"20\d\d年")
_ADDRESSEE = expression(r"[^。,;!?:\d\n]{2,60}(?:政府|党委|委|办|局|人大|常委会|部|厅|国务院|党组|室|政协):")
_DAY = r"20\d\d ?[-年/.] ?\d{1,2} ?[-月/.] ?(?:[12]\d|3[01]|0?[1-9])日?"
_CLOCK = r" ?\d{1,2}:\d\d(?::\d\d)?"
_PUBLISHED = expression(rf"(?:发布|公开|发文|成文|更新|发表|公布)(?:时间|日期):? ?{_DAY}(?:{_CLOCK})?|{_DAY}{_CLOCK}")
_NUMBER = expression(r"[一-鿿]{1,8}〔20\d\d〕\d{1,5}号")
_PATH = expression(r"[>›»] ?正文")
_BEFORE_TITLE = expression(r"[\s>›»|:)\]](?=[^\s>›»|:\]]{0,40}20\d\d)")
_OTHER_TITLE = expression(r"(?:报告|年报|总结|信息)(?=[^\s>›»|:\]]{0,40}20\d\d)")
_YEAR = r"(?:20\d\d年|下一步|新的一年|下一年|明年|来年)"
_TURN = expression(  # a sentence that opens the plan or the problems of a report
    rf"(?<=[。!-]){_YEAR}(?:是[^。]{{4,40}}之年[。,])?[^。;:]{{0,16}}?(?:将|准备|打算)[^。]{{0,60}}?(?:抓好|做好|抓实|聚焦|围绕|重点|贯彻|继续|坚持|落实|以)"
    r"|(?<=[。!])(?:在(?:充分)?肯定成绩|对照|与[^。,]{2,20}相比|当前|目前|虽然?|我[省市县区州旗镇乡局委厅][^。,]{0,16}虽|20\d\d年[^。,]{0,24}虽|工作中)"
    r"[^。;:]{0,50}(?:问题|不足|差距|短板|困难)"
)
_OPENED = expression(r"(?:如下|请予?审议)[。:](?=[^\d(一])")  # the formula that ends the opening
_SIGNED = expression(
    r"(?<=[。!])[^。,;:!?\d|]{4,60}((?:20\d\d|二[〇○零]..)年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日)"
)


def find_paragraphs(text: str) -> list[int]:
    """Offsets at which paragraphs of a report begin that stands in one line, ascending; none for any other text."""
    found: set[int] = set()
    at = 0
    for line in text.split("\n"):
        if len(line) >= LEAST_LINE and len(line) >= SHARE * len(text):
            heads = _sequence(line)
            if heads:
                places = _in_line(line, heads)
            else:  # without numbers only its frame can be told from the text
                front = _front(line[:FRONT])
                opened = {match.end() for match in _OPENED.finditer(line, 0, FRONT)}
                places = front | opened | _turns(line, max(front)) | _back(line) if front else set()
            found |= {at + place for place in places if 0 < place < len(line)}
        at += len(line) + 1
    return sorted(found)


def _sequence(line: str) -> list[int]:
    """Where the numbered headings 一、 二、 三、 or 第一部分 第二部分 begin, in their order."""
    for family in _FAMILIES:
        heads: list[int] = []
        for match in family.finditer(line):
            numeral = next(filter(None, match.groups()))
            wanted = _NUMERALS[len(heads)] if len(heads) < len(_NUMERALS) else ""
            if numeral in (wanted, str(len(heads) + 1)):
                heads.append(match.start())
        if len(heads) >= _FEWEST:
            return heads
    return []


def _in_line(line: str, heads: list[int]) -> set[int]:
    """Where the paragraphs of the line begin."""
    found = set(heads) | _front(line[: min(FRONT, heads[0])]) | _back(line)
    found |= _turns(line, heads[0])
    for start, end in pairwise([*heads, len(line)]):
        found |= _section(line, start, end)
    return found


def _section(line: str, start: int, end: int) -> set[int]:
    """Within a section: where its text begins behind the heading, and each (一) (二) in its order."""
    found: set[int] = set()
    wanted = 0
    for match in _ITEM.finditer(line, start, end):
        after_stop = line[match.start() - 1] in _STOPS + "”》)"
        head = match.start() - start <= LONGEST_HEADING and wanted == 0
        numeral = match.group(1) or match.group(2)
        if wanted < len(_NUMERALS) and numeral in (_NUMERALS[wanted], str(wanted + 1)) and (after_stop or head):
            found.add(match.start())
            wanted += 1
    first = min(found, default=end)
    longest = min(end, start + LONGEST_HEADING)
    stop = next((at for at in range(start + 2, longest) if line[at] in _STOPS), longest)
    if first - start > LONGEST_HEADING or stop < first:
        ending = _HEADING_END.search(line, start + 2, min(stop + 1, longest)) or _YEAR_BEHIND.search(
            line, start + 4, longest
        )
        if ending:
            found.add(ending.end())
        elif stop < first and line[stop] == "。":
            found.add(stop + 1)
    return found


def _turns(line: str, start: int) -> set[int]:
    """Where a sentence behind `start` opens the plan or the problems."""
    return {match.start() for match in _TURN.finditer(line, start)}


def _front(head: str) -> set[int]:
    """Where title, addressee and the text behind them begin."""
    found = {place for match in _PUBLISHED.finditer(head) for place in match.span()}
    paths = {match.end() for match in _PATH.finditer(head)}
    found |= paths
    starts = (max(paths, default=0), max((place for place in found if place < len(head) // 2), default=0))
    titles = (
        (start, match) for start in starts for match in _TITLE.finditer(head, start) if _NAMED.search(match.group())
    )
    start, at = next(((start, match.end()) for start, match in titles), (0, 0))
    if at:
        start = _name(head, max((place for place in found if start <= place < at), default=start), at)
        found.add(start)
        number = _NUMBER.match(head, at)
        behind = number.end() if number else at
        addressee = _ADDRESSEE.match(head, behind)
        found |= {at, behind, addressee.end() if addressee else behind}
    return found


def _name(head: str, start: int, end: int) -> int:
    """Where the title that ends at `end` begins: behind a page's path, its fields and the name of its folder."""
    return max(
        (match.end() for cut in (_BEFORE_TITLE, _OTHER_TITLE) for match in cut.finditer(head, start, end)),
        default=start,
    )


def _back(line: str) -> set[int]:
    """Where the signature and its date begin behind the last sentence, and what follows them."""
    signed = list(_SIGNED.finditer(line, max(0, len(line) - BACK)))
    return {signed[-1].start(), signed[-1].start(1), signed[-1].end()} if signed else set()
