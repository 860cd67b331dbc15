"""Results on standard output, notes and faults on standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from scorer.errors import ScorerError

if TYPE_CHECKING:
    from scorer.locale.wording import Wording


def write(text: str) -> None:
    """A result, on standard output, in UTF-8 where the terminal cannot say otherwise."""
    sys.stdout.buffer.write(encoded(text, sys.stdout.encoding or "utf-8"))
    sys.stdout.flush()


def cannot_write(path: str, error: OSError, wording: Wording) -> ScorerError:
    """The fault of an output that cannot be written."""
    return ScorerError(wording.say("cli.output-failed", path=path, reason=error.strerror or str(error)))


def encoded(text: str | bytes, encoding: str) -> bytes:
    """Text as bytes; half of a character pair stays readable in JSON, and nothing stops the run."""
    return text if isinstance(text, bytes) else text.encode(encoding, "backslashreplace")


def complain(text: str, wording: Wording) -> None:
    """A fault, on standard error."""
    print(f"score: {wording.say('cli.error')}{wording.say('card.colon')}{text}", file=sys.stderr, flush=True)


def tell(text: str, wording: Wording) -> None:
    """A note, on standard error."""
    print(f"score: {wording.say('cli.note')}{wording.say('card.colon')}{text}", file=sys.stderr, flush=True)


def drop_output() -> None:
    """Let go of what is still in the buffer and reaches nobody; Python would complain about it on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
