"""Blocks with their parts -> where the role changes, sentences that turn inside a block included.

A cue ("同时还存在…", "下一步,…") turns the role to the end of its paragraph, or of its block when it opens the
paragraph or announces a list.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from scorer.model import Heading, Role
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


class Walk:
    """One pass over the blocks; `role` is what stands now, `base` what the reading of the blocks gave."""

    def __init__(self, words: Wording, outline: Outline) -> None:
        self.words = words
        self.outline = outline
        self.changes: list[Change] = [Change(0, Role.OPENING, None)]
        self.base = Role.OPENING
        self.role = Role.OPENING
        self.heading: Heading | None = None
        self.joint = False
        self.reasons = False
        self.sticky = False  # the role of a cue holds on behind its paragraph
        self.seen: set[Role] = set()
        self.tail = _tail(outline)

    def run(
        self, blocks: Sequence[Block], parts: Sequence[int], empty: Sequence[bool], opening: Opening
    ) -> list[Change]:
        """All changes of role, by place."""
        apart = iter(sorted([*self.outline.title_spans, *opening.late]))
        title = next(apart, None)
        for block, part, alone in zip(blocks, parts, empty, strict=True):
            while title is not None and title[0] < block.start:
                if title not in opening.late:
                    self.heading = None
                self._open(title[0], Role.OPENING, None)
                title = next(apart, None)
            if alone and block.mark is not None:
                self._open(block.start, ROLES[part], block.mark.heading)
                self.role = ROLES[part]
            else:
                self._block(block, PARTS[part], ROLES[part])
        while title is not None:
            self._open(title[0], Role.OPENING, None)
            title = next(apart, None)
        lines = set(self.outline.paragraphs)
        for start, end in self.outline.closing:
            if (start, end) in lines:
                self.changes.append(Change(start, Role.SIGNATURE, None))
            else:
                overlay(self.changes, start, end, Role.SIGNATURE)
        self.changes.sort(key=lambda change: change.at)
        return self.changes

    def _open(self, at: int, role: Role, heading: Heading | None) -> None:
        self.changes.append(Change(at, role, heading, self.reasons and role is Role.PROBLEMS))

    def _emit(self, at: int, role: Role) -> None:
        """From `at` on the role holds."""
        self.role = role
        self.seen.add(role)
        self._open(at, role, self.heading)

    def _block(self, block: Block, part: str, role: Role) -> None:
        before, self.base = self.base, role
        mark = block.mark
        if mark is not None and (block.depth == CHAPTER or (block.depth == LOWER and role is not before)):
            self.heading = mark.heading
        goes_on = self.joint and part == JOINT and mark is None
        self.joint, self.reasons, self.sticky = part == JOINT, part == REASONS, False
        start = self.role if goes_on else role
        if self.joint and mark is not None and block.depth != CHAPTER:
            start = self._joint_item(mark.text_start, mark.heading.end)
        self._emit(block.start, start)
        # A paragraph that comes to the problems may begin with what was done.
        led = before if block.mark is None and role is Role.PROBLEMS and before in DEEDS else None
        if role is Role.OPENING:
            return
        # Behind a lower heading that runs on, a sentence is none that opens a paragraph.
        opens = mark is None or block.depth == CHAPTER or not mark.heading.run_in
        for low, high in paragraphs_of(self.words.text, block):
            self._sentences(low, high, opens, led)
            opens, led = True, None

    def _joint_item(self, start: int, end: int) -> Role:
        """Role of a lower heading where problems and plan stand together."""
        scan = self.words.scan
        weak = scan.has("role-deficit", start, end) or scan.has("role-shortfall", start, end)
        return Role.PLAN if self.words.goes_forward(start, end) and not weak else Role.PROBLEMS

    def _sentences(self, start: int, end: int, opens: bool, led: Role | None) -> None:
        """Roles of the sentences of a paragraph; `opens`: it begins here; `led`: role of deeds before its problems."""
        words = self.words
        role = self.role if self.joint or self.sticky else self.base
        if role is not self.role:
            self._emit(start, role)
        low = max(bisect_right(words.starts, start) - 1, 0)
        first = opens
        for index in range(low, bisect_left(words.starts, end)):
            at = max(words.starts[index], start)
            stop = words.stop(index, end)
            sentence = words.sentences[index]
            if self._closes(sentence, at, stop):
                self._open(at, Role.SIGNATURE, None)
                self._open(stop, self.role, self.heading)
                continue
            if led is not None:
                if words.reports(sentence, at, stop) and not sentence & (words.deficit | words.cue):
                    self._emit(at, led)
                    continue
                led = None
                self._emit(at, role)
            stand = Stand(self.base, self.joint, self.sticky, Role.PROBLEMS in self.seen)
            new, holds = turned(words, stand, sentence, at, stop, role, first)
            if (
                holds
                and new is Role.PROBLEMS
                and opens
                and index - low <= 2
                and not first
                and words.leads_up(start, at)
            ):
                first = True
                self._emit(start, new)
            if holds and (first or words.text[at:stop].rstrip().endswith(":")):
                self.sticky = True
            if self.joint and new is Role.PLAN and sentence & words.deficit:
                self._emit(at, Role.PROBLEMS)
                at = words.turn(sentence, at)
            if new is not self.role:
                self._emit(at, new)
            role = new
            first = False

    def _closes(self, sentence: int, start: int, stop: int) -> bool:
        """Whether a sentence is a closing formula at the end of the report."""
        if not sentence & self.words.closing or stop - start >= _FRAME or stop < self.tail:
            return False
        return self.words.scan.has("role-closing", start, min(start + 12, stop))


def _tail(outline: Outline) -> int:
    """Where the last paragraph of text ends; behind it stand closing lines only."""
    apart = {*outline.closing, *outline.title_spans}
    return next((end for start, end in reversed(outline.paragraphs) if (start, end) not in apart), 0)
