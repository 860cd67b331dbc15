"""Reports and entries that the tests of the papers share: the seeds, and reports written to do harm."""

from __future__ import annotations

from functools import cache

from reports import SEED_NUMBERS, builtin, scored_seed, seed

from scorer.locale.wording import Wording
from scorer.model import Scorecard
from scorer.pipeline import score_source
from scorer.reading.source import read_bytes
from scorer.render.entry import Entry, entry
from scorer.render.formats import Look, Scored, load_format, scored

HOSTILE = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "@SUM(A1:A9)",
    "<script>alert(1)</script>",
    "]]><x>",
    "&amp; &#60; --> </style></script>",
    "\u202e反写\u2066",
    "a\u0301\ufffe\ud800",
    "{{ 7*7 }} {% for x in y %}",
    "字" * 10_000,
)


@cache
def look(many: bool = True, lang: str = "zh") -> Look:
    """The look of the built-in rubric."""
    return Look(Wording(lang, builtin()), builtin(), many=many)


@cache
def seed_entries() -> tuple[Entry, ...]:
    """The entries of the five seeds."""
    return tuple(entry(scored_seed(number), look().wording, builtin()) for number in SEED_NUMBERS)


@cache
def hostile_card() -> Scorecard:
    """A scorecard of which every text that a report can bring is hostile."""
    lines = seed("003").text.split("\n")
    text = "\n".join([*lines[:20], *HOSTILE, *lines[20:]])
    card = score_source(read_bytes(text.encode("utf-8", "replace"), "=1+1/<b>.txt"), builtin())
    facts = card.report.facts._replace(
        title=HOSTILE[3],
        jurisdiction=HOSTILE[0],
        issuer=HOSTILE[4],
        addressee=HOSTILE[6],
        document_number=HOSTILE[8],
    )
    findings = tuple(
        finding._replace(
            evidence=tuple(e._replace(quote=HOSTILE[at % len(HOSTILE)]) for e in finding.evidence),
            near_misses=tuple(n._replace(quote=HOSTILE[at % len(HOSTILE)]) for n in finding.near_misses),
        )
        for at, finding in enumerate(card.findings)
    )
    return card._replace(report=card.report._replace(facts=facts), findings=findings)


def rendered(name: str, cards: list[Scorecard], lang: str = "zh") -> bytes:
    """Scorecards in a format, as a file holds them."""
    module, shown = load_format(name), look(len(cards) > 1, lang)
    made: list[Scored] = [scored(card, module.piece(card, shown)) for card in cards]
    parts = [part if isinstance(part, bytes) else part.encode() for part in module.whole(made, shown)]
    return module.FILE_START + b"".join(parts)


def seed_cards() -> list[Scorecard]:
    """The scorecards of the five seeds."""
    return [scored_seed(number) for number in SEED_NUMBERS]
