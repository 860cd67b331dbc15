"""Sentences that come again in another report: last year's, or a neighbour's.

Names of places, numbers and years are masked first, so that a copy with new figures is still a copy.
Sentences that many reports share, and official formulas, do not count. Candidates are found by the
smallest hashes of their character runs; rapidfuzz then compares the few that share one.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from scorer.model import Role

if TYPE_CHECKING:
    from scorer.judging.judge import Case
    from scorer.model import Plain
    from scorer.text.lexicon import Lexicon

_RUN = 6  # characters of the runs that are hashed
_KEPT = 3  # smallest hashes kept of a sentence
_SHORTEST = 18  # characters of a masked sentence worth comparing
_HEADING = 36  # characters that a line without a full stop stays below where it is a heading
_LIKENESS = 85  # per cent from which two sentences are the same text
_COMMON_LEAST = 5  # reports, and
_COMMON_SHARE = 33  # one in so many reports: what more reports share is common property
_RUN_OF_COPIES = 3  # neighbouring sentences that make a copy of what is common property
_MOST_RIVALS = 64  # candidates compared with one sentence
_SENTENCE = re.compile(r"[^。!?;\n]{12,}")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}(?:自治州|自治县|自治区|省|市|县|区|州|旗|镇|乡|街道)")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[零〇一二三四五六七八九十百千]{2,}")
_MARK = re.compile(r"[\s“”‘’《》〈〉()、,:*—-]+")
_YEAR = re.compile(r"(20\d\d)年")


Spot = tuple[int, int]  # number of a report, number of a sentence in it


class Sketch(NamedTuple):
    """What is kept of one report for the comparison; one entry a sentence, quotes as in the source."""

    name: str
    year: int  # 0: unknown
    lines: array[int]
    said: tuple[str, ...]
    masked: tuple[str, ...]
    hashes: array[int]  # _KEPT for each sentence


class Pair(NamedTuple):
    """A sentence and where it stood before; sentences by number within their sketch."""

    sentence: int
    other: int  # number of the other report
    other_sentence: int
    likeness: int  # per cent


class Recycled(NamedTuple):
    """One report against all others."""

    sentences: int  # that were judged
    repeated: int
    pairs: tuple[Pair, ...]
    common: int  # sentences that are common property, and stand in no run of copied ones

    @property
    def new_permille(self) -> int | None:
        """Share of sentences that stand in no other report, in thousandths; None where there is nothing to judge."""
        return 1000 * (self.sentences - self.repeated) // self.sentences if self.sentences else None


def mask(text: str) -> str:
    """A sentence with places, numbers and marks taken out."""
    return _MARK.sub("", _NUMBER.sub("0", _PLACE.sub("某", text)))


def sketch(
    plain: Plain,
    formulas: re.Pattern[str] | None = None,
    *,
    year: int | None = None,
    within: Sequence[tuple[int, int]] | None = None,
) -> Sketch:
    """Sentences of a report, masked and hashed; formulas are left out, and what lies outside of `within`."""
    text, source = plain.text, plain.source
    lines, hashes = array("L"), array("L")
    masked, quotes = [], []
    width = 2 * _RUN
    line = 1
    counted = 0
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if within is not None and not any(a <= start < b for a, b in within):
            continue
        said = match.group()
        if end - start < _HEADING and text[start - 1 : start] in ("\n", "") and text[end : end + 1] in ("\n", ""):
            continue  # a heading
        if formulas is not None and formulas.search(said):
            said = formulas.sub("", said)
        bare = mask(said)
        if len(bare) < _SHORTEST:
            continue
        line += text.count("\n", counted, start)
        counted = start
        lines.append(line)
        a, b = plain.to_source(start, end)
        quotes.append(source.text[a:b])
        masked.append(bare)
        data = bare.encode("utf-16-le")
        found = sorted({crc32(data[at : at + width]) for at in range(0, len(data) - width + 1, 2)})[:_KEPT]
        hashes.extend(found + [found[-1]] * (_KEPT - len(found)))
    if year is None:
        years = Counter(_YEAR.findall(text[:3000]))
        year = int(years.most_common(1)[0][0]) if years else 0
    return Sketch(source.name, year, lines, tuple(quotes), tuple(masked), hashes)


def sketch_case(case: Case, formulas: re.Pattern[str] | None) -> Sketch:
    """The sketch of a scored report, without page furniture and signature, with the year that it is for."""
    within = [(s.start, s.end) for s in case.sections if s.role not in (Role.CHROME, Role.SIGNATURE)]
    return sketch(case.plain, formulas, year=case.facts.year or 0, within=within)


def compare(sketches: Sequence[Sketch]) -> Iterator[Recycled]:
    """Each report against all others that are not later, in order.

    What many reports share is common property, but for a run of such sentences that follow each other in
    another report too: that is copying, however many copied.
    """
    places: dict[int, list[Spot]] = {}
    for number, one in enumerate(sketches):
        for index, value in enumerate(one.hashes):
            places.setdefault(value, []).append((number, index // _KEPT))
    limit = max(_COMMON_LEAST, len(sketches) // _COMMON_SHARE)
    common = {value for value, spots in places.items() if len({number for number, _ in spots}) >= limit}
    for number, one in enumerate(sketches):
        shared = {
            index
            for index in range(len(one.masked))
            if any(value in common for value in one.hashes[index * _KEPT : (index + 1) * _KEPT])
        }
        rivals = [_rivals(one, index, number, sketches, places) for index in range(len(one.masked))]
        copied = {index: spot for index, spot in _runs(rivals).items() if index in shared}
        pairs = []
        for index, bare in enumerate(one.masked):
            if index in shared:
                if index in copied:
                    other, sentence = copied[index]
                    pairs.append(Pair(index, other, sentence, _likeness(bare, sketches[other].masked[sentence])))
                continue
            best = _nearest(bare, index, rivals[index], sketches)
            if best is not None:
                pairs.append(best)
        judged = len(one.masked) - len(shared) + len(copied)
        yield Recycled(judged, len(pairs), tuple(pairs), len(shared) - len(copied))


def _rivals(
    one: Sketch, index: int, number: int, sketches: Sequence[Sketch], places: Mapping[int, Sequence[Spot]]
) -> list[Spot]:
    """Sentences of other reports, none of them later, that share a hash with one; the first ones only."""
    found: dict[Spot, None] = {}
    for value in one.hashes[index * _KEPT : (index + 1) * _KEPT]:
        for spot in places[value][:_MOST_RIVALS]:
            if spot[0] != number and (not one.year or sketches[spot[0]].year <= one.year):
                found[spot] = None
    return list(found)


def _runs(rivals: Sequence[Sequence[Spot]]) -> dict[int, Spot]:
    """Sentences in runs that stand side by side in one other report too -> where they stand there."""
    found: dict[int, Spot] = {}
    running: dict[Spot, int] = {}  # where a run stands in the other report -> its length
    for index, spots in enumerate(rivals):
        grown = {(other, at): running.get((other, at - 1), 0) + 1 for other, at in spots}
        for (other, at), length in grown.items():
            if length >= _RUN_OF_COPIES:
                for back in range(length if length == _RUN_OF_COPIES else 1):
                    found.setdefault(index - back, (other, at - back))
        running = grown
    return found


def _nearest(bare: str, index: int, rivals: Sequence[Spot], sketches: Sequence[Sketch]) -> Pair | None:
    """The most alike of the candidates, if any is the same text."""
    from rapidfuzz.fuzz import ratio

    best: Pair | None = None
    for other, sentence in rivals:
        likeness = ratio(bare, sketches[other].masked[sentence], score_cutoff=_LIKENESS)
        if likeness and (best is None or likeness > best.likeness):
            best = Pair(index, other, sentence, int(likeness))
    return best


def _likeness(one: str, other: str) -> int:
    from rapidfuzz.fuzz import ratio

    return int(ratio(one, other))


def formulas_of(lexicon: Lexicon) -> re.Pattern[str] | None:
    """The expression for the formulas that a rubric lists; None where it lists none."""
    known = "recycled-formula" in lexicon.names
    return formula_pattern(lexicon.words("recycled-formula")) if known else None


def formula_pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """An expression for a sentence's formulas, with what hangs on to them up to the next comma."""
    found = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(f"[^,。]*(?:{'|'.join(found)})[^,。]*,?") if found else None
