"""What a report must hold for a relation of figures to be asked; where it does not, its module is not even loaded.

A gate may let a report through that tells nothing of its relation; it holds back no error that no other relation
tells. It asks what the readings were sorted by, and single signs: a look for longer words costs more than it saves.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import scorer.checks.figures.beginnings as beginnings
import scorer.checks.figures.beginnings_counts as counts
import scorer.checks.figures.beginnings_each as each
import scorer.checks.figures.beginnings_times as times
from scorer.statements.quantities import POINTS, RATE, TIMES
from scorer.statements.readings import AROUND, LAST, MOVED, TO, Figures, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Gate = Callable[[Figures], bool]

_YEARS = 2


def _holds(*signs: str) -> Gate:
    """Whether one of some signs stands in the text."""
    return lambda figures: any(sign in figures.text for sign in signs)


def _tells(*, kinds: tuple[str, ...] = (), ties: tuple[str, ...] = (), classes: tuple[str, ...] = ()) -> Gate:
    """Whether there is a reading of one of some kinds or ties, or a word of one of some classes."""
    return lambda figures: (
        any(figures.index.kind[kind] for kind in kinds)
        or any(figures.index.tie[tie] for tie in ties)
        or (bool(classes) and figures.tells(*classes))
    )


def _begins(beginning: Callable[[Figures], Iterable[object]]) -> Gate:
    """Whether there is anything that a relation begins from."""
    return lambda figures: any(True for _ in beginning(figures))


def _in_text(beginning: Callable[[str], Iterator[object]]) -> Gate:
    """Whether there is any place of the text that a relation begins from."""
    return lambda figures: next(beginning(figures.text), None) is not None


def _lines_with(*signs: str) -> Gate:
    """Whether a sentence with figures holds one of some signs."""
    return lambda figures: bool(figures.index.lines_with(*signs))


def _either(*gates: Gate) -> Gate:
    return lambda figures: any(gate(figures) for gate in gates)


def _has_values(figures: Figures) -> bool:
    """Whether any quantity is told."""
    return bool(figures.lines)


def _has_years(figures: Figures) -> bool:
    """Whether values of years are told."""
    return any(reading.period.isdigit() for reading in figures.index.dated)


def _has_growth(figures: Figures) -> bool:
    """Whether a change is told in the sentence of an earlier value or in the two behind it."""
    index = figures.index
    told = {r.sentence for r in (*index.tie[TO], *index.tie[LAST])}
    told |= {r.sentence for r in index.dated if r.period.isdigit()}
    if not told:
        return False
    moving = figures.mask(("figure-up", "figure-down"))
    moved = {r.sentence for r in (*index.tie[MOVED], *index.kind[TIMES])}
    moved |= {r.sentence for r in (*index.kind[RATE], *index.kind[POINTS]) if r.said & moving}
    return any(not told.isdisjoint(range(number - AROUND, number + 1)) for number in moved) or "翻" in figures.text


def _has_rate_apart(figures: Figures) -> bool:
    """Whether a rate that repeats the words of a count before it is told behind no two counts of one unit."""
    rates = figures.mask(("figure-rate",))
    for number in sorted({rate.sentence for rate in figures.index.kind[RATE]}):
        line = figures.lines[number]
        units: set[str] = set()
        for reading in line.readings:
            if reading.counts and reading.unit in units:
                break
            units.add(reading.unit)
            told = figures.readings[reading.at - 1] if reading.tie == TO else reading  # 受理率由82%提高到91.5%
            if reading.quantity.kind == RATE and told.said & rates and _repeats(figures, told):
                return True
    return False


def _repeats(figures: Figures, rate: Reading) -> bool:
    """Whether the end of a rate's name, or what it is a share of, stands around a count before it."""
    name = rate.label if "占" in rate.label else rate.label.rpartition("率")[0][-4:]
    pairs = {a + b for a, b in pairwise(name)}
    concepts = rate.said & figures.concepts
    return any(
        r.counts and (concepts & r.near or any(pair in r.around for pair in pairs)) for r in figures.before(rate)
    )


def _has_ratio(figures: Figures) -> bool:
    """Whether a colon stands between digits."""
    sides = figures.text.replace("∶", ":").split(":")
    return any(a[-1:].isdigit() and b[:1].isdigit() for a, b in zip(sides, sides[1:], strict=False))


def _has_rows(figures: Figures) -> bool:
    """Whether a figure, or a dash for none, stands behind a blank or the line of a table."""
    cells = figures.text.replace("|", " ").replace("\t", " ").split(" ")[1:]
    return any(cell[:1].isdigit() or cell[:1] in ("—", "-", "/") for cell in cells)


def _has_moments(figures: Figures) -> bool:
    """Whether two months or days may be told of one thing."""
    return figures.text.count("月") > 1


def _has_moments_or_years(figures: Figures) -> bool:
    """Whether two months or more, or many years, are told of."""
    return _has_moments(figures) or figures.text.count("年") > _YEARS


# The relations in the order in which they are asked, by the name of their module: relation NAME is `find_NAME` of it.
RELATIONS: Mapping[str, Gate] = {
    "rates": _tells(kinds=(RATE,)),
    "parts": _has_values,
    "bounds": _has_values,
    "covers": _has_values,
    "alls": _has_values,
    "changes": _either(_tells(ties=(TO, LAST)), _has_years),
    "averages": _has_values,
    "leasts": _has_values,
    "differences": _tells(ties=(MOVED,), kinds=(POINTS, TIMES, RATE)),
    "ratios": _has_ratio,
    "lists": _holds("、", "》"),
    "formulas": _either(_begins(beginnings.one_each), _in_text(beginnings.formulas)),
    "dates": _holds("月", "小时", "分钟", *times.SPANS_OF_YEARS),
    "tables": _has_rows,
    "twice": _has_values,
    "ranks": _in_text(beginnings.ranked),
    "sums": _has_values,
    "orders": _has_values,
    "terms": _either(
        _holds(times.BEGAN, *times.WHICH_YEAR, "半年", "季度"),
        _in_text(times.lengths_of_years),
        _in_text(times.months_among),
    ),
    "timeline": _has_moments,
    "claims": _tells(classes=("figure-claim-all", "figure-claim-each", "figure-claim-none", "figure-claim-weak")),
    "standings": _begins(beginnings.standings),
    "thresholds": _has_values,
    "ledger": _has_values,
    "movements": _has_values,
    "votes": _tells(classes=("figure-vote-against", "figure-vote-withheld")),
    "each": _has_values,
    "portions": _tells(kinds=(RATE,), classes=("figure-told-share",)),
    "growths": _either(_has_growth, _holds("成倍", "倍增", "翻番")),
    "rates_apart": _has_rate_apart,
    "later": _begins(counts.later),
    "lasting": _has_moments_or_years,
    "places": _begins(beginnings.places),
    "limits": _either(
        _begins(each.limits),
        _begins(each.one_at_least),
        _in_text(each.one_of_all),
        _in_text(each.so_often),
        _holds("人手", "最少的"),
    ),
    "trends": _begins(beginnings.trends),
    "quotas": _begins(each.quotas),
    "totality": _begins(counts.totality),
    "namings": _holds("、"),
    "kinds": _begins(beginnings.of_kinds),
    "stocks": _begins(counts.stocks),
    "selves": _begins(beginnings.selves),
    "opinions": _begins(beginnings.opinions),
    "counted": _begins(beginnings.names_before),
    "complete": _either(_begins(beginnings.for_several), _in_text(beginnings.led_to)),
    "again": _begins(counts.again),
    "rations": _either(_in_text(each.rations), _in_text(each.ration_formulas)),
    "joined": _begins(beginnings.joined),
    "flows": _begins(counts.flows),
    "composed": _begins(counts.composed),
    "groups": _begins(each.groups),
    "nested": _begins(counts.nested),
    "complements": _begins(beginnings.complements),
    "exceeding": _either(_begins(counts.none_left), _begins(counts.due), _holds(*counts.ONCE)),
    "extremes": _lines_with(*beginnings.EXTREMES),
    "minima": _either(_begins(each.minima), _in_text(each.one_at_first)),
    "announced": _begins(beginnings.announced),
    "doublings": _either(_tells(kinds=(TIMES,)), _holds("番", "倍")),
    "sequences": _in_text(times.sequences),
    "betweens": _begins(counts.betweens),
    "enumerated": _either(
        _in_text(times.items), _in_text(times.days_beside), _in_text(times.lots), _in_text(times.members)
    ),
    "norms": _begins(each.norms),
    "shortfalls": _begins(beginnings.of_all),
    "inturn": _begins(beginnings.in_turn),
    "dues": _either(_in_text(beginnings.due_to_all), _in_text(each.given_up)),
}
