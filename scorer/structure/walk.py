"""Blocks with their parts -> where the role changes, sentences that turn inside a block included.

A cue ("同时还存在…", "下一步,…") turns the role to the end of its paragraph, or of its block when it opens the
paragraph or announces a list.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from scorer.model import Role
from scorer.structure.blocks import CHAPTER, LOWER, Block, paragraphs_of
from scorer.structure.changes import Change, overlay
from scorer.structure.turns import Stand, turned
from scorer.structure.weights import DEEDS, JOINT, PARTS, REASONS, ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.structure.opening import Opening
    from scorer.structure.outline import Outline
    from scorer.structure.wording import Wording

_FRAME = 40  # characters of a closing formula


def changes_of(
    words: Wording,
    outline: Outline,
    blocks: Sequence[Block],
    parts: Sequence[int],
    empty: Sequence[bool],
    opening: Opening,
) -> list[Change]:
    """All changes of role, by place."""
    changes = [Change(0, Role.OPENING, None)]
    titles = sorted([*outline.title_spans, *opening.late])
    tail = _tail(outline)
    stand = Stand()
    passed = 0
    for block, part, alone in zip(blocks, parts, empty, strict=True):
        ahead = bisect_left(titles, (block.start,), passed)
        if any(title not in opening.late for title in titles[passed:ahead]):
            stand = stand._replace(heading=None)
        changes += [Change(start, Role.OPENING, None) for start, _ in titles[passed:ahead]]
        passed = ahead
        if alone and block.mark is not None:
            changes.append(Change(block.start, ROLES[part], block.mark.heading))
            stand = stand._replace(role=ROLES[part])
        else:
            found, stand = _block(words, block, part, stand, tail)
            changes += found
    changes += [Change(start, Role.OPENING, None) for start, _ in titles[passed:]]
    lines = set(outline.paragraphs)
    for start, end in outline.closing:
        if (start, end) in lines:
            changes.append(Change(start, Role.SIGNATURE, None))
        else:
            overlay(changes, start, end, Role.SIGNATURE)
    changes.sort(key=lambda change: change.at)
    return changes


def _block(words: Wording, block: Block, number: int, before: Stand, tail: int) -> tuple[list[Change], Stand]:
    """The changes of a block whose part has a number, and what holds behind it."""
    part, base, mark = PARTS[number], ROLES[number], block.mark
    joint = part == JOINT
    named = mark is not None and (block.depth == CHAPTER or (block.depth == LOWER and base is not before.base))
    role = before.role if joint and before.joint and mark is None else base
    if joint and mark is not None and block.depth != CHAPTER:
        role = _joint_item(words, mark.text_start, mark.heading.end)
    heading = mark.heading if mark is not None and named else before.heading
    stand = Stand(base, role, heading, joint, part == REASONS, False, before.late).behind(role)
    changes = [stand.change(block.start, role)]
    if base is Role.OPENING:
        return changes, stand
    # A paragraph that comes to the problems may begin with what was done.
    led = before.base if mark is None and base is Role.PROBLEMS and before.base in DEEDS else None
    # Behind a lower heading that runs on, a sentence is none that opens a paragraph.
    opens = mark is None or block.depth == CHAPTER or not mark.heading.run_in
    for start, end in paragraphs_of(words.text, block):
        found, stand = _paragraph(words, start, end, stand, opens=opens, led=led, tail=tail)
        changes += found
        opens, led = True, None
    return changes, stand


def _joint_item(words: Wording, start: int, end: int) -> Role:
    """Role of a lower heading where problems and plan stand together."""
    scan = words.scan
    weak = scan.has("role-deficit", start, end) or scan.has("role-shortfall", start, end)
    return Role.PLAN if words.goes_forward(start, end) and not weak else Role.PROBLEMS


def _paragraph(
    words: Wording, start: int, end: int, stand: Stand, *, opens: bool, led: Role | None, tail: int
) -> tuple[list[Change], Stand]:
    """The changes of a paragraph; `opens`: it begins here; `led`: role of deeds before its problems."""
    changes: list[Change] = []

    def turn(at: int, role: Role) -> Stand:
        changes.append(stand.change(at, role))
        return stand.behind(role)

    role = stand.role if stand.joint or stand.sticky else stand.base
    if role is not stand.role:
        stand = turn(start, role)
    low = max(bisect_right(words.starts, start) - 1, 0)
    first = opens
    for index in range(low, bisect_left(words.starts, end)):
        at = max(words.starts[index], start)
        stop = words.stop(index, end)
        sentence = words.sentences[index]
        if stop >= tail and _closes(words, sentence, at, stop):
            changes += [stand.change(at, Role.SIGNATURE)._replace(heading=None), stand.change(stop, stand.role)]
            continue
        if led is not None:
            if words.reports(sentence, at, stop) and not sentence & (words.deficit | words.cue):
                stand = turn(at, led)
                continue
            led = None
            stand = turn(at, role)
        new, holds = turned(words, stand, sentence, at, stop, role, first)
        early = opens and not first and index - low <= 2
        if holds and early and new is Role.PROBLEMS and words.leads_up(start, at):
            first = True
            stand = turn(start, new)
        if holds and (first or words.text[at:stop].rstrip().endswith(":")):
            stand = stand._replace(sticky=True)
        if stand.joint and new is Role.PLAN and sentence & words.deficit:
            stand = turn(at, Role.PROBLEMS)
            at = words.turn(sentence, at)
        if new is not stand.role:
            stand = turn(at, new)
        role = new
        first = False
    return changes, stand


def _closes(words: Wording, sentence: int, start: int, stop: int) -> bool:
    """Whether a sentence is a closing formula."""
    if not sentence & words.closing or stop - start >= _FRAME:
        return False
    return words.scan.has("role-closing", start, min(start + 12, stop))


def _tail(outline: Outline) -> int:
    """Where the last paragraph of text ends; behind it stand closing lines only."""
    apart = {*outline.closing, *outline.title_spans}
    return next((end for start, end in reversed(outline.paragraphs) if (start, end) not in apart), 0)
