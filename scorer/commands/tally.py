"""What a run as a whole comes to: faults, demands, the exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from scorer.commands.streams import complain, tell
from scorer.errors import EXIT_DEMAND, EXIT_INPUT, EXIT_OK, EXIT_USAGE, InputError
from scorer.locale.wording import points_words, score_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from fractions import Fraction

    from scorer.commands.options import Options
    from scorer.locale.wording import Wording
    from scorer.render.formats import Scored

_PROGRESS_FROM = 20  # reports


class Tally:
    """What the run as a whole comes to: demands told as they happen, faults at the end, the exit code."""

    def __init__(self, options: Options, wording: Wording, faults: Sequence[InputError] = ()) -> None:
        self._fail_under: Fraction | None = options.fail_under
        self._require_baseline: bool = options.require_baseline
        self._require_reviewed: bool = options.require_reviewed
        self._quiet: bool = options.quiet
        self._wording = wording
        self._unread = [wording.error(fault) for fault in faults]
        self.unwritten = 0  # scorecards that could not be written
        self._unmet = 0

    def watch(self, outcomes: Iterable[Scored | InputError]) -> Iterator[Scored]:
        """Let the scored reports through; note the others."""
        for outcome in outcomes:
            if isinstance(outcome, InputError):
                self._unread.append(self._wording.error(outcome))
            else:
                self._demand(outcome)
                yield outcome

    def tell_unread(self) -> None:
        """List what could not be read, with the reasons."""
        if len(self._unread) > 1 and not self._quiet:
            from scorer.locale.many import words

            tell(words("unread", self._wording.lang, count=f"{len(self._unread):,}"), self._wording)
        for told in self._unread:
            complain(told, self._wording)

    def tell_resumed(self, found: int, kept: int) -> None:
        """Say how much earlier runs had done, and what the next one will find done."""
        from scorer.locale.many import words

        self._tell(words("resumed", self._wording.lang, found=f"{found:,}", kept=f"{kept:,}"))

    def _demand(self, scored: Scored) -> None:
        say = self._wording.say
        if self._fail_under is not None and (scored.total is None or scored.total < self._fail_under):
            self._unmet += 1
            demand = points_words(self._fail_under)
            self._tell(say("cli.below", path=scored.path, total=score_words(scored.total), demand=demand))
        if self._require_baseline and not scored.baseline_complete:
            self._unmet += 1
            self._tell(say("cli.baseline-lacking", path=scored.path))
        if self._require_reviewed and scored.open:
            self._unmet += 1
            self._tell(say("cli.unreviewed", path=scored.path, count=scored.open))

    def _tell(self, text: str) -> None:
        if not self._quiet:
            tell(text, self._wording)

    def exit_code(self) -> int:
        """What could not be written goes before what could not be read, and that before a demand that was not met."""
        if self.unwritten:
            return EXIT_USAGE
        if self._unread:
            return EXIT_INPUT
        return EXIT_DEMAND if self._unmet else EXIT_OK


def watched(
    outcomes: Iterator[Scored | InputError], total: int, options: Options, wording: Wording
) -> Iterator[Scored | InputError]:
    """The outcomes in order, with progress where there are many and someone is looking."""
    if options.quiet or total <= _PROGRESS_FROM or not sys.stderr.isatty():
        return outcomes
    from scorer.commands.progress import shown

    return shown(outcomes, total, wording.lang)
