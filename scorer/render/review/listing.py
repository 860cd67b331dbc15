"""The queue of a review on a terminal, and as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scorer.locale.review import sentence
from scorer.locale.wording import points_words
from scorer.render.cells import clean, cut_middle, pad
from scorer.render.decided import of_mark
from scorer.review.decision import CHECK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.locale.wording import Wording
    from scorer.review.progress import Progress
    from scorer.review.queue import Item

_FILE, _CRITERION, _VERDICT, _STAKE = 22, 26, 6, 6  # columns


def head(progress: Progress, wording: Wording) -> str:
    """How far the work has come."""
    values = {
        "open": progress.open,
        "reports": progress.reports,
        "done": progress.reports_done,
        "decided": progress.done,
        "changed": progress.overruled,
    }
    text = sentence("list.head", wording.lang, **{name: str(value) for name, value in values.items()})
    if progress.pace is not None and progress.left is not None and progress.open:
        minutes = max(1, round(progress.left / 60))
        text += sentence("list.left", wording.lang, pace=f"{progress.pace:.0f}", minutes=str(minutes))
    return text


def table(items: Sequence[Item], shown: int, wording: Wording) -> list[str]:
    """The first items, a row each."""
    lang = wording.lang
    if not items:
        return [sentence("list.nothing", lang)]
    titles = [sentence(f"list.{name}", lang) for name in ("file", "criterion", "verdict", "stake", "why")]
    lines = [_row(*titles)]
    for item in items[:shown]:
        lines.append(
            _row(
                clean(item.path.rsplit("/", 1)[-1]),
                name(item.key, wording),
                wording.verdict(item.mark.program),
                points_words(item.stake),
                reasons(item, wording),
            )
        )
    if len(items) > shown:
        lines.append(sentence("list.more", lang, count=str(len(items) - shown)))
    return lines


def name(key: str, wording: Wording) -> str:
    """A criterion by its name; a check by its key, which `set` takes."""
    return key if key.startswith(CHECK) else wording.criterion(key)


def reasons(item: Item, wording: Wording) -> str:
    """Why an item is asked for, in words."""
    return wording.say("card.comma").join(sentence("reason." + code, wording.lang) for code in item.reasons)


def _row(file: str, criterion: str, verdict: str, stake: str, why: str) -> str:
    cells = (
        pad(cut_middle(file, _FILE), _FILE),
        pad(criterion, _CRITERION),
        pad(verdict, _VERDICT),
        pad(stake, _STAKE, right=True),
        why,
    )
    return "  ".join(cells)


def record(items: Sequence[Item], progress: Progress) -> dict[str, Any]:
    """The same for programs."""
    counts = ("open", "done", "agreed", "overruled", "doubted", "reports_done", "reports")
    return {
        "schema": "review-queue/1",
        "progress": {name: getattr(progress, name) for name in counts} | {"pace": progress.pace, "left": progress.left},
        "items": [
            {
                "report": item.path,
                "sha256": item.sha256,
                "criterion": item.key,
                "program": item.mark.program.value,
                "reasons": list(item.reasons),
                "stake": round(float(item.stake), 2),
                "wrong": round(item.wrong, 3),
                "review": of_mark(item.mark),
            }
            for item in items
        ],
    }
