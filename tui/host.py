"""What a screen may know of the desk and ask of it; the app is one such host, and no screen knows the app."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeAlias

from tui.desk import Desk
from tui.reviewing import Reviewing
from tui.rubrics import Rubrics
from tui.settings import Settings
from tui.words import Words

if TYPE_CHECKING:
    from tui.view.card import CardView
    from tui.view.search import Hit

# What takes the words looked for, places found, reports looked through, and of how many.
Found: TypeAlias = "Callable[[str, list[Hit], int, int], None]"


class Host(Protocol):
    """The desk as its screens see it."""

    @property
    def words(self) -> Words:
        """The language of the interface."""
        ...

    @property
    def rubrics(self) -> Rubrics:
        """What reports are judged by."""
        ...

    @property
    def review(self) -> Reviewing:
        """The reviewer's decisions."""
        ...

    def recount(self, sha256: str = "") -> None:
        """Count again what is open in a report (all: empty), and tell every screen."""
        ...

    def name_reviewer(self, who: str) -> None:
        """Decide under this name from now on."""
        ...

    @property
    def opening(self) -> str:
        """The path of a report that is being read; empty for none."""
        ...

    def stop_opening(self) -> None:
        """Wait no longer for it."""
        ...

    @property
    def desk(self) -> Desk:
        """The reports."""
        ...

    @property
    def settings(self) -> Settings:
        """What the reviewer has set."""
        ...

    @property
    def leaving(self) -> bool:
        """Whether the desk is being left: nothing is done any more."""
        ...

    def read(self, path: str, then: Callable[[CardView], None]) -> None:
        """Read one report whole and go on with it; says so where that cannot be."""
        ...

    def open_report(
        self, path: str, criterion: str = "", place: tuple[int, int] | None = None, query: str = ""
    ) -> None:
        """Show one report, at a criterion or a place of its text (characters of the source, half-open)."""
        ...

    def open_at(self, path: str, key: str) -> None:
        """Show one report at a criterion or a check."""
        ...

    def position(self, path: str) -> tuple[int, int]:
        """The place of a report in the list, from 1, and their number; 0 for none."""
        ...

    def neighbour_report(self, step: int) -> None:
        """Show the report before or after the one that is open."""
        ...

    def across(self, criterion: str, at: str = "") -> None:
        """Show one criterion in all reports, from one of them on."""
        ...

    def pick_criterion(self, at: str = "") -> None:
        """Ask for a criterion and show it across all reports."""
        ...

    def search(self) -> None:
        """Look for words in all reports."""
        ...

    def search_all(self, query: str, take: Found) -> None:
        """Look through all files; `take` is told of what is found while it goes on."""
        ...

    def compare(self, left: str, right: str) -> None:
        """Two reports side by side."""
        ...

    def compare_texts(self, left: str, right: str) -> None:
        """Tell what the texts of two reports have to do with each other."""
        ...

    def compare_with(self, path: str) -> None:
        """Compare a report with the same body's year before, else ask with which."""
        ...

    def copy(self, text: str) -> None:
        """Put words on the clipboard of the terminal."""
        ...

    def open_original(self, path: str) -> None:
        """Open a file in the program that is set for its kind."""
        ...
