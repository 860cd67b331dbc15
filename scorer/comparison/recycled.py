"""Sentences that come again in another report: last year's, or a neighbour's.

Names of places, numbers and years are masked first, so that a copy with new figures is still a copy.
Sentences that many reports share, and official formulas, do not count. Candidates are found by the
smallest hashes of their character runs; rapidfuzz then compares the few that share one.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
_MOST_RIVALS = 64  # candidates compared with one sentence
_SENTENCE = re.compile(r"[^。!?;\n]{12,}")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}(?:自治州|自治县|自治区|省|市|县|区|州|旗|镇|乡|街道)")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[零〇一二三四五六七八九十百千]{2,}")
_MARK = re.compile(r"[\s“”‘’《》〈〉()、,:*—-]+")
_YEAR = re.compile(r"(20\d\d)年")


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

    sentences: int
    repeated: int
    pairs: tuple[Pair, ...]

    @property
    def new_permille(self) -> int:
        """Share of sentences that stand in no other report, in thousandths."""
        return 1000 if not self.sentences else 1000 * (self.sentences - self.repeated) // self.sentences


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
    """Each report against all others that are not later, in order."""
    from rapidfuzz.fuzz import ratio

    places: dict[int, list[tuple[int, int]]] = {}
    for number, one in enumerate(sketches):
        for index, value in enumerate(one.hashes):
            places.setdefault(value, []).append((number, index // _KEPT))
    limit = max(_COMMON_LEAST, len(sketches) // _COMMON_SHARE)
    common = {value for value, spots in places.items() if len({number for number, _ in spots}) >= limit}
    for number, one in enumerate(sketches):
        pairs = []
        counted = 0
        for index, bare in enumerate(one.masked):
            mine = one.hashes[index * _KEPT : (index + 1) * _KEPT]
            if any(value in common for value in mine):
                continue
            counted += 1
            rivals = {spot: None for value in mine for spot in places[value][:_MOST_RIVALS] if spot[0] != number}
            best: Pair | None = None
            for other, sentence in rivals:
                rival = sketches[other]
                if one.year and rival.year > one.year:
                    continue
                likeness = ratio(bare, rival.masked[sentence], score_cutoff=_LIKENESS)
                if likeness and (best is None or likeness > best.likeness):
                    best = Pair(index, other, sentence, int(likeness))
            if best is not None:
                pairs.append(best)
        yield Recycled(counted, len(pairs), tuple(pairs))


def formulas_of(lexicon: Lexicon) -> re.Pattern[str] | None:
    """The expression for the formulas that a rubric lists; None where it lists none."""
    known = "recycled-formula" in lexicon.names
    return formula_pattern(lexicon.words("recycled-formula")) if known else None


def formula_pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """An expression for a sentence's formulas, with what hangs on to them up to the next comma."""
    found = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(f"[^,。]*(?:{'|'.join(found)})[^,。]*,?") if found else None
