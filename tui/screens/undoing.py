"""Taking decisions back, and bringing them in again, wherever that is asked for."""

from __future__ import annotations

from collections.abc import Callable

from scorer.errors import ScorerError
from scorer.review.line import Line
from scorer.review.reviews import Reviews
from tui.screens.base import DeskScreen


class UndoingScreen(DeskScreen):
    """A screen on which decisions can be taken back."""

    def back_to(self, sha256: str, key: str) -> None:
        """Put the cursor where a decision was made or taken back."""

    def action_undo(self) -> None:
        """Take the last decision back, whenever it was made."""
        self._turn_back(lambda reviews: reviews.undo(), "browse.undone", "browse.nothing-to-undo")

    def action_redo(self) -> None:
        """Bring back what was undone last."""
        self._turn_back(lambda reviews: reviews.redo(), "browse.redone", "browse.nothing-to-redo")

    def _turn_back(self, act: Callable[[Reviews], Line | None], done: str, nothing: str) -> None:
        line = self.written(act) if self.host.review.who else None
        if line is None:
            self.tell(self.said or self.words.say(nothing))
            return
        report, held = line.decision.report, line.decision.held
        if report is not None:
            self.host.recount(report.sha256)
            self.back_to(report.sha256, held[0].key if held else "")
        names = self.words.criteria([one.key for one in held if one.key][:2])
        self.tell(self.words.say(done, act=self.words.review("act." + line.decision.act), name=names))

    def written(self, act: Callable[[Reviews], Line | None]) -> Line | None:
        """The line of a decision once it is on the disk; None, and told why, where it could not be written."""
        try:
            return self.host.review.write(act)
        except ScorerError as error:
            told = self.words.error(error).replace("\n", " ").removeprefix(f"{error.file}: ")
            self.tell(f"{told}  {error.file}".rstrip(), "warn")
            return None
