"""The best reading of all blocks together, and for each block what the next best would make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.model import Role
from scorer.structure.weights import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.structure.weights import Weights

_NEVER = -1e9


class Read(NamedTuple):
    """The part that a block is, and the role of the best reading that gives it another one."""

    part: int  # place in PARTS
    runner_up: Role
    margin: float  # points by which that reading falls behind


def read_blocks(points: Sequence[Sequence[float]], depths: Sequence[int], weights: Weights) -> list[Read]:
    """Points of each block by part -> the parts of the best path; the margins come from the best path both ways."""
    if not points:
        return []
    states = range(len(weights.states))
    parts = [state.part for state in weights.states]
    first = points[0]
    # Nothing stands before the first block: of the two states of a part it has the earlier one.
    ahead = [[first[parts[s]] if s == parts[s] else _NEVER for s in states]]
    for row, depth in zip(points[1:], depths[1:], strict=True):
        last, turn = ahead[-1], weights.turns[depth]
        ahead.append([row[parts[s]] + _best(last, weights.steps[s], turn, parts, s) for s in states])
    behind = [[0.0] * len(parts)]
    onward: list[list[tuple[int, float]]] = [[] for _ in states]
    for state, before in enumerate(weights.steps):
        for other, cost in before:
            onward[other].append((state, cost))
    for row, depth in zip(reversed(points[1:]), reversed(depths[1:]), strict=True):
        following, turn = behind[-1], weights.turns[depth]
        scored = [row[parts[s]] + following[s] for s in states]
        behind.append([_best(scored, onward[s], turn, parts, s) for s in states])
    behind.reverse()
    return [
        _read([a + b for a, b in zip(one, other, strict=True)], parts) for one, other in zip(ahead, behind, strict=True)
    ]


def _best(
    last: Sequence[float], steps: Sequence[tuple[int, float]], turn: float, parts: Sequence[int], state: int
) -> float:
    """The best sum among the states that a step leads to or from."""
    best, own = _NEVER, parts[state]
    for other, cost in steps:
        value = last[other] - cost
        if parts[other] != own:
            value -= turn
        if value > best:
            best = value
    return best


def _read(sums: Sequence[float], parts: Sequence[int]) -> Read:
    """Best part and next best role by the sum of the best path through each state."""
    best = max(range(len(sums)), key=sums.__getitem__)
    other = max(
        (state for state in range(len(sums)) if ROLES[parts[state]] is not ROLES[parts[best]]), key=sums.__getitem__
    )
    return Read(parts[best], ROLES[parts[other]], sums[best] - sums[other])
