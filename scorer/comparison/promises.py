"""Last year's plan against this year's work: what was done, what was touched, what left no trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.judging.formulas import characters
from scorer.judging.plans import FORMULA, plan_items
from scorer.judging.topics import GENERAL, topics_in
from scorer.model import Evidence, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scorer.judging.judge import Case
    from scorer.text.words import Span

DONE, TOUCHED, NO_TRACE = "done", "touched", "no-trace"
_TOLD = (Role.MEASURES, Role.FIRST_RESPONSIBLE)
_DONE_SHARE = 45  # per cent of a promise's own words that a deed repeats
_TOUCHED_SHARE = 22
_LEAST_WORDS = 3  # pairs of characters that must come again
_LONGEST_PROMISE = 80


class Promise(NamedTuple):
    """A direction of the plan and the words of the next report that answer it."""

    plan: Evidence
    verdict: str
    answer: Evidence | None


def keep_promises(before: Case, after: Case) -> tuple[Promise, ...]:
    """Each concrete direction of one report against the deeds of the next."""
    scan = before.context.scan
    usual = characters(scan.lexicon, FORMULA)
    deeds = [(span, _words(after.context.scan.text[slice(*span)], frozenset())) for span in _deeds(after)]
    kept = []
    for item in plan_items(scan, before.sections):
        if item.generic:
            continue
        low, high = item.head
        wanted = _words(scan.text[low : min(high, low + _LONGEST_PROMISE)], usual)
        plan = before.evidence((low, high), "plan")
        if len(wanted) < _LEAST_WORDS:
            continue
        best, most = None, 0
        for span, words in deeds:
            shared = len(wanted & words)
            if shared > most:
                best, most = span, shared
        share = 100 * most // len(wanted)
        scan_after = after.context.scan
        if best is None or most < _LEAST_WORDS or share < _TOUCHED_SHARE:
            topics = {topic for topic in item.topics if not topic.startswith(GENERAL)}
            best = next((span for span, _ in deeds if topics & set(topics_in(scan_after, *span))), None)
            touched = after.evidence(best, "deed") if best is not None else None
            kept.append(Promise(plan, NO_TRACE if touched is None else TOUCHED, touched))
            continue
        done = share >= _DONE_SHARE and (scan_after.has("act", *best) or scan_after.has("figure", *best))
        kept.append(Promise(plan, DONE if done else TOUCHED, after.evidence(best, "deed")))
    return tuple(kept)


def _deeds(case: Case) -> Iterator[Span]:
    """Sentences of the year's work that neither deny nor promise."""
    clauses, flags = case.context.clauses, case.context.flags
    refused = flags.negated | flags.promised
    told = [(section.start, section.end) for section in case.sections if section.role in _TOLD]
    headings = [(start, start + len(text)) for start, text in case.headings]
    for sentence in clauses.sentences:
        if sentence & ~refused == 0:
            continue
        start = clauses.span((sentence & -sentence).bit_length() - 1)[0]
        end = clauses.span(sentence.bit_length() - 1)[1]
        if (
            any(a <= start < b for a, b in told)
            and end > start
            and not any(a <= start < end <= b + 1 for a, b in headings)
        ):
            yield start, end


def _words(text: str, usual: frozenset[str]) -> set[str]:
    """Neighbouring characters, without those that only the formulas of a plan hold."""
    return {
        a + b
        for a, b in zip(text, text[1:], strict=False)
        if a.isalnum() and b.isalnum() and not (a in usual and b in usual)
    }
