"""Values told in turn, or one after the other, against who is said to have most.

来电、来信、来访分别为520件、180件、260件,来信最多;
216件,…280件,前者比后者多; 分别是32件、47件、28件,最少的一家30件.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.beginnings import in_turn
from scorer.checks.figures.quantifiers import clause_start
from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed
from scorer.statements.numerals import EXACT, plain
from scorer.statements.quantities import COUNT, DURATION, RATE
from scorer.statements.readings import BESIDE
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

_MOST = (
    "最多", "最高", "最大", "最为集中", "最集中", "居首", "第一", "最突出", "最为突出", "最长", "占比最", "首位",
    "榜首",
)  # fmt: skip
_LEAST = ("最少", "最低", "最小", "垫底", "居末", "最短", "末位")
_FOREIGN = (
    *("金额", "增", "降", "幅", "均", "难度", "影响", "面积", "时长", "效果", "速度", "满意", "上年", "去年", "涨"),
    *("不", "未", "并非", "曾", "要求", "应", "拟", "计划"),
)
_BOTH = expression(
    r"(前者|后者)([^,;:。\d]{0,8}?)(比|较|高于|多于|超过|大于|低于|少于|小于|不及|不如)(前者|后者)([^,;:。\d]{0,6})",
    "前者",
    "后者",
)
_ONE = expression(
    r"(前者|后者)([^,;:。\d]{0,6}?)(居首位?|居第一位?|排第一|列第一|位居第一|最多|最高|占多数|占大头|更多|更高|更大|更少|更低|最少|最低)",
    *("前者", "后者"),
)
_BEST = expression(r"最(多|高|长|大|少|低|短|小)的(?:一?[个家名所件期镇村次月]|[^,;:。\d]{1,4})?([^,;:。\d]{0,8}?)$")
_MORE, _LESS = frozenset("多高大长"), frozenset("少低小短")
_ABOVE = ("高于", "多于", "超过", "大于")
_JOINS = expression(r"、|和|及|与|以及")
_LINKS, _LINK = ("分别", "依次"), 6  # characters of 分别办理了
_PAIR, _SERIES, _NAME, _FAR = 2, 3, 8, 60


def find_inturn(figures: Figures) -> Iterator[Computed]:
    """Every superlative and comparison said of values told in turn."""
    for line in in_turn(figures):
        yield from _former_and_latter(figures, line)
        run, names = _run(figures, line)
        if names:
            yield from _leads(figures, line, run, names)
        if len(run) >= _SERIES:
            yield from _extremes(figures, line, run)


def _run(figures: Figures, line: Line) -> tuple[list[Reading], list[str]]:
    """The values told in turn, and their names if there are as many."""
    text = figures.text
    run: list[Reading] = []
    for reading in line.readings:
        joined = run and reading.unit == run[-1].unit and figures.between(run[-1], reading) in ("、", "和", "及", "与")
        if joined:
            run.append(reading)
        elif len(run) >= _PAIR:
            break
        else:
            run = [reading]
    exact = all(r.quantity.number.manner == EXACT and r.quantity.kind in (COUNT, RATE, DURATION) for r in run)
    label = run[0].label if exact and len(run) >= _PAIR else ""
    at = max(label.rfind(word) for word in _LINKS)
    if at < 0 or len(label) - at > _LINK:
        return [], []
    end = run[0].start - len(label) + at
    low = max(line.start, clause_start(text, end, ",;:。"))
    if end - low < _PAIR:  # 来电、来信、来访,分别为
        low, end = max(line.start, clause_start(text, low - 1, ",;:。")), low - 1
    names = _JOINS.split(text[low:end])
    told = len(names) == len(run) and all(len(name) >= _PAIR for name in names)
    return run, names if told else []


def _behind(figures: Figures, line: Line, at: int) -> Iterator[tuple[int, int]]:
    """The clauses behind an offset, in its sentence and the next one of its paragraph."""
    text = figures.text
    end = line.end
    if text[end : end + 1] == "。":
        end = min((i for stop in "。\n" if (i := text.find(stop, end + 1, end + 2 * _FAR)) >= 0), default=end)
    while at < end:
        at += text[at] in ",;:。"
        high = min((i for stop in ",;:。" if (i := text.find(stop, at, end)) >= 0), default=end)
        if text[at - 1] == ";":
            return
        yield at, high
        at = max(high, at + 1)


def _leads(figures: Figures, line: Line, run: Sequence[Reading], names: Sequence[str]) -> Iterator[Computed]:
    text = figures.text
    values = [r.quantity.number.value for r in run]
    for low, high in _behind(figures, line, run[-1].end):
        clause = text[low:high]
        most = any(word in clause for word in _MOST)
        if most == any(word in clause for word in _LEAST) or any(word in clause for word in _FOREIGN):
            continue
        if "率" in clause or any(char.isdigit() for char in clause):
            continue
        meant = [at for at, name in enumerate(names) if _is_called(name, clause, names)]
        if len(meant) != 1:
            continue
        own = values[meant[0]]
        wrong = own < max(values) if most else own > min(values)
        shown = f"{clause}: {plain(own)}, {plain(max(values) if most else min(values))}"
        yield Computed(run[0].start, high, "order", INCONSISTENT if wrong else CONSISTENT, shown, True)
        return


def _is_called(name: str, clause: str, names: Sequence[str]) -> bool:
    """Whether a clause holds the beginning of a name, or of the first, before which the topic stands, its end."""
    if name == names[0]:
        parts = [name[at:] for at in range(max(0, len(name) - _NAME), len(name) - 1)] + [name[:_PAIR]]
    else:
        parts = [name[:size] for size in range(min(len(name), _NAME), 1, -1)]
    return any(part in clause and not any(part in other for other in names if other != name) for part in parts)


def _extremes(figures: Figures, line: Line, run: Sequence[Reading]) -> Iterator[Computed]:
    """三家律所承接案件分别是32件、47件、28件,承接最少的一家办理30件."""
    values = [r.quantity.number.value for r in run]
    for reading in figures.following(run[-1])[:_PAIR]:
        if reading.unit != run[0].unit or reading.tie in BESIDE or reading.quantity.number.manner != EXACT:
            continue
        low = max(run[-1].end, clause_start(figures.text, reading.start, ",;:。"))
        said = figures.text[low : reading.start]
        match = _BEST.search(said)
        if match is None or any(word in said for word in _FOREIGN) or ";" in figures.text[run[-1].end : low]:
            continue
        best = max(values) if match.group(1) in _MORE else min(values)
        wrong = reading.quantity.number.value != best
        shown = f"{plain(reading.quantity.number.value)} : {plain(best)}"
        yield Computed(run[0].start, reading.end, "order", INCONSISTENT if wrong else CONSISTENT, shown, True)


def _former_and_latter(figures: Figures, line: Line) -> Iterator[Computed]:
    """城管局216件,交通局280件,前者比后者多; 后者居首."""
    text = figures.text
    for expressed in (_BOTH, _ONE):
        for match in expressed.finditer(text, line.start, line.end):
            before = [r for r in line.readings if r.end <= match.start() and r.tie not in BESIDE][-_PAIR:]
            if len(before) != _PAIR or before[0].unit != before[1].unit or match.start() - before[1].end > _FAR // 2:
                continue
            if any(word in match.group() for word in _FOREIGN) or ";" in text[before[1].end : match.start()]:
                continue
            if any(r.quantity.kind not in (COUNT, RATE, DURATION) for r in before) or "率" in match.group(2):
                continue
            others = [r for r in line.readings if r.unit == before[0].unit and r.at < before[0].at]
            told = match.group(4)[:1] if expressed is _BOTH and match.group(3) not in ("比", "较") else ""
            words = match.group(5) if expressed is _BOTH else match.group(3)
            if expressed is _BOTH and (told or match.group(3) not in ("比", "较")):
                more = match.group(3) in _ABOVE
            elif not _MORE.isdisjoint(words) or any(word in words for word in ("首", "第一")):
                more = True
            elif not _LESS.isdisjoint(words):
                more = False
            else:
                continue
            if others or (expressed is _BOTH and match.group(1) == match.group(4)):
                continue
            one, other = before if match.group(1) == "前者" else before[::-1]
            a, b = one.quantity.number, other.quantity.number
            wrong = a.high < b.low if more else a.low > b.high
            shown = f"{plain(a.value)} : {plain(b.value)}, {match.group()}"
            yield Computed(before[0].start, match.end(), "order", INCONSISTENT if wrong else CONSISTENT, shown, True)
