"""The same quantity told twice with two values: 审查文件57件。在审查的75件文件中; 该项230万元."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.quantifiers import may_be_meant
from scorer.checks.figures.verdicts import INCONSISTENT, Computed, is_sum
from scorer.statements.numerals import plain
from scorer.statements.quantities import COUNT
from scorer.statements.readings import BESIDE, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Reading

_NO_REFERENCE = (REST, *BESIDE)  # ties of what is told anew
_DEFINITE = ("上述", "以上", "这", "该", "该项", "前述", "此次", "本次", "此", "所")
_POINTING = ("这", "上述", "前述")  # 依托这96个工作站
_WHOLE_PLACES = ("全市", "全县", "全区", "全镇", "全州", "全旗", "全省", "全街道", "全乡")
_THIS_YEAR = ("新", "当年", "本年", "年内", "今年", "创建", "命名", "其中")
_WHOLE = ("全年", "均", "共", "全部", "都", "累计")
_ADDED = ("新增", "增设", "另", "此外", "增至", "扩", "已有", "现有")
_ALL_YEAR = ("全年", "年内", "当年", "本年", "全部", "全年全部", "全部的")
_NEAR = 4  # sentences
_BACK = 16  # quantities before one that are looked at
_MOST_TOLD = 8  # bodies of a place that are kept in mind
_BEGINNINGS = frozenset(word[0] for word in _DEFINITE)
_ALL = ("均", "全部", "都", "悉数")
_OF_ALL = frozenset("中均全都悉")
_CENTRES = ("中心", "中央", "中小", "中队")  # 中 that is no place among others
_EVERY = ("均", "全部", "都")
_ALL_OF = expression(r"([^均全都已未,]{2,8})(?:均|全部|都)")
_LEAST_OWNER = 4  # characters of the body whose persons or things are spoken of
_YEAR_WORDS = expression(r"20\d\d年度?")
_LEAST_KEY = 6  # characters of the words before a number that must be the same for it to be the same quantity
_LONGEST_SENTENCE, _LONGEST_TAIL = 200, 8  # characters before a number, for its period; behind it, of the key
_LEAST_NOUN = 2
_LEAST_DIGITS = 3  # that two values must have in common to be one of them written wrong
_TWO_DIGITS = 10
_ANEW = frozenset("另新有共达")


def find_twice(figures: Figures) -> Iterator[Computed]:
    """References to a count told before that give another number; the same words with two numbers."""
    yield from _references(figures)
    yield from _bodies(figures)
    yield from _restated(figures)
    yield from _more(figures)
    yield from _deeds(figures)
    yield from _repeated(figures)
    yield from _misscaled(figures)


def _misscaled(figures: Figures) -> Iterator[Computed]:
    """追回3420万元。上述3.42亿元: the same digits of the same unit, ten or a hundred times as much."""
    for reading in figures.index.kind[COUNT]:
        number = reading.quantity.number
        if number.manner or number.exact:
            continue  # 3420万 is not exact
        scale = _scale(figures, reading)
        if not scale or len(_digits(reading)) < _LEAST_DIGITS:
            continue
        for other in figures.before(reading):
            if not other.counts or other.unit != reading.unit or other.quantity.number.manner:
                continue
            if _digits(other) != _digits(reading) or other.quantity.number.value == number.value:
                continue
            tenths = any(
                r.quantity.number.value in (1, 10, 100) for r in figures.readings[other.at + 1 : reading.at + 3]
            )
            if _scale(figures, other) != scale and not tenths:
                values = figures.text[other.start : other.end], figures.text[reading.start : reading.end]
                yield Computed(other.start, reading.end, "twice", INCONSISTENT, " ≠ ".join(values), True)


def _digits(reading: Reading) -> str:
    """The digits of a value that are no idle zeros: 342 of 3420万."""
    return plain(reading.quantity.number.value).replace(".", "").strip("0")


def _scale(figures: Figures, reading: Reading) -> str:
    said = figures.text[reading.start : reading.end]
    return "亿" if "亿" in said else "万" if "万" in said else ""


def _references(figures: Figures) -> Iterator[Computed]:
    for reading in figures.index.kind[COUNT]:
        if reading.tie in _NO_REFERENCE or reading.quantity.number.manner:
            continue
        words = _definite(figures, reading)
        if words is None:
            continue
        verb, noun = words
        before = [
            other
            for other in figures.before(reading)
            if other.counts and other.unit == reading.unit and other.tie not in BESIDE
        ]
        if any(_equal(other, reading) for other in before) or is_sum(before, reading):
            continue
        meant = [other for other in before if _names(figures, other, verb, noun)]
        if not meant and not (verb.startswith(("已", "未")) or "新" in verb):
            pairs = [other for other in before if other.quantity.number.exact and other.unit == reading.unit]
            value = int(reading.quantity.number.value)
            meant = [other for other in pairs if slipped(int(other.quantity.number.value), value)]
            if meant and not may_be_meant(figures, meant[0], reading, verb, noun):
                continue
        if len(meant) != 1 or meant[0].quantity.number.manner or _is_narrower(meant[0], reading, verb, noun):
            continue
        values = plain(meant[0].quantity.number.value), plain(reading.quantity.number.value)
        yield Computed(meant[0].start, reading.end, "twice", INCONSISTENT, f"{values[0]} ≠ {values[1]}", True)


def _is_narrower(first: Reading, again: Reading, verb: str, noun: str) -> bool:
    """Whether an earlier count is only of some of what a later one is of: 受理涉企行政复议申请31件; 受理的318件申请."""
    if "累计" in verb and first.label.startswith(("今年", "年内", "新", "本年", "当年")):
        return True  # 今年新公布312项,累计公布的3210项
    _, found, behind = first.label.partition(verb) if verb else ("", "", "")
    between, named, _ = behind.partition(noun) if noun else ("", "", "")
    more = first.quantity.number.high < again.quantity.number.low and again.label.startswith(_ALL_YEAR)
    return bool(more and found and named and len(between.strip("了的共各类")) >= _LEAST_NOUN)


def _restated(figures: Figures) -> Iterator[Computed]:
    """调解委员会187个。178个调解委员会全年…: told again with two digits that changed places."""
    last: dict[tuple[str, ...], int] = {}  # by the digits of a value, sorted: the number of its last reading
    for reading in figures.index.kind[COUNT]:
        number, at = reading.quantity.number, reading.at
        if number.value < _TWO_DIGITS:
            continue
        digits = tuple(sorted(str(int(number.value))))
        before, last[digits] = last.get(digits, -_BACK - 1), at
        if at - before > _BACK or number.manner or number.decimals > 0 or reading.tie:
            continue  # no other number near by has the same digits
        noun = _noun_again(figures, reading)
        if len(noun) < _LEAST_NOUN:
            continue
        same = [r for r in figures.before(reading) if r.counts and figures.words.alike(r.unit, reading.unit)]
        if any(_equal(r, reading) for r in same):
            continue
        for other in same:
            plainly = not other.quantity.number.manner and other.quantity.number.decimals <= 0
            told = plainly and other.tie not in BESIDE and other.period == reading.period
            slip = told and slipped(int(other.quantity.number.value), int(number.value))
            verb, behind = (
                (reading.label, _body_noun(figures, reading.behind))
                if reading.behind and reading.behind[0] != "中"
                else ("", "")
            )
            if slip and noun in other.around and may_be_meant(figures, other, reading, verb.rstrip("的"), behind):
                values = plain(other.quantity.number.value), plain(number.value)
                yield Computed(other.start, reading.end, "twice", INCONSISTENT, f"{values[0]} ≠ {values[1]}", True)
                break


def _more(figures: Figures) -> Iterator[Computed]:
    """设立公共法律服务站15个。16个公共法律服务站全年接待…: more of the same at the beginning of a clause."""
    text = figures.text
    for reading in figures.index.kind[COUNT]:
        number = reading.quantity.number
        if reading.label or reading.tie or not number.exact or number.value < _LEAST_NOUN:
            continue
        noun = _body_noun(figures, reading.behind)
        if len(noun) <= _LEAST_NOUN or text[reading.start - 1 : reading.start] not in ("。", ",", ";"):
            continue
        if not text.startswith(_WHOLE, reading.end + len(noun)):
            continue
        before = [r for r in figures.before(reading) if r.counts and r.unit == reading.unit]
        same = [r for r in before if r.label.endswith(noun) and r.tie == "" and r.quantity.number.exact]
        if len(same) == 1 and not any(_equal(r, reading) for r in before) and not is_sum(before, reading):
            old = same[0].quantity.number.value
            if old < number.value and not any(word in figures.between(same[0], reading) for word in _ADDED):
                shown = f"{plain(old)} ≠ {plain(number.value)}"
                yield Computed(same[0].start, reading.end, "twice", INCONSISTENT, shown, True)


def _noun_again(figures: Figures, reading: Reading) -> str:
    """The last characters of the noun behind a bare number; all words before one that are no more than a noun."""
    label = reading.label
    if figures.text[reading.start - 1 : reading.start] == "、" or not _ANEW.isdisjoint(label):
        return ""
    if len(label) <= 2 * _LEAST_NOUN:
        noun = _body_noun(figures, reading.behind)
        if len(noun) >= _LEAST_NOUN:
            return noun[-_LEAST_NOUN:]
    for filler in figures.words.fillers:
        label = label.removeprefix(filler)
    return label if len(label) >= 2 * _LEAST_NOUN else ""


def _deeds(figures: Figures) -> Iterator[Computed]:
    """行动36次,查处违法420起。36次行动共查处违法402起: the same words behind the same count, with another number."""
    for reading in figures.index.kind[COUNT]:
        if len(reading.label) < 2 * _LEAST_NOUN or reading.tie not in ("", SUM) or not reading.at:
            continue
        head = figures.readings[reading.at - 1]
        tail = reading.label[-2 * _LEAST_NOUN :]
        if head.sentence != reading.sentence or not head.counts or not reading.quantity.number.exact:
            continue
        if figures.text[head.end : reading.start].find(",") >= 0 or figures.near(
            reading, "figure-also", "figure-among"
        ):
            continue
        before = [r for r in figures.before(head) if r.counts and r.sentence < head.sentence]
        heads = [r for r in before if r.unit == head.unit and r.quantity.number == head.quantity.number]
        same = [r for r in before if r.unit == reading.unit and r.label.endswith(tail) and r.tie == ""]
        if len(heads) == len(same) == 1 and same[0].at == heads[0].at + 1 and not _equal(same[0], reading):
            values = plain(same[0].quantity.number.value), plain(reading.quantity.number.value)
            yield Computed(same[0].start, reading.end, "twice", INCONSISTENT, f"{values[0]} ≠ {values[1]}", True)


def _bodies(figures: Figures) -> Iterator[Computed]:
    """全区13个镇街全部成立执法队。全区12个镇街执法队: how many bodies a place has, told twice within a paragraph."""
    told: dict[tuple[str, str, str], Reading] = {}
    for reading in figures.index.kind[COUNT]:
        label = reading.label
        if reading.tie or not label.endswith(_WHOLE_PLACES) or reading.quantity.number.manner or "占" in label:
            continue
        noun = _body_noun(figures, reading.behind)
        if len(noun) < _LEAST_NOUN:
            continue
        for (place, unit, name), first in list(told.items()):
            if place != label[-_LEAST_NOUN:] or unit != reading.unit or _equal(first, reading):
                continue
            if reading.sentence - first.sentence > _NEAR or "\n" in figures.between(first, reading):
                continue
            same = noun == name or (noun.startswith(name) and _has_all(figures, first, noun[len(name) :]))
            between = figures.readings[first.at + 1 : reading.at]
            if same and not any(_equal(r, reading) and r.unit == reading.unit for r in between):
                values = plain(first.quantity.number.value), plain(reading.quantity.number.value)
                yield Computed(first.start, reading.end, "twice", INCONSISTENT, f"{values[0]} ≠ {values[1]}", True)
        told[label[-_LEAST_NOUN:], reading.unit, noun] = reading
        if len(told) > _MOST_TOLD:
            del told[next(iter(told))]
        before = [r for r in figures.before(reading) if r.counts and r.unit == reading.unit]
        if len(noun) < 2 * _LEAST_NOUN or any(_equal(r, reading) for r in before):
            continue
        for first in before:
            own = first.label
            if own.endswith(noun) and first.tie in ("", SUM) and not any(word in own for word in _THIS_YEAR):
                values = plain(first.quantity.number.value), plain(reading.quantity.number.value)
                yield Computed(first.start, reading.end, "twice", INCONSISTENT, f"{values[0]} ≠ {values[1]}", True)


def _body_noun(figures: Figures, behind: str) -> str:
    """镇街 of 镇街全部挂牌."""
    ends = [at for word in figures.words.body_ends if (at := behind.find(word)) > 0]
    return behind[: min(ends)] if ends else behind


def _has_all(figures: Figures, first: Reading, what: str) -> bool:
    """Whether all bodies are said to have what is told of fewer: 全部成立执法队."""
    clause = figures.text[first.end : figures.lines[first.sentence].end].partition(",")[0]
    return what in clause and any(word in clause for word in _ALL)


def _definite(figures: Figures, reading: Reading) -> tuple[str, str] | None:
    """Verb and noun of words that speak of a count told before; None if they tell of a new one."""
    label, behind = reading.label, reading.behind
    if not (label[:1] in _BEGINNINGS or label.endswith(_POINTING) or "的" in label or not _OF_ALL.isdisjoint(behind)):
        return None
    noun = behind[: behind.find("中")] if "中" in behind[:16] else ""
    pointed = label in _DEFINITE or label.endswith(_POINTING)
    if not label and len(noun) >= _LEAST_NOUN and figures.text[reading.start - 1 : reading.start] in "。;,\n":
        ended = any(r.label.endswith(noun) for r in figures.before(reading) if r.counts)
        return ("", noun) if ended and len(noun) >= 2 * _LEAST_NOUN else None  # 1062名专职律师中
    if not pointed and (noun or (behind.startswith("中") and not behind.startswith(_CENTRES))):
        # 在审查的75件文件中, 生效裁判的120件案件中
        verb = label.removeprefix("在").removesuffix("的")
        if verb in _ALL_YEAR and len(noun) >= _LEAST_NOUN:  # 在全年2.68万个来电中
            ended = any(r.label.endswith(noun) for r in figures.before(reading) if r.counts)
            return ("", noun) if ended else None
        return (verb, noun) if label.endswith("的") and len(verb) >= _LEAST_NOUN else None
    if (label in _DEFINITE or label.endswith(_POINTING)) and _bare_noun(behind):
        return "", _noun_of(figures, reading, _bare_noun(behind))
    prefix = next((word for word in _DEFINITE if label.startswith(word)), "")
    if prefix and label.endswith("的") and len(label) > len(prefix) + _LEAST_NOUN and _bare_noun(behind):
        return label[len(prefix) : -1], _bare_noun(behind)[-_LEAST_NOUN:]
    every = next((at for word in _ALL if (at := behind.find(word)) > 0), -1)
    if label.endswith("的") and len(label) > _LEAST_NOUN and every >= _LEAST_NOUN:
        return label[:-1].rpartition("中")[2], behind[:every].removesuffix("已")  # 新增的16个工作站已全部
    if behind.startswith(_ALL) and "的" in label:
        return label.rpartition(",")[2].replace("的", ""), ""  # 年内印发的文件19件均
    match = _ALL_OF.match(behind) if any(word in behind for word in _EVERY) else None
    whole = reading.quantity.lead == 0 or figures.text[reading.quantity.lead - 1] in ",;:。\n"
    if match is not None and whole and (not label or len(label) >= _LEAST_OWNER):
        return label, match.group(1)  # 县复议局10名工作人员均
    return None


def _noun_of(figures: Figures, reading: Reading, said: str) -> str:
    """The beginning of some words that a count before has as well: 合同 of 合同涉及金额; all of them if none has."""
    for length in range(len(said), _LEAST_NOUN - 1, -1):
        if any(said[:length] in other.around for other in figures.before(reading) if other.counts):
            return said[:length]
    return said


def _bare_noun(behind: str) -> str:
    """What is counted, without what is said of it: 案件 of 案件均已办结; 中心 is no 中."""
    for stop in ("已", "均", "全部", "中", "都", "的"):
        head, found, rest = behind.partition(stop)
        while found == "中" and ("中" + rest).startswith(_CENTRES):
            more, found, rest = rest.partition(stop)
            head += stop + more
        behind = head
    return behind if len(behind) >= _LEAST_NOUN else ""


def _names(figures: Figures, other: Reading, verb: str, noun: str) -> bool:
    """Whether a count is of the same thing: its words hold the verb and the noun of the reference."""
    around = other.around.replace("的", "")
    if verb and verb not in around and not _same_words(figures, verb, around):
        return False
    return not noun or noun in around or noun[-4:] in around or (bool(verb) and len(noun) <= _LEAST_NOUN)


def slipped(one: int, other: int) -> bool:
    """Whether two numbers are one written wrong: neighbouring digits changed places, 1280 and 1208."""
    a, b = str(one), str(other)
    if len(a) != len(b) or len(a) < _LEAST_NOUN or a == b or sorted(a) != sorted(b):
        return False
    apart = [at for at in range(len(a)) if a[at] != b[at]]
    return len(apart) == _LEAST_NOUN and apart[1] == apart[0] + 1


def _same_words(figures: Figures, said: str, around: str) -> bool:
    """Whether some words begin and end as those around a count and have half their pairs of characters in common."""
    for filler in figures.words.fillers:
        said = said.removeprefix(filler)
    pairs = [said[i : i + 2] for i in range(len(said) - 1)]
    if not pairs or pairs[0] not in around or pairs[-1] not in around:
        return False
    return 2 * sum(pair in around for pair in pairs) >= len(pairs)


def _equal(one: Reading, other: Reading) -> bool:
    a, b = one.quantity.number, other.quantity.number
    return bool(a.low <= b.high and b.low <= a.high)


def _repeated(figures: Figures) -> Iterator[Computed]:
    """Two sentences that lead to a number in the same words."""
    told: dict[tuple[str, str], Reading] = {}
    alike: dict[tuple[str, str], list[Reading]] = {}  # the same words have the same last character
    fillers = figures.words.filler_characters
    for reading in figures.index.kind[COUNT]:
        if reading.quantity.paren < 0 and not reading.quantity.number.manner:
            alike.setdefault((reading.label.rstrip(fillers)[-1:], reading.unit), []).append(reading)
    for reading in sorted(reading for those in alike.values() if len(those) > 1 for reading in those):
        if reading.tie in BESIDE:
            continue
        key = _key(figures, reading)
        if len(key) < _LEAST_KEY or _is_scoped(figures, reading):
            continue
        first = told.setdefault((key, reading.unit), reading)
        if first.sentence == reading.sentence or _equal(first, reading):
            continue
        if first.period and reading.period and first.period != reading.period:
            continue
        if not all(_is_known(figures, one) for one in (first, reading)):
            continue
        values = plain(first.quantity.number.value), plain(reading.quantity.number.value)
        yield Computed(reading.quantity.lead, reading.end, "twice", INCONSISTENT, f"{values[0]} ≠ {values[1]}", True)


def _is_scoped(figures: Figures, reading: Reading) -> bool:
    """Whether the sentence up to a count speaks of another period or of some of the bodies only."""
    low = max(figures.lines[reading.sentence].start, reading.end - _LONGEST_SENTENCE)
    return figures.scan.has("figure-scope", low, reading.end)


def _is_known(figures: Figures, reading: Reading) -> bool:
    """Whether a count is one of those that reports state by a name of their own."""
    span = reading.quantity.lead, reading.quantity.stop
    return any(figures.scan.has(name, *span) for name in figures.words.quantities)


def _key(figures: Figures, reading: Reading) -> str:
    """The words around a number without the year and what only rounds the sentence off."""
    text, quantity = figures.text, reading.quantity
    key = text[quantity.lead : reading.start]
    behind = text[reading.end : quantity.stop]
    tail = "|" + behind if len(behind) <= _LONGEST_TAIL else ""
    if len(key) + len(tail) < _LEAST_KEY:
        return ""
    if "年" in key:
        key = _YEAR_WORDS.sub("", key)
    for filler in figures.words.fillers:
        if filler in key:
            key = key.replace(filler, "")
    return key if figures.has("figure-deed", reading.end, quantity.stop) else key + tail
