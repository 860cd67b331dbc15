"""Blocks of a report: a heading with its text, or a paragraph where there is no heading."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from scorer.structure.headings import Mark
from scorer.structure.lines import Span
from scorer.structure.markers import BULLETS
from scorer.structure.names import PURE, heading_names
from scorer.structure.opening import Opening
from scorer.structure.outline import Outline
from scorer.structure.wording import Wording

# What opens a block: a top heading, a lower one, a new paragraph under a heading, a new paragraph where there is none.
CHAPTER, LOWER, PARAGRAPH, FREE = range(4)
_PASTED = 4  # a paragraph of this part of the text may hold chapters: lines were lost
_NEAR = 3  # blocks behind an empty chapter that may report what its first lower heading only names


class Block(NamedTuple):
    """A stretch that has one role, but for sentences inside it that turn; offsets of the plain text, half-open."""

    start: int
    end: int
    body: int  # where the text behind the heading begins
    counted: int  # where the words begin that are counted: with a lower heading's own
    mark: Mark | None
    depth: int
    low: int  # numbers of its sentences, that of a chapter's heading left out, half-open
    high: int


def cut_blocks(words: Wording, outline: Outline, opening: Opening) -> list[Block]:
    """The blocks of a report in order, without its titles, its closing lines and a late opening paragraph."""
    apart = {*outline.closing, *outline.title_spans, *opening.late}
    pieces: list[tuple[int, int, Mark | None]] = []
    numbered = any(mark.rank for mark in outline.marks)
    marks = iter([mark for mark in outline.marks if not (numbered and _announces(words, mark))])
    mark = next(marks, None)
    for start, end in outline.paragraphs:
        if (start, end) in apart:
            while mark is not None and mark.heading.start < end:
                mark = next(marks, None)
            continue
        at: int = start
        above: Mark | None = None
        while mark is not None and mark.heading.start < end:
            opens = mark.heading.start
            own = not words.text[start:opens].strip(BULLETS)
            if own or _opens_block(words, outline, mark, end - start):
                if words.text[at:opens].strip(BULLETS):
                    pieces.append((at, opens, above))
                    at = opens
                above = mark
            mark = next(marks, None)
        pieces.append((at, end, above))
    first = next((mark.heading.start for mark in outline.marks if mark.heading.level == 1), len(words.text))
    return [_block(words, *piece, first) for piece in _joined(words, _split(pieces, opening.end))]


def _announces(words: Wording, mark: Mark) -> bool:
    """Whether a line without a number announces a list (仍存在以下不足:) where chapters have numbers."""
    return mark.rank == 0 and words.text[mark.heading.end - 1] == ":"


def _opens_block(words: Wording, outline: Outline, mark: Mark, paragraph: int) -> bool:
    """Whether a heading in mid-paragraph opens a block: a chapter, or one that names a part and nothing else.

    In a paragraph of ordinary length (characters) what is numbered like a chapter is an item of a list.
    """
    if mark.heading.level == 1 and paragraph * _PASTED >= len(words.text):
        return True
    if mark.heading.level > 2 or mark.heading.end - mark.text_start > PURE:
        return False
    return bool(heading_names(words.scan, mark.text_start, mark.heading.end, outline.year))


def _split(pieces: list[tuple[int, int, Mark | None]], at: int) -> list[tuple[int, int, Mark | None]]:
    """The pieces, the one that holds an offset in its middle cut there."""
    found: list[tuple[int, int, Mark | None]] = []
    for start, end, mark in pieces:
        if start < at < end:
            found += [(start, at, mark), (at, end, None)]
        else:
            found.append((start, end, mark))
    return found


def _joined(words: Wording, pieces: list[tuple[int, int, Mark | None]]) -> list[tuple[int, int, Mark | None]]:
    """The pieces, a heading on a line of its own with the paragraph behind it."""
    found: list[tuple[int, int, Mark | None]] = []
    for start, end, mark in pieces:
        if mark is None and found:
            above = found[-1][2]
            if above is not None and above.body >= found[-1][1] and words.text[above.body - 1] not in "。;":
                found[-1] = (found[-1][0], end, above)
                continue
        found.append((start, end, mark))
    return found


def _block(words: Wording, start: int, end: int, mark: Mark | None, first: int) -> Block:
    body = start if mark is None else mark.body
    depth = FREE if start < first else PARAGRAPH
    if mark is not None and mark.heading.level <= 2:
        depth = CHAPTER if mark.heading.level == 1 else LOWER
    # The words of a lower heading tell as much as its text, those of a chapter are weighed apart.
    at = body if depth == CHAPTER or mark is None else mark.text_start
    while at < end and words.text[at] in " \n":
        at += 1
    high = bisect_left(words.starts, end)
    low = min(max(bisect_right(words.starts, at) - 1, 0), high) if at < end else high
    return Block(start, end, body, at, mark, depth, low, high)


def empty_chapters(blocks: Sequence[Block], deeds: Sequence[bool]) -> list[bool]:
    """Whether each block is a chapter with neither text nor lower headings; `deeds`: whether each reports any."""
    numbers: dict[int, int] = {}  # the last number by family of markers, above the block
    throughout = _throughout(blocks)
    found = []
    for at, (block, following) in enumerate(zip(blocks, [*blocks[1:], None], strict=False), 1):
        found.append(_is_empty(block, following, numbers, not throughout and any(deeds[at : at + _NEAR])))
        if block.mark is not None:
            numbers[block.mark.rank] = block.mark.number
    return found


def _throughout(blocks: Sequence[Block]) -> bool:
    """Whether lower headings of one kind are counted on over chapters to the last: 1. to 35. over three."""
    ranks = {block.mark.rank for block in blocks if block.mark is not None and block.depth == LOWER}
    for rank in ranks - {0}:
        counted = [at for at, block in enumerate(blocks) if block.mark is not None and block.mark.rank == rank]
        numbers = [mark.number for at in counted if (mark := blocks[at].mark) is not None]
        between = [block for block in blocks[counted[0] : counted[-1]] if block.depth == CHAPTER]
        if between and numbers == list(range(1, len(numbers) + 1)):
            return True
    return False


def _is_empty(block: Block, following: Block | None, numbers: dict[int, int], told: bool) -> bool:
    """What counts anew from one is lower; lower ones that count on and tell of deeds belong to what stands above."""
    if block.depth != CHAPTER or block.low < block.high or following is None or following.mark is None:
        return False
    number, rank = following.mark.number, following.mark.rank
    if following.depth == CHAPTER:
        return rank == 0 or number > 1
    return told and number > 1 and numbers.get(rank) == number - 1


def paragraphs_of(text: str, block: Block) -> list[Span]:
    """The text of a block, paragraph by paragraph."""
    found = []
    at = block.body
    while at < block.end:
        stop = text.find("\n", at, block.end)
        stop = block.end if stop < 0 else stop
        line = text[at:stop]
        if line.strip():
            low = at + len(line) - len(line.lstrip())
            found.append((low, low + len(line.strip())))
        at = stop + 1
    return found
