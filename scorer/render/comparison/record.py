"""Reports side by side as plain values: the JSON of a comparison, schema `comparison/1`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from scorer.comparison.compared import follows, moves, verdict
from scorer.comparison.known import common_quantities
from scorer.comparison.promises import DONE, NO_TRACE, TOUCHED, Promise, keep_promises
from scorer.comparison.recycled import Recycled, Sketch, compare
from scorer.locale.checks import sentence
from scorer.locale.wording import Wording, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.comparison.compared import Compared
    from scorer.model import Evidence, Scorecard
    from scorer.rules.rubric import Rubric

SCHEMA = "comparison/1"


def record(reports: Sequence[Compared], rubric: Rubric, lang: str) -> dict[str, Any]:
    """The comparison of reports that stand in order; pairs are neighbours."""
    wording = Wording(lang, rubric)
    pairs = list(zip(reports, reports[1:], strict=False))
    return {
        "schema": SCHEMA,
        "reports": [_report(one, wording) for one in reports],
        "criteria": [
            {
                "id": criterion.id,
                "name": wording.criterion(criterion.id),
                "verdicts": [verdict(one.card, criterion.id).value for one in reports],
            }
            for criterion in rubric.criteria
        ],
        "differences": [_difference(a, b, wording) for a, b in pairs],
        "figures": _figures(reports, lang),
        "promises": [_promises(a, b) for a, b in pairs if follows(a.card, b.card)],
        "recycled": copied([one.label for one in reports], [one.told.sketch for one in reports]),
    }


def record_of_copies(labels: Sequence[str], sketches: Sequence[Sketch]) -> dict[str, Any]:
    """The comparison of reports that are only searched for repeated text."""
    return {"schema": SCHEMA, "recycled": copied(labels, sketches)}


def copied(labels: Sequence[str], sketches: Sequence[Sketch]) -> list[dict[str, Any]]:
    """What each report shares with the others, with quotes and lines of both sides."""
    return [_copied(number, found, labels, sketches) for number, found in enumerate(compare(sketches))]


def _report(one: Compared, wording: Wording) -> dict[str, Any]:
    facts = one.card.report.facts
    return {
        "path": one.name,
        "label": one.label,
        "title": facts.title,
        "jurisdiction": facts.jurisdiction,
        "year": facts.year,
        "total": _total(one.card),
        "band": wording.band(one.card.band),
        **({} if one.program is None else {"program_total": _total(one.program)}),
    }


def _total(card: Scorecard) -> float | None:
    return None if card.total is None else rounded(card.total, 1) / 10


def _difference(a: Compared, b: Compared, wording: Wording) -> dict[str, Any]:
    return {
        "from": a.label,
        "to": b.label,
        "points": _signed((b.card.total or Fraction(0)) - (a.card.total or Fraction(0))),
        "criteria": [
            {
                "id": move.criterion,
                "name": wording.criterion(move.criterion),
                "points": _signed(move.points),
                "from": move.before.value,
                "to": move.after.value,
            }
            for move in moves(a.card, b.card)
        ],
    }


def _signed(value: Fraction) -> float:
    size = rounded(abs(value), 2) / 100
    return -size if value < 0 else size


def _figures(reports: Sequence[Compared], lang: str) -> list[dict[str, Any]]:
    def told(quote: Evidence | None) -> dict[str, Any] | None:
        return {"quote": quote.quote, "line": quote.line, "start": quote.start, "end": quote.end} if quote else None

    return [
        {"id": name, "name": sentence(f"quantity.{name}", lang), "values": list(map(told, quotes))}
        for name, quotes in common_quantities([one.told.quantities for one in reports]).items()
    ]


def _promises(a: Compared, b: Compared) -> dict[str, Any]:
    kept = keep_promises(a.told, b.told)
    return {
        "from": a.label,
        "to": b.label,
        "counts": {verdict: sum(p.verdict == verdict for p in kept) for verdict in (DONE, TOUCHED, NO_TRACE)},
        "items": [_promise(p) for p in kept],
    }


def _promise(promise: Promise) -> dict[str, Any]:
    answer = promise.answer
    return {
        "verdict": promise.verdict,
        "plan": {"quote": promise.plan.quote, "line": promise.plan.line},
        "answer": {"quote": answer.quote, "line": answer.line} if answer else None,
    }


def _copied(number: int, found: Recycled, labels: Sequence[str], sketches: Sequence[Sketch]) -> dict[str, Any]:
    own = sketches[number]
    return {
        "report": labels[number],
        "sentences": found.sentences,
        "repeated": found.repeated,
        "common": found.common,
        "new_percent": None if found.new_permille is None else found.new_permille / 10,
        "pairs": [
            {
                "quote": own.said[pair.sentence],
                "line": own.lines[pair.sentence],
                "other": labels[pair.other],
                "other_quote": sketches[pair.other].said[pair.other_sentence],
                "other_line": sketches[pair.other].lines[pair.other_sentence],
                "likeness": pair.likeness,
            }
            for pair in found.pairs
        ],
    }
