"""What the name of a rate says: what it measures, of what base, and how far a count says the same."""

from collections.abc import Sequence
from typing import NamedTuple

from scorer.statements.numerals import LEAST, LESS
from scorer.statements.quantities import POINTS, RATE
from scorer.statements.readings import FROM, PENDING, REST, TO, Figures, Reading
from scorer.text.expressions import expression
from scorer.text.words import Span

_NAMES = expression(r"(?:[^、和及与]|和(?=解)|及(?=[时格])|(?<=[普涉])及|(?<=参)与)+")  # 和解 is one word
_GENERIC = ("其", "全市", "全县", "全区", "全镇", "全州", "全省", "全年", "全部", "总")
_THINGS = ("案件", "事项", "文件", "件数", "问题", "人员", "人数")
_BOUNDS = ("及以上", "及以下", "以上", "以下", "之上", "之下")
_NOT_REACHED = ("未达", "未达到", "未到", "没到", "不满", "达不到", "不及", "没有达到")
_BOUND = 4  # characters behind a rate that make a bound of it
_NORM = expression(r"的(?:[^,;:。\d]{0,4})(?:标准|要求|底线|红线|下限|水平|比例)")
_LEAST_BASE = 2
_BRACKET = 24  # characters of a bracket that tells what a rate is of


def names_of(figures: Figures, rate: Reading) -> list[Span]:
    """Where the names of what a rate measures stand: 办结率、满意率; none where it is no share of anything."""
    quantity, text, words = rate.quantity, figures.text, figures.words
    start, end = quantity.name, quantity.start
    last = figures.readings[rate.at - 1] if rate.at else None
    if last is not None and last.quantity.kind == RATE and text[last.end : end] == "(":
        start, end = last.quantity.name, last.start  # 占三成(30%)
    if last is not None and last.quantity.kind == RATE and rate.tie == TO and last.tie == FROM:
        start, end = last.quantity.name, last.start  # 占总数的比重由上年的80%提高到88%
        cut = max(text.rfind("由", start, end), text.rfind("从", start, end))
        end = cut if cut > start else end
        if not figures.has("figure-rate", start, end):
            return []
        return [(start, end)] if not figures.has("figure-rate-none", start, end) else []
    if last is not None and last.quantity.kind == POINTS and "率" in last.label and text[start:end] in words.links:
        start, end = last.quantity.name, text.find("率", last.quantity.name) + 1  # 出庭率提高4.1个百分点,达到98.6%
    if text[start - 1 : start] == ")" and (start == end or text[start:end] in words.links):
        opened = text.rfind("(", start - _BRACKET, start)  # 纠错率(占审结案件的比例)为15%
        if opened > 0:
            low = max(text.rfind(stop, 0, opened) for stop in ",;:。\n") + 1
            start, end = low, opened
    if not figures.has("figure-rate", start, end) or figures.has("figure-rate-none", start, end):
        return []
    bare = end
    while text.endswith(words.links, start, bare):
        bare -= next(len(word) for word in words.links if text.endswith(word, start, bare))
    if not figures.has("figure-rate", start, bare):
        bare = end
    return [match.span() for match in _NAMES.finditer(text, start, bare)]


def picks_out(figures: Figures, rate: Reading) -> bool:
    """Whether a rate tells which of some are meant and no share of them: 满意度低于八成的2人."""
    behind = figures.text[rate.end : rate.end + _BOUND]
    bound = next((word for word in _BOUNDS if behind.startswith(word)), "")
    if not behind.startswith("的", len(bound)) or _NORM.match(figures.text, rate.end + len(bound)) is not None:
        return False  # 占比高于5%的规定标准
    bounded = bool(bound) or rate.quantity.number.manner in (LEAST, LESS)
    said = figures.text[rate.quantity.lead : rate.start]
    return bounded or said.endswith(_NOT_REACHED) or figures.said(rate, "figure-above", "figure-below")


def stem(figures: Figures, name: Span) -> Span:
    """Where the words of a rate's name stand that say what is measured: 出庭应诉 of 负责人的出庭应诉率."""
    text, (start, end) = figures.text, name
    for word in figures.words.rates:
        if text.endswith(word, start, end):
            end -= 1 if word[-1] in "度面" else len(word)  # 满意度: its stem is 满意
        elif text.startswith(word, start, end):
            start += len(word)
    if text.endswith("的", start, end):
        end -= 1
    return max(start, text.rfind("的", start, end) + 1), max(start, end)


class Measured(NamedTuple):
    """What the name of a rate says is measured, read once for all counts that it is set beside."""

    words: str
    pairs: tuple[str, ...]  # its neighbouring characters
    concepts: int  # the concepts that it speaks of
    last: int  # those of them with which it ends


def measured_by(figures: Figures, span: Span) -> Measured:
    """The reading of the words that say what a rate measures."""
    start, end = span
    words = figures.text[start:end]
    concepts = figures.classes(start, end) & figures.concepts if words else 0
    last = 0
    for name in _concepts_in(figures, start, end) if concepts else ():
        if any(at == end for _, at in figures.inside(name, start, end)):
            last |= figures.mask((name,))
    return Measured(words, tuple(words[i : i + 2] for i in range(len(words) - 1)), concepts, last)


def likeness(figures: Figures, measured: Measured, reading: Reading) -> tuple[int, bool]:
    """How far the words around a count are those of a rate, and whether they say the same of it."""
    words = measured.words
    if not words:
        return 0, False
    quantity = reading.quantity
    around = figures.text[quantity.lead : quantity.stop]
    score = 2 * sum(pair in around for pair in measured.pairs) + (words[-1] in around)
    told = len(words) > 1 and words[-2:] in around
    if words[0] in reading.label and figures.said(reading, "figure-rate-part"):
        score, told = score + 1, True  # 已聘法律顾问39个,聘请率
    common = measured.concepts & reading.near
    if common:
        score += 2 * common.bit_count()
        told = told or bool(common & measured.last)
    return score, told


def lacks(figures: Figures, measured: Span, reading: Reading) -> bool:
    """Whether a count is of what was not done, and the rate is of what was: 不合格3批次 for 合格率."""
    if any(char in figures.text[slice(*measured)] for char in "不未"):
        return False
    if reading.tie == REST or reading.stage == PENDING:
        return True
    words = figures.text[slice(*measured)][-_LEAST_BASE:]
    label = reading.label
    if len(words) == _LEAST_BASE and (f"不{words}" in label or f"未{words}" in label):
        return True  # 检出不合格36批次
    return label.lstrip("、和其中").startswith(("不", "未"))


def is_plain_part(figures: Figures, rate: Reading, part: Reading, measured: Span) -> bool:
    """Whether a rate has no name but the very words of the count before it: 败诉23件,败诉率9.4%."""
    own = part.label.lstrip("、其中已")
    named = figures.text[slice(*measured)]
    bare = rate.label.startswith(named) and figures.text[part.end : rate.quantity.lead] == ","
    return part.at == rate.at - 1 and len(named) > 1 and own == named and bare


def residue(figures: Figures, rate: Reading, name: Span, counts: Sequence[Reading]) -> int:
    """Characters of a rate's name that neither the words before it nor their synonyms hold."""
    text, line = figures.text, figures.lines[rate.sentence]
    measured = stem(figures, name)
    low = min(line.start, *(r.quantity.lead for r in counts))
    said = text[low : rate.quantity.name] + "".join(r.behind for r in counts)
    left = text[name[0] : measured[1]]
    timely = any(figures.near(r, "figure-concept-timely") for r in counts)
    for start, end in figures.inside("figure-limit", name[0], measured[1]):
        if text[start:end] not in said and not timely:
            return len(text)  # 按期办结率 is not of all that was closed
    for concept in _concepts_in(figures, name[0], measured[1]):
        if any(figures.near(r, concept) for r in counts):
            for start, end in figures.inside(concept, name[0], measured[1]):
                left = left.replace(text[start:end], "")
    for start, end in figures.inside("figure-common", name[0], measured[1]):
        left = left.replace(text[start:end], "")
    return sum(char not in said and char not in "的性数其" for char in left)


def _concepts_in(figures: Figures, start: int, end: int) -> list[str]:
    """The concepts that the words of a half-open span speak of."""
    told = figures.classes(start, end) & figures.concepts
    return [name for name in figures.words.concepts if told & figures.mask((name,))] if told else []


def base_words(figures: Figures, clause: str) -> str:
    """审结案件 of 占审结案件的; empty where the base is not named, or named as the whole."""
    _, _, said = clause.rpartition("占")
    said = said.removeprefix("比").removeprefix("到").removeprefix("了")
    while said.endswith(figures.words.links):
        said = said[: -next(len(word) for word in figures.words.links if said.endswith(word))]
    for ending in ("比例", "比重", "的", "总数", "总量", "总件数", "数"):
        said = said.removesuffix(ending)
    for beginning in _GENERIC:
        said = said.removeprefix(beginning)
    return said if len(said) >= _LEAST_BASE and said not in _THINGS else ""
