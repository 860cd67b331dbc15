"""What is said of all of some against a count of those of whom it is so, sentences later.

17个县已全部完成评估。…。完成评估的县为15个; 46件均按“一件一书”出具审查意见书。…。出具审查意见书41份.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings_counts import PAPERS, totality
from scorer.checks.figures.quantifiers import clause_end, left_over
from scorer.checks.figures.verdicts import INCONSISTENT, Computed, adds_up, computed, numbers
from scorer.statements.numerals import EXACT, plain
from scorer.statements.readings import BESIDE, PENDING, REFUSED, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.statements.readings import Figures, Line, Reading

_FULL = expression(r"([^,;:。的\d]{2})率(?:达到?|为|均为|均达)?(?:100%|百分之百)", "100%", "百分之百")
_ONE_EACH = expression(
    r"“?(?:一[^\d一,。]{1,3}一([^\d,。”]{1,4}))”?[^,。;]{0,12}?(出具|制作|形成|编制|制发|发放|建立|提出)([^,;。\d]{2,14})",
    *("出具", "制作", "形成", "编制", "制发", "发放", "建立", "提出"),
)
_ALIKE = 2  # pairs of characters that what is said of all and what is counted have in common
_MOST_LEFT = 1  # characters of the counted that were not told of all
_SENTENCES = 2
_NEXT = 6
_AHEAD = 40
_PAIR, _DEED = 2, 30  # …; characters of what is said of all
_BRACKETS = expression(r"\([^()]*\)")
_BODIES = frozenset("县市区镇乡村所站校")
_OTHERS = (
    *(
        "新增",
        "上年",
        "去年",
        "截至上半年",
        "上半年",
        "一季度",
        "前三季度",
        "计划",
        "目标",
        "拟",
        "要求",
        "确保",
        "力争",
    ),
    *("首批", "第一批", "每", "平均", "月底前", "累计"),
)


def find_totality(figures: Figures) -> Iterator[Computed]:
    """Every count of which something is said of all, with a smaller count of the same later on."""
    for line, whole in totality(figures):
        yield from _told_of_all(figures, line, whole)


def _told_of_all(figures: Figures, line: Line, whole: Reading) -> Iterator[Computed]:
    high = min(_next(figures, whole), line.end)
    full = _FULL.search(figures.text, whole.end, line.end)
    if full is not None and "," not in figures.text[whole.end : full.start()]:
        yield from _against(figures, whole, full.group(1), rest=True)
    every = figures.scan.first("figure-told-all", whole.end, high)
    if every is not None and _is_of_all(figures, whole, every[0]):
        deed = figures.text[every[1] : clause_end(figures.text, every[1], ",;:。")].removeprefix("已")[:_DEED]
        yield from _against(figures, whole, deed) if len(deed) >= _PAIR else ()
        one = _ONE_EACH.search(figures.text[whole.end : high])
        if one is not None and any(char in one.group(3) for char in one.group(1)):
            yield from _one_each(figures, whole, one.group(2), one.group(3))


def _next(figures: Figures, whole: Reading) -> int:
    """Where the next quantity of the sentence begins."""
    behind = figures.following(whole)
    return behind[0].start if behind else figures.lines[whole.sentence].end


def _is_of_all(figures: Figures, whole: Reading, at: int) -> bool:
    """Whether words for all are said of a count: in its clause, or at the beginning of the next ones."""
    between = figures.text[whole.end : at]
    if len(between) > _AHEAD or any(char in between for char in ";:。"):
        return False
    own = figures.text[figures.lines[whole.sentence].start : at]
    return not any(word in own for word in _OTHERS)


def _later(figures: Figures, whole: Reading) -> Iterator[Reading]:
    """The plain counts of the sentences behind in the paragraph."""
    for part in figures.readings[whole.at + 1 : whole.at + 1 + _NEXT]:
        if part.sentence - whole.sentence > _SENTENCES or "\n" in figures.text[whole.end : part.start]:
            return
        plainly = part.counts and part.quantity.number.manner == EXACT and part.quantity.paren < 0
        if part.sentence > whole.sentence and plainly and part.tie in ("", SUM) and not part.mean:
            yield part


def _clause(figures: Figures, part: Reading) -> str:
    """The words of a count from the beginning of its clause."""
    low = max(figures.lines[part.sentence].start, part.start - _AHEAD)
    if part.at and figures.readings[part.at - 1].sentence == part.sentence:
        low = max(low, figures.readings[part.at - 1].end)
    return figures.text[low : part.start].rpartition(",")[2].rpartition(";")[2]


def _against(figures: Figures, whole: Reading, deed: str, *, rest: bool = False) -> Iterator[Computed]:
    """Whether fewer are told of whom the deed is done, in no more words; `rest`: and the others."""
    source = figures.text[figures.lines[whole.sentence].start : figures.lines[whole.sentence].end]
    for part in _later(figures, whole):
        same = part.unit == whole.unit or figures.words.alike(part.unit, whole.unit)
        if not same or part.quantity.number.high >= whole.quantity.number.low:
            continue
        said = _clause(figures, part) + part.behind
        if part.period or any(word in said for word in _OTHERS) or part.stage in (PENDING, REFUSED):
            continue
        if _has_base(figures, part) or not _is_same(figures, whole, part, deed, said):
            continue
        left = left_over(figures, said, source)
        if len(left) > _MOST_LEFT or (left and _alike(said, deed) < _ALIKE):
            continue
        if _made_up(figures, whole, part) or (rest and not _has_rest(figures, whole, part)):
            continue
        shown = f"{plain(part.quantity.number.value)} < {plain(whole.quantity.number.value)}, {deed[:10]}"
        yield computed([whole, part], "all-closed", INCONSISTENT, shown)
        return


def _has_rest(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether those of whom the deed is not done stand directly behind those of whom it is: 51件,其余5件仍在办理."""
    other = next(iter(figures.following(part)), None)
    pends = other is not None and (other.tie == REST or other.stage == PENDING) and other.unit == part.unit
    return pends and other is not None and adds_up(whole.quantity.number, numbers([part, other]))


def _alike(said: str, deed: str) -> int:
    """How many pairs of characters some words have of a deed."""
    return sum(said[at : at + _PAIR] in deed for at in range(len(said) - 1))


def _has_base(figures: Figures, part: Reading) -> bool:
    """Whether the sentence of a count tells another before that it may be some of: 受理64件,答复64件."""
    before = figures.before(part, back=0)
    return any(r.counts and figures.words.alike(r.unit, part.unit) and r.tie not in BESIDE for r in before)


def _is_same(figures: Figures, whole: Reading, part: Reading, deed: str, said: str) -> bool:
    """Whether a count is of the things of the whole that the deed was done with."""
    bare = _BRACKETS.sub("", said).rstrip("共计有为达数量总仅只")
    noun = figures.text[whole.end : whole.end + _AHEAD].partition(deed)[0] + whole.label
    tail = part.behind[:_PAIR] if len(part.behind) >= _PAIR else bare[-_PAIR:]
    if "的" in bare or len(part.behind) >= _PAIR:
        named = tail in noun or (bare[-1:] in _BODIES and bare[-1:] in noun)
        return named and _alike(said, deed) >= min(_ALIKE, len(deed) - 1)
    return deed[:_PAIR] in said and tail in deed + noun


def _made_up(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether a count and others of the same deed around it are all: 上半年完成9个,下半年完成8个."""
    alike = [r for r in figures.context(part, back=0) if r.counts and r.unit == part.unit and r.at > whole.at]
    return any(
        adds_up(whole.quantity.number, numbers([part, r]))
        and r.tie != REST
        and not figures.has("figure-besides", figures.readings[r.at - 1].end, r.start)
        for r in alike
    )


def _one_each(figures: Figures, whole: Reading, verb: str, paper: str) -> Iterator[Computed]:
    """46件均“一件一书”出具审查意见书: as many papers as things, unless they are more."""
    line = figures.lines[whole.sentence]
    source = figures.text[line.start : line.end]
    for part in _later(figures, whole):
        _, found, said = _clause(figures, part).partition(verb)
        if part.unit not in PAPERS or not found or paper[-_PAIR:] not in said + part.behind:
            continue
        less = part.quantity.number.high < whole.quantity.number.low
        if less and len(left_over(figures, said, source)) <= _MOST_LEFT and not any(word in said for word in _OTHERS):
            shown = f"{plain(part.quantity.number.value)} < {plain(whole.quantity.number.value)}, {paper}"
            yield computed([whole, part], "all-closed", INCONSISTENT, shown)
            return
