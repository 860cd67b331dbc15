"""`score browse --web`."""

from __future__ import annotations

from collections.abc import Sequence

from tui.arguments import BrowseOptions


def serve(words: Sequence[str], options: BrowseOptions) -> int:
    """Serve the desk on the loopback address."""
    raise NotImplementedError
