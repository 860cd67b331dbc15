"""What a criterion on problems or plans is judged, and the words that look like it and do not count."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scorer.judging.items import Item
from scorer.judging.stretches import sentence
from scorer.model import Role, Section, Verdict
from scorer.text.words import Scan, Span

NEAR = 3  # near misses shown at most

_WHY = {
    Role.PLAN: "in-plan",
    Role.PROBLEMS: "in-problems",
    Role.OPENING: "in-opening",
    Role.CHROME: "in-chrome",
    Role.SIGNATURE: "in-chrome",
}


class Judged(NamedTuple):
    """What a criterion of this family is judged, with spans of the plain text."""

    verdict: Verdict
    reason: str
    evidence: tuple[Span, ...] = ()
    near_misses: tuple[tuple[Span, str], ...] = ()  # span, code of the reason why it does not count
    pairs: tuple[tuple[Item, Item | None], ...] = ()


def near_misses(scan: Scan, sections: Sequence[Section], name: str, own: Role) -> tuple[tuple[Span, str], ...]:
    """Words of a class in sections of other roles than `own`, each with the code of its reason."""
    found: list[tuple[Span, str]] = []
    for section in sections:
        if section.role is own:
            if own is Role.PROBLEMS:
                found += _spoiled_words(scan, section)
            continue
        for span in scan.inside(name, section.start, section.end):
            why = _WHY.get(section.role, "other-object")
            start, end = sentence(scan.text, span[0])
            if scan.has("deficit-last-year", start, end):
                why = "other-year"
            elif scan.has("deficit-other-body", start, end):
                why = "other-body"
            found.append((span, why))
            if len(found) >= NEAR:
                return tuple(found[:NEAR])
    return tuple(found[:NEAR])


def _spoiled_words(scan: Scan, section: Section) -> Iterator[tuple[Span, str]]:
    """Words under the problems that look like a shortcoming or a reason and are none."""
    for name, why in (
        ("deficit-resolved", "other-year"),
        ("deficit-none", "negated"),
        ("cause-pending", "negated"),
        ("cause-other-body", "other-body"),
        ("deficit-other-body", "other-body"),
    ):
        for span in scan.inside(name, section.start, section.end)[:1]:
            yield span, why
