"""Places in a ranking against what is told of them: 由第8位升至第3位,前移5位; 位列第三,排在前面的是甲、乙和丙."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorer.checks.figures.beginnings import ranked
from scorer.checks.figures.quantifiers import clause_end, clause_start
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import EXACT, plain, whole_number
from scorer.statements.quantities import RATE
from scorer.statements.readings import Figures, Reading
from scorer.text.expressions import expression

_PLACE_FOLLOWS = (
    *("列", "居", "排", "排在", "名", "列在", "居于", "升至", "升到", "降至", "降到", "跃至", "跃居", "跌至"),
    *("滑至", "退至", "全国", "全省", "全市", "全县", "全区", "全州", "总分", "得分"),
)
_UP = ("上升", "前移", "前进", "提升", "跃升", "攀升", "晋升", "爬升", "提高", "挺进", "升", "跃", "进")
_DOWN = ("下降", "下滑", "后移", "后退", "回落", "滑落", "跌落", "掉", "落", "退", "降", "滑", "跌")
_NUMBER = r"([0-9]{1,3}|[一二三四五六七八九十]{1,3})"
_PLACE = expression(rf"(倒数)?第{_NUMBER}(?![一二三四五六七八九十\d])", "第")
_NO_PLACE = ("类", "条", "款", "项", "批", "次", "届", "期", "季", "个", "部", "轮", "任", "章", "号", "年",
             "低", "高", "少", "多", "差")  # fmt: skip
_STEPS = r"(\d{1,2}|[一二两三四五六七八九十]{1,2})(?:个?位次|个?名次|位|名(?!额))"
_MOVED = expression(rf"({'|'.join((*_UP, *_DOWN))})(?:了|约)?{_STEPS}", "位", "名")
_AHEAD = expression(
    r"(?:排在|位于|位居|列于|排|居)(?:其|我.|本.)?(?:前面|之前|前列|前)的(?:是|为|有|依次是|分别是)?"
    r"|前面(?:只|仅)?有|仅次于|落后于"
)
_HIGHER = expression(
    r"(?:高过|高于|超过|优于|领先|领先于|胜过|排在|列在|居于)[^,;:。\d]{0,6}?(?:前面|之前|前头)?的(?:还|共|只|仅)?有|比[^,;:。\d]{1,6}?[分绩名]?[数次]?(?:要|更|还)?(?:高|多|好|靠前)的(?:还|共|只|仅)?有",
    *("的" + word for word in ("有", "还有", "共有", "只有", "仅有")),
)
_THAN = expression(rf"比第{_NUMBER}[位名]的?[^,;:。\d]{{0,10}}?(高|多|领先|低|少|落后)出?(?=\d)", "比第")
_SO_MANY = expression(r"^(\d{1,2}|[一二两三四五六七八九十]{1,2})[个家名位]")
_LOWER = expression(r"(?:高于|好于|优于|领先)(?:其中|了|于)?(?:的)?(\d{1,2}|[一二两三四五六七八九十]{1,2})[个家]")
_HOW_MANY = expression(r"[一二两三四五六七八九十](?:个|家|地)?(?:县区|部门|单位|县|区|镇)?$")
_FIELD = expression(
    r"(\d{1,3}|[一二三四五六七八九十]{1,3})(?:个|家)?[^,;:。\d]{1,20}?"
    r"(?:中|里|考核|评估|评比|评价|评议|排名|测评|,|的)"
)
_RANKED = ("县", "市", "区", "镇", "乡", "部门", "单位", "街道", "局", "委")
_LAST = ("倒数第一", "垫底", "最后一", "殿后")
_PAST = ("上年", "去年", "上一年", "前一年", "上年度", "原", "此前", "上次", "较", "比", "由", "从")
_APART = ("与", "距", "离", "比", "同", "和")  # 与第一名相差3.3分
_THIS_YEAR = ("今年", "本年", "本年度")
_FIELDS = ("全国", "全省", "全市", "全县", "全区", "全州", "同类", "同组")
_BODY = r"((?:县级市|县|市|区|州|盟|旗|乡|镇|街道|[()、])+)"
_RANKED_IN = expression(
    rf"(全国|全省|全市|全县|全区|全州|全盟|参评的?|参加考[核评]的?|被考核的?){_BODY}(?:中|里|的|考核|排名|排|位|居|列|第|名|总)*$"
)
_HOW_MANY_IN = expression(
    rf"([国省市县区州盟])(?:[^,;。\d]{{0,4}}辖|[共有内现]{{0,3}})(\d{{1,3}}|[一二三四五六七八九十]{{1,3}})个{_BODY}",
    "个",
)
_FIRST_ONES = expression(
    rf"(?:跻身|进入|挺进|迈入|跨入|挤进|稳居|稳定在|保持在|进到|闯入|位居|位列|处于)[^,;。\d]{{0,6}}?前{_NUMBER}(?![一二三四五六七八九十百\d年月天个批次季期届项类轮成%])",
    "前",
)
_NOT_YET = (
    "、",
    "月",
    "季度",
    "力争",
    "未能",
    "没有",
    "未",
    "距",
    "目标",
    "争取",
    "上年",
    "去年",
    "曾",
    "单项",
    "其中",
    "指标",
)
_BACKWARDS = expression(rf"倒数第{_NUMBER}", "倒数")
_PLACE_OR_FIRST = expression(
    rf"(?<!倒数)第{_NUMBER}(?![一二三四五六七八九十\d]|{'|'.join(_NO_PLACE)})|首位|榜首", "第", "首位", "榜首"
)
_DOWNWARD, _UPWARD = ("由高到低", "从高到低", "由多到少", "从多到少"), ("由低到高", "从低到高", "由少到多", "从少到多")
_BETTER = ("出庭", "满意", "合格", "优秀", "办结", "化解", "得分", "评分", "成绩", "履行率", "采纳")
_MEASURES = frozenset("分件起宗批次")
_PAIR = 2
_BACK = 240  # characters before a sentence in which it may be said how many there are
_NEAR = 12
_LONGEST = 60
_TITLES = ("、", "和", "及", "与")


class Place(NamedTuple):
    """A place in a ranking; offsets of the plain text."""

    start: int
    end: int
    place: int
    field: str  # 全市; empty where nothing is said
    past: bool  # whether it is that of the year before


def find_ranks(figures: Figures) -> Iterator[Computed]:
    """Every place with the move, the names and the number of the ranked that are told beside it."""
    text = figures.text
    for low, high in _sentences(text):
        places = _places(text, low, high)
        if not places:
            continue
        end = clause_end(text, high + 1, "。;\n")
        end = end if text[high : high + 1] != "\n" else high
        if len(places) == 1 and not places[0].past:
            beside = [place for place in _places(text, high, end) if place.past]
            places = [*places, *beside] if _MOVED.search(text, places[0].end, high) else places
        if len(places) > 1:
            yield from _moves(text, places, low, high)
        yield from _aheads(text, places, low, high)
        yield from _ahead_of(text, places, low, end)
        yield from _than(text, places, high)
        yield from _among(figures, places, low, high)
        yield from _beyond(text, places, low)
        yield from _within(text, places, low, high)
        yield from _from_last(text, places, low, high)
        yield from _values(figures, low, end if text[high : high + 1] == ";" else high)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences that may tell a place."""
    high = -1
    for at in ranked(text):
        if at > high:
            low = max(text.rfind(stop, 0, at) for stop in "。;\n") + 1
            high = min((end for stop in "。;\n" if (end := text.find(stop, at)) >= 0), default=len(text))
            yield low, high


def _places(text: str, low: int, high: int) -> list[Place]:
    found: list[Place] = []
    for match in _PLACE.finditer(text, low, high):
        head = text[max(low, match.start() - _NEAR) : match.start()]
        clause = head.rpartition(",")[2]
        named = text[match.end() : match.end() + 1] in ("位", "名")
        if match.group(1) or text.startswith(_NO_PLACE, match.end()) or not (named or clause.endswith(_PLACE_FOLLOWS)):
            continue
        if head.endswith(_APART):
            continue
        whole = text[max(low, text.rfind(",", low, match.start()) + 1) : match.start()]
        field = next((one for one in _FIELDS if one in whole), "")
        past = any(word in whole for word in _PAST) and not any(
            word in clause[-3:] for word in ("升", "降", "到", "至", "跃")
        )
        past |= text.startswith(_PAST[:5], low + (text[low : low + 1] in "。;")) and not any(
            word in text[low : match.start()] for word in _THIS_YEAR
        )
        found.append(Place(match.start(), match.end(), whole_number(match.group(2)), field, past=past))
    return found


def _moves(text: str, places: Sequence[Place], low: int, high: int) -> Iterator[Computed]:
    """去年居第七位,今年第五位,前移三个位次; 由第四位升至第六位."""
    old = [place for place in places if place.past]
    new = [place for place in places if not place.past]
    if len(old) != 1 or len(new) != 1 or (old[0].field and new[0].field and old[0].field != new[0].field):
        return  # 全市第3位 and 全省第8位 are places in two rankings
    before, now = old[0], new[0]
    between = text[before.end : now.start].strip("位名到至为居列全省市县国了") if before.start < now.start else ""
    told = next((word for word in (*_UP, *_DOWN) if between.endswith(word)), "")
    inner = text.find("其中", min(before.end, now.end), high)
    steps = list(_MOVED.finditer(text, min(before.end, now.end), inner if inner >= 0 else high))
    up = before.place > now.place
    agree = (not told or ((told in _UP) == up and before.place != now.place)) and all(
        whole_number(match.group(2)) == abs(before.place - now.place) and (match.group(1) in _UP) == up
        for match in steps
    )
    if told or steps:
        shown = ", ".join((f"{before.place} → {now.place}", *(match.group(2) for match in steps)))
        end = max(places[-1].end, *(match.end() for match in steps), 0)
        yield Computed(places[0].start, end, "rank", CONSISTENT if agree else INCONSISTENT, shown, True)


def _aheads(text: str, places: Sequence[Place], low: int, high: int) -> Iterator[Computed]:
    """位列第三,排在前面的是甲、乙和丙; 排名第四,仅次于甲、乙: as many are ahead as there are names."""
    now = [place for place in places if not place.past]
    for match in _AHEAD.finditer(text, low, high):
        before = [place for place in now if place.end <= match.start()]
        end = min((at for stop in ",(" if (at := text.find(stop, match.end(), high)) >= 0), default=high)
        said = _HOW_MANY.sub("", text[match.end() : end])
        names = [part for name in said.split("、") for part in _apart(name)]
        if not before or match.start() - before[-1].end > _LONGEST or "等" in said:
            continue
        if not all(1 < len(name) <= _NEAR for name in names) or any(char.isdigit() for char in said):
            continue
        agree = before[-1].place == len(names) + 1
        shown = f"{before[-1].place} : {len(names)}"
        yield Computed(before[-1].start, end, "rank", CONSISTENT if agree else INCONSISTENT, shown, True)


def _ahead_of(text: str, places: Sequence[Place], low: int, high: int) -> Iterator[Computed]:
    """排第二名。得分高过我县的有甲、乙、丙三家; 比我镇分高的有4个。我镇是第三名; 9个县中列第5,高于其中6个."""
    now = [place for place in places if not place.past]
    if len(now) != 1:
        return
    place, floor = now[0], clause_start(text, low - 1, "。\n")
    for match in _HIGHER.finditer(text, floor, high):
        end = clause_end(text, match.end(), ",;。\n")
        said = text[match.end() : end].removeprefix("是").removeprefix("为")
        many = _SO_MANY.match(said)
        names = [part for name in _HOW_MANY.sub("", said).split("、") for part in _apart(name)]
        if many is None and ("等" in said or not all(1 < len(name) <= _NEAR and name.isalpha() for name in names)):
            continue
        ahead = whole_number(many.group(1)) if many is not None else len(names)
        verdict = CONSISTENT if place.place == ahead + 1 else INCONSISTENT
        yield Computed(min(place.start, match.start()), max(place.end, end), "rank", verdict,
                       f"{place.place} : {ahead}", True)  # fmt: skip
    field = _FIELD.search(text, low, place.start)
    for match in _LOWER.finditer(text, place.end, high) if field is not None else ():
        count, behind = whole_number(field.group(1)), whole_number(match.group(1))  # type: ignore[union-attr]
        verdict = CONSISTENT if place.place + behind <= count else INCONSISTENT
        yield Computed(field.start(), match.end(), "rank", verdict, f"{place.place} + {behind} : {count}", True)  # type: ignore[union-attr]


def _than(text: str, places: Sequence[Place], high: int) -> Iterator[Computed]:
    """居第七位,比第六位的甲市低0.4分,比第八位的乙市低0.9分: whoever stands behind has less."""
    now = [place for place in places if not place.past]
    for match in _THAN.finditer(text, now[0].end, high) if now else ():
        other, more = whole_number(match.group(1)), match.group(2) in ("高", "多", "领先")
        if other != now[0].place:
            verdict = CONSISTENT if more == (other > now[0].place) else INCONSISTENT
            yield Computed(now[0].start, match.end(), "rank", verdict, f"{now[0].place} : {match.group()}", True)


def _apart(name: str) -> list[str]:
    for join in _TITLES[1:]:
        head, found, tail = name.partition(join)
        if found and len(head) > 1 and len(tail) > 1:
            return [head, tail]
    return [name]


def _beyond(text: str, places: Sequence[Place], low: int) -> Iterator[Computed]:
    """全州共辖10个县(市)。…,位居全州县(市)第12位: how many there are stands some sentences before."""
    for place in places:
        clause = text[max(low, text.rfind(",", low, place.start) + 1) : place.start]
        match = _RANKED_IN.search(clause)
        if place.past or match is None:
            continue
        field, noun = match.groups()
        floor = max(0, low - _BACK, text.rfind("\n", 0, low) + 1)
        told = [one for one in _HOW_MANY_IN.finditer(text, floor, low) if _same_bodies(one.group(3), noun)]
        told = [one for one in told if one.group(1) == field[1:] or field[0] != "全"]
        counts = {whole_number(one.group(2)) for one in told}
        if len(counts) == 1:
            count = counts.pop()
            verdict = CONSISTENT if place.place <= count else INCONSISTENT
            yield Computed(told[0].start(), place.end, "rank", verdict, f"{place.place} : {count}", True)


def _within(text: str, places: Sequence[Place], low: int, high: int) -> Iterator[Computed]:
    """列全省第12位,首次跻身全省前十: whoever is among the first ten has none of the places behind."""
    now = [place for place in places if not place.past]
    for match in _FIRST_ONES.finditer(text, low, high) if len(now) == 1 else ():
        field = next((one for one in _FIELDS if one in match.group()), "")
        between = text[min(now[0].end, match.end()) : max(now[0].start, match.start())]
        other = field and now[0].field and field != now[0].field
        if other or any(word in between + match.group() for word in _NOT_YET) or len(between) > _LONGEST:
            continue
        most = whole_number(match.group(1))
        verdict = CONSISTENT if now[0].place <= most else INCONSISTENT
        start, end = min(now[0].start, match.start()), max(now[0].end, match.end())
        yield Computed(start, end, "rank", verdict, f"{now[0].place} > {most}", True)


def _from_last(text: str, places: Sequence[Place], low: int, high: int) -> Iterator[Computed]:
    """17个镇街中名列第13名,也就是倒数第三: the place from the last, of so many."""
    now = [place for place in places if not place.past]
    field = _FIELD.search(text, low, now[0].start) if len(now) == 1 else None
    for match in _BACKWARDS.finditer(text, now[0].end, high) if field is not None else ():
        between = text[now[0].end : match.start()]
        count, back = whole_number(field.group(1)), whole_number(match.group(1))  # type: ignore[union-attr]
        if len(between) > _NEAR or now[0].place > count or any(word in between for word in (*_PAST, "其中", "单项")):
            continue
        told = now[0].place + back == count + 1
        shown = f"{now[0].place} + {back} : {count} + 1"
        yield Computed(field.start(), match.end(), "rank", CONSISTENT if told else INCONSISTENT, shown, True)  # type: ignore[union-attr]


def _values(figures: Figures, low: int, high: int) -> Iterator[Computed]:
    """由高到低,我局87.4分居第五,居第六的水利局89.1分: values of places go one way."""
    text = figures.text
    told = _placed_values(figures, low, high)
    if len({place for place, _ in told}) < len(told) or len(told) < _PAIR:
        return
    told.sort()
    values = [reading.quantity.number.value for _, reading in told]
    falls = all(a >= b for a, b in zip(values, values[1:], strict=False))
    rises = all(a <= b for a, b in zip(values, values[1:], strict=False))
    down, up = any(word in text[low:high] for word in _DOWNWARD), any(word in text[low:high] for word in _UPWARD)
    better = told[0][1].unit == "分" or any(word in text[low:high] for word in _BETTER)
    wrong = (
        not (falls or rises) or (rises and not falls and (down or (better and not up))) or (falls and not rises and up)
    )
    readings = sorted(reading for _, reading in told)
    shown = ", ".join(f"{place}: {plain(reading.quantity.number.value)}" for place, reading in told)
    start, end = min(readings[0].start, low + 1), readings[-1].end
    yield Computed(start, end, "order", INCONSISTENT if wrong else CONSISTENT, shown, True)


def _has_degree(reading: Reading) -> bool:
    """Whether bodies may be ranked by a number: a rate, a score, cases or times, and not how many bodies there are."""
    return reading.quantity.number.manner == EXACT and (reading.quantity.kind == RATE or reading.unit[:1] in _MEASURES)


def _placed_values(figures: Figures, low: int, high: int) -> list[tuple[int, Reading]]:
    """The places of a sentence with the one value that stands in the clause of each, or alone in the clause before."""
    text, found = figures.text, []
    number = figures.sentence_at(low + 1)
    readings = [r for line in figures.lines[max(0, number) : number + 1] for r in line.readings]
    readings = [r for r in readings if r.start >= low and _has_degree(r)]
    for match in _PLACE_OR_FIRST.finditer(text, low, high):
        start, end = clause_start(text, match.start(), ",;。\n"), clause_end(text, match.end(), ",;。\n")
        own = [r for r in readings if start <= r.start < end]
        if not own:
            start = clause_start(text, start - 1, ",;。\n")
            own = [
                r for r in readings if start <= r.start < end and _PLACE_OR_FIRST.search(text, start, r.start) is None
            ]
        if len(own) != 1 or any(word in text[start:end] for word in (*_PAST, "其中", "增", "降", "升", "差", "均")):
            return []
        found.append((whole_number(match.group(1)) if match.group(1) else 1, own[0]))
    return found if len({r.unit for _, r in found}) == 1 else []


def _same_bodies(one: str, other: str) -> bool:
    """Whether bodies are called alike: 区县 and 县区, 县(市) and 县."""
    bare, ranked = (set(noun) - set("()、") for noun in (one, other))
    return bool(ranked) and (ranked <= bare or bare <= ranked)


def _among(figures: Figures, places: Sequence[Place], low: int, high: int) -> Iterator[Computed]:
    """在全省14个市(州)考核中位列第15位: no place is beyond the number of those that are ranked, 末位 is the last."""
    text = figures.text
    place = next((one for one in places if not one.past), None)
    if place is None:
        return
    for match in _FIELD.finditer(text, low, place.start):
        count = whole_number(match.group(1))
        between = text[match.end() : place.start]
        ranked = any(word in match.group() for word in _RANKED)
        whole = text[max(low, match.start() - 2) : match.start()] in _FIELDS
        entered = any(
            word in text[max(low, match.start() - _NEAR) : match.start()] for word in ("参加", "参评", "参与")
        )
        ranked = ranked and (whole or entered or match.group()[-1] in ("中", "里"))
        if (
            not ranked
            or count < 2
            or len(between) > _LONGEST
            or text[match.start() - 1 : match.start()] in ("第", "前", "和", "及", "与", "、")
        ):
            continue
        behind = text[place.end : min(high, place.end + _NEAR)].lstrip("位名,居于列处为排在即仅也")
        last = next((word for word in ("末", *_LAST) if behind.startswith(word)), "")
        past = [one for one in places if one.past and match.end() <= one.start and not one.field]
        beyond = max([place, *past], key=lambda one: one.place)
        agree = beyond.place <= count and (not last or place.place == count)
        shown = f"{beyond.place} : {count}" + (f", {last}" if last else "")
        verdict = CONSISTENT if agree else INCONSISTENT
        yield Computed(match.start(), max(place.end, beyond.end), "rank", verdict, shown, True)
        return
