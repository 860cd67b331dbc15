"""What the screens on which marks are decided have in common."""

from __future__ import annotations

from tui.screens.base import DeskScreen


class DecidingScreen(DeskScreen):
    """A screen with one mark at hand."""
