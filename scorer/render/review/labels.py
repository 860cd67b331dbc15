"""Decided verdicts as labels for `score rubric measure`: one YAML file a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scorer.review.decision import CHECK
from scorer.review.mark import State

if TYPE_CHECKING:
    from scorer.review.mark import Reviewed

_DECIDED = frozenset({State.AGREED, State.OVERRULED, State.SETTLED})


def labels(reviewed: Reviewed, name: str) -> str:
    """What people decided of one report, under the name by which its file will be found; empty where nothing was.

    Waivers and what only the program says are no labels; the sample of met criteria keeps false ones from hiding.
    """
    import yaml

    criteria: dict[str, Any] = {}
    for mark in reviewed.marks:
        if mark.key.startswith(CHECK) or mark.state not in _DECIDED or mark.line is None:
            continue
        held = mark.line.decision.of_key(mark.key)
        quotes = [words.exact for words in held.quotes if words.counts] if held is not None else []
        label: dict[str, Any] = {"verdict": mark.verdict.value}
        label |= {"quotes": quotes} if quotes else {}
        label |= {"notes": mark.line.decision.note} if mark.line.decision.note else {}
        criteria[mark.key] = label
    if not criteria:
        return ""
    source = reviewed.program.report.source
    body = {"report": name, "sha256": source.sha256, "criteria": criteria}
    return str(yaml.safe_dump(body, allow_unicode=True, sort_keys=False, width=100))
