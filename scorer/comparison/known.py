"""Quantities that most reports state, found by the `quantity-…` words, to lay reports side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Role
from scorer.statements.figure_words import vocabulary
from scorer.statements.quantities import COUNT, RATE, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scorer.judging.judge import Case
    from scorer.model import Evidence
    from scorer.text.words import Span

_TOLD = (Role.MEASURES, Role.FIRST_RESPONSIBLE, Role.OPENING)


def common_quantities(reports: Sequence[Mapping[str, Evidence]]) -> dict[str, list[Evidence | None]]:
    """Quantities of two reports at least: id -> the words of the number in each report, None where there are none."""
    names = dict.fromkeys(name for one in reports for name in one)
    common = [name for name in names if sum(name in one for one in reports) > 1]
    return {name: [one.get(name) for one in reports] for name in common}


def known_quantities(case: Case) -> list[tuple[str, Span]]:
    """The quantities that most reports state: id and span of the number, the first mention of each."""
    scan = case.context.scan
    words = vocabulary(scan.lexicon)
    if words is None:
        return []
    ids = [name for name in scan.lexicon.names if name.startswith("quantity-") and scan.spans(name)]
    told = [(section.start, section.end) for section in case.sections if section.role in _TOLD]
    found: dict[str, Span] = {}
    for sentence in sentences(scan.text, words):
        if not any(a <= sentence.start < b for a, b in told):
            continue
        for name in ids:
            if name in found:
                continue
            kind = RATE if name.endswith("-rate") else COUNT
            for span in scan.inside(name, sentence.start, sentence.end):
                near = next((q for q in sentence.quantities if q.kind == kind and q.lead < span[1] <= q.stop), None)
                if near is not None:
                    found[name] = near.start, near.end
                    break
    return [(name.removeprefix("quantity-"), found[name]) for name in ids if name in found]
