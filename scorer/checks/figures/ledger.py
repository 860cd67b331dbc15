"""What is left of a count when all that went is taken off and all that came is added, whatever the order and the verbs.

收到236件,转交198件,剩下38件; 原有45人,调走6人、新考取9人,眼下48人; 筛出30个,淘汰18个,留下的12个.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import (
    CANNOT_TELL,
    CONSISTENT,
    INCONSISTENT,
    Computed,
    adds_up,
    computed,
    exceeds,
    misread,
    numbers,
    summed,
)
from scorer.statements.figure_words import ANYTHING
from scorer.statements.numerals import EXACT, plain
from scorer.statements.readings import AMONG, BESIDE, DONE, INTAKE, MOVED, OPENING, PENDING, REFUSED, REST, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Line, Reading

START, CAME, WENT, LEFT = "start", "came", "went", "left"
_SURELY_LEFT = ("figure-left-over", "figure-rest")
_SUMS = ("figure-total", "figure-to-do", "figure-sum")
_STARTS = ("figure-opening", "figure-stock-open")
_PENDS = ("figure-pending", "figure-left", "figure-not-yet")
_CLOSED = ("figure-done",)
_WENT = ("figure-went", "figure-done")
_CAME = ("figure-came", "figure-new")
_REMAINS = ("figure-remains", "figure-stock-close")
_LEFT = (*_SURELY_LEFT, *_PENDS, *_REMAINS)
_ROLES = (*_LEFT, *_SUMS, *_STARTS, *_WENT, *_CAME)
_STANDING = ("figure-concept-covered",)
_MOST_TAKEN = 4  # counts that may together explain what is left
_MOST_TERMS = 6
_NOUN = 2
_LEAST_REST = 50  # that chance hardly comes so near to
_DEEDS = ("提请", "审查", "纠正", "组织", "开展", "召开", "举办", "通报", "报送", "印发", "抽查", "检查", "集中")
_OPEN_STILL = ("未", "没", "尚", "待", "正在", "还", "仍", "余", "剩", "不")
_AT_FIRST, _OPENS = ("年初,", "期初,", "上年末,", "上年底,", "去年底,", "去年末,"), 4
_YEAR_END = expression(r"(20\d\d)年(?:年?[底末]|12月31日)")
_SOON = 16  # characters from what was left of a year to the next year
_PAIR = 2
_NEAREST = 10
_DENYING = frozenset("没未不无非")
_DENIAL = expression(r"(?:没有|没能|未能|未曾|未予|未经|未|不予|不曾|不愿|不|无|非)([^,;:。]{2,12})")
_DONE = ("已", "业已", "先后", "陆续")  # whatever was done with them


def find_ledger(figures: Figures) -> Iterator[Computed]:
    """Every count of what is left with the count that it is left of and what came and went between the two."""
    left, sums, begun = figures.mask(_LEFT), figures.mask(_SUMS), figures.mask((*_STARTS, "figure-last-year"))
    denial, went = figures.mask(("figure-denied",)), figures.mask(_WENT)
    for number, line in enumerate(figures.lines):
        told = figures.told[number]
        if told & went and len(line.readings) > _PAIR:
            yield from _unnamed(figures, line)
        if told & (left | denial) or (told & sums and told & begun):
            for reading in line.readings:
                if reading.counts and reading.near & denial:
                    yield from _opposed(figures, reading)
                inside = reading.quantity.paren >= 0 and reading.tie != REST and not reading.stage
                if reading.near & left and _may_be_left(reading) and not inside:
                    yield from _balanced(figures, reading)
                elif reading.near & sums and reading.counts:
                    yield from _taken_over(figures, reading)


def _unnamed(figures: Figures, line: Line) -> Iterator[Computed]:
    """报名318人,请假24人,参加的304人: what stands behind a whole and what went is left, but for a digit."""
    for base, went, left in zip(line.readings, line.readings[1:], line.readings[2:], strict=False):
        if not (base.counts and went.counts and left.counts) or not base.unit == went.unit == left.unit:
            continue
        a, b, c = (r.quantity.number for r in (base, went, left))
        rest = a.value - b.value
        off = max(rest, c.value) - min(rest, c.value)
        if off % 10 or not off or rest < _LEAST_REST or 4 * b.value > a.value or not misread(rest, c.value):
            continue
        three = (base, went, left)
        if any(not _is_of_one(figures, r, left) or r.tie or r.stage or not r.quantity.number.exact for r in three):
            continue
        roles = [role_of(figures, r) for r in three]
        if roles == ["", WENT, ""] and not _taken_off(figures, base, went) and not _explained(figures, left):
            shown = f"{plain(a.value)}-{plain(b.value)} = {plain(rest)} ≠ {plain(c.value)}"
            yield computed(three, "carry-over", INCONSISTENT, shown)


def _taken_off(figures: Figures, base: Reading, went: Reading) -> bool:
    """Whether what went is taken off a count before already: 报考1108人,实考1062人,缺考46人,合格946人."""
    together = base.quantity.number.value + went.quantity.number.value
    return any(r.counts and r.quantity.number.value == together for r in figures.before(base))


def _may_be_left(reading: Reading) -> bool:
    plain_tie = reading.tie in ("", REST, SUM)
    return reading.counts and plain_tie and reading.quantity.number.manner == EXACT and not reading.mean


def _taken_over(figures: Figures, total: Reading) -> Iterator[Computed]:
    """上年结转3件,新收140件,应办143件: what was there and what came make up what is to be done."""
    if len(total.label.partition("累计")[2]) >= _NOUN and total.stage != INTAKE:
        return  # 年初余额3860万元,新认定412万元,累计清偿3297.5万元
    two = [r for r in figures.before(total) if _is_of_one(figures, r, total)][1::-1]
    if (
        len(two) < len(("was", "came"))
        or {role_of(figures, r) for r in two} != {START, CAME}
        or role_of(figures, total)
    ):
        return
    agree = adds_up(total.quantity.number, numbers(two))
    yield summed(total, two, CONSISTENT if agree else INCONSISTENT, "=" if agree else "≠", relation="carry-over")


def tells_a_deed(words: str) -> bool:
    """Whether the words of what is told of the end of a year tell a deed and nothing left: 年末提请审议2件."""
    return not any(word in words for word in _OPEN_STILL) and any(deed in words for deed in _DEEDS)


def _balanced(figures: Figures, left: Reading) -> Iterator[Computed]:
    if role_of(figures, left) != LEFT or tells_a_deed(left.label):
        return
    chain = _chain(figures, left)
    roles = [role_of(figures, r) for r in chain]
    at = _base(figures, chain, roles)
    if at is None:
        return
    # 更名22项 changes nothing of what was there; what is less than all that went came to it: 又涌进174宗
    none = "" if roles[at] == START else CAME
    terms = [(r, role or none) for r, role in zip(chain[:at], roles, strict=False) if role or none]
    went = [r for r, role in terms if role in (WENT, LEFT)]
    came = admitted(figures, [r for r, role in terms if role in (CAME, START)])
    opening = [chain[at]]
    if roles[at] == START:
        opening += _other_opening(figures, chain[at], left)
    if not (went or came) and _role_before(figures, chain[at]):
        return  # 新受理57件,审结61件。年初有9件,还有5件: what came and went is told before what was there
    if (went or roles[at] == START) and not any("各" in r.around or "每" in r.around for r in (*chain[: at + 1], left)):
        yield from _judged(figures, opening, came[::-1], went[::-1], left)


def _role_before(figures: Figures, opening: Reading) -> bool:
    """Whether what came or went is told before what was there."""
    return any(_is_of_one(figures, r, opening) and role_of(figures, r) in (WENT, CAME) for r in figures.before(opening))


def admitted(figures: Figures, came: list[Reading]) -> list[Reading]:
    """What came without what was asked for, of which some was admitted: 收到申请188件,受理171件."""
    taken = [r for r in came if figures.said(r, "figure-admitted")]
    if len(taken) != 1:
        return came
    most = taken[0].quantity.number.value
    return [r for r in came if r is taken[0] or r.quantity.number.value < most or not figures.said(r, "figure-got")]


def _opposed(figures: Figures, denied: Reading) -> Iterator[Computed]:
    """96件中,88件有负责人到庭,没有负责人到庭的8件: those of whom it is so and those of whom it is not are all."""
    if _DENYING.isdisjoint(denied.label) and denied.behind[:1] not in _DENYING:
        return
    match = _DENIAL.search(denied.label) or _DENIAL.match(denied.behind)
    chain = _chain(figures, denied)[:2]
    if match is None or len(chain) < len(("so", "all")) or denied.tie == AMONG:
        return
    part, whole = chain
    beside = whole.label.endswith("的") and part.label.endswith("的")  # 评上优的21本,合格的15本,不合格的2本
    if part.sentence - whole.sentence > 1 or denied.unit == "元" or beside:
        return
    deed = match.group(1)
    so = part.around
    same = any(deed[at : at + 2] in so for at in range(len(deed) - 1)) and _DENIAL.search(so) is None
    if not same or exceeds(whole.quantity.number, numbers([part])) or whole.quantity.number == part.quantity.number:
        return
    both = sorted([part, denied])
    if adds_up(whole.quantity.number, numbers(both)):
        yield summed(whole, both, CONSISTENT, "=")
        return
    more = any(r.counts and figures.words.alike(r.unit, denied.unit) for r in figures.following(denied))
    slip = misread(part.quantity.number.value + denied.quantity.number.value, whole.quantity.number.value)
    slip = slip and (not more or exceeds(whole.quantity.number, numbers(both)))
    yield summed(whole, both, INCONSISTENT, "≠", sure=slip and not _explained(figures, denied))


def _chain(figures: Figures, left: Reading) -> list[Reading]:
    """The counts before one of what is left that may be of one ledger with it, the nearest first."""
    alike = [r for r in figures.before(left) if _is_of_one(figures, r, left)][:_MOST_TERMS]
    return [r for r in alike if figures.text.find("\n", r.end, left.start) < 0]


def _base(figures: Figures, chain: Sequence[Reading], roles: Sequence[str]) -> int | None:
    """Which count of a chain all the nearer ones came to or went from: what was there, or else the nearest whole."""
    totals = [at for at, r in enumerate(chain) if not roles[at] and r.near & figures.mask(_SUMS)]
    starts = [at for at, role in enumerate(roles) if role == START]
    if starts and starts[0] < min(totals, default=len(chain)):
        return starts[0]
    gone: Fraction | int = 0
    for at, (count, role) in enumerate(zip(chain, roles, strict=True)):
        value = count.quantity.number.value
        if (not role and value >= gone) or (role in (LEFT, START) and at):
            return at
        gone += -value if role in (CAME, "") else value
    last = len(chain) - 1
    most = max((r.quantity.number.value for r in chain), default=0)
    return last if last > 0 and chain[last].quantity.number.value == most else None


def _other_opening(figures: Figures, base: Reading, left: Reading) -> list[Reading]:
    """新收40件,上年结转10件: what came stands before what was there."""
    before = next((r for r in figures.before(base, back=0) if _is_of_one(figures, r, left)), None)
    return [before] if before is not None and before.stage == INTAKE else []


def is_ledger(figures: Figures, items: Sequence[Reading]) -> bool:
    """Whether some counts of a list are added to its whole and others taken off, so that they are no parts of it."""
    came = figures.mask(_CAME)
    return any(item.said & came and not item.said & figures.mask((*_WENT, *_LEFT)) for item in items) and any(
        role_of(figures, item) in (WENT, LEFT) for item in items
    )


def _is_of_one(figures: Figures, other: Reading, left: Reading) -> bool:
    """Whether a count may be one of a ledger: its unit, no value of comparison, no part of another."""
    if not other.counts or not figures.words.alike(other.unit, left.unit) or other.quantity.paren >= 0 or other.mean:
        return False
    if other.label.startswith(("含", "包括", "包含")) and figures.readings[other.at - 1].stage == INTAKE:
        return False  # 受理530件,含上年结转45件
    compared = other.tie in BESIDE and other.tie != MOVED and not _is_of_last_year(figures, other)
    return not compared and other.tie != AMONG and other.at not in figures.wholes


def role_of(figures: Figures, reading: Reading) -> str:
    """What a count is in a ledger, by its own words: those before it, or where these say nothing those behind."""
    words = reading.said & figures.mask(_ROLES) or reading.near & figures.mask(_ROLES)
    left = reading.tie == REST or words & figures.mask(_SURELY_LEFT)
    if reading.near & figures.mask(_STANDING) and _was_left_then(figures, reading):
        return START  # 截至2022年底累计设立118个: these stand on
    if reading.tie == SUM or words & figures.mask(_SUMS):
        kept = left or words & figures.mask(_REMAINS) or reading.stage == PENDING  # 尚在办理 is no 在办
        return LEFT if kept else WENT if words & figures.mask(_CLOSED) else ""
    begun = figures.text[max(0, reading.quantity.lead - _OPENS) : reading.quantity.lead].endswith(_AT_FIRST)
    if reading.stage == OPENING or words & figures.mask(_STARTS) or begun or _is_of_last_year(figures, reading):
        return START
    if _was_left_then(figures, reading):
        return START
    if left:
        return LEFT
    if reading.stage == PENDING or words & figures.mask(_PENDS):
        return LEFT
    if words & figures.mask(_WENT) or reading.label.startswith(_DONE):
        return WENT
    if words & figures.mask(_CAME) or _is_new(figures, reading):
        return CAME
    return LEFT if words & figures.mask(_REMAINS) else CAME if reading.stage == INTAKE else ""


def _was_left_then(figures: Figures, reading: Reading) -> bool:
    """Whether a count is of what was left at the end of a year before one told next: 截至2022年底14件。2023年新收."""
    if "年" not in figures.text[reading.end : reading.end + _SOON]:
        return False
    line = figures.lines[reading.sentence]
    match = _YEAR_END.search(figures.text, line.start, reading.start)
    return match is not None and f"{int(match.group(1)) + 1}年" in figures.text[reading.end : reading.end + _SOON]


def _is_new(figures: Figures, reading: Reading) -> bool:
    """Whether a count is of what is new, whatever it is called: 年内新领证86人."""
    label = reading.label
    for filler in figures.words.fillers:
        label = label.removeprefix(filler)
    return label.startswith("新")


def _is_of_last_year(figures: Figures, reading: Reading) -> bool:
    """Whether a count is of what the year before left behind: 上年度转入未结案件, 去年结存的."""
    said = reading.said
    return bool(
        said & figures.mask(("figure-last-year",)) and said & figures.mask((*_SURELY_LEFT, *_PENDS, "figure-brought"))
    )


def _judged(
    figures: Figures, opening: Sequence[Reading], came: Sequence[Reading], went: Sequence[Reading], left: Reading
) -> Iterator[Computed]:
    aside = _turned_away(figures, [*opening, *came], left)
    every = sorted([*opening, *came, *went, left])
    if not all(r.quantity.number.exact or r.quantity.number.manner == EXACT for r in every):
        return
    plus = sum(r.quantity.number.value for r in (*opening, *came))
    minus = sum(r.quantity.number.value for r in went)
    told = left.quantity.number.value
    shown = "+".join(plain(r.quantity.number.value) for r in (*opening, *came))
    shown += "".join(f"-{plain(r.quantity.number.value)}" for r in went) + f" = {plain(plus - minus)}"
    if plus - minus == told or any(
        plus - minus - sum(r.quantity.number.value for r in aside[:count]) == told for count in range(1, len(aside) + 1)
    ):
        yield computed(every, "carry-over", CONSISTENT, shown)
        return
    if aside:  # 收到申请402件,其中不予受理28件: these are never closed
        minus += sum(r.quantity.number.value for r in aside)
        terms = "".join(f"-{plain(r.quantity.number.value)}" for r in aside)
        shown = shown.rpartition(" = ")[0] + f"{terms} = {plain(plus - minus)}"
    own = {r.at for r in every}
    between = [r for r in figures.readings[every[0].at : left.at] if r.counts]
    told_all = all(r.at in own or not figures.words.alike(r.unit, left.unit) for r in between)
    whole = bool(came) and any(role_of(figures, r) == START for r in opening) and told_all
    untold = [r for r in between if r.at not in own and figures.words.alike(r.unit, left.unit) and not r.tie]
    untold = [r for r in untold if r.quantity.paren < 0]
    if untold and told in _signed(opening, [*came, *went, *untold[:_MOST_TAKEN]]):
        yield computed(every, "carry-over", CANNOT_TELL, shown, sure=False)  # 又产生120件,执行到位118件,移送2件
        return
    balanced = plus == minus or told in _signed(opening, [*came, *went])  # 下放 may have come or gone
    noun = left.behind[:_NOUN]
    named = len(noun) == _NOUN and noun in every[0].around  # 反馈问题共64个。已整改51个,剩余13个问题
    # 14个局办…。3个方面问题,已整改2个,余1个
    standing = whole and len(opening) == 1 and _was_left_then(figures, opening[0]) and not noun
    apart = every[0].sentence != left.sentence or (len(noun) == _NOUN and ";" in figures.between(every[0], left))
    afar = left.unit in ANYTHING and apart and not (named or standing)
    whole = whole and (bool(went) or told > plus)  # 年初317人,新增286人,年末332人: how many went is not told
    sure = (whole or misread(plus - minus, told)) and not (balanced or afar) and not _explained(figures, left)
    yield computed(every, "carry-over", INCONSISTENT, f"{shown} ≠ {plain(told)}", sure=sure)


def _turned_away(figures: Figures, came: Sequence[Reading], left: Reading) -> list[Reading]:
    """Those of what came in that never were admitted, or went elsewhere: 其中不予受理28件、告知9件."""
    whole = {r.at for r in came}
    away = figures.mask(_WENT)
    return [
        r
        for r in figures.readings[min(whole) + 1 : left.at]
        if (of := figures.wholes.get(r.at)) is not None
        and of.at in whole
        and (r.stage == REFUSED or (r.near & away and r.stage != DONE))
    ]


def _signed(opening: Sequence[Reading], terms: Sequence[Reading]) -> set[Fraction | int]:
    """All that may be left where any of the counts may have come or gone."""
    left: set[Fraction | int] = {sum(r.quantity.number.value for r in opening)}
    for term in terms:
        value = term.quantity.number.value
        signs = (-1,) if term.stage == DONE else (1,) if term.stage == INTAKE else (1, -1)
        left = {total + sign * value for total in left for sign in signs}
    return left


def _explained(figures: Figures, left: Reading) -> bool:
    """Whether what is left is the difference of a count near by and all or up to four others, or the sum of a few."""
    near = [r for r in figures.context(left, on=1) if r.counts and figures.words.alike(r.unit, left.unit)]
    values = [r.quantity.number.value for r in near][-_NEAREST:]
    told = left.quantity.number.value
    taken = told
    for value in reversed([r.quantity.number.value for r in near if r.at < left.at]):
        if value == taken and taken > told:
            return True  # all that stands between them went: 合计621件。公开287件,…,结转10件
        taken += value
    for size in range(1, _MOST_TAKEN + 1):
        for some in combinations(values, size):
            total = sum(some)
            if total == told and size > 1:
                return True
            if total + told in values and (size > 1 or total + told != total):
                return True
    return False
