"""Outline -> stretches of the report with one role each, decided together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from scorer.model import Decided, Plain, Section
from scorer.structure.blocks import Block, cut_blocks, empty_chapters
from scorer.structure.changes import sections_of
from scorer.structure.clues import Above, Clues, above_next, clues_of, text_clues
from scorer.structure.lines import LineOf
from scorer.structure.opening import find_opening
from scorer.structure.outline import Outline
from scorer.structure.reading import Read, read_blocks
from scorer.structure.walk import changes_of
from scorer.structure.weights import DEEDS, LATE, PARTS, REASONS, ROLES, Weights
from scorer.structure.wording import Wording
from scorer.text.words import Scan


def divide(
    plain: Plain, scan: Scan, outline: Outline, weights: Weights
) -> tuple[tuple[Section, ...], tuple[Decided, ...]]:
    """Sections in order, without gap or overlap, over the whole text; and how the role of each block was decided."""
    words = Wording(scan, outline.year)
    opening = find_opening(words, outline)
    blocks = cut_blocks(words, outline, opening)
    texts = [text_clues(words, block) for block in blocks]
    empty = empty_chapters(blocks, ["deeds" in found for found in texts])
    clues = []
    points = []
    above = Above()
    for block, found, alone in zip(blocks, texts, empty, strict=True):
        found = clues_of(words, block, found, above, opening.end)
        row = _points(found, weights)
        if not alone:
            above = above_next(above, block, found, late=PARTS[row.index(max(row))] in LATE)
        clues.append(found)
        points.append(row)
    reads = _reads(blocks, points, empty, weights)
    changes = changes_of(words, outline, blocks, [read.part for read in reads], empty, opening)
    line_of = LineOf(plain)
    decided = tuple(
        Decided(
            ROLES[read.part], block.start, block.end, line_of(block.start), _spoke(found, read.part, weights),
            read.runner_up, read.margin, _is_close(read, weights), PARTS[read.part] == REASONS,
        )
        for block, found, read in zip(blocks, clues, reads, strict=True)
    )  # fmt: skip
    return tuple(_doubted(section, decided) for section in sections_of(plain, outline, changes)), decided


def _is_close(read: Read, weights: Weights) -> bool:
    """Whether the next best role is nearly as good and counts for other things: deeds of leaders are measures too."""
    return read.margin < weights.close and not {ROLES[read.part], read.runner_up} <= set(DEEDS)


def _doubted(section: Section, decided: Sequence[Decided]) -> Section:
    """A section with its runner-up, close where half of its text is."""
    near = total = 0
    least: Decided | None = None
    first = bisect_right(decided, section.start, key=attrgetter("end"))
    for at in range(first, len(decided)):
        block = decided[at]
        if block.start >= section.end:
            break
        shared = min(block.end, section.end) - max(block.start, section.start)
        if shared <= 0 or block.role is not section.role:
            continue
        total += shared
        near += shared if block.close else 0
        if least is None or block.margin < least.margin:
            least = block
    if least is None:
        return section
    return section._replace(runner_up=least.runner_up, close=near * 2 >= total)


def _spoke(clues: Clues, part: int, weights: Weights) -> tuple[tuple[str, float], ...]:
    """The clues that gave points to a part, the most first."""
    found = [(name, strength * weights.clues[name][part]) for name, strength in clues.items()]
    return tuple(sorted((pair for pair in found if pair[1] > 0), key=lambda pair: -pair[1]))


def _reads(
    blocks: Sequence[Block], points: Sequence[Sequence[float]], empty: Sequence[bool], weights: Weights
) -> list[Read]:
    """All blocks read together, but for empty chapters: what they name holds for their line alone."""
    kept = [number for number, alone in enumerate(empty) if not alone]
    together = iter(
        read_blocks([points[number] for number in kept], [blocks[number].depth for number in kept], weights)
    )
    return [
        read_blocks([row], [0], weights)[0] if alone else next(together)
        for row, alone in zip(points, empty, strict=True)
    ]


def _points(clues: Clues, weights: Weights) -> list[float]:
    """Points of each part, in the order of PARTS."""
    sums = [0.0] * len(PARTS)
    for name, strength in clues.items():
        for part, points in enumerate(weights.clues[name]):
            sums[part] += strength * points
    return sums
