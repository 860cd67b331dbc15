"""Counts that are never more than another: what was closed of what came in, some of what was counted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.bases import may_be_of_others, of_several_bodies
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
from scorer.statements.figure_words import ANYTHING
from scorer.statements.numerals import plain
from scorer.statements.quantities import COUNT
from scorer.statements.readings import AMONG, BESIDE, DONE, INTAKE, OPENING, PENDING, REFUSED, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_HAVE = ("已有", "有", "现有", "现已有", "目前有", "其中有")
_LEAST_NOUN = 4  # characters of the object that what was closed shares with what came in
_SHORT_NOUN = 2
_BODIES = frozenset("家户所座卷人名")  # what was looked at and what was done about it is counted in the same
# 审核的合同里, 这些庭审中, 完成的计划当中: what is meant, and that some of it is told of
_DEFINITE = expression(r"([^,;:。()]{0,14}?)(?:当中|之中|里面|中(?![心小学央国型期介医药等级外共队])|里(?=[,有]))")
_POINTING = ("这", "上述", "其", "此", "以上")
# 被列入计划的, 具有执业经历的案例达: what restricts, a noun, and what leads to the number
_RESTRICTED = expression(
    r"的([^,;:。的]{0,8}?)(?:就|则|也|已|还|却|竟)?(?:有|达到?|为|占了?|多达|共有|共|计|合计)?(?:了|到)?$"
)
_RECKONED = ("累计", "总计", "以来")
# ,单是2024年一年就有
_ALONE = expression(r"[^,;:。]{0,12}[,;](?:其中)?(?:单是|单单|单|光是|光|仅)[^,;:。]{1,12}?(?:就|便)([^,;:。]{0,6})")
_RESTRICTING = ("的", "的有", "的达", "的为", "的共", "的计")
_IDLE_NOUNS = frozenset(("", "数", "人", "数量", "人数", "件数", "户数", "总数", "部分"))
_BACK = 48  # characters before a count in which it may be said that it is of some
FURTHEST = 150  # per cent of its whole that a count is by a slip
_VERB = 3  # characters of a verb with which the words of a count begin
_PLAIN = 40  # characters of the sentence before a whole in which its noun may stand
_NONE = expression(
    r"(?:年初|上年|去年|往年|历年|此前|期初|[设成启挂建组][立用牌成建]前)[^,;。\d]{0,6}(?:无|没有|未有)[^,;。\d]{0,10}$"
    r"|(?:无|没有)(?:年初|上年|去年|往年|历年)[^,;。\d]{0,6}$|[,;。](?:无|没有|未有)(?:任何|历史)?$"
)  # before 结转
_NEAR = 24  # characters before 结转 in which it may be said that there was none
_BEFORE = 160  # characters before what was closed in which it may be said that nothing was left


def find_bounds(figures: Figures) -> Iterator[Computed]:
    """Every count that another bounds: by their stages, by verbs that go together, by words that point back."""
    yield from _of_those_before(figures)
    halves = any(r.period[:1] in ("h", "q") for r in figures.index.dated)
    done, came = ({r.sentence for r in figures.index.stage[stage]} for stage in (DONE, INTAKE))
    for number, line in enumerate(figures.lines):
        if len(line.readings) > 1:
            yield from _subsets(figures, line.readings)
        if number in done:
            yield from _outgrown(figures, line.readings)
        if halves:
            yield from _of_year(figures, line.readings)
        if number in done or number in came:
            staged = [reading for reading in line.readings if reading.stage and reading.tie not in BESIDE]
            if len(staged) > 1:
                yield from _closed(figures, staged)


def _subsets(figures: Figures, readings: Sequence[Reading]) -> Iterator[Computed]:
    """发放问卷500份,回收520份; 提出意见86条,采纳92条: the second are some of the first."""
    for one, other in zip(readings, readings[1:], strict=False):
        if not (one.counts and other.counts) or one.tie in BESIDE or other.tie in BESIDE:
            continue
        if not figures.words.alike(one.unit, other.unit):
            continue
        if one.quantity.paren != other.quantity.paren or figures.between(one, other).count(";") > 1:
            continue
        first, second = one.around, other.label or other.behind
        if not first or not second:
            continue
        verbs = figures.words.subset_verbs(first)
        pair = next(((verb, part) for verb in verbs for part in figures.words.subset_of[verb] if part in second), None)
        done = second[:1] in ("已", "实") or figures.said(other, "figure-actual")
        if pair is None and figures.said(one, "figure-ought") and done:
            verb = first[first.rfind("应") + 1 :].removeprefix("当")[:_SHORT_NOUN]
            pair = (verb, verb) if verb in second else None
        elif pair is not None and pair[1] in first:
            pair = (pair[0], pair[1]) if figures.said(other, "figure-actual") and pair[0] not in second else None
        mean = "均" in one.label or one.quantity.number.decimals > 0  # 平均只有1.6个人,有5个所
        came = one.said & figures.mask(("figure-came", "figure-new"))  # 新聘9名,现有31名
        apart = mean or came or one.label.endswith("的")  # 再提起诉讼的61件,有364件止于复议: side by side
        if pair is None and not apart and second in _HAVE and figures.between(one, other).count(",") == 1:
            pair = second, second  # 120个乡镇,已有126个建成
        if pair is None:
            continue
        own = second.partition(pair[1])[2]
        if pair[1] == "受理" and (figures.near(other, "figure-refused") or carries(figures, one)):
            continue
        verdict = INCONSISTENT if exceeds(one.quantity.number, numbers([other])) else CONSISTENT
        sign = ">" if verdict == INCONSISTENT else "≤"
        carried = other.stage == DONE and one.stage == INTAKE and not _has_no_other(figures, one, other)
        sure = (
            not carried
            and not of_several_bodies(figures, other)
            and _of_same(other, own, first)
            and (not own or ";" not in figures.between(one, other) or own[-2:] in first)
        )
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
        test = _turned_away(figures, intake, later)
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
        if whole.at in figures.wholes or whole.mean or not whole.quantity.number.value:
            continue
        if not whole.stage and whole.at != counts[0].at:
            continue
        if whole.unit != done.unit or done.quantity.paren >= 0 or whole.quantity.paren >= 0 or _object(figures, done):
            continue
        between = figures.between(whole, done)
        plain_label = len(done.label) <= _LEAST_NOUN and not any(stop in between for stop in ";、(")
        over = plain_label and exceeds(whole.quantity.number, numbers([done]))
        if over and _has_no_other(figures, whole, done) and not carries(figures, whole):
            yield summed(whole, [done], INCONSISTENT, ">", relation="bound")


def _of_year(figures: Figures, readings: Sequence[Reading]) -> Iterator[Computed]:
    """上半年受理申请263件。…。全年共受理申请241件: no part of a year has more than all of it."""
    for year in readings:
        if not year.counts or "全年" not in year.label or year.tie not in ("", SUM) or year.period:
            continue
        deed = year.label.partition("全年")[2].lstrip("共累计总")
        for part in figures.before(year):
            told = part.period[:1] in ("h", "q") and part.unit == year.unit and part.tie in ("", AMONG, SUM)
            same = deed[:_SHORT_NOUN] in part.label and deed[-_SHORT_NOUN:] in part.label
            if told and same and len(deed) >= _LEAST_NOUN:
                over = exceeds(year.quantity.number, numbers([part]))
                verdict, sign = (INCONSISTENT, ">") if over else (CONSISTENT, "≤")
                yield summed(year, [part], verdict, sign, relation="bound")


def _has_no_other(figures: Figures, whole: Reading, done: Reading) -> bool:
    """Whether what was closed is of what came in and of nothing before: 无上年结转, 全部办结,共211件, 实际化解14件."""
    line = figures.lines[done.sentence]
    own = max(line.start, done.quantity.name), done.start
    if figures.said(done, "figure-actual") or figures.scan.has("figure-told-came", *own):
        return True
    if figures.scan.has("figure-told-all", whole.end, done.start) or none_left(figures, line.end):
        return True
    low = max(figures.lines[whole.sentence].start, whole.quantity.name)
    return figures.scan.has("figure-told-uncarried", low, whole.quantity.stop)


def none_left(figures: Figures, at: int) -> bool:
    """Whether it is said before an offset, in its paragraph, that nothing was left of the year before."""
    text = figures.text
    low = max(0, at - _BEFORE, text.rfind("\n", 0, at))
    left = figures.scan.inside("figure-told-none-left", low, at)
    return any(_NONE.search(text[max(low, start - _NEAR) : start]) is not None for start, _ in left)


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
    sure = sure and _has_no_other(figures, whole, done)
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
            return not none_left(figures, high)
    return figures.said(reading, "figure-opening")


# —— some of what was counted before ——


def _of_those_before(figures: Figures) -> Iterator[Computed]:
    """Every count that is more than the one before that its words say it is some of."""
    last: dict[str, Reading] = {}
    for part in figures.index.kind[COUNT]:
        whole, last[part.unit] = last.get(part.unit), part
        if whole is None or part.quantity.number.low <= whole.quantity.number.high:
            continue
        if part.sentence - whole.sentence <= 1 and part.quantity.paren < 0 and part.tie not in (*BESIDE, REST, SUM):
            test = _exceeding(figures, whole, part)
            if test is not None:
                yield test


def _exceeding(figures: Figures, whole: Reading, part: Reading) -> Computed | None:
    if figures.text.find("\n", whole.end, part.start) >= 0:
        return None
    a, b = whole.quantity.number.value, part.quantity.number.value
    if 100 * b > FURTHEST * a or whole.tie in (AMONG, *BESIDE) or whole.quantity.paren >= 0 or whole.mean:
        return None
    if part.tie == AMONG and part.sentence != whole.sentence:
        return None  # 其中 takes up its own sentence
    if _is_alone(figures, whole, part):
        return summed(whole, [part], INCONSISTENT, ">", relation="bound")
    if whole.stage in (OPENING, PENDING) or part.stage == OPENING or _is_wider(figures, whole, part):
        return None
    if not (_is_of_those(figures, whole, part) or _is_restricted(figures, whole, part)):
        return None
    if of_several_bodies(figures, part) or any(
        r.counts and r.quantity.number.value == b - a for r in figures.context(part, on=1)
    ):
        return None  # 54人。持证的有57人。多出的3人是派来的
    return None if may_be_of_others(figures, [part]) else summed(whole, [part], INCONSISTENT, ">", relation="bound")


def _is_alone(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether a count is of one time or kind alone of those reckoned up before: 累计1150件,单是2024年就有1320件."""
    low = figures.lines[whole.sentence].start
    clause = figures.text[whole.end : part.start]
    reckoned = whole.at == part.at - 1 and any(word in figures.text[low : whole.start] for word in _RECKONED)
    alone = _ALONE.fullmatch(clause) if reckoned and part.behind[:1] != "次" else None
    return alone is not None and (alone[1] in ("", "有", "达", "达到", "有了") or alone[1][:_SHORT_NOUN] in whole.label)


def _is_parallel(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether a count of the same sentence is restricted by the same verb: 中央反馈的23个…,省级反馈的31个."""
    verb, found, _ = part.label.rpartition("的")
    sentence = figures.text[figures.lines[whole.sentence].start : whole.end]
    if found and len(part.label) - len(verb) > 1 and part.label[len(verb) :] in whole.label:
        return True  # 书记的一册47页,主任的一册63页
    return bool(found) and len(verb) > _SHORT_NOUN and f"{verb[-_SHORT_NOUN:]}的" in sentence


def _is_wider(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether a count is told of another time or place, or of what was there before."""
    span = whole.end, part.start
    if figures.has("figure-besides", *span) or figures.scan.has("figure-carried", *span):
        return True
    if part.period or part.said & figures.mask(("figure-last-year", "figure-total", "figure-moved", "figure-rest")):
        return True
    return figures.scan.has("figure-wider", *span) or figures.scan.has("figure-wider", part.end, part.quantity.stop)


def _is_of_those(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether words between two counts speak of some of the first: 从中, 这些庭审里, 25家企业中."""
    low = max(whole.end, part.start - _BACK)
    said = figures.text[low : part.start]
    if "中" not in said and "里" not in said:
        return False
    told = figures.text[max(figures.lines[whole.sentence].start, whole.start - _PLAIN) : whole.quantity.stop]
    for match in _DEFINITE.finditer(said):
        noun = match.group(1)
        own = low + match.start() == whole.end  # 25家企业中
        if (
            own
            or noun == "从"
            or noun.startswith(_POINTING)
            or (len(noun) >= _SHORT_NOUN and noun[-_SHORT_NOUN:] in told)
        ):
            return part.unit not in ANYTHING or len(part.behind) < _SHORT_NOUN or part.behind[:_SHORT_NOUN] in told
    return False


def _is_restricted(figures: Figures, whole: Reading, part: Reading) -> bool:
    """Whether a count is of those of a kind: 具有执业经历的达63名, 存在违规行为的商铺有325户."""
    own = figures.text.rfind(",", whole.end, part.start)
    if "的" not in part.label or any(r.start < own for r in figures.readings[whole.at + 1 : part.at]):
        return False
    if figures.classes(part.quantity.lead, part.quantity.lead + _VERB) & figures.mask(
        ("figure-went", "figure-outcome-keep")
    ):
        return False  # 承接事项29项,取消没有依据的证明事项34项
    if whole.label.endswith(_RESTRICTING) or _is_parallel(figures, whole, part):
        return False  # 受到处分的2人,被通报批评的3人: side by side
    match = _RESTRICTED.search(part.label)
    if (
        match is None
        or (match.start() < _SHORT_NOUN and not part.quantity.lead > own + 1)
        or part.said & figures.mask(("figure-came",))
    ):
        return False
    noun = match.group(1)
    told = figures.text[max(figures.lines[whole.sentence].start, whole.start - _PLAIN) : whole.quantity.stop]
    if any(part.label.startswith(body) and body not in told for body in figures.words.listed_nouns):
        return False  # 乡镇和部门报来的23件
    kind = part.behind[: 2 * _SHORT_NOUN]
    if kind[_SHORT_NOUN:] and kind[_SHORT_NOUN:] in told and kind[:_SHORT_NOUN] not in told:
        return False  # 评出优秀案卷68卷。评出的86卷合格案卷
    if noun in _IDLE_NOUNS:
        return part.unit not in ANYTHING or part.behind[:_SHORT_NOUN] in told  # 4个市达到100%。对超过20%的5个县
    return len(noun) >= _SHORT_NOUN and noun[-_SHORT_NOUN:] in told and noun[:_SHORT_NOUN] in told
