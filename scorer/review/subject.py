"""A scorecard without its text: what is enough to lay decisions over it, for lists of thousands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.model import Plain

if TYPE_CHECKING:
    from scorer.model import Scorecard


def slim(card: Scorecard) -> Scorecard:
    """The card with the text, its plain copy, headings and sections left out."""
    source = card.report.source._replace(text="", pages=(), furniture=(), recognised=())
    report = card.report._replace(source=source, plain=Plain(source, "", None, "simplified"), headings=(), sections=())
    return card._replace(report=report)
