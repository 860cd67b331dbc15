"""What is open in many reports, the most important first, with the reason in codes that have words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from scorer.model import Verdict
from scorer.review.decision import CHECK
from scorer.review.mark import State

if TYPE_CHECKING:
    from scorer.review.mark import Mark, Reviewed
    from scorer.review.rates import Rates
    from scorer.rules.rubric import Rubric

# The order in which reasons go before each other; within one, points at stake times the share of wrong verdicts.
REASONS = (
    "gate", "band", "disputed", "baseline", "check", "look-again", "proposal", "doubt", "program-doubt", "unclear",
    "often-wrong", "missing", "partial", "sample",
)  # fmt: skip
_FIRST = ("gate", "band", "disputed", "baseline", "check")  # by themselves; the others by what is at stake
_CHECK_STAKE = Fraction(1)  # points that a contradiction is counted as


class Item(NamedTuple):
    """One open mark."""

    sha256: str
    path: str
    key: str
    reasons: tuple[str, ...]  # of REASONS, the first is the main one; `copies` last where the same report stands twice
    stake: Fraction  # points of the total
    wrong: float  # expected share of wrong verdicts there
    mark: Mark

    @property
    def rank(self) -> tuple[int, float]:
        """What the order goes by: smaller is more important."""
        main = self.reasons[0]
        floor = _FIRST.index(main) if main in _FIRST else len(_FIRST)
        return floor, -float(self.stake) * self.wrong


def queue(reviewed: Iterable[Reviewed], rubric: Rubric, rates: Rates) -> list[Item]:
    """Every open mark of the reports, most important first; a report that stands twice is queued once."""
    baseline_layers = {layer.id for layer in rubric.layers if layer.baseline}
    baseline = {criterion.id for criterion in rubric.criteria if criterion.layer in baseline_layers}
    reports = list(reviewed)
    copies = Counter(one.program.report.source.sha256 for one in reports)
    items: list[Item] = []
    seen: set[str] = set()
    for one in reports:
        sha256 = one.program.report.source.sha256
        if sha256 not in seen:
            seen.add(sha256)
            items += [_item(one, mark, baseline, rates, copies[sha256] > 1) for mark in one.all if mark.open]
    return sorted(items, key=lambda item: item.rank)


def _item(one: Reviewed, mark: Mark, baseline: set[str], rates: Rates, copies: bool) -> Item:
    source = one.program.report.source
    stake = one.stakes.get(mark.key)
    check = mark.key.startswith(CHECK)
    points = stake.points if stake is not None else _CHECK_STAKE if check else Fraction(0)
    wrong = rates.wrong(mark.key, mark.program)
    found = set(mark.asks)
    if stake is not None:
        found |= {name for name, holds in (("gate", stake.gate), ("band", stake.band)) if holds}
    if mark.key in baseline:
        found.add("baseline")
    if check:
        found.add("check")
    if mark.state in _OF_STATE:
        found.add(_OF_STATE[mark.state])
    if mark.program in _OF_VERDICT and not check:
        found.add(_OF_VERDICT[mark.program])
    if rates.often(mark.key, mark.program):
        found.add("often-wrong")
    reasons = [name for name in REASONS if name in found]
    if mark.state is State.OPEN and mark.asks == ("sample",):
        # A met criterion is asked for because the lot fell on it, whatever hangs on it.
        reasons = ["sample", *(name for name in reasons if name != "sample")]
    told = (*(reasons or ["sample"]), *(["copies"] if copies else []))
    return Item(source.sha256, source.name, mark.key, told, points, wrong, mark)


_OF_STATE = {
    State.DISPUTED: "disputed",
    State.LOOK_AGAIN: "look-again",
    State.PROPOSED: "proposal",
    State.DOUBTED: "doubt",
}
_OF_VERDICT = {Verdict.UNCLEAR: "unclear", Verdict.MISSING: "missing", Verdict.PARTIAL: "partial"}


def next_open(items: Sequence[Item], sha256: str, order: Sequence[str], key: str = "") -> Item | None:
    """The next open item after a criterion of a report, in the `order` of its card; else the first of the others."""
    own = {item.key: item for item in items if item.sha256 == sha256}
    at = order.index(key) + 1 if key in order else 0
    for name in (*order[at:], *order[:at]):
        if name in own and name != key:
            return own[name]
    return next((item for item in items if item.sha256 != sha256), None)
