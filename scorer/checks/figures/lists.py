"""Names that stand side by side against the number said of them: 甲、乙、丙、丁这三个领域; 三张清单(甲、乙、丙、丁).

The list stands before its number or behind it. A name joined by 和 to the one before may be one with it, so a list
is counted as a range; what 等 leaves open may be more than is named, never less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import whole_number
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from scorer.statements.readings import Figures

_NUMBER = r"(?<![\d第十百.点])(\d{1,2}|[二两三四五六七八九十]|十[一二])"
_COUNTED = expression(
    rf"{_NUMBER}(个|家(?!庭)|类|项|大|种|级|支|张|部(?!门)|件|份|名|位|条|座|所|条线|次|场|期|)(?=([^\d,;:。()《》“”、]{{0,10}}))"
)
_NUMERAL = expression(r"\d|[二两三四五六七八九十][个家类项大种级支张部件份名位条场次期座所市县区镇乡村局地]")
_POINTING = ("这", "共", "共计", "合计", "总计", "一共", "总共", "计", "以上", "上述", "全部", "在内的", "这些", "共有")
_NAMING = expression(
    r"[^\d,;:。()《》“”、]{0,16}?(?:(:|\(|——|--)|,?(?:分别|依次|具体|它们|[^\d,;:。、]{0,6}(?:分别|依次))(?:为|是|即|系|有)|,?即|(?<=[^称作视认成评])(?:是|为|系)(?![以了否由])|,?(包括|包含|涵盖|涉及|含|有))"
)
_STOPS = ",;:。\n()!?—"
_ENDS = ",;。\n)!?:"
_JOINS = expression(r"以及|(?<![共调饱缓])和(?![解平谐睦])|(?<![涉普危波顾触提])及(?!时)|(?<!参)与(?!会)|跟")
_GOES_ON = expression(r"[和及与另]|以及|还有")
_TITLE = expression(r"《[^《》\n]{2,50}》")
_TITLES = expression(r"(?:《[^《》\n]{2,50}》(?:[、和及与]|以及)?){2,12}$")
_TITLES_BEHIND = expression(r"(?:《[^《》\n]{2,50}》(?:[、和及与]|以及)?){2,12}")
_LONGEST_LIST = 160
_MOST = 12
_LONGEST_NAME = 10
_LONGEST_TITLED = 24
_FIRST_NAME = 24
_SLIP = 2  # how far a count may be off to be one of these very names
_SHORT = 2
_NOUN = 6
_ALL = ("全年", "均", "全部", "都", "共", "全都", "悉数")
_KINDS = (  # what is counted, and the ends of the names of such bodies
    (("部门", "单位", "机关", "局"), "局委办院厅会联部队心社"),
    (("镇", "乡", "街道"), "镇乡道"),
    (("村", "社区"), "村区"),
    (("县", "区", "市", "旗"), "县区市旗"),
)
_LOOSE = ("以上", "以内", "余", "多", "左右", "以下")


class Listed(NamedTuple):
    """Names side by side; how many they are at least and at most."""

    start: int
    end: int
    least: int
    most: int
    names: tuple[str, ...]
    others: bool  # 等
    pointed: bool  # whether the number is said to be of the list: 共, 等
    these: bool = False  # whether it can be of nothing else: 这三项, “红、黄、绿”三色


def find_lists(figures: Figures) -> Iterator[Computed]:
    """Every list of names with its number behind or before it."""
    text = figures.text
    if "、" not in text and "》" not in text:
        return
    told: re.Match[str] | None = None
    for match in _COUNTED.finditer(text):
        number = whole_number(match.group(1))
        if not 1 < number <= _MOST:
            continue
        listed = _before(text, match.start()) or _clause_before(text, match)
        if listed is not None:
            for test in _judged(figures, listed, number, match, behind=False):
                told = match if test.verdict == CONSISTENT else told
                yield test
        elif told is not None and _is_again(text, told, match):
            shown = f"{told.group(1)} ≠ {match.group(1)}"
            yield Computed(told.start(), match.end(), "list", INCONSISTENT, shown, True)
        yield from _behind(figures, number, match)


# —— the list before its number ——


def _before(text: str, at: int) -> Listed | None:
    """The names directly before an offset: 甲、乙和丙 of 甲、乙和丙这三个领域."""
    end = at
    for word in _POINTING:
        if text.endswith(word, max(0, end - len(word)), end) and text[end - len(word) - 1 : end - len(word)] != "、":
            end -= len(word)
            break
    pointed = end < at
    others = text[end - 1 : end] == "等"
    end -= others
    if text[end - 1 : end] == "》":
        match = _TITLES.search(text, max(0, end - 3 * _LONGEST_LIST), end)
        if match is None:
            return None
        count = match.group().count("《")
        return Listed(match.start(), end, count, count, tuple(_TITLE.findall(match.group())), others, True)
    floor = max(0, end - _LONGEST_LIST)
    opened = text.rfind("“", floor, end) if text[end - 1 : end] == "”" else -1
    if opened >= 0 and "、" in text[opened:end] and "”" not in text[opened : end - 1]:
        return _listed(opened, end, text[opened + 1 : end - 1].split("、"), others=others, pointed=True)._replace(
            these=True
        )
    low = max(text.rfind(char, floor, end) for char in _STOPS) + 1
    if (not low and floor) or text.find("、", low, end) < 0:
        return None
    if text[end - 1] in "和及与":
        return None
    names = text[low:end].split("、")
    kept: list[str] = []
    for name in reversed(names):
        if _NUMERAL.search(name) is not None:
            rest = _JOINS.split(name)[-1]
            if rest != name and _NUMERAL.search(rest) is None:
                kept.append(rest)  # 五个街道和河口、沙坪三个镇
            elif kept and not _NUMERAL.match(name[-_SHORT:]):
                return None
            break
        kept.append(name)
    if len(kept) < _SHORT:
        return None
    listed = _listed(low, end, kept[::-1], others=others, pointed=pointed or others)
    return listed._replace(these=text[end:at] in ("这", "这些"))


def _clause_before(text: str, match: re.Match[str]) -> Listed | None:
    """The names of the clause before, where a clause begins with their number: 甲局、乙局和丙局,四家单位会签."""
    at, noun = match.start() - 1, match.group(3)
    ends = next((ends for nouns, ends in _KINDS if noun.startswith(nouns)), "")
    if text[at : at + 1] != "," or not ends:
        return None
    listed = _before(text, at)
    if listed is None or listed.others or not all(name[-1:] in ends for name in listed.names):
        return None
    return listed if len(listed.names) > _SHORT else None


def _is_again(text: str, told: re.Match[str], match: re.Match[str]) -> bool:
    """Whether a number is told again of what was named: 四个社区 … 五个社区全年接待."""
    noun = match.group(3)
    between = text[told.end() : match.start()]
    same = told.group(2) == match.group(2) and len(noun) >= _SHORT and noun[:_SHORT] == told.group(3)[:_SHORT]
    if not same or len(between) > _LONGEST_LIST // 2 or "\n" in between:
        return False
    if any(word in between for word in ("其他", "另", "以外", "新增", "扩")):
        return False
    pointed = between.endswith(("上述", "这", "前述"))
    whole = between[-1:] in ",;。" and any(
        word in noun + text[match.end() : match.end() + _FIRST_NAME] for word in _ALL
    )
    return (pointed or whole) and whole_number(told.group(1)) != whole_number(match.group(1))


def _listed(low: int, end: int, names: list[str], *, others: bool, pointed: bool) -> Listed:
    names = [names[0].lstrip("与和及同跟"), *names[1:]]
    least = len(names)
    most = least + sum(len(_JOINS.findall(name)) for name in names)
    split = [part for name in names for part in _JOINS.split(name) if part]
    joined = len(split) == least + 1 and len(_JOINS.findall(names[-1])) == 1
    alike = len({part[-1:] for part in split}) == 1 or len({len(part) for part in split[1:]}) == 1
    if joined and alike and len(split) > _SHORT:
        least = most  # 青山镇、云溪镇和大河乡
    return Listed(low, end, least, most, tuple(split), others, pointed)


# —— the list behind its number ——


def _behind(figures: Figures, number: int, match: re.Match[str]) -> Iterator[Computed]:
    """三张清单(甲、乙、丙、丁); 六家单位被评为优秀:甲、乙; 四类纠纷是甲、乙、丙."""
    text = figures.text
    lead = _NAMING.match(text, match.end())
    if lead is None:
        return
    low = lead.end()
    partly = bool(lead.group(2))
    titles = _TITLES_BEHIND.match(text, low)
    if titles is not None:
        count = titles.group().count("《")
        others = text[titles.end() : titles.end() + 1] == "等"
        listed = Listed(low, titles.end(), count, count, tuple(_TITLE.findall(titles.group())), others, True)
        yield from _judged(figures, listed, number, match, behind=True, partly=partly)
        return
    if lead.group(1) == "(":
        high = text.find(")", low, low + _LONGEST_LIST)
    else:
        high = min((at for stop in _ENDS if (at := text.find(stop, low)) >= 0), default=len(text))
    if not 0 <= high - low <= _LONGEST_LIST or text.find("、", low, high) < 0:
        return
    said = text[low:high].lstrip(":")
    on = text[high : high + 1] in ",;" and (_GOES_ON.match(text, high + 1) or "、" in text[high : high + _MOST])
    if on or _NUMERAL.search(said) is not None:
        return  # the list goes on, or has numbers of its own
    others = "等" in said[-_LONGEST_NAME:]
    names = said.split("等")[0].split("、") if others else said.split("、")
    listed = _listed(low, high, names, others=others, pointed=True)
    yield from _judged(figures, listed, number, match, behind=True, partly=partly)


# —— judged ——


def _judged(
    figures: Figures, listed: Listed, number: int, match: re.Match[str], *, behind: bool, partly: bool = False
) -> Iterator[Computed]:
    """A list against its number; nothing where the number may be of something else."""
    counter, noun = match.group(2), match.group(3)
    if noun.startswith(_LOOSE):
        return
    alike = behind and len({name[-1:] for name in listed.names}) == 1
    same = alike and all(name.endswith(noun[-_SHORT:]) for name in listed.names)
    if not noun and behind:
        noun = figures.text[max(0, match.start() - _FIRST_NAME // 2) : match.start()].rpartition(",")[2]
        noun = noun[-_NOUN:]
    titled = bool(listed.names) and listed.names[0].startswith("《")
    words = figures.words
    if titled:
        fits = noun.startswith(words.listed_titles) or (counter in "部件份张" and counter)
    else:
        fits = _is_naming(figures, counter, noun) or (alike and (same or not partly))
    bare = not counter and noun.startswith(words.listed_bare)
    even = bare and len({len(name) for name in listed.names[1:]}) == 1
    fits = fits or listed.these or (even and listed.least > _SHORT and not match.group(1).isdigit())
    fits = fits or (listed.others and number < listed.least and counter in ("个", "家", "项"))
    if not listed.names or not fits or not _are_names(figures, listed, counter, titled=titled, behind=behind):
        return
    start, end = (match.start(), listed.end) if behind else (listed.start, match.end())
    shown = f"{listed.least if number < listed.least else listed.most} : {number}"
    if listed.least <= number <= listed.most:
        yield Computed(start, end, "list", CONSISTENT, shown, True)
        return
    if number > listed.most:
        few = listed.others or partly or number - listed.most > _SLIP
        if few or (listed.most < _SHORT + 1 and not (listed.these or titled or _is_place(noun))):
            return
    elif listed.least - number > _SLIP + 1:
        return
    yield Computed(start, end, "list", INCONSISTENT, shown, True)


def _is_naming(figures: Figures, counter: str, noun: str) -> bool:
    """Whether a noun is of what is told by its names: 领域, 部门, 街道."""
    if counter in ("类", "大", "种") or counter == "级":
        return True
    if counter in ("次", "场", "期"):
        return False
    if counter == "位" and noun.startswith("一体"):
        return True
    head = noun[:_NOUN]
    names = figures.words.listed_nouns
    if counter:
        return any(word in head for word in names)
    return noun.startswith(names)


def _is_place(noun: str) -> bool:
    return noun[:1] in "镇乡县区市村旗州" or noun.startswith(("街道", "社区"))


def _are_names(figures: Figures, listed: Listed, counter: str, *, titled: bool, behind: bool) -> bool:
    """Whether the items are short names, none of them a clause."""
    if titled:
        return True
    names = [name.strip("“”") for name in listed.names]
    rest = names[:-1] if behind else names[1:]
    edge = names[-1] if behind else names[0]
    longest = _LONGEST_NAME
    if not all(1 <= len(name) <= longest for name in rest) or not 1 <= len(edge) <= _FIRST_NAME:
        return False
    if behind and len(edge) > longest:
        return False
    if counter in ("名", "位") and not listed.pointed:
        return all(len(name) <= 4 for name in rest)
    if behind and all(len(name) == 1 for name in names):
        return False  # 4个县(市、区)
    if not listed.pointed and names[-1].endswith(figures.words.listed_verbs):
        return False  # 市委组织部对4个县区
    short = sum(len(name) == 1 for name in rest)
    return short in (0, len(rest))
