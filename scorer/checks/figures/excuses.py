"""What leaves another reading open of a set of figures that the numbers contradict: it then accuses nobody.

A relation knows its own words; these are the words around them by which any relation may be misled: a level that some
of a count have, a base told in brackets, several told in turn, numbers in a crowd. Asked only of what would accuse.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from operator import add, attrgetter
from typing import TYPE_CHECKING

from scorer.checks.figures.rate_excuses import OF_RATES
from scorer.checks.figures.slips import is_beyond
from scorer.statements.numerals import EXACT
from scorer.statements.quantities import RATE
from scorer.statements.readings import AMONG, BESIDE, INTAKE, OPENING
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from scorer.checks.figures.verdicts import Computed
    from scorer.statements.readings import Figures, Reading

    Excuse = Callable[[Figures, Computed, Sequence[Reading]], bool]

_START = attrgetter("start")
_ENDS = (";", "。", "\n")
_CROWD = 9  # quantities of a paragraph that is full of them
_SAID_BEHIND = 60  # characters behind parts in which it may be said that they overlap
_ALL, _MOST = 100, 90  # per cent
_AFTER = 12  # characters behind a comparison in which it is said how it came out
_PAIR = 2
_VERB = 2  # characters of a verb, of 每月, of the shortest name
_BACK = 60  # characters before a mean in which it may be said of how many months it is
_MONTHS = expression(r"(?<!\d)(?:[2-9]|1[013-9]|[二三四五六七八九十])个月", "个月")
_BASIS = expression(r"\([^()\d]*(?:基数|口径|折算)[^()\d]*\)", "基数", "口径", "折算")
_IN_TURN = ("分别", "前者", "后者", "依次")
_LACKING = ("缺", "缺编", "空编", "空缺", "缺额", "缺口", "缺少")
_AT_ONCE = expression(
    r"同时(?:承担|从事|具备|办理|属于|涉及|参加|负责|持有|具有|享受|适用)|身兼|双重身份", "同时", "身兼", "双重"
)
_SUPPOSED = expression(r"若(?!干)|如果|假如|假设|如[将把按加]|按理|倘", *"若如假倘按")
_EACH_OF_BOTH = expression(r"每[个名家所]?[^,;。()\d]{1,4}\([^,;。()\d]{1,4}\)", "每")
_AMONG_OTHERS = expression(r"[,;。](?:但|而)?在[^,;。]{2,24}中,", "在")
_REST = expression(r"(?:其余|其他|另有?)\d", "其余", "其他", "另")
_MEAN = expression(r"(?<!各)[人户村件月年日次场周家]均", "均")
_NONE = expression(
    r"^[^,;。均都]{0,14}?\d+[个件家名宗起期卷][^,;。均都]{0,10}?(?:无(?!一)|没有|未发生|零)", *"无没未零"
)


def settled(figures: Figures, test: Computed) -> Computed:
    """A test that would accuse: as it is, or untold where something around it leaves another reading open."""
    readings = _between(figures, test.start, test.end)
    rules = (*_ANY, *_OF.get(test.relation, ()))
    return test.untold() if any(rule(figures, test, readings) for rule in rules) else test


def _between(figures: Figures, start: int, end: int) -> Sequence[Reading]:
    """The readings that begin within a half-open span."""
    low = bisect_left(figures.readings, start, key=_START)
    return figures.readings[low : bisect_left(figures.readings, end, key=_START)]


def _crowded(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """Across other numbers, or parts of sentences, of a paragraph full of numbers, some of which agree by chance.

    Of the sets wrongly accused in reports written densely with figures half reached so far, of true errors none.
    """
    text = figures.text
    high = text.find("\n", test.end)
    paragraph = _between(figures, text.rfind("\n", 0, test.start) + 1, high if high >= 0 else len(text))
    if len(paragraph) < _CROWD:
        return False
    if _beside_its_share(figures, test, readings[-2:]):
        return False
    return len(readings) > test.told or any(text.find(end, test.start, test.end) >= 0 for end in _ENDS)


def _beside_its_share(figures: Figures, test: Computed, last: Sequence[Reading]) -> bool:
    """240件,其中维持132件,占55%;…;撤销24件,占15%: a bare share directly behind a part of what the sentence counts."""
    if test.relation != "rate" or len(last) < _VERB or last[1].label not in ("占", "占比", "占比为"):
        return False
    whole = figures.wholes.get(last[0].at)
    return whole is not None and whole.sentence == last[0].sentence and last[1].quantity.number.manner == EXACT


def _unread(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """A number of the same unit stands among them that was read as a name: 12项,有9项公开征求意见,5项组织论证."""
    if not readings:
        return False
    unit, known = readings[0].unit, {reading.start for reading in readings}
    low = bisect_left(figures.numerals, readings[0].end)
    for at in figures.numerals[low : bisect_left(figures.numerals, readings[-1].start)]:
        digits = len(figures.text[at : at + _VERB + 1]) - len(figures.text[at : at + _VERB + 1].lstrip("0123456789"))
        if digits and at not in known and figures.text.startswith(unit, at + digits):
            return True
    return False


def _based(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """It is said over what it is reckoned: 优秀率(参考人数为基数)57.0%."""
    return _BASIS.search(figures.text[test.start : test.end]) is not None


def _overlapping(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """It is said in the sentences of the parts, or in the next of the paragraph, that some are counted twice."""
    text = figures.text
    low = figures.lines[max(0, figures.sentence_at(test.start))].start
    high = min(at if (at := text.find("\n", test.end)) >= 0 else len(text), test.end + _SAID_BEHIND)
    return _AT_ONCE.search(text, low, high) is not None or figures.scan.has("figure-told-overlap", low, high)


def _anew(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The same is done to something else: 办理公开申请93件,办理代表建议64件、政协提案71件."""
    if len(readings) <= 1 or any(reading.tie for reading in readings):
        return False
    verb, named = readings[1].label[:_VERB], readings[1].label[_VERB:]
    other = len(named) > _VERB and "中" not in named and named[-_VERB:] not in readings[0].label
    named_again = readings[1].sentence > readings[0].sentence and readings[0].label.endswith(verb)
    return other and verb in readings[0].label and not named_again  # 所辖四县2440人。四县由多到少为705人、610人


def _one_of_several(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """What it is reckoned of is the last of several side by side: 市政府9件、部门14件,同比下降25.8%."""
    first = readings[0] if readings else None
    if first is None or not first.at:
        return False
    before = figures.readings[first.at - 1]
    between = figures.text[before.end : first.start]
    beside = "、" in between or between[:1] in ("和", "与", "及")
    return before.counts and before.unit == first.unit and beside and not any(mark in between for mark in ",;。")


def _in_turn(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """Several are told in turn: 分别压缩52.3%和52.7%."""
    said = figures.text[test.start : test.end]
    return any(word in said for word in _IN_TURN)


def _shared_out(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """Parts told in turn of several wholes: 复议42件、诉讼11件,分别被纠正5件和1件."""
    return _in_turn(figures, test, readings) and _one_of_several(figures, test, readings)


def _bracketed(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """Some of the parts stand in brackets behind another: 未受理117件(不予受理64件、告知31件)."""
    return len({reading.quantity.paren >= 0 for reading in readings[1:]}) > 1


def _lacking(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The whole is what is lacking or what was to be done: 缺编3人,现有13人; 任务1.5万,实际1.63万."""
    if not readings:
        return False
    label = readings[0].label
    return label.endswith(_LACKING) or any(word in label for word in figures.words.tasks)


def _whole_again(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """One of several parts is all of the whole, so they overlap: 14项,其中听证4项、论证14项、评估14项."""
    value = readings[0].quantity.number.value if len(readings) > _PAIR else None
    return any(r.quantity.number.value == value and r.unit == readings[0].unit for r in readings[1:])


def _first_of_row(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The whole is only the first of a row: 维持742件,驳回118件,终止586件."""
    if len(readings) <= 2 or any(reading.tie for reading in readings):
        return False
    first = readings[0]
    if "中," in figures.text[first.end : readings[1].start]:
        return False
    row = all(figures.text[one.end : one.end + 1] in (",", "、") for one in readings[:-1])
    whole = test.computation.endswith(f" {first.quantity.number.value}")
    return row and whole and 0 < len(first.label) <= _VERB


def _reckoned(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """A number is what something is reckoned of: 以11件被申请案件计算."""
    return any(figures.text[reading.start - 1 : reading.start] == "以" for reading in readings[1:])


def _without_flow(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """Nothing is told to have come or gone: 年初3件、年末0件."""
    first, _, rest = test.computation.partition(" = ")
    return rest.partition(" ")[0] == first


def _owned(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """That it came out otherwise is said: 不低于40%,实际39.6%,差0.4个百分点."""
    said = figures.text[test.start : test.end + _AFTER]
    return "实际" in said and any(word in said for word in ("差", "超出", "未达", "没有达"))


def _of_another_time(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """What it is compared with is so many a month, or a class of its own: 低于每月1次; 超过400件的2个."""
    last = readings[-1] if len(readings) > 1 else None
    if last is None:
        return False
    each = figures.text[last.start - _VERB : last.start] in ("每月", "每季", "每周", "每年", "每天", "每日")
    each = each and figures.text[last.start - 1] not in readings[0].label  # 年坐班24天到61天,每年不少于30天
    return each or (last.counts and figures.text[last.end : last.end + 1] == "的")


def _of_effort(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """What is greater is no number: 力度明显大于第一轮."""
    return any(word in figures.text[test.start : test.end] for word in ("力度", "强度", "难度"))


def _of_others(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """What was left open is of another one of several: 市级31件,及时率100%;县区65件,超期2件."""
    behind = figures.text[test.start : test.end].partition(";")[2]
    told = [r for r in readings if r.counts and r.start >= test.end - len(behind)] if behind else []
    whole = readings[0].quantity.number.value if told else 0
    made_up = test.told > _PAIR and sum(r.quantity.number.value for r in told) == whole
    return len(told) > 1 and not made_up  # 24个均完成;其中完成21个,其余3个


def _side_by_side(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """Two causes or kinds side by side: 4户在年中注销、7户因疫情停产."""
    if len(readings) != 2 or readings[1].tie == AMONG:
        return False
    between = figures.text[readings[0].end : readings[1].start]
    return "、" in between and "," not in between


def _may_be_of_another(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """An earlier count whose words the part repeats is as great: 移送线索29件,…监督移送4件,移送案件中…的6件."""
    if len(readings) < 2:
        return False
    whole, part = readings[0], readings[-1]
    pairs = set(map(add, part.label, part.label[1:]))
    named = figures.text[whole.end : part.start]
    again = {pair for pair in map(add, whole.label, whole.label[1:]) if pair in named}
    return any(
        r.counts and r.unit == part.unit and r.quantity.number.value >= part.quantity.number.value
        and (all(pair in r.around for pair in again) if again else any(pair in r.around for pair in pairs))
        for r in figures.before(whole)
    )  # fmt: skip


def _of_some_months(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """A monthly mean of less than a year: 改革后5个月新收802件,月均160.4件."""
    said = figures.text[max(0, test.start - _BACK) : test.end]
    return "月" in figures.text[test.start : test.end] and _MONTHS.search(said) is not None


def _mean_first(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The mean stands before what is taken for its total: 人均结案56.6件,…年末结转59件."""
    if "此" in readings[-1].label:
        return False  # 人均1.6元,…据此安排63万元
    means = [reading for reading in readings if _MEAN.search(reading.label) is not None]
    return bool(means) and any(
        r.start > means[0].end and r.counts and r.unit == means[0].unit and not _sums(r.label) for r in readings
    )


def _sums(label: str) -> bool:
    """Whether a count says itself that it is a total."""
    return any(word in label for word in ("共", "总", "合计", "累计", "全年", "全镇", "全县"))


def _no_restating(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The second tells another thing: 71件审结案件败诉17件; 21件已体现在…156件中; 核减至51处,核减的13处."""
    if len(readings) < 2:
        return False
    first, second = readings[0], readings[-1]
    between = figures.text[first.end : second.start]
    to = figures.text[first.start - 1 : first.start] in ("至", "到")
    of_it = figures.text[second.end : second.end + 2] in ("中,", "中。", "中;")
    among = of_it and not any(end in between for end in _ENDS)
    return to or among or not any(mark in between for mark in ",;。、\n(")


def _some_have_none(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """What has none is some of a count: 6个全年无败诉,败诉最多的一个为4件."""
    return _NONE.search(test.computation.partition(" / ")[0]) is not None


def _owned_rate(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """A rate below 100 % stands between, so not all is claimed: 全部使用扫码,扫码率98.9%,未扫码的60户次…"""
    return any(
        one.quantity.kind == RATE and _MOST <= one.quantity.number.value < _ALL and "率" in one.label and other.counts
        for one, other in pairwise(readings)
    )


def _rest_apart(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """What is told of the others: 2个镇街各有3卷,其余4个镇街共5卷."""
    return _REST.search(figures.text, test.start, test.end) is not None


def _visits(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """How often, where it is told how many each has: “一村一顾问”,到村服务384次."""
    formula = "“一" in figures.text[max(0, test.start - _BACK) : test.end]
    return formula and " : " in test.computation and any(reading.unit in ("次", "人次") for reading in readings)


def _of_last_year(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """One of the sides is of last year: 731件,较上年902件下降;复议与诉讼之比为1.47:1."""
    return any(reading.tie in BESIDE for reading in readings)


def _of_other_things(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The mean is of some with a name that stands nowhere before: 工作人员288名,平均每个司法所有社会工作者7名."""
    mean = next((r for r in readings if "均" in r.label or "每" in r.label), None)
    name = mean.label.rpartition("有")[2] if mean is not None and "有" in mean.label else ""
    return mean is not None and len(name) > _PAIR and name[-_PAIR:] not in figures.text[test.start : mean.quantity.lead]


def _supposed(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """It is only supposed that some are counted in: 满意的410份,若计入基本满意的60份,则为94%."""
    return _SUPPOSED.search(figures.text[test.start : test.end]) is not None


def _brought_from_before(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """What was there before is no part of what is new: 新收的310件中已办结288件,年初旧存的26件全部清结."""
    whole = readings[0] if readings else None
    if whole is None or not ("新" in whole.label or whole.stage == INTAKE):
        return False
    within = figures.text[whole.end : whole.end + _PAIR + 1].lstrip(",(").startswith(("含", "包", "其", "由"))
    return not within and any(r.stage == OPENING or figures.said(r, "figure-opening") for r in readings[1:])


def _another_list(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """A place in another ranking: 列第3位,比上年前移2位;营商环境评价列第4位,上年为第6位."""
    return ";" in figures.text[test.start : test.end]


def _alike_counted(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """A change by what was counted alike, which is not the value told before: 同口径增长6%."""
    return "口径" in figures.text[test.start : test.end]


def _beside_the_legal(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """A change against the legal time, the two values being promised ones: 由10日缩短为7日,比法定时限少8日."""
    if len(readings) < _PAIR:
        return False
    return "法定" in figures.ahead(readings[-1]) and "法定" not in readings[0].label + readings[0].behind


def _of_both(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """A mean of two kinds of bodies together: 480个行政村、160个社区…平均每个村(社区)15名."""
    if len(readings) <= _PAIR or "、" not in figures.text[readings[0].end : readings[1].start]:
        return False
    return _EACH_OF_BOTH.search(figures.text, test.start, test.end) is not None


def _of_some_of_them(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """What each has, told of some: 168个村中,已有151个完成,每村不少于5户,共760户."""
    whole, part = (*readings, None, None)[:_PAIR]
    if whole is None or part is None or not part.counts or part.unit != whole.unit:
        return False
    between = figures.text[whole.end : part.start].replace("其中", "")
    return "中" in between and "每" not in between and part.quantity.number.high < whole.quantity.number.low


def _in_another_field(figures: Figures, test: Computed, readings: Sequence[Reading]) -> bool:
    """The first among others: 治安管理类最多,占34%。但在以部门为被申请人的案件中,自然资源类居首,占31%."""
    return _AMONG_OTHERS.search(figures.text, test.start, test.end) is not None


_ANY: tuple[Excuse, ...] = (_crowded, _based, is_beyond, _supposed)
_OF: Mapping[str, tuple[Excuse, ...]] = {
    "sum": (_unread, _whole_again, _first_of_row, _overlapping, _anew, _shared_out, _bracketed, _brought_from_before),
    "bound": (_one_of_several, _reckoned, _anew, _bracketed, _lacking, _side_by_side, _may_be_of_another),
    "rate": (*OF_RATES, _one_of_several),
    "change": (_in_turn, _one_of_several, _alike_counted, _beside_the_legal),
    "average": (_of_other_things, _of_some_months, _mean_first, _rest_apart, _visits, _of_both, _of_some_of_them),
    "ratio": (_of_last_year,),
    "twice": (_no_restating,),
    "all-closed": (_some_have_none, _of_others, _owned_rate),
    "carry-over": (_without_flow,),
    "order": (_owned, _of_another_time, _of_effort, _in_another_field),
    "rank": (_another_list,),
}
