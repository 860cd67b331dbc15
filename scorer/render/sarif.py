"""Entries -> SARIF 2.1.0, the format in which checkers hand their findings to other programs (OASIS standard)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer import __version__
from scorer.model import Verdict
from scorer.render.entry import Entry, entry
from scorer.render.formats import entries
from scorer.render.record import encode, points_number, score
from scorer.render.statistics import rubrics

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from scorer.model import Scorecard
    from scorer.render.entry import Checked, Mark, Quote
    from scorer.render.formats import Look, Scored

EXTENSION = ".sarif"
FILE_START = b""
FOR_PROGRAMS = True

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASELINE = "baseline"


def piece(card: Scorecard, look: Look) -> Entry:
    """The entry of one report."""
    return entry(card, look.wording, look.rubric, look.voices)


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """One log with a run for each rubric version."""
    all_entries = entries(scored)
    runs = [run([one for one in all_entries if one.rubric == rubric]) for rubric in rubrics(all_entries)]
    yield encode({"$schema": SCHEMA, "version": "2.1.0", "runs": runs}) + "\n"


def run(own: list[Entry]) -> dict[str, Any]:
    """What one rubric version said of its reports; a rule is a criterion, or a kind of check."""
    rules = rules_of(own)
    places = {rule["id"]: at for at, rule in enumerate(rules)}
    id_, version, sha = own[0].rubric
    driver = {
        "name": "fazhi-scorecard",
        "version": __version__,
        "rules": rules,
        "properties": {"rubric": id_, "rubricVersion": version, "rubricSha256": sha},
    }
    artifacts = [artifact(one) for one in own]
    found = [result for at, one in enumerate(own) for result in results(one, at, places)]
    return {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "artifacts": artifacts, "results": found}


def rules_of(own: Iterable[Entry]) -> list[dict[str, Any]]:
    """Criteria and checks that some report was judged by."""
    rules: dict[str, dict[str, Any]] = {}
    for one in own:
        for mark in one.marks:
            if mark.id not in rules:
                rule: dict[str, Any] = {"id": mark.id, "shortDescription": {"text": mark.name}}
                if mark.asks:
                    rule["fullDescription"] = {"text": mark.asks}
                rule["properties"] = {
                    "element": mark.element,
                    "layer": mark.layer,
                    "weight": points_number(mark.weight),
                }
                rules[mark.id] = rule
        for check in one.checks:
            rules.setdefault(f"check/{check.id}", {"id": f"check/{check.id}"})
    return list(rules.values())


def artifact(one: Entry) -> dict[str, Any]:
    """The report as a file, with its result."""
    return {
        "location": {"uri": uri(one.path)},
        "hashes": {"sha-256": one.sha256},
        "properties": {"body": one.body, "year": one.year, "total": score(one.total), "band": one.band},
    }


def uri(path: str) -> str:
    """A path as a URI reference: everything but the common characters percent-encoded, also a colon in a name."""
    from urllib.parse import quote

    encoded = quote(path, errors="backslashreplace")
    return "file://" + encoded if encoded.startswith("/") else encoded


def results(one: Entry, artifact_at: int, places: dict[str, int]) -> Iterator[dict[str, Any]]:
    """What falls short, and what is left open; what is met or exempt is no result."""
    for mark in one.marks:
        if mark.verdict in (Verdict.MISSING, Verdict.PARTIAL, Verdict.UNCLEAR):
            text = f"{mark.name}: {mark.reason}" + (f" {mark.mend}" if mark.mend else "")
            near = (*mark.evidence, *mark.near)[:1]
            made = result(mark.id, places[mark.id], text, location(one, artifact_at, near[0] if near else None))
            kind, level = severity(mark)
            made |= {"kind": kind, "level": level, "properties": voices(mark)}
            yield made
    for check in one.checks:
        rule = f"check/{check.id}"
        text = " ".join(part for part in (check.verdict, check.computation, check.message) if part)
        made = result(rule, places[rule], text, location(one, artifact_at, check.quote))
        yield made | {"kind": "fail", "level": check_level(check), "properties": {"sure": check.sure}}


def voices(mark: Mark) -> dict[str, str]:
    """The verdict, and what the program said where a person said otherwise."""
    said = {"verdict": mark.verdict.value}
    if mark.program is not None:
        said["programVerdict"] = mark.program.value
    return said


def result(rule: str, at: int, text: str, place: dict[str, Any]) -> dict[str, Any]:
    """The common part of a result."""
    return {"ruleId": rule, "ruleIndex": at, "message": {"text": text}, "locations": [place]}


def severity(mark: Mark) -> tuple[str, str]:
    """Kind and level: a missing part of the baseline is an error, an open question no failure."""
    if mark.verdict is Verdict.UNCLEAR:
        return "open", "none"
    if mark.verdict is Verdict.PARTIAL:
        return "fail", "note"
    return "fail", "error" if mark.layer == _BASELINE else "warning"


def check_level(check: Checked) -> str:
    """What is certain and counts is an error, what leaves another reading a warning, a remark a note."""
    if not check.error:
        return "note"
    return "error" if check.sure else "warning"


def location(one: Entry, artifact_at: int, quote: Quote | None) -> dict[str, Any]:
    """The file, and the words where there are any; lines and characters of the text that was read."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(one.path), "index": artifact_at}}
    if quote is not None:
        physical["region"] = {
            "startLine": quote.line,
            "charOffset": quote.start,
            "charLength": quote.end - quote.start,
            "snippet": {"text": quote.text},
        }
    return {"physicalLocation": physical}
