"""Counts against what each body, month or quarter is said to have at the least: 14个镇街均配备2名以上, 共25名."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.averages import is_stock
from scorer.checks.figures.verdicts import (
    CONSISTENT,
    INCONSISTENT,
    Computed,
    computed,
    misread,
)
from scorer.statements import numerals
from scorer.statements.numerals import chinese, plain
from scorer.statements.readings import AMONG, BESIDE, FROM, SUM, TO
from scorer.text.expressions import expression

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_BODIES = "村镇乡县区街社"
_EACH = expression(
    rf"(?<!平均)(?:每|各(?=[{_BODIES}]))(个|名|家|所|场|期|支|处|)([^,;:。\d]{{0,24}})$",
    "每",
    *("各" + one for one in _BODIES),
)
_EACH_ONE = expression(
    r"每[个家名所村校场期镇乡][^,;:。\d]{0,10}?(?:(?<=[位业校村所镇乡区门家司关))])|各|均|都|配|设|有|发|派|聘)([一两1-3])([名份个家件套支篇本])(?!以上|及|至|[到—~-]|[、和])"
)
_BODIES_OF = frozenset("个家所名户")
_NEAR = 12  # per cent that a slip is off at most
_YEAR = expression(r"20\d\d年度?")
_RANGE = expression(r"(\d{1,2})[至到—~-]$")  # 3至5名
_TO = ("至", "到", "—", "~", "-")
_PERIODIC = expression(
    r"每个?(月|季度|季|半年)([^,;:。\d]{0,12}?)([一两二三四]|\d{1,2})([次场期件批篇份条])([^,;:。\d]{0,12})"
)
_TIMES_A_YEAR = {"月": 12, "季": 4, "半": 2}  # not every week: holidays
_BRACKETS = expression(r"\([^()]*\)")
_TOTAL = expression(r"(?:的?总人?数|人数)(?:达到?|为|共)?$")
_ALL = ("均", "各", "都", "分别", "全部")
_TOLD_OF_ALL = ("共", "累计", "合计", "总", "现有", "实有", "全", "已有", "年内", "实际", "目前", "已建")
_MANY_TO_MANY = ("联系", "服务", "覆盖", "包联", "结对", "对接", "挂点")  # one village may have two advisers
_PLAIN = frozenset("个名")
_OWNERS = frozenset("村镇乡县区街所校站队班组户")  # bodies that one character names
_LONGEST = 40  # characters of the words before a least count
_OWNER = 8  # characters of the name of a body
_NEAREST = 6
_NOUN = 2
_FILLER = 60  # characters of a sentence without figures between two


def find_leasts(figures: Figures) -> Iterator[Computed]:
    """Every least count whose bodies and total are told."""
    for number, line, said in figures.index.lines_with("每", "均", "各", "都", "分别"):
        each = "每" in said
        if (len(line.readings) < _NOUN and not each) or any(word in said for word in figures.words.least_open):
            continue
        for reading in line.readings:
            if reading.counts and reading.tie not in (FROM, TO, *BESIDE):
                yield from _least(figures, reading)
        if each:
            for one in _EACH_ONE.finditer(figures.text, line.start, line.end):
                yield from _one_each(line, one)
            for match in _PERIODIC.finditer(figures.text, line.start, line.end):
                yield from _periodic(figures, number, match)


def _least(figures: Figures, least: Reading) -> Iterator[Computed]:
    """182个村共培育498名,每个村不少于3名: 546 at the least; 每家抽取处罚案卷5卷、许可案卷3卷: 8 for each."""
    if any(word in least.label for word in _MANY_TO_MANY):
        return
    if least.quantity.number.manner not in (numerals.LEAST, numerals.EXACT) or least.unit.startswith("次均"):
        return
    line = figures.lines[least.sentence].readings
    at = least.at - line[0].at
    before = line[at - 1] if at else None
    low = max(figures.lines[least.sentence].start, least.start - _LONGEST, before.end if before is not None else 0)
    clause = figures.text[low : least.start]
    if "每" not in clause and not any(word in clause for word in _ALL):
        return
    clause = _BRACKETS.sub("", clause) if "(" in clause else clause
    own_clause = clause.rpartition(",")[2].rpartition(";")[2]
    spread = _RANGE.search(own_clause) if own_clause.endswith(_TO) else None
    match = _EACH.search(own_clause[: spread.start()] if spread is not None else own_clause)
    heads: list[Reading] = []
    near = [r for r in line[max(0, at - _NEAREST) : at + _NEAREST + 1] if r.counts and r.tie not in BESIDE]
    items = figures.items(least)
    if len(items) > 1 and not items[1].around.strip("、和及与"):
        return  # 三个分局各办结208件、176件和191件: one number for each body
    side = [least]
    if figures.text[least.quantity.stop : least.quantity.stop + 1] == "、":
        side = [r for r in items if r.at == least.at or figures.text[r.quantity.lead - 1] == "、"]
    if len(side) > 1 and "分别" in clause:
        return  # 四个季度分别接访118批、96批、104批、87批
    own = {r.at for r in side}
    near = [r for r in near if r.at not in own]
    if match is not None:
        each, rest = match.group(1), match.group(2)
        heads = [r for r in near if _is_head(figures, r, each, rest)]
        said = rest
    elif before is not None and own_clause == clause and before.counts and not _mean(own_clause):
        noun = _owner(own_clause)
        if noun and before.unit != least.unit:
            heads = [before]
        said = own_clause[len(noun) :] if noun else ""
    if len(heads) != 1:
        return
    head = heads[0]
    words = said + least.behind
    wholes = [r for r in near if r.unit == least.unit and r.at != head.at and _is_total(figures, r, least)]
    wholes += _next_total(figures, least)
    wholes = [r for r in wholes if r.at < least.at or "另" not in figures.between(least, r)]
    wholes = [r for r in wholes if not is_stock(r, own_clause)]
    # 会议2次,执法、司法2个小组各1次: what was counted before bodies of their own is no total of theirs
    wholes = [r for r in wholes if r.tie == SUM or r.at > head.at or "、" not in figures.between(r, head)]
    wholes = [r for r in wholes if len(side) > 1 or _of_one(figures, words, r, head.around)]
    if not wholes:
        return
    per = Fraction(sum(r.quantity.number.value for r in side))
    alone = Fraction(side[0].quantity.number.value) * Fraction(head.quantity.number.value)
    apart = sum(Fraction(r.quantity.number.value) for r in side[1:])
    if len(side) > 1 and any(r.quantity.number.low <= alone + apart <= r.quantity.number.high for r in wholes):
        return  # 10个市各抽20卷、厅直机构抽40卷,共240卷: the second is of one body
    per = Fraction(int(spread.group(1))) if spread is not None else per
    number = head.quantity.number
    exactly = [head.unit] == [r.unit for r in near if r.unit == head.unit] and not any(
        word in clause for word in (*figures.words.at_least, "以上")
    )
    heads_told = Fraction(number.low), Fraction(number.value)
    tests = [_needed(r, per, heads_told, [head, *side], exactly=exactly) for r in wholes]
    yield next((test for test in tests if test.verdict == CONSISTENT), tests[0])


def _one_each(line: Line, each: re.Match[str]) -> Iterator[Computed]:
    """体检企业128家,出具报告135份,每家企业一份: as many as the bodies, of one kind or several together."""
    per, unit = int(chinese(each.group(1)) or 0) if not each.group(1).isdigit() else int(each.group(1)), each.group(2)
    counts = [r for r in line.readings if r.counts and r.tie not in BESIDE and r.quantity.number.exact]
    counts = counts if len(line.readings) <= 2 * _NEAREST else []
    counts = [r for r in counts if not each.start() <= r.start < each.end()]
    totals = [r for r in counts if r.unit == unit and r.tie != AMONG]
    if len(totals) != 1 and unit in _PLAIN:
        totals = [r for r in totals if r.at < min(other.at for other in counts if other is not r)][:1]
    if len(totals) != 1 or not per:
        return
    total = totals[0]
    heads = [r for r in counts if r is not total and r.unit in _BODIES_OF and r.unit != unit]
    sums = [heads[low:high] for low in range(len(heads)) for high in range(low + 1, min(low + 3, len(heads)) + 1)]
    told = Fraction(total.quantity.number.value)
    needed = [(per * sum(Fraction(r.quantity.number.value) for r in some), some) for some in sums]
    if not needed or any(value == told for value, _ in needed):
        return
    value, some = min(needed, key=lambda pair: abs(pair[0] - told))
    if 100 * abs(value - told) <= _NEAR * max(value, told):
        shown = f"{plain(told)} ≠ {plain(value)}, {each.group()}"
        test = computed(sorted([total, *some]), "average", INCONSISTENT, shown)
        yield test._replace(end=max(test.end, each.end()))


def _mean(clause: str) -> bool:
    """Whether 均 is that of a mean: 村均3名, 平均."""
    at = clause.find("均")
    return at >= 0 and ("平均" in clause or "人均" in clause or "年均" in clause or clause.endswith("均"))


def _owner(clause: str) -> str:
    """乡镇 of 乡镇均配备; empty where nothing says that each has it."""
    ends = [clause.find(word) for word in _ALL if 0 < clause.find(word) <= _OWNER + _NOUN]
    return clause[: min(ends)] if ends else ""


def _is_head(figures: Figures, reading: Reading, each: str, rest: str) -> bool:
    """Whether a count is of what each is spoken of: 14个镇街 for 每个镇街, 16家市直单位 for 每家单位."""
    if not each and reading.unit == rest[:1] and rest[:1] not in _PLAIN:
        return True
    noun = reading.behind[: _OWNER + _NOUN].partition("每")[0]
    bare = rest
    for word in figures.words.idle:
        bare = bare.removeprefix(word)
    if each and reading.unit == each and (not bare or bare != rest):
        return True  # 23个乡镇均按每个不少于2名
    if (
        each
        and "每" in figures.text[reading.end : reading.quantity.stop]
        and (each in noun or not bare or bare != rest)
    ):
        return True  # 18个司法所每所, 15个单位每家
    if each in ("", reading.unit) and rest[:_NOUN] in noun and rest:
        return True
    if each == "" and rest[:1] in _OWNERS and rest[0] in noun:
        return True  # 32个行政村每村
    return bool(noun and rest) and (rest.startswith(noun[:_NOUN]) or (noun[0] == rest[0] and rest[0] in _OWNERS))


def _is_total(figures: Figures, reading: Reading, least: Reading) -> bool:
    """Whether a count is one of all together: it stands before, behind the bodies, or is said to be of all."""
    if figures.said(reading, "figure-also"):
        return False  # 每队6人,另设总领队2人
    if reading.at < least.at or reading.tie == SUM or figures.said(reading, "figure-total", "figure-all-told"):
        return True
    before = figures.readings[reading.at - 1]
    if before.sentence == reading.sentence and least.at < before.at and before.counts and before.unit != reading.unit:
        return True
    return any(word in reading.label for word in _TOLD_OF_ALL)


def _next_total(figures: Figures, least: Reading) -> list[Reading]:
    """The first count of the next sentence if it is told of all together."""
    number = least.sentence + 1
    if number == len(figures.lines) or figures.lines[number].start != figures.lines[least.sentence].end + 1:
        return []
    first = figures.lines[number].readings[0]
    told = any(word in first.label for word in _TOLD_OF_ALL)
    return [first] if told and first.counts and first.unit == least.unit and first.tie in ("", SUM) else []


def _of_one(figures: Figures, words: str, whole: Reading, owners: str = "") -> bool:
    """Whether the things that each has and those that were counted are the same by their words, and not narrower."""
    if len(_bared(figures, words)) <= _NOUN:
        return any(word in whole.label for word in _TOLD_OF_ALL)  # 每镇不少于15名: of what is not named
    noun, behind = _YEAR.sub("", whole.label), whole.behind
    if behind and not behind.startswith(figures.words.idle) and (len(noun) < _NOUN or behind[:_NOUN] in words):
        return behind[:_NOUN] in words
    noun = _TOTAL.sub("", noun)  # 网格员总人数达
    ends = [at + len(word) for word in figures.words.idle if len(word) >= _NOUN and (at := noun.rfind(word)) >= 0]
    noun = noun[max(ends, default=0) :]
    for word in figures.words.idle:
        noun = noun.removeprefix(word).removesuffix(word)
    if len(noun) < _NOUN:
        return True
    size = next((size for size in range(len(noun), 1, -1) if noun[-size:] in words), 0)
    rest = _BRACKETS.sub("", noun[:-size]).strip("“”")
    return size >= _NOUN and (not rest or rest in owners or rest in words)


def _bared(figures: Figures, words: str) -> str:
    """Some words without those that name nothing."""
    for word in figures.words.idle:
        words = words.replace(word, "")
    return words


def _needed(
    whole: Reading,
    per: Fraction,
    heads: tuple[Fraction, Fraction],
    spanned: Sequence[Reading],
    *,
    exactly: bool = False,
) -> Computed:
    """A count against the least that it must come to."""
    number = whole.quantity.number
    verdict = CONSISTENT if number.high >= heads[0] * per else INCONSISTENT
    sign = "≥" if verdict == CONSISTENT else "<"
    every = [reading.quantity.number for reading in (whole, *spanned)]
    exactly = exactly and len(spanned) == _NOUN and whole.tie == SUM
    exactly = exactly and all(n.manner == numerals.EXACT and n.exact for n in every)
    if exactly and misread(Fraction(number.value), heads[0] * per):
        verdict, sign = INCONSISTENT, "≠"
    shown = f"{plain(number.value)} {sign} {plain(heads[1])}×{plain(per)}"
    sure = number.exact and spanned[0].quantity.number.exact
    return computed([*spanned, whole], "average", verdict, shown, sure=sure)


def _periodic(figures: Figures, number: int, match: re.Match[str]) -> Iterator[Computed]:
    """每月召开一次例会,全年召开例会10次: twelve at the least."""
    period, before, said, unit, behind = match.groups()
    per = int(said) if said.isdigit() else chinese(said)
    words = before + behind
    for line in _same_or_next(figures, number):
        for whole in line.readings:
            if not whole.counts or match.start() <= whole.start < match.end() or not per:
                continue
            if whole.unit[:1] != unit and not figures.words.same(whole.unit, unit):
                continue
            label = whole.label
            year = figures.scan.has("figure-whole-year", line.start, whole.start) or "全年" in label or "累计" in label
            if (
                year
                and whole.tie in ("", SUM)
                and whole.period[:1] not in ("q", "h")
                and _of_one(figures, words, whole)
            ):
                least = Fraction(per * _TIMES_A_YEAR[period[0]]) * _heads(figures, whole, match.start())
                yield _needed(whole, Fraction(1), (least, least), [whole])
                return


def _heads(figures: Figures, whole: Reading, at: int) -> int:
    """How many bodies a total is of that each do something in every period: 部门每季度1次,38家部门全年共140次."""
    head = figures.readings[whole.at - 1] if whole.at else None
    if head is None or head.sentence != whole.sentence or not head.counts or head.unit not in ("家", "个", "名", "所"):
        return 1
    noun = head.behind[:_NOUN]
    named = (
        len(noun) == _NOUN
        and noun in figures.text[max(0, at - _LONGEST) : at]
        and "," not in figures.between(head, whole)
    )
    return int(head.quantity.number.low) if named else 1


def _same_or_next(figures: Figures, number: int) -> Sequence[Line]:
    lines = figures.lines[number : number + 2]
    near = len(lines) > 1 and lines[1].start - lines[0].end <= _FILLER
    return lines if near and "\n" not in figures.text[lines[0].end : lines[1].start] else lines[:1]
