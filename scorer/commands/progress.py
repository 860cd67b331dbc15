"""How far a run has come, with its rate and the time left, drawn on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from scorer.locale.many import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TypeVar

    from rich.progress import Task

    One = TypeVar("One")

_SPAN = 30.0  # seconds over which the rate is taken


class Rate(ProgressColumn):
    """Reports a second, or seconds a report where they take longer."""

    def __init__(self, lang: str) -> None:
        super().__init__()
        self._lang = lang

    def render(self, task: Task) -> Text:
        """The rate of the last while; nothing before anything is done."""
        rate = task.finished_speed or task.speed
        if not rate:
            return Text("")
        key, value = ("progress.rate", rate) if rate >= 1 else ("progress.each", 1 / rate)
        return Text(words(key, self._lang, value=f"{value:.1f}"))


def shown(outcomes: Iterable[One], total: int, lang: str, console: Console | None = None) -> Iterator[One]:
    """The outcomes as they come, with a bar on standard error that goes away at the end."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(lang),
        TextColumn(words("progress.left", lang)),
        TimeRemainingColumn(),
    )
    console = console or Console(stderr=True)
    with Progress(*columns, console=console, transient=True, speed_estimate_period=_SPAN) as progress:
        task = progress.add_task(words("progress.scoring", lang), total=total)
        for outcome in outcomes:
            progress.advance(task)
            yield outcome
