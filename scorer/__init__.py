"""Report in, scorecard out. Never imports textual or tui."""

__version__ = "0.2.0"
