"""Names that stand side by side against the number said of them: 甲、乙、丙、丁这三个领域; 三张清单(甲、乙、丙、丁).

The list stands before its number or behind it. A name joined by 和 to the one before may be one with it, so a list
is counted as a range; what 等 leaves open may be more than is named, never less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import MANY, whole_number
from scorer.text.expressions import expression
from scorer.text.words import offsets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures

_SMALL = {said: whole_number(said) for said in (*map(str, range(2, 13)), *"二两三四五六七八九十", "十一", "十二")}
_NO_SMALL = frozenset("0123456789十百千万分")  # behind a number that is greater
_WORDS = expression(r"[^,;:。()《》“”、\n!?—\d-]{0,18}")
_NUMBERED = expression(rf"\d|[{MANY}][个家类项大种级支张部件份名位条场次期座所市县区镇乡村局地]", *"0123456789", *MANY)
_COUNTERS = frozenset("个家类项大种级支张部件份名位条座所次场期")
_NO_COUNTERS = ("部门", "家庭")
_POINTING = (
    "在内的", "组成的", "构成的", "这些", "共计", "合计", "总计", "一共", "总共", "以上", "上述", "全部", "共有",
    "这", "共", "计",
)  # fmt: skip
_STOPS, _ENDS = ",;:。\n()!?—", ",;。\n)!?:"
_LEADS = (":", "(", "——", "--")  # directly behind what is counted
_EXACTLY = (
    "分别为", "分别是", "分别系", "分别有", "依次为", "依次是", "具体为", "具体是", "它们是", ",即", "即", "是", "为",
    "系", "他们是", "名单为", "名单是",
)  # fmt: skip
_PARTLY, _GOES_ON = ("包括", "包含", "涵盖", "涉及", "含", "有"), ("和", "及", "与", "另", "以及", "还有")
_LEADING = frozenset(word[-1] for word in (*_EXACTLY, *_PARTLY))
_WEAK = ("是", "为", "系", "有", "含", "即")  # that are also parts of other words
_NO_LEAD = ("称为", "作为", "视为", "认为", "成为", "评为", "为了", "为以", "为由", "是否", "分为", "列为", "转为")
_CALLED, _COPULAS = ("成“", "为“", "称“", "叫“"), "是为由靠归"  # 合成“四个平台”; 甲、乙都是这6个人
_JOINS = ("以及", "和", "及", "与", "跟")
_NO_JOINS = (
    "共和", "调和", "和解", "和平", "和谐", "和睦", "涉及", "普及", "波及", "危及", "触及", "提及", "及时", "参与",
    "与会",
)  # fmt: skip
_TITLE = expression(r"《[^《》\n]{2,50}》")
_TITLES = expression(r"(?:《[^《》\n]{2,50}》(?:、|和|及|与|以及)?){2,12}")
_NO_NUMBER = ("第", ".", "百", "分")  # before what is part of a number, or a name
_EACH = 3  # characters before a number in which it may be said that it is of each
_LONGEST_LIST, _MOST, _LONGEST_NAME, _PERSON = 160, 12, 10, 4
_BEFORE = 20  # characters from the last 、 of a list to its number
_BEHIND = 64  # characters from a number to the first 、 or title behind it
_LEAD = 18  # characters of what is counted up to its list
_FIRST_NAME = 24  # of the first name, before which stands what is done with all of them
_SLIP, _SHORT, _NOUN = 2, 2, 6  # how far a count may be off to be one of these very names; …
_WHOLE = ("全年", "均", "全部", "都", "共", "全都", "悉数")
_WITH, _PLACES = ("与", "同", "会同", "联合", "和", "携手"), (*"镇乡县区市村旗州", "街道", "社区")
_JOINTLY, _OTHERS = ("联合", "会同", "协同"), ("其他", "另", "以外", "新增", "扩")
_KINDS = (  # what is counted, and the ends of the names of such bodies
    (("部门", "单位", "机关", "局"), "局委办院厅会联部队心社"),
    (("镇", "乡", "街道"), "镇乡道"),
    (("村", "社区"), "村区"),
    (("县", "区", "市", "旗"), "县区市旗"),
)
_ENDINGS = frozenset("局委办院会部队心园场廊馆站所校镇乡村区县市街道室厅处科司地基点社企厂")
_SUBJECTS = frozenset("委府办局会院")  # ends of bodies that do something together with the next
_LOOSE = ("以上", "以内", "余", "多", "左右", "以下")


class Count:
    """A small number with its counter and the noun behind it; offsets of the plain text."""

    __slots__ = ("counter", "end", "noun", "said", "start", "value")

    def __init__(self, text: str, start: int, said: str, value: int) -> None:
        self.start: Final = start
        self.said: Final = said
        self.value: Final = value
        at = start + len(said)
        counted = text[at : at + 1] in _COUNTERS and not text.startswith(_NO_COUNTERS, at)
        self.counter: Final = text[at : at + 1] if counted else ""
        at += len(self.counter)
        close = text.find("”", at, at + _LEAD) if text[at : at + 1] == "“" else -1
        self.end: Final = close + 1 if close >= 0 else at  # 四名“最美执法人”
        self.noun: Final = text[at + 1 : close] if close >= 0 else _words(text, at)[:_LONGEST_NAME]


class Listed:
    """Names side by side; how many they are at least and at most."""

    __slots__ = ("end", "least", "most", "names", "others", "pointed", "start", "these")

    def __init__(self, start: int, end: int, names: Sequence[str], *, others: bool, pointed: bool, these: bool) -> None:
        self.start: Final = start
        self.end: Final = end
        self.others: Final = others  # 等
        self.pointed: Final = pointed  # whether the number is said to be of the list: 共, 等
        self.these: Final = these  # whether it can be of nothing else: 这三项, “红、黄、绿”三色
        first = names[0][1:] if names[0].startswith(("与", "及", "跟")) else names[0]
        split = [_parts(name) for name in (first, *names[1:])]
        self.names: Final = [part for parts in split for part in parts]
        self.most: Final = len(self.names)
        joined = self.most == len(names) + 1 and len(split[-1]) == _SHORT
        ends, lengths = {name[-1:] for name in self.names}, {len(name) for name in self.names[1:]}
        settled = joined and self.most > _SHORT and (len(ends) == 1 or len(lengths) == 1)
        if joined and these:  # 甲公园、乙广场和丙馆; 王建国、李晓明和赵丽
            settled |= split[-1][0][-1] in _ENDINGS or all(len(name) <= _PERSON for name in self.names)
        shared = first[-1:] in _SUBJECTS and len(names) > _SHORT and not any(n[-1:] in _ENDINGS for n in self.names[1:])
        # 青山镇、云溪镇和大河乡; 党工委、管委会领导挂点企业、部门包项目 are two
        self.least: Final = self.most if settled else len(names) - shared


def find_lists(figures: Figures) -> Iterator[Computed]:
    """Every list of names with its number behind or before it."""
    text = figures.text
    told: Count | None = None
    marks = _name_marks(text)
    ahead = 0  # how many of them stand before a number
    for start in figures.numerals:
        while marks[ahead] < start:
            ahead += 1
        before = ahead > 0 and start - marks[ahead - 1] <= _BEFORE
        behind = marks[ahead] < start + _BEHIND
        again = told is not None and start - told.end < _LONGEST_LIST // 2
        count = count_at(text, start) if before or behind or again else None
        if count is None:
            continue
        before = before and not text.endswith(_CALLED, 0, count.start)
        listed = (_before(text, count.start) or _clause_before(text, count)) if before else None
        if listed is not None:
            for test in judged(figures, listed, count, behind=False):
                told = count if test.verdict == CONSISTENT else told
                yield test
        elif told is not None and again and _is_again(text, told, count):
            yield Computed(told.start, count.end, "list", INCONSISTENT, f"{told.said} ≠ {count.said}", True)
        if behind:
            yield from _behind(figures, count)


def _name_marks(text: str) -> list[int]:
    """Where marks stand that part names, in order; behind them an offset beyond the text, for want of a last one."""
    return [*sorted([*offsets(text, "、"), *offsets(text, "》")]), len(text) + _BEHIND]


def count_at(text: str, start: int) -> Count | None:
    """The small number that begins at an offset, if names may be counted with it."""
    said = text[start : start + _SHORT]
    if said not in _SMALL:
        said = said[:1]
    value = _SMALL.get(said, 0)
    if not value or text[start + len(said) : start + len(said) + 1] in _NO_SMALL:
        return None
    if text[start - 1 : start] in _NO_NUMBER or "各" in text[max(0, start - _EACH) : start]:
        return None  # 白田县、石潭县各选3个镇: so many in each
    return Count(text, start, said, value)


def _words(text: str, at: int) -> str:
    """The words from an offset on, up to a digit or a stop."""
    return _WORDS.match(text, at).group()  # type: ignore[union-attr]


def _parts(name: str) -> list[str]:
    """A name apart where 和, 及 or 与 joins two."""
    for join in _JOINS:
        at = name.find(join, 1)
        between = 0 < at < len(name) - len(join)
        if between and not any(word in name[at - 1 : at + _SHORT] for word in _NO_JOINS):
            return [*_parts(name[:at]), *_parts(name[at + len(join) :])]
    return [name]


def _has_number(name: str) -> bool:
    return _NUMBERED.search(name) is not None


# —— the list before its number ——


def _before(text: str, at: int) -> Listed | None:
    """The names directly before an offset: 甲、乙和丙 of 甲、乙和丙这三个领域."""
    points = text.endswith(_POINTING, 0, at)
    pointing = next(word for word in _POINTING if text.endswith(word, 0, at)) if points else ""
    end = at - len(pointing)
    others = text[end - 1 : end] == "等"
    end -= others
    floor = max(0, end - _LONGEST_LIST)
    last = text[end - 1 : end]
    if last == "》":
        return _titles(text, max(0, floor - _LONGEST_LIST), end, others=others)
    opened = text.rfind("“", floor, end) if last == "”" else -1
    if opened >= 0 and "、" in text[opened:end] and "”" not in text[opened : end - 1]:
        names = text[opened + 1 : end - 1].split("、")
        return Listed(opened, end, names, others=others, pointed=True, these=True)
    these = pointing in ("这", "这些")
    if text.find("、", floor, end) < 0 or last in _JOINS or (these and last in _COPULAS):
        return None  # 审文件、办复议、查案卷都是这6个人
    low = max([text.rfind(char, floor, end) for char in _STOPS]) + 1
    if (not low and floor) or text.find("、", low, end) < 0:
        return None
    kept: list[str] = []
    for name in reversed(text[low:end].split("、")):
        if _has_number(name) or _is_other_kind(name, kept):
            own = _parts(name)[-1]
            if own == name or _has_number(own):
                return None
            kept.append(own)  # 五个街道和河口、沙坪三个镇
            break
        kept.append(name)
    if len(kept) < _SHORT:
        return None
    return Listed(low, end, kept[::-1], others=others, pointed=bool(pointing) or others, these=these)


def _is_other_kind(name: str, behind: Sequence[str]) -> bool:
    """Whether a name joins one of another kind to what is behind it: 青山镇、白河镇|以及南浦、北苑两个街道."""
    parts = _parts(name)
    whole = behind and len(parts) == _SHORT and parts[0][-1:] in _ENDINGS
    return bool(whole) and not any(one[-1:] in _ENDINGS for one in (parts[1], *behind))


def _titles(text: str, low: int, end: int, *, others: bool) -> Listed | None:
    """《甲办法》《乙规定》 directly before an offset."""
    for match in _TITLES.finditer(text, low, end):
        if match.end() == end:
            names = _TITLE.findall(match.group())
            return Listed(match.start(), end, names, others=others, pointed=True, these=False)
    return None


def _clause_before(text: str, count: Count) -> Listed | None:
    """The names of the clause before, where a clause begins with their number: 甲局、乙局和丙局,四家单位会签."""
    at = count.start - 1
    ends = next((ends for nouns, ends in _KINDS if count.noun.startswith(nouns)), "")
    listed = _before(text, at) if ends and text[at : at + 1] == "," else None
    if listed is None or listed.others or not all(name[-1:] in ends for name in listed.names):
        return None
    return listed if len(listed.names) > _SHORT and not any(word in listed.names[0] for word in _JOINTLY) else None


def _is_again(text: str, told: Count, count: Count) -> bool:
    """Whether a number is told again of what was named: 四个社区 … 五个社区全年接待."""
    between = text[told.end : count.start]
    noun = count.noun[:_SHORT]
    same = told.counter == count.counter and len(noun) == _SHORT and told.noun.startswith(noun)
    if not same or "\n" in between or told.value == count.value:
        return False
    said = text[count.end : count.end + _FIRST_NAME]
    whole = between[-1:] in ",;。" and any(word in said for word in _WHOLE)
    return (whole or between.endswith(("上述", "这", "前述"))) and not any(word in between for word in _OTHERS)


# —— the list behind its number ——


def _behind(figures: Figures, count: Count) -> Iterator[Computed]:
    """三张清单(甲、乙、丙、丁); 六家单位被评为优秀:甲、乙; 四类纠纷是甲、乙、丙."""
    text = figures.text
    lead, low = _lead(text, count.end)
    if not lead:
        return
    partly = lead in _PARTLY
    titles = _TITLES.match(text, low)
    if titles is not None:
        others = text.startswith("等", titles.end())
        if titles.group()[-1] != "》":
            return  # 《甲规划》《乙方案》和丙工程: the last has no title
        names = _TITLE.findall(titles.group())
        listed = Listed(low, titles.end(), names, others=others, pointed=True, these=False)
        few = count.value - len(names) if lead[:2] in ("分别", "依次") and count.counter in ("项", "个") else -1
        if 0 <= few <= _SLIP and not others and text[titles.end() : titles.end() + 1] in _ENDS:
            verdict = INCONSISTENT if few else CONSISTENT
            yield Computed(count.start, titles.end(), "list", verdict, f"{len(names)} : {count.value}", True)
            return
        yield from judged(figures, listed, count, behind=True, partly=partly)
        return
    if lead == "(":
        high = text.find(")", low, low + _LONGEST_LIST)
    else:
        bound = low + _LONGEST_LIST + 1
        high = min((at for stop in _ENDS if (at := text.find(stop, low, bound)) >= 0), default=len(text))
    if not 0 <= high - low <= _LONGEST_LIST or text.find("、", low, high) < 0:
        return
    said = text[low:high].lstrip(":")
    on = text.startswith(_GOES_ON, high + 1) or "、" in text[high : high + _MOST]
    if (text[high : high + 1] in ",;" and on) or _has_number(said):
        return  # the list goes on, or has numbers of its own
    others = "等" in said[-_LONGEST_NAME:]
    names = (said.partition("等")[0] if others else said).split("、")
    apart = lead[:2] in ("分别", "依次") and count.counter in ("个", "家", "名", "位", "所", "处", "条")
    listed = Listed(low, high, names, others=others, pointed=True, these=apart)
    yield from judged(figures, listed, count, behind=True, partly=partly)


def _lead(text: str, at: int) -> tuple[str, int]:
    """What leads from a count to its list, and where that begins: 四类纠纷|是|甲、乙; 四次,内容|依次是|甲、乙."""
    noun = _words(text, at)
    end = at + len(noun)
    led = () if _LEADING.isdisjoint(noun) else (*_EXACTLY, *_PARTLY)
    strong = [(place, word) for word in led if (place := noun.find(word)) >= 0]
    strong = [(place, word) for place, word in strong if not _is_no_lead(noun, place, word)]
    if strong:
        place, word = min(strong, key=lambda one: (one[0], -len(one[1])))
        return word, at + place + len(word)
    mark = next((mark for mark in _LEADS if text.startswith(mark, end)), "")
    if mark:
        return mark, end + len(mark)
    if not text.startswith(",", end):
        return "", end
    then = _words(text, end + 1)[:_LONGEST_NAME]
    for word in (*_EXACTLY, *_PARTLY):
        place = then.find(word)
        if place == 0 or (place > 0 and word not in _WEAK):
            return word, end + 1 + place + len(word)
    return "", end


def _is_no_lead(noun: str, place: int, word: str) -> bool:
    """Whether 为 or 是 is part of another word: 称为, 是否."""
    return word in _WEAK and any(
        place >= other.index(word) and noun.startswith(other, place - other.index(word))
        for other in _NO_LEAD
        if word in other
    )


# —— judged ——


def judged(figures: Figures, listed: Listed, count: Count, *, behind: bool, partly: bool = False) -> Iterator[Computed]:
    """A list against its number; nothing where the number may be of something else."""
    titled = listed.names[0].startswith("《")
    if count.noun.startswith(_LOOSE) or not _is_of(figures, listed, count, titled=titled, behind=behind, partly=partly):
        return
    if not titled and not _are_names(figures, listed, count.counter, behind=behind):
        return
    start, end = (count.start, listed.end) if behind else (listed.start, count.end)
    shown = f"{listed.least if count.value < listed.least else listed.most} : {count.value}"
    if listed.least <= count.value <= listed.most:
        yield Computed(start, end, "list", CONSISTENT, shown, True)
        return
    if count.value > listed.most:
        if count.value - listed.most == 1 and not behind and figures.text.startswith(_WITH, listed.start):
            return  # 与公安、法院健全三部门机制: the body itself is the third
        few = listed.others or partly or count.value - listed.most > _SLIP
        if few or (listed.most <= _SHORT and not (listed.these or titled or count.noun.startswith(_PLACES))):
            return
    elif listed.least - count.value > _SLIP + 1:
        return
    yield Computed(start, end, "list", INCONSISTENT, shown, True)


def _is_of(figures: Figures, listed: Listed, count: Count, *, titled: bool, behind: bool, partly: bool) -> bool:
    """Whether a number is of the names themselves, by what it counts."""
    words, noun, counter = figures.words, count.noun, count.counter
    if not noun and behind:
        noun = figures.text[max(0, count.start - _MOST) : count.start].rpartition(",")[2][-_NOUN:]
    if titled:
        return noun.startswith(words.listed_titles) or (counter != "" and counter in "部件份张")
    persons = behind and counter in ("名", "位") and all(len(name) <= _PERSON for name in listed.names)
    if listed.these or persons or _is_naming(figures, counter, noun):
        return True
    if behind and len({name[-1:] for name in listed.names}) == 1:
        return not partly or all(name.endswith(count.noun[-_SHORT:]) for name in listed.names)
    if listed.others and count.value < listed.least and counter in ("个", "家", "项"):
        return True
    even = len({len(name) for name in listed.names[1:]}) == 1
    bare = not counter and noun.startswith(words.listed_bare) and not count.said.isdigit()
    return even and bare and listed.least > _SHORT


def _is_naming(figures: Figures, counter: str, noun: str) -> bool:
    """Whether a noun is of what is told by its names: 领域, 部门, 街道."""
    if counter in ("类", "大", "种", "级") or (counter == "位" and noun.startswith("一体")):
        return True
    names = figures.words.listed_nouns
    if counter:
        return counter not in ("次", "场", "期") and any(word in noun[:_NOUN] for word in names)
    return noun.startswith(names)


def _are_names(figures: Figures, listed: Listed, counter: str, *, behind: bool) -> bool:
    """Whether the items are short names, none of them a clause."""
    names = [name.strip("“”") for name in listed.names]
    rest, edge = (names[:-1], names[-1]) if behind else (names[1:], names[0])
    most = _MOST + _PERSON if behind and listed.these else _LONGEST_NAME
    if not all(1 <= len(name) <= most for name in rest) or not 0 < len(edge) <= (most if behind else _FIRST_NAME):
        return False
    if counter in ("名", "位") and not listed.pointed:
        return all(len(name) <= _PERSON for name in rest)
    verb = not listed.pointed and names[-1].endswith(figures.words.listed_verbs)
    if verb or (behind and all(len(name) == 1 for name in names)):
        return False  # 市委组织部对4个县区; 4个县(市、区)
    return sum(len(name) == 1 for name in rest) in (0, len(rest))
