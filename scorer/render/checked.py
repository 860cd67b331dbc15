"""Checks as words: the same sentence in every output."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks import CONSISTENT, speaks
from scorer.locale.checks import TEXTS, sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from scorer.model import Check


def shown(checks: Sequence[Check]) -> list[Check]:
    """The checks that a reader is told of, the certain ones first, in the order of the text."""
    return sorted(
        (check for check in checks if speaks(check)), key=lambda check: (not check.sure, check.verdict == "hint")
    )


def message(check: Check, lang: str) -> str:
    """What a check found, as one sentence."""
    if not check.code:
        return check.message
    if check.verdict == CONSISTENT:
        return verdict_words(check, lang)
    key = f"{check.id}.{check.code}"
    if f"{key}.{check.verdict}" in TEXTS:
        key = f"{key}.{check.verdict}"
    text = sentence(key, lang, **dict(check.values))
    if check.other:
        text += (" " if lang == "en" else "，") + sentence("check.other", lang, other=check.other)
    return text if check.sure else text + sentence("check.unsure", lang)


def verdict_words(check: Check, lang: str) -> str:
    """The verdict of a check."""
    return sentence("verdict." + check.verdict, lang)


def record(check: Check, lang: str) -> dict[str, Any]:
    """A check as plain values for programs."""
    return {
        "id": check.id,
        "verdict": check.verdict,
        "quote": check.quote,
        "start": check.start,
        "end": check.end,
        "line": check.line,
        "computation": check.computation,
        "message": message(check, lang),
        "kind": check.code,
        "sure": check.sure,
        "weight": check.weight,
        "other": check.other or None,
    }


def tally(checks: Sequence[Check]) -> dict[str, int]:
    """How many sets of figures could be tested, and how they came out."""
    figures = [check.verdict for check in checks if check.id == "figures"]
    return {
        "tested": sum(verdict != "cannot-tell" for verdict in figures),
        "consistent": figures.count("consistent"),
        "rounding": figures.count("rounding"),
        "inconsistent": figures.count("inconsistent"),
        "cannot_tell": figures.count("cannot-tell"),
    }
