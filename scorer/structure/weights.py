"""Weights of the clues and costs of the steps between roles, as `rubric/structure.yaml` lays them down."""

from collections.abc import Mapping
from typing import Any, NamedTuple, Self

from scorer.model import Role

# What a block may be: a role, or one of two kinds of problems that are no role of their own.
REASONS, JOINT = "reasons", "joint"
PARTS = ("opening", "measures", "first-responsible", "problems", REASONS, JOINT, "plan")
ROLES = (*map(Role, PARTS[:4]), Role.PROBLEMS, Role.PROBLEMS, Role.PLAN)
_PROBLEMS = ("problems", REASONS, JOINT)
LATE = (*_PROBLEMS, "plan")  # what stands behind one of these is late
DEEDS = (Role.MEASURES, Role.FIRST_RESPONSIBLE)  # roles whose words count as done
_SEEN_BOTH = ("measures", "first-responsible")  # parts that may stand early and late


class State(NamedTuple):
    """A part of the report, and whether problems or a plan stand before it or are it."""

    part: int  # place in PARTS
    late: bool


Steps = tuple[tuple[tuple[int, float], ...], ...]


class Weights(NamedTuple):
    """Points by clue and part, and the steps from state to state."""

    clues: Mapping[str, tuple[float, ...]]  # by name: points in the order of PARTS
    states: tuple[State, ...]
    before: tuple[Steps, ...]  # by depth of a block and state: the states before it with the cost of the step
    behind: tuple[Steps, ...]  # the same steps by the state that they leave
    close: float  # points below which two readings are nearly as good

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """The mapping of `structure.yaml` -> weights."""
        clues = {name: tuple(float(points.get(part, 0)) for part in PARTS) for name, points in data["clues"].items()}
        states = [State(part, name in LATE) for part, name in enumerate(PARTS)]
        states += [State(PARTS.index(name), True) for name in _SEEN_BOTH]
        costs = [[_cost(data, before, state) for state in states] for before in states]
        turns = [float(data["turns"][name]) for name in ("chapter", "lower", "paragraph", "free")]
        numbers = range(len(states))

        def steps(turn: float, onward: bool) -> Steps:
            return tuple(
                tuple(
                    (other, cost + (0.0 if states[other].part == states[state].part else turn))
                    for other in numbers
                    if (cost := costs[state][other] if onward else costs[other][state]) is not None
                )
                for state in numbers
            )

        return cls(
            clues,
            tuple(states),
            tuple(steps(turn, False) for turn in turns),
            tuple(steps(turn, True) for turn in turns),
            float(data["close"]),
        )


def _cost(data: Mapping[str, Any], before: State, state: State) -> float | None:
    """What the step from one state to another costs; None where there is none."""
    if before is state:
        return 0.0
    part, left = PARTS[state.part], PARTS[before.part]
    cost = data["steps"].get(left, {}).get(part)
    if cost is None or (part not in LATE and state.late is not before.late):
        return None
    again = part in _PROBLEMS and before.late and left in _SEEN_BOTH
    return float(cost) + (float(data["again"]) if again else 0.0)
