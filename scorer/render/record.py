"""Scorecard -> the JSON scorecard, `scorecard/1`; its shape is kept in scorecard.schema.json."""

from __future__ import annotations

from json import JSONEncoder
from typing import TYPE_CHECKING

from scorer.locale.wording import Wording, rounded
from scorer.model import NOT_DONE, Evidence, Finding, Level, NearMiss, Report, Scorecard, Verdict
from scorer.render import checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction
    from typing import Any

    from scorer.render.formats import Look, Scored

EXTENSION = ".json"
FILE_START = b""
FOR_PROGRAMS = True
SCHEMA = "scorecard/1"
encode = JSONEncoder(ensure_ascii=False, check_circular=False).encode  # plain values -> JSON on one line
SCHEMA_VERSION = "1.2"  # fields are added within a major version, never renamed


def piece(card: Scorecard, look: Look) -> str:
    """One scorecard, an item a line: short to read in a diff, quick to write."""
    return spread(record(card, look))


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """One report as an object; several as an array."""
    if not look.many:
        for one in scored:
            yield one.body + "\n"
        return
    opening = "[\n"
    for one in scored:
        yield opening + one.body
        opening = ",\n"
    yield "\n]\n" if opening == ",\n" else "[]\n"


def spread(value: dict[str, Any]) -> str:
    """JSON with a line for each key and for each item of its lists; each line by the fast encoder."""
    lines = []
    for key, part in value.items():
        if isinstance(part, list) and part:
            items = ",\n  ".join([encode(item) for item in part])
            lines.append(f'"{key}": [\n  {items}]')
        else:
            lines.append(f'"{key}": {encode(part)}')
    return "{" + ",\n ".join(lines) + "}"


def record(card: Scorecard, look: Look) -> dict[str, Any]:
    """The scorecard as plain values, in the order of the schema."""
    wording = look.wording
    criteria = [
        criterion(finding, weight, points, wording)
        for finding, weight, points in zip(card.findings, card.weights, card.points, strict=True)
    ]
    if look.similar is not None:
        for one in criteria:
            one["similar"] = [
                {**quoted(p.passage), "likeness": round(p.likeness, 2), "check": p.check}
                for p in look.similar.get(one["id"], ())
            ]
    decided: dict[str, Any] = {}
    if look.voices is not None:
        from scorer.render.decided import of_mark, review

        decided = {"review": review(look.voices.reviewed)}
        for one in criteria:
            one["review"] = of_mark(look.voices.reviewed.mark(one["id"]))
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "report": report(card.report),
        "rubric": {"id": card.rubric_id, "version": card.rubric_version, "sha256": card.rubric_sha256},
        "score": {
            "total": score(card.total),
            "low": score(card.low),
            "high": score(card.high),
            "band": card.band,
            "baseline": {"complete": not card.baseline_missing, "missing": list(card.baseline_missing)},
            "layers": {layer.id: score(layer.score) for layer in card.layers},
        },
        "elements": [
            {
                "id": element.id,
                "layer": element.layer,
                "score": score(element.score),
                "weight": points_number(element.weight),
                "criteria": list(element.criteria),
            }
            for element in card.elements
        ],
        "criteria": criteria,
        "checks": [checked.record(check, wording.lang) for check in checked.shown(card.checks)],
        "checks_not_done": [note.detail for note in card.report.warnings if note.code == NOT_DONE],
        "figures": checked.tally(card.checks),
        "lifts": [{"criterion": id_, "points": points_number(points)} for id_, points in card.lifts],
        "warnings": [
            {"code": note.code, "count": note.count, "detail": note.detail, "message": wording.note(note)}
            for note in card.report.warnings
        ],
        **decided,
    }


def report(report: Report) -> dict[str, Any]:
    """What the report says of itself, and its sections with offsets of the source text."""
    facts = report.facts
    sections = []
    for section in report.sections:
        start, end = report.plain.to_source(section.start, section.end)
        sections.append(
            {
                "role": section.role.value,
                "heading": section.heading.text if section.heading else None,
                "first_line": section.first_line,
                "last_line": section.last_line,
                "start": start,
                "end": end,
            }
        )
    return {
        "path": report.source.name,
        "sha256": report.source.sha256,
        "title": facts.title,
        "jurisdiction": facts.jurisdiction,
        "level": _level(facts.level),
        "year": facts.year,
        "issuer": facts.issuer,
        "addressee": facts.addressee,
        "signed_on": facts.signed_on,
        "published_on": facts.published_on,
        "document_number": facts.document_number,
        "script": facts.script,
        **({"from_metadata": list(facts.from_metadata)} if facts.from_metadata else {}),
        **({"pages": len(report.source.pages)} if report.source.pages else {}),
        "sections": sections,
    }


def _level(level: Level | None) -> str | None:
    """The level as scripts know it: a street office is counted with the townships, as in the labels."""
    if level is None:
        return None
    return Level.TOWNSHIP.value if level is Level.STREET else level.value


def criterion(finding: Finding, weight: Fraction, points: Fraction, wording: Wording) -> dict[str, Any]:
    """One criterion judged, with its quotes; `pairings` stands only where problems were paired with plans."""
    mended = finding.verdict in (Verdict.MET, Verdict.EXEMPT)
    result: dict[str, Any] = {
        "id": finding.criterion,
        "element": wording.element_of(finding.criterion),
        "verdict": finding.verdict.value,
        "weight": points_number(weight),
        "points": points_number(points),
        "reason": wording.reason(finding),
        "mend": None if mended else wording.mend(finding.criterion) or None,
        "evidence": [{**quoted(e), "sign": e.sign} for e in finding.evidence],
        "near_misses": [{**quoted(n), "why": n.why} for n in finding.near_misses],
        "doubt": finding.doubt,
    }
    if record := wording.record_values(finding.criterion):
        result["record"] = record
    if finding.pairings:
        result["pairings"] = [
            {"problem": quoted(p.problem), "answer": quoted(p.answer) if p.answer else None} for p in finding.pairings
        ]
    return result


def quoted(words: Evidence | NearMiss) -> dict[str, Any]:
    """Words of the report and their place."""
    return {
        "quote": words.quote,
        "start": words.start,
        "end": words.end,
        "line": words.line,
        **({} if words.page is None else {"page": words.page}),
        "role": words.role.value,
        "heading": words.heading,
        **({"recognised": True} if words.recognised else {}),
    }


def score(value: Fraction | None) -> float | None:
    """0-100 with one decimal."""
    return None if value is None else rounded(value, 1) / 10


def points_number(value: Fraction) -> float | int:
    """A weight or points with up to two decimals; a whole number without a decimal point."""
    hundredths = rounded(value, 2)
    whole, rest = divmod(hundredths, 100)
    return hundredths / 100 if rest else whole
