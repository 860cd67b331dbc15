"""What in a block speaks for its role: words of its heading, wording of its text, its place."""

from typing import NamedTuple

from scorer.model import Role
from scorer.structure.blocks import CHAPTER, LOWER, Block
from scorer.structure.markers import MARKER
from scorer.structure.names import PURE, heading_names, is_bare_problems, names_problems_plainly, names_reasons
from scorer.structure.weights import JOINT, PARTS, REASONS
from scorer.structure.wording import CUE_REACH, Wording

_EARLY = 0.3  # share of the text in which problems and plans seldom stand
_LATE = 0.6  # share of the text behind which a paragraph of the year's work has its figures
_LONG = 60  # characters of a paragraph that would have some
_BEGINNING = 2  # blocks at the top of a report that may be its opening though nothing in them says so
_FULL = 3  # sentences from which on the wording of a block has its full weight
_NOUN = 0.6  # what a noun of shortfall weighs of a plain name of problems
_LEAD = 3  # sentences under a chapter's heading that may say what it is
_TRANSITION = 16  # characters of a sentence that only leads to the next
_COUNTED = 3  # clauses with figures by which a block without one in digits tells of the work
_BLANK = 2  # characters behind a heading that stands alone: line ends
_HALF = 0.5  # share of the sentences from which on a block is about what falls short
_LOWER = 0.7  # what the words of a lower heading weigh of those of a chapter

# A lower heading without a word of these names no part of the report.
_NAMES_OF_PARTS = ("role-heading-problems", "role-have", "role-heading-plan", "role-heading-own-chapter")

Clues = dict[str, float]  # by name: how strongly, 1 is plainly


class Above(NamedTuple):
    """What stands above a block."""

    blocks: int = 0  # how many
    block: Block | None = None  # the last one
    chapter: str | None = None  # the part that the heading of its chapter names
    late: bool = False  # problems or a plan seem to be among them
    inner: str | None = None  # the part that a lower heading without text of its own names, for what stands below it
    rank: int = 0  # the kind of marker of that heading

    def part(self, block: Block) -> str | None:
        """The part that the headings above a block name for it."""
        return self.chapter if self.inner is None or _ends_inner(self, block) else self.inner


def _ends_inner(above: Above, block: Block) -> bool:
    return block.depth == CHAPTER or (block.mark is not None and block.mark.rank == above.rank)


def above_next(above: Above, block: Block, clues: Clues, *, late: bool) -> Above:
    """What stands above the next block, when this one has been read."""
    chapter = _chapter_of(clues) if block.depth == CHAPTER else above.chapter
    if "list-of-remedies" in clues:
        chapter = Role.PLAN.value
    inner, rank = (None, 0) if _ends_inner(above, block) else (above.inner, above.rank)
    if block.depth == LOWER and block.mark is not None and block.end - block.body <= _BLANK:
        inner, rank = _chapter_of(clues), block.mark.rank
    return Above(above.blocks + 1, block, chapter, above.late or late, inner, rank)


def text_clues(words: Wording, block: Block) -> Clues:
    """What the wording of the block says, whatever stands above it."""
    clues: Clues = {}
    shares = words.shares(block.low, block.high, block.counted, block.end)
    weight = min(shares.total, _FULL) / _FULL * 0.5 + 0.5
    for name, amount in zip(shares._fields[1:], shares[1:], strict=True):
        if amount:
            clues[name] = amount / shares.total * weight
    weak = words.scan.clauses.between(block.counted, block.end) & words.deficit
    if shares.shortfalls * 2 >= shares.total and weak.bit_count() >= 2 and not shares.deeds:
        clues["several-shortfalls"] = 1
    _of_start(words, block, clues)
    return clues


def clues_of(words: Wording, block: Block, text: Clues, above: Above, opening: int) -> Clues:
    """All clues of a block, with those of its text; `opening` is where the opening of the report ends."""
    clues = dict(text)
    _of_heading(words, block, above.late, clues)
    if above.block is not None:
        _of_announcement(words, above.block, clues)
    part = above.part(block)
    if block.depth != CHAPTER and part not in (None, REASONS, JOINT):
        clues[f"under-{part}"] = 1
    if part == Role.PROBLEMS.value and _has_text(above) and _begins_plan(words, block, clues):
        clues["list-of-remedies"] = 1
    if block.start < opening:
        clues["frame"] = 1
    elif "headed" not in clues and above.blocks < _BEGINNING and _says_nothing(words, block, clues):
        clues["beginning"] = 1
    place = block.start / max(len(words.text), 1)
    if place < _EARLY:
        clues["early"] = 1 - place / _EARLY
    elif place > _LATE and block.end - block.counted >= _LONG and not _tells_deeds(words, block, clues):
        clues["late-without-deeds"] = 1
    return clues


def _tells_deeds(words: Wording, block: Block, clues: Clues) -> bool:
    """Whether a block tells of something done, or counts it in words (劝架三百一十二起) where nothing falls short."""
    if {"deeds", "told"} & clues.keys():
        return True
    counted = words.scan.clauses.between(block.counted, block.end) & words.figure
    return counted.bit_count() >= _COUNTED and not {"shortfalls", "cue-problems"} & clues.keys()


def _has_text(above: Above) -> bool:
    """Whether more than a heading stands above: the first list under a heading begins nothing anew."""
    return above.block is not None and above.block.low < above.block.high


def _begins_plan(words: Wording, block: Block, clues: Clues) -> bool:
    """Whether a list begins anew under the problems, with what is to be done and hardly a word of what falls short."""
    if block.depth == CHAPTER or block.low >= block.high or {"told", "item-short", "cue-problems"} & clues.keys():
        return False
    if clues.get("shortfalls", 0) >= _HALF:
        return False
    return words.begins_list(block.start, block.end)


def _says_nothing(words: Wording, block: Block, clues: Clues) -> bool:
    """Whether a paragraph tells of no deed and names no leader: nothing is lost if it is taken for the opening."""
    return not {"deeds", "told"} & clues.keys() and not words.scan.has("role-main-leader", block.start, block.end)


def _of_heading(words: Wording, block: Block, late: bool, clues: Clues) -> None:
    mark = block.mark
    if mark is None:
        if MARKER.match(words.text, block.start, block.end):
            clues["headed"] = 1  # its heading runs on into the text
        return
    clues["headed"] = 1
    scan, start, end = words.scan, mark.text_start, mark.heading.end
    if block.depth != CHAPTER and not _names_part(words, block):
        return
    own = block.depth == CHAPTER or scan.has("role-heading-own-chapter", start, end)
    strength = 1 if own else _LOWER
    names = heading_names(scan, start, end, words.year, late)
    if names_reasons(scan, start, end) and Role.PLAN not in names:
        clues["heading-reasons"] = 1
    elif {Role.PROBLEMS, Role.PLAN} <= names:
        clues["heading-joint"] = strength
    elif Role.MEASURES in names:
        # "Work and problems": the work comes first, sentences tell where it ends. Behind the problems, measures that
        # only go forward are those to be taken, and other matters without a deed go on with what stands above.
        forward = "forward" in clues or "promises" in clues
        if not late or "deeds" in clues or not (forward or scan.has("role-heading-other", start, end)):
            clues["heading-measures"] = strength
    elif names:
        (role,) = names
        plain = role is not Role.PROBLEMS or names_problems_plainly(scan, start, end)
        clues[f"heading-{role}"] = strength if plain else strength * _NOUN
    elif block.depth == CHAPTER:
        clues["heading-topic"] = 1


def _chapter_of(clues: Clues) -> str | None:
    """The part that the heading of a chapter names, or that it names a topic only."""
    for part in PARTS:
        if f"heading-{part}" in clues:
            return part
    return "topic" if "heading-topic" in clues else None


def _names_part(words: Wording, block: Block) -> bool:
    """Whether a lower heading names a part of the report and nothing else."""
    mark = block.mark
    if mark is None or block.depth != LOWER:
        return False
    start, end = mark.text_start, mark.heading.end
    if mark.heading.run_in and end - start > PURE:
        return False
    named = any(words.scan.has(name, start, end) for name in _NAMES_OF_PARTS)
    if not named and not names_reasons(words.scan, start, end) and not is_bare_problems(words.scan, start, end):
        return False
    return end - start <= PURE or words.scan.has("role-heading-own-chapter", start, end)


def _lead(words: Wording, block: Block) -> int:
    """How many sentences at the start of a block may say what it is."""
    if block.depth == CHAPTER:
        return _LEAD
    if block.low >= block.high:
        return 0
    start, stop = max(words.starts[block.low], block.counted), words.stop(block.low, block.end)
    # A short first sentence may be a word of transition (成绩属于过去。).
    return 2 if block.mark is None and stop - start <= _TRANSITION else 1


def _of_start(words: Wording, block: Block, clues: Clues) -> None:
    """Clues of the first sentence, or of the first few under a chapter's heading."""
    for index in range(block.low, min(block.high, block.low + _lead(words, block))):
        start, stop = max(words.starts[index], block.counted), words.stop(index, block.end)
        sentence = words.sentences[index]
        reports = words.reports(sentence, start, stop) and not words.intends(sentence, start, stop)
        if words.plans(sentence, start, stop) and (not reports or sentence & words.will):
            clues["cue-plan"] = 1
        elif sentence & words.cue_free and not reports:
            clues["cue-problems"] = 1
        if reports or "cue-plan" in clues or "cue-problems" in clues:
            break
    if block.low >= block.high:
        return
    start, stop = max(words.starts[block.low], block.counted), words.stop(block.low, block.end)
    if words.opens_short(block.low, start, block.end):
        clues["item-short"] = 1
    if words.tells_of_year(start, stop):
        clues["this-year"] = 1
    if block.mark is None and stop - start <= _TRANSITION < block.end - start:
        _of_caption(words, start, stop, clues)
    if block.mark is None or block.mark.rank == 0:
        # The first sentence may be a word of transition (再说责任人。).
        for at in [start, *words.starts[block.low + 1 : min(block.low + 2, block.high)]]:
            if words.scan.has("role-leader-start", at, min(block.end, at + CUE_REACH)):
                clues["leader"] = 1


def _of_caption(words: Wording, start: int, stop: int, clues: Clues) -> None:
    """A first sentence of a few characters is the heading of its paragraph (短处与病根。第一,…)."""
    end = stop - 1
    names = heading_names(words.scan, start, end, words.year)
    if Role.PLAN in names and Role.PROBLEMS not in names:
        clues["heading-plan"] = _LOWER
    elif Role.PROBLEMS in names and names_problems_plainly(words.scan, start, end):
        clues["heading-problems"] = _LOWER


def _of_announcement(words: Wording, before: Block, clues: Clues) -> None:
    """Whether the block before ends by announcing a list of problems or of what will be done."""
    if before.low >= before.high or words.text[before.start : before.end].rstrip()[-1:] not in (":", ";"):
        return
    start = words.starts[before.high - 1]
    sentence = words.sentences[before.high - 1]
    if words.plans(sentence, start, before.end) or sentence & words.will:
        clues["announced-plan"] = 1
    elif sentence & words.cue_free:
        clues["announced-problems"] = 1
