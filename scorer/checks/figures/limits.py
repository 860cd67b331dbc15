"""What each has at most, at least or exactly, how many they are and what all have together, sentences apart.

每次上会至多3件。…。召开8次,先后咨询31件; 12个乡镇都报了,最少的也报3人。…。合计31人; 一季一次,全年7次.
It is wrong only if no count of those that each is spoken of fits any count of what they have together.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from scorer.checks.figures.beginnings import clause
from scorer.checks.figures.beginnings_each import (
    EACH_HAS_ONE,
    FEWEST,
    MOST_OF_MONTHS,
    PERIODS,
    PERSONS,
    RANGED_BEHIND,
    TIMES,
    TWINS,
    limits,
    one_at_least,
    one_of_all,
    so_often,
)
from scorer.checks.figures.quantifiers import clause_end, clause_start, left_over, within
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.figure_words import is_mean
from scorer.statements.numerals import LEAST, plain, whole_number
from scorer.statements.quantities import COUNT, DURATION
from scorer.statements.readings import AMONG, BESIDE, FROM, LAST, TO, Figures, Reading
from scorer.text.expressions import expression

_ONE_FOR = ("镇", "村", "校", "乡", "街", "案", "件", "户", "社区", "乡镇")  # 一镇一所
_KEPT = (  # what comes so often came so often
    *("没超", "没有超", "未超", "破例", "没有落下", "没落下", "未缺", "没缺", "一不落", "从未间断", "没有间断", "未加"),
    *("没有例外", "无例外", "严格", "不多也不少", "不多不少", "雷打不动", "一次不落", "没断过", "不缺", "无缺席"),
)
_EACH = expression(r"(?:每(?!年|周[一二三四五六日天])|单(?=[件场次期个户月季日批笔人]))([^,;:。\d每]{1,16})")
_FEWEST_HAS = expression(rf"(?:{'|'.join(FEWEST)})(?:一[个家名人位场期件次]|([村镇乡所站校县]))?(?:也|都|亦)")
_ONE = expression(r"最少的(?:一[个家名人位])?(?:也|都)[^,;:。\d]{0,5}?一(回|次|场|件|堂|期)")
_ONE_EACH = expression(
    r"每([个家名所村校镇乡站][^,;:。\d]{0,6}?)(?:至少|不少于|最少)[^,;:。\d]{0,5}?一([个名家处所位])"
)
_SO_OFTEN = rf"个?({'|'.join(PERIODS)})(?:[^,;:。\d]{{0,6}}?)(一|1|两|2|三|3)(次|场|期|回|批|件|天|课)"
_EVERY_WEEK = r"(周)[一二三四五六日]((?:[、和及]周?[一二三四五六日])*)"
_PERIODIC = {"每": expression(f"每(?:{_SO_OFTEN}|{_EVERY_WEEK})"), "一": expression(f"一{_SO_OFTEN}")}
_HAS_ONE = (
    r"(?:\(?[镇街居]?(?:道|道\))?\)?)(?:[设建配有][^,;:。\d]{0,2}|、)?"
    r"一(?:个|名)?[^,;:。\d]{0,6}?([所站室员问庭长师评书档册台本份证])"
)
_ONE_FOR_ONE = expression(rf"一({'|'.join(_ONE_FOR)})" + _HAS_ONE)
_BY_HAND = expression("(人)手" + _HAS_ONE, "人手")
_MONTH = expression(rf"(?:{'|'.join(MOST_OF_MONTHS)})\d{{1,2}}月", *MOST_OF_MONTHS)
_OPEN = (
    *("计划", "目标", "力争", "原则上", "拟", "建议", "除", "另", "其余", "部分", "平均", "兼", "重复", "超出"),
    *("突破", "例外", "加开", "合并", "扩充", "新增", "上浮", "追加", "暂", "尚有", "未达", "没有达到", "还差", "缺口"),
    *("跨村", "跨镇", "多人", "左右", "上年", "试点", "首批", "陆续", "分批", "以来"),
)
_DENIED = expression(
    r"(?:互不|没有一[^,;:。\d]{1,3}|也?没有|没|未|无|不|也未|既未|从未|无一[^,;:。\d]{0,2})(?:再|作|曾|搞|有|被|予)?"
    r"(?:跨[^,;:。\d]{1,2})?(?:兼任|兼职|兼|合署(?:办公)?(?:的|也)?|派出(?:分所|机构)?|重复|例外|加开|合并|并到一起|突破|超出|线上直播|另设|新增|达标的)"
)
_COUNTED = {"案": "件宗起", "件": "件宗起", "户": "户", "人": "人名位"}
_NOT_SO = ("合署", "派出", "兼", "另", "逐步", "推进", "推动", "试点", "其余", "未", "拟", "开发区", "分所")
_NORM = ("要求", "规定", "应", "须", "必须", "标准", "硬杠子")
_MET = ("达标", "均已", "全部", "都达", "落实", "实现", "做到", "村村", "人人", "一家不", "没有一", "无一")
_SUMMED = ("共", "累计", "合计", "总", "全年", "先后", "加在一起", "年内", "一年", "现有", "发放", "拢共")
_KIN = {
    "人": "人名位", "名": "人名位", "位": "人名位", "家": "家个", "次": "次场", "场": "场次", "件": "件起宗例案",
    "户": "户家", "所": "所个", "校": "所个", "期": "期", "村": "个", "镇": "个", "乡": "个", "站": "个", "月": "月",
}  # fmt: skip
_BODIES = "村镇乡县区街所校站队庭社"
_NOUN = 8
_AROUND = 240  # characters on each side in which how many they are is told
_BACK, _ON = 2, 2
_CLAUSE = ",;:。\n"
_LEAST_FIT, _MOST_FIT = Fraction(2, 5), 4
_NOVEL = 3
_TWO = 2
_MONEY = "元"
_DENYING = ("不", "没有", "未", "不得", "没", "不准")
_BEFORE = 16  # characters before a number in which its month may stand
_THIS_YEAR = ("今年", "本年")


class _Limit(NamedTuple):
    """So much for each: from how many to how many, of whom, with what words."""

    start: int
    end: int
    low: Fraction
    high: Fraction | None
    owner: str
    unit: str
    said: str
    reading: Reading | None


def find_limits(figures: Figures) -> Iterator[Computed]:
    """Every least, most or exact number for each with their count and the total."""
    text = figures.text
    for reading in limits(figures):
        limit = _limit(figures, reading)
        if limit is not None:
            yield from _judged(figures, limit, reading.sentence)
    for number, line, _ in figures.index.lines_with("最少的"):
        for match in _ONE.finditer(text, line.start, line.end):
            yield from _judged(figures, _Limit(*match.span(), Fraction(1), None, "", match.group(1), "", None), number)
    for number, line in one_at_least(figures):
        for match in _ONE_EACH.finditer(text, line.start, line.end):
            owner, unit = match.groups()
            yield from _judged(
                figures, _Limit(*match.span(), Fraction(1), None, owner, unit, match.group(), None), number
            )
    for one in (*(_ONE_FOR_ONE.match(text, at) for at in one_of_all(text)), *_BY_HAND.finditer(text)):
        if one is not None:
            yield from _one_for_one(figures, one)
    for often in (_PERIODIC[text[at]].match(text, at) for at in so_often(text)):
        if often is None:
            continue
        period, times, unit, week, days = (*often.groups(), None, None)[:5]
        yield from _periodic(figures, often.span(), period or week or "", (times, days), unit)


# —— what is told for each ——


def _limit(figures: Figures, reading: Reading) -> _Limit | None:
    quantity = reading.quantity
    first = figures.readings[reading.at - 1] if reading.at else reading
    ranged = (
        reading.behind.startswith(RANGED_BEHIND) and first.unit == reading.unit and reading.start - first.end <= _TWO
    )
    lower = first if ranged else reading
    clause = _clause(figures, lower)
    if is_mean(clause) or "均" in clause[-_TWO:]:
        return None
    owners = [match.group(1) for match in _EACH.finditer(clause)] if "每" in clause or "单" in clause else []
    owners += [twins[0] for twins in TWINS if twins in clause]
    if owners:
        bounds = (first.quantity.number.value, quantity.number.value) if ranged else _bounds(figures, reading, clause)
        owner = owners[0]
    else:
        bounds = _extreme(figures, reading, clause) if not ranged else None
        fewest = _FEWEST_HAS.search(clause) if any(word in clause for word in FEWEST) else None
        owner = fewest.group(1) or "" if fewest is not None else ""
        owner = "月" if bounds is not None and bounds[1] is not None else owner
    if bounds is None or len(owners) > _TWO:
        return None
    if len(owners) == _TWO:  # 每校每学期至少2堂
        times = next((n for period, (n, _) in PERIODS.items() if owners[1].startswith(period)), 0)
        if not times or bounds[1] is not None:
            return None
        bounds = times * bounds[0], None
    low, high = Fraction(bounds[0]), Fraction(bounds[1]) if bounds[1] is not None else None
    return _Limit(lower.start, reading.end, low, high, owner, reading.unit, clause, reading)


def _bounds(figures: Figures, reading: Reading, clause: str) -> tuple[Fraction | int, Fraction | int | None] | None:
    """From how many to how many a number for each is meant; None where it is neither a bound nor money."""
    value, over = reading.quantity.number.value, reading.quantity.number.manner == LEAST
    least = any(word in clause for word in figures.words.at_least) or reading.behind.startswith("以上")
    most = any(word in clause for word in figures.words.at_most) or (
        reading.behind.startswith(figures.words.within) and not least
    )
    most |= clause.endswith("限")
    if most or (over and clause.endswith(_DENYING)):
        return 0, value
    if least or over:
        return value, None
    return (value, value) if reading.unit == _MONEY and reading.quantity.number.exact else None


def _extreme(figures: Figures, reading: Reading, clause: str) -> tuple[Fraction | int, Fraction | int | None] | None:
    """最少的也报了3人; 最多的是11月,当月审结22件."""
    value = reading.quantity.number.value
    if reading.quantity.kind == COUNT and _MONTH.search(figures.text, reading.start - _BEFORE, reading.start):
        return 0, value
    fewest = any(word in clause for word in FEWEST) and _FEWEST_HAS.search(clause) is not None
    return (value, None) if fewest else None


def _clause(figures: Figures, reading: Reading) -> str:
    return clause(figures, reading, _CLAUSE)


# —— how many they are, and what all have ——


def _judged(figures: Figures, limit: _Limit, number: int) -> Iterator[Computed]:
    near = _near(figures, limit, number)
    heads = _heads(figures, limit, near)
    totals = [r for r in near if _is_total(figures, limit, r, heads)]
    if not heads or not totals:
        return
    fits = [_fit(limit, head, total) for head in heads for total in totals]
    right = next((test for test in fits if test.verdict == CONSISTENT), None)
    if right is not None:
        yield right
        return
    if len({value for value, _ in heads}) > 1 or len({r.quantity.number.value for r in totals}) > 1:
        return
    if _is_clear(figures, limit, heads[0], totals[0]):
        yield fits[0]


def _near(figures: Figures, limit: _Limit, number: int) -> list[Reading]:
    """The counts of the sentences around what is told for each, of its paragraph."""
    text = figures.text
    low = max(limit.start - _AROUND, text.rfind("\n", max(0, limit.start - _AROUND), limit.start))
    end = text.find("\n", limit.end, limit.end + _AROUND)
    around = within(figures, low, end if end >= 0 else limit.end + _AROUND)
    near = [r for r in around if number - _BACK <= r.sentence <= number + _ON]
    return [r for r in near if r.quantity.kind in (COUNT, DURATION) and _is_plain(figures, r)]


def _is_plain(figures: Figures, reading: Reading) -> bool:
    """Whether a count is one by itself; that of last year is one where the whole sentence is of last year."""
    line = figures.lines[reading.sentence]
    past = reading.tie == LAST and reading is line.readings[0]
    past = past and not any(
        word in figures.text[line.start : min(line.end, line.start + _AROUND)] for word in _THIS_YEAR
    )
    return past or reading.tie not in (AMONG, *BESIDE)


def _heads(figures: Figures, limit: _Limit, near: Sequence[Reading]) -> list[tuple[Fraction, Reading | None]]:
    owner = limit.owner
    for period, (low, _) in PERIODS.items():
        if owner.startswith((period, "个" + period)) and period != "周":
            return [(Fraction(low), None)]
    found: list[tuple[Fraction, Reading | None]] = []
    for r in near:
        if limit.start <= r.start < limit.end or r.quantity.number.value <= 1 or not r.quantity.number.exact:
            continue
        if "每" in _clause(figures, r) or r.mean:
            continue
        noun = (r.behind or r.label[-_NOUN:])[:_NOUN]
        if not owner:
            other = r.start < limit.start and r.unit != limit.unit and r.unit in ("个", "家", "人", "名", "所", "户")
            found += [(Fraction(r.quantity.number.value), r)] if other else []
        elif (r.unit != limit.unit or owner[1:3] == noun[:2] != "") and _is_head(owner, r, noun):
            found.append((Fraction(r.quantity.number.value), r))
    return found


def _is_head(owner: str, reading: Reading, noun: str) -> bool:
    """Whether a count is of those that each is spoken of: 8次 for 每次, 18个乡镇 for 每家, 18个村 for 每个村."""
    counter, name = owner[0], owner[1:]
    if counter == "个" and name:
        return name[0] in noun and reading.unit in ("个", "家", "所", "件", "宗", "起", "户")
    if reading.unit[0] not in _KIN.get(counter, counter):
        return False
    if counter in _BODIES:
        return counter in noun + reading.unit
    return reading.unit != "个" or any(body in noun[:4] for body in _BODIES + "单部企机")


def _is_total(
    figures: Figures, limit: _Limit, reading: Reading, heads: Sequence[tuple[Fraction, Reading | None]]
) -> bool:
    same = reading.unit == limit.unit or {reading.unit, limit.unit} <= {*PERSONS, "人次"}
    same |= reading.unit in TIMES.get(limit.unit, ())
    if not same or limit.start <= reading.start < limit.end or any(r is reading for _, r in heads):
        return False
    clause = _clause(figures, reading)
    if "每" in clause or "单" in clause or "最" in clause or is_mean(clause) or reading.period == "last":
        return False
    if reading.tie in (FROM, TO) or reading.quantity.paren >= 0 or reading.quantity.number.value <= (limit.high or 1):
        return False
    if reading.start > limit.start:
        return any(word in clause for word in _SUMMED) or len(heads) == 1 == len(limit.unit)
    return reading.behind[:1] != "" and reading.behind[0] in limit.said and reading.behind[0] in _BODIES


def _fit(limit: _Limit, head: tuple[Fraction, Reading | None], total: Reading) -> Computed:
    number = total.quantity.number
    low, high = limit.low * head[0], limit.high * head[0] if limit.high is not None else None
    agree = number.high >= low and (high is None or number.low <= high)
    sign = "in" if agree else "<" if number.high < low else ">"
    bound = plain(low) if number.high < low or high is None else plain(high)
    spans = [(limit.start, limit.end), (total.start, total.end)]
    spans += [(head[1].start, head[1].end)] if head[1] is not None else []
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    shown = f"{plain(number.value)} {sign} {bound}"
    return Computed(start, end, "average", CONSISTENT if agree else INCONSISTENT, shown, True)


def _is_clear(figures: Figures, limit: _Limit, head: tuple[Fraction, Reading | None], total: Reading) -> bool:
    """Whether a total is of what each is said to have, of all of them and of nothing else."""
    text = figures.text
    first = min(limit.start, total.start, head[1].start if head[1] is not None else limit.start)
    last = max(limit.end, total.end, head[1].end if head[1] is not None else 0)
    low = clause_start(text, first, "。;\n")
    high = clause_end(text, last, "。\n")
    said = _DENIED.sub("", text[low:high])
    if any(word in said for word in (*_OPEN, *figures.words.least_open)):
        return False
    kept = any(word in text[low:high] for word in (*_KEPT, *_MET))
    if any(word in limit.said for word in _NORM) and limit.high is None and not kept:
        return False
    value = Fraction(total.quantity.number.value)
    bound = (limit.high if limit.high is not None and value > limit.high * head[0] else limit.low) * head[0]
    if not bound * _LEAST_FIT <= value <= bound * _MOST_FIT:
        return False
    source = text[low : max(limit.end, head[1].end if head[1] is not None else 0)]
    clause = _clause(figures, total)
    for word in _SUMMED:
        clause = clause.replace(word, "")
    return total.start < limit.start or len(left_over(figures, clause, source)) <= _NOVEL


# —— one for each ——


def _one_for_one(figures: Figures, match: re.Match[str]) -> Iterator[Computed]:
    """11个镇、4个街道,一镇(街)设一所,没有合署的。现有司法所17个: as many as the places, where that is said to be so."""
    text = figures.text
    low, high = clause_start(text, match.start(), "。\n"), clause_end(text, match.end(), "。\n")
    high = clause_end(text, high + 1, "。\n") if text[high : high + 1] == "。" else high
    said = text[low:high]
    if not any(word in said for word in EACH_HAS_ONE) or any(word in _DENIED.sub("", said) for word in _NOT_SO):
        return
    counts = [r for r in within(figures, low, high) if r.counts and r.quantity.number.exact and _is_plain(figures, r)]
    owner, thing = match.groups()
    heads = [r for r in counts if _is_one_of(owner, r)]
    made = [r for r in counts if r not in heads and (thing in r.label[-6:] + r.behind[:_NOUN] or thing == r.unit)]
    made = [r for r in made if r.quantity.number.value > 1 and not any(sign in _clause(figures, r) for sign in "每各")]
    places = sum(Fraction(r.quantity.number.value) for r in heads)
    if not heads or len(made) != 1 or any(r.quantity.number.value == made[0].quantity.number.value for r in heads):
        return
    number = made[0].quantity.number
    verdict = CONSISTENT if number.value == places else INCONSISTENT
    start, end = min(heads[0].start, made[0].start, match.start()), max(heads[-1].end, made[0].end, match.end())
    yield Computed(start, end, "average", verdict, f"{plain(number.value)} : {plain(places)}", True)


def _is_one_of(owner: str, reading: Reading) -> bool:
    """Whether a count is of those of whom each has one: 11个镇 and 4个街道 for 一镇(街), 212件 for 一案."""
    if owner in _COUNTED:
        return reading.unit in _COUNTED[owner]
    return bool(reading.behind) and (owner[0] in reading.behind[:3] or reading.behind[0] in "镇乡街村社")


# —— so often a period ——


def _periodic(
    figures: Figures, span: tuple[int, int], period: str, often: tuple[str | None, str | None], unit: str | None
) -> Iterator[Computed]:
    """一季一次,…全年7次; 每周三坐班,一周没缺。…。一年坐班31天."""
    text = figures.text
    low = clause_start(text, span[0], "。\n")
    end = span[1]
    for _ in range(_ON + 1):
        end = clause_end(text, end + 1, "。\n")
        if text[end : end + 1] != "。":
            break
    said = text[low:end]
    kept = any(word in said for word in _KEPT)
    bounded = text[span[1] : span[1] + _TWO] in ("以上", "及以")
    bounded |= any(word in text[span[0] : span[1]] for word in figures.words.at_least)
    n = whole_number(often[0] or "一") + sum(char in "、和及" for char in often[1] or "")  # 每周二、周四
    least, most = (times * n for times in PERIODS[period])
    for reading in within(figures, span[1], end):
        if reading.quantity.kind not in (COUNT, DURATION):
            continue
        clause = _clause(figures, reading)
        year = any(word in clause or word in text[span[1] : reading.start] for word in ("全年", "一年", "年内", "今年"))
        units = TIMES.get(unit or "天", (unit,)) if unit else ("天", "次", "场")
        if not year or reading.unit not in units or "每" in clause or reading.tie in (AMONG, *BESIDE):
            continue
        number = reading.quantity.number
        agree = number.high >= least and (bounded or number.low <= most)
        named = left_over(figures, clause.rpartition("年")[2], text[low : reading.start - len(clause)])
        if not agree and (not kept or len(named) >= _TWO):  # 每季度1次以上,全年示范培训10次
            return
        shown = f"{plain(number.value)} : {least}"
        yield Computed(span[0], reading.end, "average", CONSISTENT if agree else INCONSISTENT, shown, True)
        return
