"""What came in against what was closed and what is left: bounds and carry-over."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import (
    CONSISTENT,
    INCONSISTENT,
    Computed,
    adds_up,
    computed,
    exceeds,
    numbers,
    plus,
    summed,
)
from scorer.statements.figure_words import is_mean
from scorer.statements.numerals import plain
from scorer.statements.readings import AMONG, BESIDE, DONE, INTAKE, OPENING, PENDING, REFUSED, SUM

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_HAVE = ("已有", "有", "现有", "现已有", "目前有", "其中有")
_LEAST_NOUN = 4  # characters of the object that what was closed shares with what came in
_SHORT_NOUN = 2
_BODIES = frozenset("家户所座卷人名")  # what was looked at and what was done about it is counted in the same


def find_flows(figures: Figures) -> Iterator[Computed]:
    """Every set of what came in, was closed and is left, sentence by sentence."""
    for number, line in enumerate(figures.lines):
        staged = [reading for reading in line.readings if reading.stage and reading.tie not in BESIDE]
        carried = _carried_over(figures, number, _with_ends(figures, number, staged)) if len(staged) > 1 else None
        if len(line.readings) > 1:
            yield from _subsets(figures, line.readings)
        if len(staged) > 1:
            yield from _taken_over(figures, staged)
        if carried is not None:
            yield carried
        else:
            yield from _outgrown(figures, line.readings)
        if carried is None and len(staged) > 1:
            yield from _closed(figures, staged)
            yield from _listed_work(figures, line.readings)


# —— carry-over ——


def _carried_over(figures: Figures, number: int, staged: Sequence[Reading]) -> Computed | None:
    """上年结转10件,新收40件,办结45件,未结5件."""
    by = {stage: [r for r in staged if r.stage == stage] for stage in (OPENING, INTAKE, DONE, PENDING)}
    if not all(len(found) == 1 for found in by.values()):
        return None
    opening, intake, done, left = (by[stage][0] for stage in (OPENING, INTAKE, DONE, PENDING))
    if len({reading.unit for reading in (opening, intake, done, left)}) > 1:
        return None
    if not (opening.quantity.paren < 0 or opening.at > done.at or opening.at > intake.at):
        return None
    begin = intake.quantity.number.value + opening.quantity.number.value
    agree = adds_up(plus(intake, opening), numbers([done, left]))
    together = plus(intake, opening)
    total = [
        r
        for r in figures.lines[number].readings
        if r.counts
        and r.tie not in BESIDE
        and r not in staged
        and r.unit == intake.unit
        and not adds_up(together, numbers([r]))
    ]
    refused = any(reading.stage == REFUSED for reading in staged)
    inside = opening.quantity.paren >= 0 or opening.tie == AMONG or figures.said(opening, "figure-holds")
    included = inside and adds_up(intake.quantity.number, numbers([done, left]))
    sign = "=" if agree else "≠"
    shown = f"{plain(opening.quantity.number.value)}+{plain(intake.quantity.number.value)} = {plain(begin)}"
    shown += f" {sign} {plain(done.quantity.number.value)}+{plain(left.quantity.number.value)}"
    verdict = CONSISTENT if agree or included else INCONSISTENT
    return computed([opening, intake, done, left], "carry-over", verdict, shown, sure=not refused and not total)


def _taken_over(figures: Figures, staged: Sequence[Reading]) -> Iterator[Computed]:
    """上年结转3件,新收140件,应办143件: what was there and what came make up what is to be done."""
    for opening, intake in (*zip(staged, staged[1:], strict=False), *zip(staged[1:], staged, strict=False)):
        if opening.stage != OPENING or intake.stage != INTAKE or opening.unit != intake.unit:
            continue
        last = max(opening, intake)
        for total in figures.following(last)[:1]:
            if total.counts and total.unit == intake.unit and figures.said(total, "figure-to-do"):
                agree = adds_up(total.quantity.number, [plus(opening, intake)])
                parts = sorted([opening, intake])
                verdict = CONSISTENT if agree else INCONSISTENT
                yield summed(total, parts, verdict, "=" if agree else "≠", relation="carry-over",
                             sure=opening.quantity.paren < 0)  # fmt: skip


def _with_ends(figures: Figures, number: int, staged: Sequence[Reading]) -> list[Reading]:
    """The staged counts of a sentence with the opening one of the sentence before and the closing one behind."""
    found, lines = list(staged), figures.lines
    stages = {reading.stage for reading in staged}
    if OPENING not in stages and number and lines[number - 1].end + 1 == lines[number].start:
        found = [r for r in lines[number - 1].readings if r.stage == OPENING][-1:] + found
    if PENDING not in stages and number + 1 < len(lines) and lines[number].end + 1 == lines[number + 1].start:
        found += [r for r in lines[number + 1].readings[:1] if r.stage == PENDING]
    return found


def _subsets(figures: Figures, readings: Sequence[Reading]) -> Iterator[Computed]:
    """发放问卷500份,回收520份; 提出意见86条,采纳92条: the second are some of the first."""
    for one, other in zip(readings, readings[1:], strict=False):
        if not (one.counts and other.counts) or one.unit != other.unit or {one.tie, other.tie} & set(BESIDE):
            continue
        if one.quantity.paren != other.quantity.paren or figures.between(one, other).count(";") > 1:
            continue
        first, second = one.around, other.label or other.behind
        if not first or not second:
            continue
        verbs = [verb for verb in figures.words.subset_of if verb in first]
        pair = next(((verb, part) for verb in verbs for part in figures.words.subset_of[verb] if part in second), None)
        done = second[:1] in ("已", "实") or figures.said(other, "figure-actual")
        if pair is None and figures.said(one, "figure-ought") and done:
            verb = first[first.rfind("应") + 1 :].removeprefix("当")[:_SHORT_NOUN]
            pair = (verb, verb) if verb in second else None
        elif pair is not None and pair[1] in first:
            pair = (pair[0], pair[1]) if figures.said(other, "figure-actual") and pair[0] not in second else None
        mean = "均" in one.label or one.quantity.number.decimals > 0  # 平均只有1.6个人,有5个所
        if pair is None and not mean and second in _HAVE and figures.between(one, other).count(",") == 1:
            pair = second, second  # 120个乡镇,已有126个建成
        if pair is None:
            continue
        own = second.partition(pair[1])[2]
        if pair[1] == "受理" and (figures.near(other, "figure-refused") or carries(figures, one)):
            continue
        verdict = INCONSISTENT if exceeds(one.quantity.number, numbers([other])) else CONSISTENT
        sign = ">" if verdict == INCONSISTENT else "≤"
        sure = _of_same(other, own, first) and (not own or ";" not in figures.between(one, other) or own[-2:] in first)
        yield summed(one, [other], verdict, sign, sure=sure, relation="bound")


def _of_same(part: Reading, own: str, whole: str) -> bool:
    """Whether a part is of the things that the whole counts: it names nothing else, or it counts bodies."""
    return part.unit in _BODIES or len(own) < _SHORT_NOUN or own[-_SHORT_NOUN:] in whole


# —— what was closed, and what is left ——


def _closed(figures: Figures, staged: Sequence[Reading]) -> Iterator[Computed]:
    """受理50件,审结46件、正在审理3件: together no more and no less; 受理53件,办结33件: no more."""
    for intake in staged:
        if intake.stage != INTAKE or intake.tie == AMONG:
            continue
        later = [r for r in figures.following(intake) if r.counts and figures.words.same(r.unit, intake.unit)]
        later = [r for r in later if r.tie not in BESIDE and figures.text.find(";", intake.end, r.start) < 0]
        if not later or later[0].quantity.paren > intake.quantity.paren:
            continue
        test = _turned_away(figures, intake, later) or _remaining(figures, intake, later)
        if test is not None:
            yield test
    for done in staged:
        if done.stage == DONE:
            test = _bounded(figures, done)
            if test is not None:
                yield test


def _outgrown(figures: Figures, readings: Sequence[Reading]) -> Iterator[Computed]:
    """立案查处582件,结案601件: closed without an object of its own, so of the count directly before."""
    counts = [reading for reading in readings if reading.counts]
    for whole, done in zip(counts, counts[1:], strict=False):
        if done.stage != DONE or done.tie or whole.stage not in ("", INTAKE) or whole.tie in (AMONG, *BESIDE):
            continue
        if whole.at in figures.wholes or is_mean(whole.label) or not whole.quantity.number.value:
            continue
        if not whole.stage and whole.at != counts[0].at:
            continue
        if whole.unit != done.unit or done.quantity.paren >= 0 or whole.quantity.paren >= 0 or _object(figures, done):
            continue
        between = figures.between(whole, done)
        plain_label = len(done.label) <= _LEAST_NOUN and not any(stop in between for stop in ";、(")
        if plain_label and exceeds(whole.quantity.number, numbers([done])) and not carries(figures, whole):
            yield summed(whole, [done], INCONSISTENT, ">", relation="bound")


def _listed_work(figures: Figures, readings: Sequence[Reading]) -> Iterator[Computed]:
    """共列入9项,已完成7项,正在推进3项: what is done and what is under way are what was listed."""
    for whole, one, other in zip(readings, readings[1:], readings[2:], strict=False):
        if whole.stage or whole.tie != SUM or (one.stage, other.stage) != (DONE, PENDING):
            continue
        if len({whole.unit, one.unit, other.unit}) > 1 or not whole.counts or {one.tie, other.tie} != {""}:
            continue
        if len({r.quantity.paren for r in (whole, one, other)}) > 1 or ";" in figures.between(whole, other):
            continue
        agree = adds_up(whole.quantity.number, numbers([one, other]))
        verdict, sign = (CONSISTENT, "=") if agree else (INCONSISTENT, "≠")
        yield summed(whole, [one, other], verdict, sign, sure=not carries(figures, whole))


def _turned_away(figures: Figures, got: Reading, later: Sequence[Reading]) -> Computed | None:
    """收到申请136件,受理121件,不予受理15件: what was admitted and what was turned away are of what came in."""
    admitted = later[0]
    if not figures.said(got, "figure-got") or not figures.said(admitted, "figure-admitted"):
        return None
    away = [reading for reading in later[1:4] if reading.stage == REFUSED]
    if not away:
        return None
    parts = [admitted, *away]
    if adds_up(got.quantity.number, numbers(parts)):
        return summed(got, parts, CONSISTENT, "=")
    if not exceeds(got.quantity.number, numbers(parts)):
        return summed(got, parts, CONSISTENT, "≤", relation="bound")
    return summed(got, parts, INCONSISTENT, ">", sure=not carries(figures, got), relation="bound")


def _remaining(figures: Figures, intake: Reading, later: Sequence[Reading]) -> Computed | None:
    """受理50件,审结46件、正在审理3件、中止1件."""
    run = _before_another(later)
    pending = [reading for reading in run if reading.stage == PENDING]
    closed = [reading for reading in run if reading.stage == DONE and pending and reading.at < pending[-1].at]
    if not pending or not closed or closed[0].at > pending[0].at:
        return None
    core = [closed[0], *pending]
    loose = [r for r in run if r not in core and (r.stage == REFUSED or figures.near(r, "figure-out"))][:3]
    for count in range(len(loose) + 1):
        for extra in combinations(loose, count):
            if adds_up(intake.quantity.number, numbers([*core, *extra])):
                return summed(intake, sorted([*core, *extra]), CONSISTENT, "=")
    inner = [r for r in run if r.at < closed[0].at and r.unit == core[0].unit]
    for other in inner:  # 苗头28起,发生纠纷11起,化解10起,其余1起: what is left is of the nearer one
        if adds_up(other.quantity.number, numbers(core)):
            return summed(other, sorted(core), CONSISTENT, "=")
    alike = (
        not inner
        and all(reading.unit == core[0].unit for reading in core)
        and figures.words.alike(core[0].unit, intake.unit)
    )
    sure = alike and not loose and len(closed) == 1 and not carries(figures, intake)
    return summed(intake, sorted(core), INCONSISTENT, "≠", sure=sure)


def _before_another(later: Sequence[Reading]) -> list[Reading]:
    """The readings up to the next thing that came in."""
    run: list[Reading] = []
    for reading in later:
        if reading.stage == INTAKE and run:
            break
        run.append(reading)
    return run


def _bounded(figures: Figures, done: Reading) -> Computed | None:
    """受理53件,办结33件: no more of a thing is closed than came in."""
    if done.quantity.paren >= 0 or figures.near(done, "figure-opening"):
        return None
    test = _with_opening(figures, done)
    if test is not None:
        return test
    noun = _object(figures, done)
    came = [
        other
        for other in figures.before(done, back=1)
        if other.stage == INTAKE and other.unit == done.unit and other.tie not in (*BESIDE, AMONG)
    ]
    if not came:
        return None
    same = [other for other in came if len(noun) >= _LEAST_NOUN and other.label.endswith(noun[-6:])]
    whole = same[0] if same else came[0]
    if whole.sentence != done.sentence and not same:
        return None
    between = figures.text[whole.end : done.start]
    if ";" in between and not same and (between.count(";") > 1 or noun or figures.readings[done.at - 1].at != whole.at):
        return None
    if not exceeds(whole.quantity.number, numbers([done])):
        return summed(whole, [done], CONSISTENT, "≤", relation="bound")
    between = figures.text[figures.lines[whole.sentence].start : done.quantity.lead]
    named = same or len(noun) < _SHORT_NOUN or noun[-2:] in between
    room = [
        other
        for other in figures.before(done, back=0)
        if other.unit == done.unit and other.tie not in BESIDE and not exceeds(other.quantity.number, numbers([done]))
    ]
    more = sum(other.quantity.number.high for other in came) if len(came) > 1 and not same else 0
    sure = bool(named) and (bool(same) or not room) and not carries(figures, whole) and more < done.quantity.number.low
    return summed(whole, [done], INCONSISTENT, ">", sure=sure, relation="bound")


def _with_opening(figures: Figures, done: Reading) -> Computed | None:
    """新受理415件,审结503件,含上年结转31件: no more is closed than came in and was there."""
    near = [*figures.before(done, back=0), done, *figures.following(done)]
    alike = [r for r in near if r.counts and r.unit == done.unit and r.tie not in BESIDE]
    came, there = ([r for r in alike if r.stage == stage] for stage in (INTAKE, OPENING))
    if len(came) != 1 or len(there) != 1 or came[0].at > done.at or len([r for r in alike if r.stage == DONE]) != 1:
        return None
    together = plus(came[0], there[0])
    if not exceeds(together, numbers([done])):
        return None
    shown = f"{plain(done.quantity.number.value)} > {plain(together.value)}"
    return computed([came[0], there[0], done], "bound", INCONSISTENT, shown)


def _object(figures: Figures, done: Reading) -> str:
    """The words between the verb of closing and its number: 政协委员提案 of 已答复政协委员提案."""
    quantity = done.quantity
    spans = figures.inside("figure-done", quantity.lead, done.start)
    label = figures.text[spans[-1][1] : done.start] if spans else done.label.lstrip("、和及与")
    for generic in ("数为", "数达", "数", "为", "达", "办理", "处理", "案件", "的", "了", "共", "各类"):
        label = label.removesuffix(generic)
    return label


def carries(figures: Figures, reading: Reading) -> bool:
    """Whether the sentence or one beside it speaks of cases of the year before."""
    low = figures.lines[max(0, reading.sentence - 1)].start
    high = figures.lines[min(len(figures.lines) - 1, reading.sentence + 1)].end
    for start, end in ((low, reading.quantity.lead), (reading.end, high)):  # 交办积案12件: its own words carry nothing
        if figures.scan.has("figure-carried", start, end) or figures.scan.has("figure-opening", start, end):
            return True
    return figures.said(reading, "figure-opening")
