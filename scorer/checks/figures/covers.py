"""Words that all of a thing has been reached, beside a number that is less: 45个部门中有42个建立…,实现全覆盖."""

from __future__ import annotations

from bisect import bisect_left
from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.checks.figures.bounds import carries
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, adds_up, computed, numbers
from scorer.statements.numerals import plain
from scorer.statements.readings import AMONG, BESIDE, DONE, INTAKE, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_DONE = expression(r"应([^,;应尽]{1,4})尽\1")
_EVERY = expression(r"(件件|事事|条条|项项|个个|村村|家家|户户)有?([^,;。]{2,4})")
_AT_EVERY = expression(r"逢([^,;。“”]{1,3})必([^,;。“”]{1,3})", "逢")
_ALWAYS = "真正切实做到现坚持基本“了"
_LEAST_SHARED = 3  # pairs of characters that both clauses have, so that they are of the same thing
_FEWEST = 2
_NEXT = 12  # characters from a count to the words that all of it is done
_SHORT_NOUN = 2
_NEAREST = 6  # quantities before such words
_SHORT = 14  # characters from the whole to its part: 个行政执法部门中,有


def find_covers(figures: Figures) -> Iterator[Computed]:
    """Every part that is less than its whole, of which the sentence says that it is all."""
    covered = figures.mask(("figure-covered",))
    all_done = figures.mask(("figure-all-done",))
    for number, line in enumerate(figures.lines):
        told = figures.told[number]
        if told & all_done:
            yield from _all_done(figures, number)
        if len(line.readings) < _FEWEST:
            continue
        said = figures.text[line.start : line.end]
        if told & covered:
            yield from _covered(figures, line)
        if "尽" in said and "应" in said:
            yield from _exhausted(figures, line)
        if "逢" in said and "必" in said:
            yield from _at_every(figures, line)
        if "件件" in said or "事事" in said or "条条" in said or "项项" in said:
            yield from _each(figures, line)


def _pairs(line: Line, before: int = 0) -> Iterator[tuple[Reading, Reading]]:
    """Neighbouring counts of one unit, the second less than the first; the nearest before an offset if one is given."""
    readings = line.readings
    if before:
        stop = bisect_left(readings, before, key=lambda reading: reading.end)
        readings = readings[max(0, stop - _NEAREST) : stop]
    for whole, part in zip(readings, readings[1:], strict=False):
        if not (whole.counts and part.counts and whole.unit == part.unit) or {whole.tie, part.tie} & set(BESIDE):
            continue
        if part.quantity.number.high < whole.quantity.number.low and part.quantity.paren < 0:
            yield whole, part


def _wrong(whole: Reading, part: Reading, said: str, end: int) -> Computed:
    shown = f"{plain(part.quantity.number.value)} < {plain(whole.quantity.number.value)}, {said}"
    test = computed([whole, part], "all-closed", INCONSISTENT, shown)
    return test._replace(end=max(test.end, end))


def _covered(figures: Figures, line: Line) -> Iterator[Computed]:
    """13个乡镇中已有11个挂牌成立执法队,乡镇执法队挂牌实现全覆盖."""
    text = figures.text
    for whole, part in _pairs(line):
        between = figures.between(whole, part)
        every = any(word in between for word in ("全部", "均", "都"))
        ought = figures.said(whole, "figure-ought") and figures.said(part, "figure-actual")
        near = len(between) <= _SHORT and ("中" in between or between.endswith("有") or not part.label)
        frame = ought or near or part.tie == AMONG or part.stage == DONE or between.count(",") == 1
        beside = text[part.quantity.lead - 1 : part.quantity.lead] == "、"  # 5名书记、4名主要负责人述法
        if ";" in between or every or beside or not frame:
            continue
        label = part.label if part.tie != AMONG else ""  # 其中学校食堂96家,学校食堂全覆盖
        deed = label + text[part.end : line.end].partition(",")[0].partition(";")[0]
        span = figures.first("figure-covered", part.end, line.end)
        if span is None:
            continue
        low = max(text.rfind(",", part.end, span[0]), text.rfind(";", part.end, span[0])) + 1
        again = [r for r in figures.following(part) if r.start < span[0] and r.unit == part.unit]
        again += [r for r in figures.following(part) if r.start > span[1] and r.unit == part.unit and r.tie == REST]
        shared = sum(deed[i : i + 2] in text[low : span[0]] for i in range(len(deed) - 1))
        spared = any(word in text[part.end : span[0]] for word in ("其余", "另", "依托", "共用", "暂"))
        mended = text[slice(*span)].endswith("清零") and figures.near(part, "figure-concept-mended", "figure-done")
        noun = text[low : span[0]][-_SHORT_NOUN:]
        cleared = mended and noun in whole.around  # 32个问题已整改30个,做到问题清零
        if low and not again and not spared and (shared >= _LEAST_SHARED or cleared):
            yield _wrong(whole, part, text[slice(*span)], span[1])


def _exhausted(figures: Figures, line: Line) -> Iterator[Computed]:
    """应公示3210条,已公示3140条,实现应公示尽公示."""
    for match in _DONE.finditer(figures.text, line.start, line.end):
        verb = match.group(1)
        for whole, part in _pairs(line, match.start() + 1):
            same = f"应{verb}" in whole.label or f"应当{verb}" in whole.label
            told = [r for r in figures.following(part) if r.counts and r.start < match.start()]
            if any(adds_up(whole.quantity.number, numbers([part, r])) for r in told):
                continue  # 149份公开,7份涉密不公开
            if part.end <= match.start() and same and verb in part.label.removeprefix("已"):
                yield _wrong(whole, part, match.group(), match.end())


def _each(figures: Figures, line: Line) -> Iterator[Computed]:
    """收到建议14份,按期回复12份,做到件件有回复."""
    for match in _EVERY.finditer(figures.text, line.start, line.end):
        verb = match.group(2)[:2]
        pairs = [pair for pair in _pairs(line, match.start() + 1) if pair[1].end <= match.start()]
        if not pairs or pairs[-1][1].at != figures.readings[pairs[-1][1].at].at:
            continue
        whole, part = pairs[-1]
        last = all(r.start > match.start() or not r.counts for r in figures.following(part))
        own = verb in part.label and part.tie != AMONG and verb not in whole.label
        if last and own:
            yield _wrong(whole, part, match.group(), match.end())


def _at_every(figures: Figures, line: Line) -> Iterator[Computed]:
    """召开会议22次,会上安排学法18次,做到逢会必学: at every one of the first the second was done."""
    for match in _AT_EVERY.finditer(figures.text, line.start, line.end):
        occasion, deed = match.groups()
        low = max(figures.text.rfind(stop, line.start, match.start()) for stop in ",;:") + 1
        if figures.text[max(low, line.start) : match.start()].strip(_ALWAYS):
            continue  # 重大议题前逢会必学
        for whole, part in list(_pairs(line, match.start() + 1))[-1:]:
            named = occasion[-1] in whole.around and deed[0] in part.around and deed[0] not in whole.around
            plain_parts = {whole.tie, part.tie} <= {"", SUM, AMONG} and not (whole.period or part.period)
            if named and plain_parts and part.end <= match.start():
                yield _wrong(whole, part, match.group(), match.end())


# —— all of it done ——


def _all_done(figures: Figures, number: int) -> Iterator[Computed]:
    """受理50件,均已办结: nothing speaks against it, unless a smaller number of closed ones stands beside it."""
    line = figures.lines[number]
    counts = [reading for reading in line.readings if reading.counts and reading.tie not in BESIDE]
    for start, end in figures.inside("figure-all-done", line.start, line.end)[:4]:
        before = [reading for reading in counts if reading.end <= start]
        if not before:
            if line.readings[0].start > end:
                yield from _told_first(figures, counts[:_FEWEST], (start, end))
            continue
        last = before[-1]
        said = figures.text[start:end]
        test = _not_all(figures, counts, before, (start, end))
        if test is not None:
            yield test
        elif start - last.end <= _NEXT:
            yield Computed(
                last.start, end, "all-closed", CONSISTENT, f"{plain(last.quantity.number.value)}, {said}", True
            )


def _told_first(figures: Figures, two: Sequence[Reading], span: tuple[int, int]) -> Iterator[Computed]:
    """受理的申请全部办结,共受理84件,办结79件: what is said of all stands before the two counts."""
    if len(two) < _FEWEST or figures.has("figure-in-time", *span):
        return
    came, done = two
    alike = came.stage == INTAKE and done.stage == DONE and came.unit == done.unit and came.at + 1 == done.at
    plain_ties = came.tie in ("", SUM) and done.tie == "" and done.quantity.paren < 0
    near = "," not in figures.text[span[1] : came.quantity.lead].strip(",") and not carries(figures, came)
    less = done.quantity.number.high < came.quantity.number.low
    if alike and plain_ties and near and less and _same_deed(figures, done, span):
        yield _wrong(came, done, figures.text[slice(*span)], done.end)._replace(start=span[0])


def _not_all(
    figures: Figures, counts: Sequence[Reading], before: Sequence[Reading], span: tuple[int, int]
) -> Computed | None:
    """收到20件,答复17件,均已答复; 20件全部办结, 其中办结17件; 26项,整改24项,26项全部清零."""
    text = figures.text
    said = text[slice(*span)]
    last = before[-1]
    if figures.has("figure-in-time", span[0], min(len(text), span[1] + 2)) or figures.has("figure-in-time", *span):
        return None
    whole = done = None
    if last.stage == DONE and len(before) > 1 and _same_deed(figures, last, span):
        came = [r for r in before[:-1] if r.unit == last.unit and r.stage == INTAKE]
        # 当场整改241处、限期整改64处,均已整改: one of several parts
        alone = last.at not in figures.wholes or figures.readings[last.at - 1].at == figures.wholes[last.at].at
        beside = text[last.quantity.lead - 1 : last.quantity.lead] == "、"
        whole, done = (came[-1], last) if came and alone and not beside else (None, None)
    elif len(before) > 2 and before[-2].stage == DONE and last.quantity.number == before[-3].quantity.number:
        if last.unit == before[-2].unit and span[0] - last.end <= _NEXT and last.stage != DONE:
            whole, done = before[-3], before[-2]
    else:
        behind = [r for r in counts if r.start >= span[1]][:1]
        if behind and behind[0].stage == DONE and behind[0].unit == last.unit and _same_deed(figures, behind[0], span):
            bare = text[behind[0].quantity.lead : behind[0].start].removeprefix("其中").lstrip("已共")
            closer = any(char in text[span[1] : behind[0].quantity.lead] for char in ";")
            whole, done = (last, behind[0]) if len(bare) <= 3 and not closer else (None, None)
    if whole is None or done is None:
        return None
    parts = [r for r in before if whole.at < r.at <= done.at and r.unit == done.unit]
    if len(parts) > 1 and adds_up(whole.quantity.number, numbers(parts)):
        return None  # 当场整改218个、限期整改94个,已全部整改
    if any(r.at not in (whole.at, done.at) and r.quantity.number == done.quantity.number for r in before):
        return None  # 已整改30个,到期应整改的30个全部整改到位
    agree = adds_up(whole.quantity.number, numbers([done]))
    sign = "=" if agree else "≠"
    computation = f"{plain(done.quantity.number.value)} {sign} {plain(whole.quantity.number.value)}, {said}"
    verdict = CONSISTENT if agree else INCONSISTENT
    sure = Fraction(done.quantity.number.high) < whole.quantity.number.low and not carries(figures, whole)
    test = computed([whole, done, last], "all-closed", verdict, computation, sure=sure)
    return test._replace(end=max(test.end, span[1]))


def _same_deed(figures: Figures, reading: Reading, span: tuple[int, int]) -> bool:
    """Whether the words for all name the very deed that the count was closed by."""
    verbs = [
        figures.text[slice(*found)] for found in figures.inside("figure-done", reading.quantity.lead, reading.start)
    ]
    said = figures.text[slice(*span)]
    return any(verb.removeprefix("已") in said for verb in verbs)
