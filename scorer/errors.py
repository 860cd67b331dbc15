"""What the user can put right, with the exit code each case ends in."""

from __future__ import annotations

EXIT_OK = 0
EXIT_DEMAND = 1
EXIT_USAGE = 2
EXIT_INPUT = 3


LONGEST_NAME = 240  # characters of a file's name in a message


class ScorerError(Exception):
    """A fault that the user can mend; `message` says what, `mend` says how.

    Only `cli.main` and the terminal UI catch it; a bug keeps its traceback.
    """

    exit_code = EXIT_USAGE

    def __init__(
        self,
        message: str,
        mend: str = "",
        *,
        file: str = "",
        line: int = 0,
        code: str = "",
        values: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend
        self.file = file
        self.line = line  # the first line is 1; 0 where no line can be named
        self.code = code  # for scripts, and for wording the message in another language
        self.values = values or {}  # what the message names, by the field of the wording

    @property
    def place(self) -> str:
        """File and line as a message begins, "" where none is named; of a name too long to be read its two ends."""
        name = self.file
        if len(name) > LONGEST_NAME:
            name = f"{name[: LONGEST_NAME * 2 // 3]}…{name[-LONGEST_NAME // 4 :]}"
        return f"{name}:{self.line}: " if self.line else f"{name}: " if name else ""

    def __str__(self) -> str:
        place = self.place
        mend = f"\n  {self.mend}" if self.mend else ""
        return f"{place}{self.message}{mend}"


class InputError(ScorerError):
    """One input cannot be read; the others are still scored."""

    exit_code = EXIT_INPUT


class RubricError(ScorerError):
    """The rubric is broken; `faults` holds every fault found, the first one is the message."""

    def __init__(self, faults: list[ScorerError]) -> None:
        first = faults[0]
        super().__init__(first.message, first.mend, file=first.file, line=first.line)
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)
