"""The best reading of all blocks together, and for each block what the next best would make of it."""

from collections.abc import Sequence
from operator import add
from typing import NamedTuple

from scorer.model import Role
from scorer.structure.weights import ROLES, Steps, Weights

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
    parts = [state.part for state in weights.states]
    first = points[0]
    # Nothing stands before the first block: of the two states of a part it has the earlier one.
    ahead = [[first[part] if state == part else _NEVER for state, part in enumerate(parts)]]
    for row, depth in zip(points[1:], depths[1:], strict=True):
        ahead.append(
            [row[part] + best for part, best in zip(parts, _best(ahead[-1], weights.before[depth]), strict=True)]
        )
    behind = [[0.0] * len(parts)]
    for row, depth in zip(reversed(points[1:]), reversed(depths[1:]), strict=True):
        behind.append(
            _best([row[part] + value for part, value in zip(parts, behind[-1], strict=True)], weights.behind[depth])
        )
    behind.reverse()
    return [_read(list(map(add, one, other)), parts) for one, other in zip(ahead, behind, strict=True)]


def _best(sums: Sequence[float], steps: Steps) -> list[float]:
    """By state the best sum among the states that its steps lead to or from."""
    found = []
    for row in steps:
        best = _NEVER
        for state, cost in row:
            value = sums[state] - cost
            if value > best:
                best = value
        found.append(best)
    return found


def _read(sums: Sequence[float], parts: Sequence[int]) -> Read:
    """Best part and next best role by the sum of the best path through each state."""
    best = max(range(len(sums)), key=sums.__getitem__)
    role = ROLES[parts[best]]
    other = max([state for state, part in enumerate(parts) if ROLES[part] is not role], key=sums.__getitem__)
    return Read(parts[best], ROLES[parts[other]], sums[best] - sums[other])
