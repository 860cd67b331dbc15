"""Last year's plan against this year's work: what was done, what was touched, what left no trace.

A promise is kept by its object and an act, not by its wording: 强化对执法人员的培训 is kept by 举办训练班6期.
Sentences copied from the report that promised prove nothing new.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.comparison.told import Deed, Direction, Told, pairs_of, same_text
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.model import Evidence

DONE, TOUCHED, NO_TRACE = "done", "touched", "no-trace"
# Shares of the object's neighbouring characters that a deed repeats, in per cent.
_SAID_AGAIN = 40  # the object itself
_NAMED = 20  # with all topics of the promise, and a figure
_MENTIONED = 22
_HINTED = 12  # with half of the topics


_FIELD = expression(r"([^,;、在对]{2,4})(?<!重点)(?:重点)?领域")


class Promise(NamedTuple):
    """A direction of the plan and the words of the next report that answer it."""

    plan: Evidence
    verdict: str
    answer: Evidence | None


def keep_promises(before: Told, after: Told) -> tuple[Promise, ...]:
    """Each concrete direction of one report against the deeds of the next."""
    old = {same_text(deed.words) for deed in before.deeds}
    deeds = [(deed, pairs_of(deed.words)) for deed in after.deeds if same_text(deed.words) not in old]
    return tuple(_kept(direction, deeds) for direction in before.plan)


def _kept(direction: Direction, deeds: Sequence[tuple[Deed, frozenset[str]]]) -> Promise:
    wanted = pairs_of(direction.words)
    field = _FIELD.search(direction.plan.quote)
    named = pairs_of(field.group(1)) if field else frozenset()
    best: tuple[int, int, Deed] | None = None
    for deed, words in deeds:
        if named and not named & words:
            continue  # 自然资源领域执法监督 is not kept by work in another field
        share = 100 * len(wanted & words) // len(wanted)
        topics = 100 * len(direction.topics & deed.topics) // len(direction.topics) if direction.topics else 0
        verdict = _verdict(share, topics, len(direction.topics), deed)
        rank = _RANKS[verdict]
        if rank and (best is None or (rank, share + topics // 3) > best[:2]):
            best = rank, share + topics // 3, deed
    if best is None:
        return Promise(direction.plan, NO_TRACE, None)
    return Promise(direction.plan, DONE if best[0] == _RANKS[DONE] else TOUCHED, best[2].evidence)


_RANKS = {NO_TRACE: 0, TOUCHED: 1, DONE: 2}


def _verdict(share: int, topics: int, count: int, deed: Deed) -> str:
    """What one deed makes of a promise; `share` and `topics` in per cent, `count` topics of the promise."""
    whole = topics == 100
    if deed.done and share >= _SAID_AGAIN:
        return DONE
    if deed.counted and whole and (share >= _NAMED or (count > 1 and share >= _HINTED)):
        return DONE
    if share >= _MENTIONED or (topics >= 50 and share >= _HINTED):
        return TOUCHED
    return NO_TRACE
