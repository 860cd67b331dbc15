"""People's decisions as plain values, for the records that programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scorer.locale.wording import rounded

if TYPE_CHECKING:
    from fractions import Fraction

    from scorer.review.line import Line
    from scorer.review.mark import Mark, Reviewed


def review(reviewed: Reviewed) -> dict[str, Any]:
    """The review of one report: the score in effect, what is open, what was said of its checks."""
    card = reviewed.card
    return {
        "complete": not reviewed.open,
        "decided": reviewed.done,
        "open": list(reviewed.open),
        "readers": sorted({line.decision.who for mark in reviewed.all for line in mark.voices}),
        "score": {
            "total": _score(card.total),
            "low": _score(reviewed.low),
            "high": _score(reviewed.high),
            "band": card.band,
            "baseline": {"complete": not card.baseline_missing, "missing": list(card.baseline_missing)},
        },
        "checks": [{"key": mark.key, **of_mark(mark)} for mark in reviewed.checks],
    }


def of_mark(mark: Mark) -> dict[str, Any]:
    """Where one criterion stands between program and people."""
    plain: dict[str, Any] = {"state": mark.state.value, "verdict": mark.verdict.value, "open": mark.open}
    if mark.why:
        plain["why"] = mark.why
    if mark.proposal is not None:
        plain["proposal"] = mark.proposal.value
    plain["voices"] = [_voice(line, mark.key) for line in mark.voices]
    return plain


def _voice(line: Line, key: str) -> dict[str, Any]:
    decision = line.decision
    held = decision.of_key(key)
    plain: dict[str, Any] = {"who": decision.who, "at": decision.at, "do": decision.act.value}
    plain["verdict"] = held.verdict or None if held is not None else None
    plain |= {name: value for name in ("note", "approver", "until") if (value := getattr(decision, name))}
    plain["quotes"] = [
        {"quote": words.exact, "start": words.start, "end": words.end, "counts": words.counts}
        for words in (held.quotes if held is not None else ())
    ]
    plain["line"] = line.hash
    return plain


def _score(value: Fraction | None) -> float | None:
    return None if value is None else rounded(value, 1) / 10
