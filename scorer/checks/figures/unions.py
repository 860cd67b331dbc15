"""Bodies of two kinds, each counted, against a count of both: 辖118个村、27个社区。…。153个村(社区)签订合同."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures.verdicts import CONSISTENT, INCONSISTENT, Computed, exceeds, numbers, summed, together
from scorer.statements.figure_words import bare
from scorer.statements.numerals import EXACT
from scorer.statements.readings import BESIDE, SUM
from scorer.text.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scorer.statements.readings import Figures, Reading

_BRACKETED = expression(r"([^,;:。()、\d]{1,4})\(([^,;:。()\d]{1,4})\)")
_WIDER = ("另", "累计", "先后", "加上", "包括", "次", "以及")
_LONGEST = 10  # characters behind a count in which the name of bodies of two kinds stands
_NOUN = 6  # characters behind a count in which the name of a body stands
_UNITS = frozenset("个所家")


def find_unions(figures: Figures) -> Iterator[Computed]:
    """Every count of bodies of two kinds with the counts of each before it."""
    for both in figures.readings:
        if both.counts and both.unit in _UNITS and both.tie in ("", SUM) and both.quantity.number.manner == EXACT:
            kinds = _kinds(figures, both)
            parts = _told_apart(figures, both, kinds) if kinds else []
            if parts:
                over = exceeds(together(parts), numbers([both]))
                verdict, sign = (INCONSISTENT, "<") if over else (CONSISTENT, "≥")
                yield summed(both, parts, verdict, sign, relation="bound")


def _kinds(figures: Figures, both: Reading) -> Sequence[Sequence[str]]:
    """The kinds that a count is of: 村 and 社区 of 153个村(社区); none where it is of one."""
    behind = bare(figures.text[both.end : both.end + _LONGEST])
    return next((kinds for noun, kinds in figures.words.two_kinds.items() if behind.startswith(noun)), ())


def _told_apart(figures: Figures, both: Reading, kinds: Sequence[Sequence[str]]) -> list[Reading]:
    """The counts before of each kind alone; none unless every kind is told, and nothing of both."""
    alike = [r for r in figures.before(both) if r.counts and r.unit == both.unit and r.tie not in BESIDE]
    if len(alike) < len(kinds) or any(word in figures.between(alike[-1], both) for word in _WIDER):
        return []
    last = min(r.sentence for r in alike)
    found: list[Reading] = []
    for names in kinds:
        own = [r for r in alike if r.sentence == last and _is_called(figures, r, names)]
        if not own or any(r in found for r in own):
            return []
        found += own
    told = {r.at for r in found}
    others = [r for r in alike if r.at not in told]
    clear = not any(_is_called(figures, r, names) for r in others for names in kinds)
    return sorted(found) if clear else []


def _is_called(figures: Figures, reading: Reading, names: Sequence[str]) -> bool:
    """Whether the name of a body stands directly before its count or behind it: 社区27个, 27个社区."""
    behind = reading.behind.strip("、和及与")
    if behind and figures.text[reading.end : reading.end + 1] not in ("、", ","):
        return any(name in behind[:_NOUN] for name in names) and not _BRACKETED.match(figures.text, reading.end)
    return reading.label.rstrip("共有计为").endswith(tuple(names))
