"""The places that named bodies are told to have against the values told of each, sentences apart.

柳林所142件,北河所203件。城关所调了186件,件数居四所之首; 临河区得94.1分,新桥县得93.0分,我县得92.4分,位列第二.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorer.checks.figures.beginnings import CLAIMED_PLACES, next_places, ranked
from scorer.checks.figures.quantifiers import clause_end, clause_start, within
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import plain, whole_number
from scorer.statements.quantities import COUNT, DURATION, RATE
from scorer.statements.readings import AMONG, LAST, MOVED, REST, SUM, Figures, Reading
from scorer.text.expressions import expression

_ORGAN = (
    r"街道|镇|乡|村|社区|县|区|市|州|旗|所|局|庭|队|站|院|校|部门|机关|委|厅|类|领域|律师|法官|渠道|科|室|股|中心|窗口"
)
_KINDS = {"街道": "镇", "乡": "镇", "区": "县", "市": "县", "旗": "县", "社区": "村", "机关": "局", "部门": "局",
          "委": "局"}  # fmt: skip
_NAME = rf"(?!各|全|每|同|本类|该类)([^,;:。、\d的数以为是在居列位排第个]{{1,8}}?(?:{_ORGAN}))"
_OWNER = expression(rf"^(?:其中|以|而|另|和|及|仍|则|是|由|[^,;:。、\d]{{0,6}}集中在|主要[是为在])*{_NAME}")
_MEANT = expression(
    rf"(?:的是|的为|其次是|其次为|当属|要数|的)(?:[^,;:。、\d]{{0,2}}?){_NAME}$|以{_NAME}(?:为|居|的)"
    rf"|^[^,;:。、\d]{{0,8}}最[多少高低快慢大小]的(?:是|为)?{_NAME}"
)
_NO_OWNER = (
    *("社区", "小区", "辖区", "地区", "市区", "城区", "山区", "园区", "城市", "乡村", "农村", "行政村", "乡镇"),
    *("城镇", "场所", "执法机关", "行政机关", "一类", "司法所", "派出所", "法院", "县区", "村", "学校", "执法队"),
)
PLACED = dict(zip(CLAIMED_PLACES, (1, -1, 2), strict=True))
_PLACE = expression(r"第([二三四五六七八九十]|\d{1,2})(?!季|批|次|类|条|项|期|个|轮|届)")
_LEADS_TO_PLACE = expression(r"[列居排名位在]$|全[国省市县区州]$")
_BEHIND = ("紧随其后", "次之")  # behind whom stands open
_FEWER = ("最少", "最低", "最短", "最快", "倒数", "末", "少到多", "低到高")
_FOREIGN = ("率", "增幅", "增速", "增长", "降幅", "涨幅", "金额", "面积", "时长", "进步", "密", "面")
_AMOUNTS = ("数量", "件数", "总数", "总量")
_GENERIC = expression(
    r"[一二三四五六七八九十\d]+(?:个|家|类|名|位)?(?:[县市区镇乡村街所局]|街道|乡镇|部门|单位|机关|者)*|数量|件数|总数|总量|案件|得分|分数|[数量在于全市县区省各以为是的居列位排名首仍再这其中从看年继续均依旧]"
)
_CLAUSE = ",;:。\n"
_ITEM = _CLAUSE + "、"
_SENTENCE = "。;\n"
_BACK = 3  # clauses before a value that may name its body
_SENTENCES = 1  # between two values of one kind
_LONGEST, _AROUND = 60, 240
_NOVEL = 2
_TWO = 2
_LAST = -1


class _Value(NamedTuple):
    """What is told of a body: its name, its kind, the words of the measure."""

    owner: str
    kind: str
    measure: str
    reading: Reading


class _Place(NamedTuple):
    """A place that a body is told to have; offsets of the plain text."""

    start: int
    end: int
    owner: str
    place: int


def find_places(figures: Figures) -> Iterator[Computed]:
    """Every place of a body whose value and those of others are told."""
    for place in _places(figures):
        around = within(figures, place.start - _AROUND, place.end + _AROUND)
        values = [value for reading in around if (value := _value(figures, reading)) is not None]
        own = [value for value in values if value.owner == place.owner and _is_near(figures, value, place)]
        if len(own) == 1:
            yield from _judged(figures, place, own[0], values)


# —— bodies ——


def _owner(clause: str) -> tuple[str, str]:
    """The body that a clause begins with or comes to, and the words of the clause behind it."""
    match = _MEANT.search(clause)
    name = next((group for group in match.groups() if group), "") if match is not None else ""
    if match is None:
        match = _OWNER.match(clause)
        name = match.group(1) if match is not None else ""
    if match is None or not name or name in _NO_OWNER or len(name) < _TWO:
        return "", ""
    return name, clause.replace(name, "", 1)


def _kind(name: str) -> str:
    organ = next((end for end in _ORGAN.split("|") if name.endswith(end)), "")
    return _KINDS.get(organ, organ)


def _value(figures: Figures, reading: Reading) -> _Value | None:
    if reading.quantity.kind not in (COUNT, RATE, DURATION) or reading.tie in (LAST, MOVED, REST, SUM, AMONG):
        return None
    paren = reading.quantity.paren
    if reading.period or (paren >= 0 and paren != reading.start - 1):
        return None
    text, floor = figures.text, figures.lines[reading.sentence].start
    before = figures.readings[reading.at - 1] if reading.at else None
    if before is not None and before.sentence == reading.sentence:
        floor = before.end
    measure, end = "", reading.start if paren < 0 else paren  # 公安机关(112件)
    for _ in range(_BACK):
        low = max(floor, clause_start(text, end, _ITEM))
        owner, rest = _owner(text[low:end].lstrip(")").rstrip("以得为有达"))
        if owner:
            return _Value(owner, _kind(owner), rest + measure, reading)
        measure = text[low:end] + measure
        end = low - 1
        if end <= floor:
            return None
    return None


# —— places ——


def _places(figures: Figures) -> list[_Place]:
    text = figures.text
    told = [(*span, place) for name, place in PLACED.items() for span in figures.scan.spans(name)]
    told += [(*span, _TWO) for span in next_places(text)]
    told += _ordinals(text)
    found = []
    for start, end, place in sorted(told):
        if text[start:end] in _BEHIND:
            continue
        sentence = clause_start(text, start, _SENTENCE)
        low = start
        for _ in range(_BACK):
            high = clause_end(text, low, _ITEM)
            low = max(sentence, clause_start(text, low, _ITEM))
            owner, _rest = _owner(_without_value(figures, low, high, end))
            if owner:
                found.append(_Place(start, end, owner, place))
                break
            if low <= sentence:
                break
            low -= 1
    return found


def _ordinals(text: str) -> Iterator[tuple[int, int, int]]:
    """列第三, 全县第2: where they begin and end, and the place."""
    for at in ranked(text):
        led = _LEADS_TO_PLACE.search(text, max(0, at - _TWO), at)
        match = _PLACE.match(text, at) if led is not None else None
        if led is not None and match is not None:
            yield led.start(), match.end(), whole_number(match.group(1))


def _without_value(figures: Figures, low: int, high: int, end: int) -> str:
    """A clause up to the end of the words of a place, or to the body behind 最多的是."""
    said = figures.text[low:high]
    return (
        said if any(word in said for word in ("的是", "的为", "其次")) else figures.text[low : max(low, min(high, end))]
    )


def _is_mean(measure: str) -> bool:
    return "均" in measure or "每" in measure


def _is_near(figures: Figures, value: _Value, place: _Place) -> bool:
    """Whether a value stands in the sentence of a place, and its measure is the one that the place is told of."""
    text, reading = figures.text, value.reading
    low, high = sorted((reading.start, place.start))
    between = text[low:high]
    again = text.startswith(value.owner, clause_start(text, place.start, "。\n") + len("其中"))
    if high - low > _LONGEST or "\n" in between or between.count("。") > again:
        return False
    start = clause_start(text, place.start, _ITEM)
    end = clause_end(text, place.end, _ITEM)
    if start <= reading.start < end:
        clause = text[max(start, reading.end) : end] if reading.end <= place.start else text[place.end : reading.start]
    else:
        clause = text[start:end]
    if reading.quantity.kind == RATE and any(word in clause for word in _AMOUNTS):
        return False
    if _is_mean(clause) != _is_mean(value.measure):
        return False
    foreign = _FOREIGN if reading.quantity.kind != RATE else _FOREIGN[1:]
    if any(word in clause.replace(text[place.start : place.end], "") for word in foreign):
        return False
    rest = _GENERIC.sub("", clause.replace(text[place.start : place.end], "").replace(value.owner, ""))
    known = value.measure + reading.unit + reading.behind
    return len([char for char in rest if char not in known]) <= _NOVEL


# —— places against values ——


def _judged(figures: Figures, place: _Place, own: _Value, values: Sequence[_Value]) -> Iterator[Computed]:
    others = [other for other in values if other.owner != own.owner and _is_rival(figures, own, other)]
    if not others:
        return
    text = figures.text
    low = clause_start(text, place.start, _SENTENCE)
    fewer = text[low : place.end].replace(text[place.start : place.end], "")
    if place.place != _LAST and any(word in fewer for word in _FEWER):
        return
    number = own.reading.quantity.number
    if place.place == _LAST:
        ahead = [other for other in others if other.reading.quantity.number.high < number.low]
        wrong = bool(ahead)
    else:
        ahead = [other for other in others if other.reading.quantity.number.low > number.high]
        wrong = len({other.owner for other in ahead}) >= place.place
    shown = f"{text[place.start : place.end]}: {plain(number.value)}"
    if wrong:
        shown += "".join(f", {plain(other.reading.quantity.number.value)}" for other in ahead)
    spans = [(place.start, place.end), (own.reading.start, own.reading.end)]
    spans += [(other.reading.start, other.reading.end) for other in (ahead if wrong else others[:1])]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    yield Computed(start, end, "order", INCONSISTENT if wrong else CONSISTENT, shown, True)


def _is_rival(figures: Figures, own: _Value, other: _Value) -> bool:
    """Whether another body of the same kind is told a value of the same measure near by."""
    a, b = own.reading, other.reading
    if own.kind != other.kind or a.unit != b.unit or a.quantity.kind != b.quantity.kind:
        return False
    moved = figures.mask(("figure-up", "figure-down"))
    if bool(a.said & moved) != bool(b.said & moved):
        return False  # 食品类占32.4%,位居首位,价格类增长82.5%
    low, high = sorted((a, b))
    if high.sentence - low.sentence > _SENTENCES or "\n" in figures.text[low.start : high.start]:
        return False
    if _is_mean(own.measure) != _is_mean(other.measure):
        return False
    one, two = (_GENERIC.sub("", value.measure.strip(_ITEM)) for value in (own, other))
    return len(one) < _TWO or len(two) < _TWO or one[-_TWO:] in two or two[-_TWO:] in one
