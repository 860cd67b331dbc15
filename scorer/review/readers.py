"""A second reader: what she may see, how far two readers agree, where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from scorer.review.decision import Act

if TYPE_CHECKING:
    from scorer.review.history import History, Said
    from scorer.review.line import Line


def visible(said: dict[str, Said], history: History, reader: str, *, second: bool) -> dict[str, Said]:
    """Of what people said on one criterion what a reader may see.

    A second reader sees the others where she has decided herself or when she has handed in; a first reader sees a
    second one by the same rule, and the other first readers always: they share the work.
    """
    if not reader or reader in said or history.handed_in(reader):
        return said
    if second:
        return {}
    return {who: one for who, one in said.items() if not one[0].decision.second}


class Pair(NamedTuple):
    """Two readers' verdicts on one criterion of one report."""

    sha256: str
    key: str
    one: Line
    two: Line
    verdicts: tuple[str, str]


class Agreement(NamedTuple):
    """How far two readers agree."""

    pairs: int
    agreed: int
    kappa: float | None  # None where there is nothing but one verdict
    by_criterion: Mapping[str, Agreement]

    @property
    def share(self) -> float | None:
        """The share of equal verdicts; None where nothing was read twice."""
        return self.agreed / self.pairs if self.pairs else None


class Difference(NamedTuple):
    """A criterion on which two readers differ, and the third line if there is one."""

    pair: Pair
    settled: Line | None


def pairs(history: History, one: str, two: str) -> list[Pair]:
    """Every criterion that both decided, on the same version of a report; doubts and waivers are no verdicts."""
    found = []
    for sha256, key in history.spoken_of():
        said = {who: last for who, last in history.latest(sha256, key).items() if who in (one, two)}
        if len(said) < 2 or any(line.decision.act in (Act.DOUBT, Act.WAIVE) for line, _ in said.values()):
            continue
        (line_one, held_one), (line_two, held_two) = said[one], said[two]
        found.append(Pair(sha256, key, line_one, line_two, (held_one.verdict, held_two.verdict)))
    return found


def agreement(history: History, one: str, two: str) -> Agreement:
    """Agreement of two readers in all and by criterion; checks are counted under their kind."""
    found = pairs(history, one, two)
    groups: dict[str, list[tuple[str, str]]] = {}
    for pair in found:
        groups.setdefault(kind(pair.key), []).append(pair.verdicts)
    parts = {name: _agreement(rows, {}) for name, rows in groups.items()}
    return _agreement([pair.verdicts for pair in found], parts)


def kind(key: str) -> str:
    """A criterion, or the kind of a check without the digest of its words."""
    return key.rpartition(":")[0] if ":" in key else key


def differences(history: History, one: str, two: str) -> list[Difference]:
    """Where two readers differ, settled or not."""
    found = []
    for pair in pairs(history, one, two):
        if pair.verdicts[0] != pair.verdicts[1]:
            settled = history.settled(pair.sha256, pair.key)
            found.append(Difference(pair, settled[0] if settled else None))
    return found


def _agreement(rows: Sequence[tuple[str, str]], parts: Mapping[str, Agreement]) -> Agreement:
    return Agreement(len(rows), sum(one == two for one, two in rows), kappa(rows), parts)


def kappa(rows: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa: agreement beyond chance."""
    count = len(rows)
    if not count:
        return None
    left, right = Counter(one for one, _ in rows), Counter(two for _, two in rows)
    chance = sum(left[verdict] * right[verdict] for verdict in left)
    if chance == count * count:
        return None
    agreed = sum(one == two for one, two in rows) * count
    return (agreed - chance) / (count * count - chance)
