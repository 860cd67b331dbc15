"""Words that all of a thing was done, beside a count or a rate of it that is less: 72名取得证件, 75名悉数持证."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from scorer.checks.figures.quantifiers import clause_end
from scorer.checks.figures.verdicts import INCONSISTENT, Computed, adds_up, computed, exceeds, numbers
from scorer.statements.numerals import plain
from scorer.statements.quantities import RATE
from scorer.statements.readings import AMONG, BESIDE, PENDING, REFUSED, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_EVERY = ("全部", "悉数", "无一例外", "均", "都", "一律", "全数", "逐一")
_NO_EVERY = frozenset(word[0] for word in _EVERY)  # without which none of them is told
_EACH = ("凡", "所有", "全部", "每一", "每次", "每件", "每个", "每项", "历次")
_EVERY_NOUN = expression(
    rf"(?:{'|'.join(_EACH)})([^,;:。\d]{{2,20}}?),?(?:均|都|无一例外|一律|全部|无一不)([^,;:。\d]{{2,20}})"
)
_ALL_DONE = ("全部", "均已", "悉数", "都已")
_SUBJECT = expression(
    rf"(?:^|[,;:。])([^,;:。\d]{{2,16}}?)(?:已经|已)?(?:{'|'.join(_ALL_DONE)})([^,;:。\d]{{2,12}})",
    *_ALL_DONE,
)  # fmt: skip
_DONE_BY_ALL = ("全部", "全部实现", "均已", "均实现", "悉数", "都已", "均")
_SPARED = ("除", "不适用", "豁免", "例外情形", "无需", "不需", "其余", "余下", "剩余", "另有", "补", "目前", "截至")
_ALL_OF_IT = 100
_STEPS = ("答复", "回复", "办复", "提交", "公开", "公示", "受理", "立案", "登记")  # deeds that close nothing
_HANDING = ("报送", "提交", "上报", "递交", "报告", "上交", "完成")
_HANDED = ("实际", "共", "收到", "报送", "提交", "上报", "接收")
_STILL = ("仍有", "尚有", "还有")
_NOT_CLOSED = ("未办结", "未审结", "未结", "未完成", "未整改", "未销号", "未化解")
_WHOLE = ("", "全省", "全市", "全县", "全区", "全州", "全旗", "全镇", "全部")
_PAIR = 2
_ALIKE = 3  # pairs of characters that two deeds share to be the same one
_SHORT_SUBJECT = 10
_LONGEST = 100  # characters of the sentence behind the counts
_CLAUSE = ",;:。\n"


def find_alls(figures: Figures) -> Iterator[Computed]:
    """Every count and rate below what the sentence, or one beside it, says of all."""
    for rate in figures.index.kind[RATE]:
        yield from _full_rate(figures, rate)
        yield from _below(figures, rate)
    for number in sorted(figures.saying("figure-told-all")):
        line = figures.lines[number]
        if number < 0:
            continue
        if len(line.readings) > 1:
            yield from _of_every(figures, number, line)
        for whole in line.readings:
            if whole.counts and whole.tie not in (AMONG, REST, *BESIDE):
                deed, end = _deed(figures, whole)
                told = len(deed) >= _PAIR
                if told:
                    yield from _restated(figures, whole, deed, end)
                yield from _against_parts(figures, whole)
                if told:
                    yield from _left_open(figures, whole, deed, end)
                    yield from _handed_in(figures, whole, deed, end)


def _against_parts(figures: Figures, whole: Reading) -> Iterator[Computed]:
    """9件全部完成,其中正在起草2件; 60件无一不合格,其中不合格3件: all are said to be what a part of them is not."""
    behind = figures.readings[whole.at + 1 : whole.at + 3]
    first = next((r for r in behind if r.unit not in figures.words.scores), None)
    if first is None or first.sentence - whole.sentence > 1:
        return
    if first.tie != AMONG or figures.wholes.get(first.at) is not whole:
        return
    clause = figures.text[whole.end : first.quantity.name]
    found = [(at, word) for word in (*_EVERY, "无一") if (at := clause.find(word)) >= 0]
    if not found or ";" in clause:
        return
    at, word = min(found)
    deed = clause[at + len(word) :].removeprefix("已").rstrip(",")
    items = figures.items(first)
    none = deed.lstrip("件例起人名个") if word == "无一" else ""
    for item in items:
        label = item.label.removeprefix("其中").lstrip(":、,") or item.behind
        if _contradicts(label, deed) or (
            len(none) >= _PAIR and none[0] not in "不未" and label.startswith(none[:_PAIR])
        ):
            shown = f"{plain(whole.quantity.number.value)} {word}{deed[:_SHORT_SUBJECT]}, "
            shown += figures.text[item.start : item.end]
            yield computed([whole, item], "all-closed", INCONSISTENT, shown)
            return
    label = first.label.removeprefix("其中").lstrip("已:、,")
    for verb in ("开展", "履行", "进行", "经过", "经", "完成"):
        label = label.removeprefix(verb)
    less = first.quantity.number.high < whole.quantity.number.low
    if len(items) == 1 and less and len(label) > _ALIKE and label in deed:
        yield _less(first, whole, word + deed, first.end)


def _left_open(figures: Figures, whole: Reading, deed: str, end: int) -> Iterator[Computed]:
    """57个已全部整改到位,其中立行立改38个、限期整改14个,另有5个正在推进; 1030人均持证,其中未取得证件的12人."""
    listed: list[Reading] = []
    for part in figures.context(whole, back=0, on=1):
        if part.start < end or not part.counts or not figures.words.alike(part.unit, whole.unit):
            continue
        listed.append(part)
        if part.quantity.number.low >= whole.quantity.number.high or part.tie in BESIDE or part.period:
            return
        if not _is_open(figures, part, deed):
            continue
        apart = part.tie == REST or figures.has("figure-besides", figures.readings[part.at - 1].end, part.start)
        if not apart or adds_up(whole.quantity.number, numbers(listed)):
            shown = f"{plain(whole.quantity.number.value)} {deed[:_SHORT_SUBJECT]}, "
            yield computed([whole, part], "all-closed", INCONSISTENT, shown + figures.text[part.start : part.end])
        return


def _handed_in(figures: Figures, whole: Reading, deed: str, end: int) -> Iterator[Computed]:
    """36个成员单位全部报送年度报告,实际收到报告33份: as many papers as bodies that handed in one."""
    if whole.unit not in ("个", "家") or not deed.startswith(_HANDING):
        return
    for part in figures.context(whole, back=0, on=1):
        thing = part.label[-_PAIR:] if part.label else part.behind[:_PAIR]
        label = part.label
        for word in _HANDED:
            label = label.removeprefix(word)
        papers = part.start >= end and part.unit in ("份", "件", "篇") and part.tie in ("", SUM) and not part.period
        if papers and len(thing) == _PAIR and thing in deed and label != part.label and label in ("", thing, deed):
            if part.quantity.number.high < whole.quantity.number.low:
                yield _less(part, whole, deed, part.end)
            return


def _is_open(figures: Figures, part: Reading, deed: str) -> bool:
    """Whether a count is of those of whom the deed is not done: its words deny it, or they are still under way."""
    words = part.label + part.behind
    at = figures.text.find(deed, max(0, part.start - _LONGEST))
    closed = figures.mask(("figure-concept-closed", "figure-concept-mended", "figure-concept-success"))
    # What has been answered or handed in may still be under way.
    step = any(word in deed for word in _STEPS)
    still = not step and (part.stage == PENDING or figures.near(part, "figure-pending", "figure-not-yet"))
    denied = max(words.find("未"), words.find("没有"))
    if still and (denied < 0 or words.startswith(_NOT_CLOSED, denied)) and figures.classes(at, at + len(deed)) & closed:
        return True
    return denied >= 0 and deed[-_PAIR:] in words[denied:]


def _contradicts(label: str, deed: str) -> bool:
    """Whether what a part is said to be is not what all are said to be: 不合格 and 合格, 正在起草 and 完成."""
    if label[:1] in ("不", "未") and len(label) > _PAIR and label[1 : 1 + _PAIR] in deed:
        return True
    if label.startswith(("正在", "尚在", "仍在", "尚未")):
        return any(word in deed for word in ("完成", "办结", "审结", "整改到位", "销号", "化解", "结案"))
    return label.startswith("逾期") and any(word in deed for word in ("期限内", "时限内", "按期", "按时", "期内"))


def _deed(figures: Figures, whole: Reading) -> tuple[str, int]:
    """What is said of all, in the clause of a count: 持证上岗 of 75名新录用人员悉数持证上岗; and where it ends."""
    text = figures.text
    low, high = whole.end, clause_end(text, whole.end, _CLAUSE)
    if high == whole.quantity.stop and text[high : high + 1] == "," and text.startswith(_EVERY, high + 1):
        low, high = high + 1, clause_end(text, high + 1, _CLAUSE)  # 出台9件,均经审核
    clause = text[low:high]
    if _NO_EVERY.isdisjoint(clause):
        return "", high
    found = [(at, word) for word in _EVERY if (at := clause.find(word)) >= 0]
    if not found:
        return "", high
    at, word = min(found)
    return clause[at + len(word) :].removeprefix("已").removeprefix("经"), high


def _is_turned_away(part: Reading) -> bool:
    return part.label.startswith(("不", "未", "退回", "尚"))


def _restated(figures: Figures, whole: Reading, deed: str, end: int) -> Iterator[Computed]:
    """新录用75名,72名取得证件。75名新录用人员悉数持证."""
    before = [r for r in figures.before(whole) if r.counts and r.unit == whole.unit and r.tie not in BESIDE]
    first = next((r for r in before if r.quantity.number == whole.quantity.number), None)
    if first is None:
        return
    for part in before:
        if (
            part.at <= first.at
            or not exceeds(part.quantity.number, numbers([whole]))
            or part.stage in (PENDING, REFUSED)
        ):
            continue
        if any(first.at < r.at < part.at and _is_turned_away(r) for r in before):
            continue  # 印发11件,退回2件;退回的2件,一件…备案门槛: of those
        between = figures.text[first.end : whole.start]
        beside = [r for r in before if r.at > first.at and r.at != part.at]
        whole_again = any(adds_up(whole.quantity.number, numbers([part, r])) for r in beside)
        spared = any(word in between for word in _SPARED if word not in ("目前", "截至"))
        denied = _is_turned_away(part)
        named = part.label[-_PAIR:]  # 规章4件 are none of 9件法规草案
        other = (
            len(named) == _PAIR and named not in whole.behind + first.around and not figures.said(part, "figure-done")
        )
        if not whole_again and not spared and not denied and not other and _same_deed(figures, part, deed):
            yield _less(part, whole, deed, end)
            return


def _same_deed(figures: Figures, part: Reading, deed: str) -> bool:
    """Whether a count tells of what all are said to have done, by its words or by what they mean."""
    around = part.around
    if any(deed[i : i + _PAIR] in around for i in range(min(len(deed), _SHORT_SUBJECT) - 1)):
        return True
    at = figures.text.find(deed, part.end)
    return at >= 0 and bool(figures.classes(at, at + len(deed)) & part.near & figures.concepts)


def _of_every(figures: Figures, number: int, line: Line) -> Iterator[Computed]:
    """出台62件,审查57件。凡出台的政策,无一例外都履行了审查程序: in the sentence of the counts or in the next."""
    text = figures.text
    high = text.find("。", line.end + 1)
    paragraph = text.find("\n", line.end)
    high = min(at for at in (high, paragraph, line.end + _LONGEST) if at >= 0)
    last = number + 1 == len(figures.lines) or figures.lines[number + 1].start >= high
    end = max(line.end, high) if last else line.end
    said = text[line.start : end]
    for match in _EVERY_NOUN.finditer(text, line.start, end) if any(word in said for word in _EACH) else ():
        yield from _every_one(figures, figures.readings[: line.readings[-1].at + 1], match.start(), *match.groups())
    for match in _SUBJECT.finditer(text, line.start, end) if any(word in said for word in _ALL_DONE) else ():
        subject, deed = match.group(1).replace("的", "").replace("出", ""), match.group(2)
        counts = [r for r in line.readings if r.counts and r.end <= match.start(1)][-_PAIR:]
        if len(counts) < _PAIR or counts[0].unit != counts[1].unit or counts[1].tie in (AMONG, *BESIDE):
            continue
        whole, part = counts
        own, said = whole.around, part.label.removeprefix("已")
        pairs = [subject[i : i + _PAIR] for i in range(len(subject) - 1)]
        same = subject[-_PAIR:] in own and 2 * sum(pair in own for pair in pairs) >= len(pairs)
        less = part.quantity.number.high < whole.quantity.number.low
        if same and less and len(said) >= _PAIR and said in deed and not _is_spared(figures, part.end, match.start(1)):
            yield _less(part, whole, match.group().lstrip(",;:。"), match.end())


def _is_spared(figures: Figures, low: int, high: int) -> bool:
    between = figures.text[low:high]
    return any(word in between for word in _SPARED)


def _every_one(figures: Figures, readings: Sequence[Reading], at: int, noun: str, deed: str) -> Iterator[Computed]:
    counts = [r for r in readings[-6:] if r.counts and r.end <= at and "\n" not in figures.text[r.end : at]]
    tail = noun[-_PAIR:]
    for whole, part in zip(counts, counts[1:], strict=False):
        bare = noun.replace("的", "").replace("年内", "").replace("全年", "")
        pairs = [bare[i : i + _PAIR] for i in range(len(bare) - 1)]
        if 2 * sum(pair in whole.around for pair in pairs) < len(pairs):
            continue  # 凡审议涉法事项的会议: some of them only
        if whole.unit != part.unit or tail not in whole.around or {whole.tie, part.tie} & {AMONG, *BESIDE}:
            continue
        between = figures.text[whole.end : at]
        alike = sum(deed[i : i + _PAIR] in part.around for i in range(len(deed) - 1))
        spared = any(word in between for word in _SPARED)
        if alike >= _ALIKE and not spared and part.quantity.number.high < whole.quantity.number.low:
            yield _less(part, whole, deed, at + len(noun) + len(deed))


def _full_rate(figures: Figures, rate: Reading) -> Iterator[Computed]:
    name = rate.label.partition("率")[0] if "率" in rate.label else ""
    if len(name) >= _PAIR and rate.quantity.number.value == _ALL_OF_IT:
        yield from _not_full(figures, rate, name[-_PAIR:])


def _not_full(figures: Figures, rate: Reading, verb: str) -> Iterator[Computed]:
    """5个乡镇未完成装备配备,全县装备配备率达100%; 持证率100%,仍有7名执法人员未取得执法证件."""
    for part in figures.following(rate)[:1]:
        still = part.label.endswith(_STILL) and part.counts and _is_denied(figures, part, rate)
        if still and part.behind.partition("未")[0].partition("没有")[0][-2 * _PAIR :] in rate.label:
            shown = f"{_ALL_OF_IT}%, {figures.text[part.start : part.end]}{part.behind}"
            yield computed([rate, part], "all-closed", INCONSISTENT, shown)
            return
    for part in figures.before(rate, back=0):
        words = part.behind or part.label
        at = words.find("未")
        past = figures.has("figure-last-year", figures.lines[part.sentence].start, rate.start)
        deed = words[at:].rstrip("的工作").endswith(verb) or words[at:].startswith("未" + verb)  # 未届答复期限
        if part.counts and not past and 0 <= at <= 2 * _PAIR and deed and part.tie not in BESIDE:
            shown = f"{figures.text[part.start : part.end]}{words[at:]}, {_ALL_OF_IT}%"
            yield computed([part, rate], "all-closed", INCONSISTENT, shown)
            return


def _is_denied(figures: Figures, part: Reading, rate: Reading) -> bool:
    """Whether the words behind a count deny what a rate measures: 未取得执法证件 for 持证率."""
    denied = max(part.behind.find("未"), part.behind.find("没有"))
    at = part.end + denied
    return denied >= 0 and bool(figures.classes(at, part.quantity.stop) & rate.said & figures.concepts)


def _below(figures: Figures, rate: Reading) -> Iterator[Computed]:
    """任务完成率98%,各项任务全部完成."""
    text, label = figures.text, rate.label
    line = figures.lines[rate.sentence]
    stem = label[: label.find("率")] if "率" in label else ""
    if len(stem) < _PAIR or rate.quantity.number.high >= _ALL_OF_IT or rate.tie or rate.period == "last":
        return
    if _NO_EVERY.isdisjoint(text[rate.end : line.end]):
        return
    if figures.said(rate, "figure-rate-none") or rate.quantity.number.manner:
        return
    limits = figures.inside("figure-limit", rate.quantity.lead, rate.start)
    if any(text[slice(*span)] not in stem[-2 * _PAIR :] for span in limits):
        return
    for word, verb in product(_DONE_BY_ALL, (stem[-2 * _PAIR :], stem[-_PAIR:])):
        at = text.find(f"{word}{verb}", rate.end, line.end)
        low = max(text.rfind(stop, rate.end - 1, at) for stop in _CLAUSE) + 1 if at >= 0 else 0
        if at < 0 or low <= rate.end - 1:
            continue
        subject = text[low:at].removesuffix("已")
        known = text[line.start : rate.start]
        count = next((r for r in figures.following(rate) if r.start >= low and r.end <= at), None)
        if count is not None and count.tie not in (AMONG, *BESIDE) and count.label in _WHOLE:
            subject = text[count.end : at]  # 全县1450项政务服务事项
        own = any(char.isdigit() for char in subject) or "其中" in subject or len(subject) > _SHORT_SUBJECT
        each = text[at + len(word) + len(verb) :][:1].isdigit()  # 全部出庭1次以上
        if not own and not each and (not subject or subject[-_PAIR:] in known):
            said = text[at : at + len(word) + len(verb)]
            test = computed([rate], "all-closed", INCONSISTENT, f"{text[rate.start : rate.end]}, {said}")
            yield test._replace(end=at + len(said))
            return


def _less(part: Reading, whole: Reading, said: str, end: int) -> Computed:
    shown = f"{plain(part.quantity.number.value)} < {plain(whole.quantity.number.value)}, {said}"
    test = computed([whole, part], "all-closed", INCONSISTENT, shown)
    return test._replace(end=max(test.end, end))
