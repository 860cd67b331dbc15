"""People told by numbers instead of their names, for results that leave the house."""

from __future__ import annotations

from collections.abc import Iterable

from scorer.review.line import Line


def anonymous(lines: Iterable[Line]) -> list[Line]:
    """The lines with R1, R2 … for those who decided and A1, A2 … for those who approved.

    The numbers follow the hashes of each one's first line, which tell nothing of a name; the lines keep their
    hashes, so that who may see the logs can find them there.
    """
    found = list(lines)
    readers, approvers = _numbers(found, "who", "R"), _numbers(found, "approver", "A")
    return [
        line._replace(
            decision=line.decision._replace(
                who=readers[line.decision.who], approver=approvers.get(line.decision.approver, "")
            )
        )
        for line in found
    ]


def _numbers(lines: Iterable[Line], field: str, letter: str) -> dict[str, str]:
    first: dict[str, str] = {}
    for line in lines:
        name = getattr(line.decision, field)
        if name:
            first.setdefault(name, line.hash)
    return {name: f"{letter}{number}" for number, name in enumerate(sorted(first, key=first.__getitem__), 1)}
