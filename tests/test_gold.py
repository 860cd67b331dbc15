"""The seeds, labelled by two readers: verdicts, quotes, blocks and facts."""

from __future__ import annotations

import pytest
from reports import SEED_NUMBERS, labels, scored_seed, seed

from scorer.model import Evidence, NearMiss, Verdict

CRITERIA = [(number, name) for number in SEED_NUMBERS for name in labels(number)["criteria"]]


@pytest.mark.parametrize(("number", "name"), CRITERIA)
def test_verdict_is_the_readers_verdict(number: str, name: str) -> None:
    label = labels(number)["criteria"][name]
    finding = next(f for f in scored_seed(number).findings if f.criterion == name)
    accepted = {label["verdict"], *label.get("also_accepted", ())}
    found: list[Evidence | NearMiss] = [*finding.evidence, *finding.near_misses]
    quotes = [f"line {e.line}: {e.quote}" for e in found]
    assert finding.verdict.value in accepted, f"{name}: {finding.reason}, {quotes}"


def test_evidence_overlaps_the_words_that_the_readers_quoted() -> None:
    hits: list[bool] = []
    apart: list[str] = []
    for number, name in CRITERIA:
        label = labels(number)["criteria"][name]
        finding = next(f for f in scored_seed(number).findings if f.criterion == name)
        if finding.verdict in (Verdict.MET, Verdict.PARTIAL) and label.get("quotes"):
            text = seed(number).text
            spans = [(text.find(q), text.find(q) + len(q)) for q in label["quotes"] if q in text]
            hit = any(e.start < end and start < e.end for e in finding.evidence for start, end in spans)
            hits.append(hit)
            apart += [] if hit else [f"{number} {name}"]
    assert sum(hits) / len(hits) >= 0.90, apart


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_every_quote_stands_in_the_file_at_its_offsets(number: str) -> None:
    card = scored_seed(number)
    text = seed(number).text
    quoted: list[Evidence | NearMiss] = [q for f in card.findings for q in f.evidence]
    quoted += [q for f in card.findings for q in f.near_misses]
    quoted += [e for f in card.findings for p in f.pairings for e in (p.problem, p.answer) if e is not None]
    assert len(quoted) > 60
    for quote in quoted:
        assert text[quote.start : quote.end] == quote.quote
        assert quote.quote.strip()
        assert text.count("\n", 0, quote.start) + 1 == quote.line


@pytest.mark.parametrize("number", SEED_NUMBERS)
def test_blocks_have_the_readers_roles(number: str) -> None:
    card = scored_seed(number)
    for block in labels(number)["blocks"]:
        first, last = block["lines"]
        text = seed(number).text.split("\n")
        for line in range(first, last + 1):
            if text[line - 1].strip():
                roles = {s.role.value for s in card.report.sections if s.first_line <= line <= s.last_line}
                assert block["role"] in roles, f"{number} line {line}: {roles}"


@pytest.mark.parametrize("number", SEED_NUMBERS)
@pytest.mark.parametrize(
    "fact",
    [
        "title",
        "jurisdiction",
        "jurisdiction_full",
        "year",
        "level",
        "issuer",
        "addressee",
        "signed_on",
        "published_on",
        "script",
        "document_number",
    ],
)
def test_fact_is_the_readers_fact(number: str, fact: str) -> None:
    value = getattr(scored_seed(number).report.facts, fact)
    assert getattr(value, "value", value) == labels(number)["facts"][fact]
