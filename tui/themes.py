"""The colours: dark, light, high contrast. Every pair of text and ground is readable."""

from __future__ import annotations

from textual.theme import Theme

_DARK = {
    "faint": "#8b949e", "bar": "#c3cad2", "met": "#7ec699", "partial": "#e2c07a", "missing": "#f08d86",
    "unclear": "#89b8e8", "quote-bg": "#25432f", "quote-fg": "#d5f2dd", "now-bg": "#3d7a50", "now-fg": "#ffffff",
    "near-bg": "#4a3a1c", "near-fg": "#f4dfae", "found-bg": "#8a5fb0", "found-fg": "#ffffff",
    "used": "#a9cdee", "cursor-bg": "#2d3a4d", "idle-bg": "#20272f",
}  # fmt: skip
_LIGHT = {
    "faint": "#636c76", "bar": "#3b434b", "met": "#1f6f3c", "partial": "#835700", "missing": "#b3261e",
    "unclear": "#1d5fa8", "quote-bg": "#d3efdb", "quote-fg": "#0f3d20", "now-bg": "#2c7a47", "now-fg": "#ffffff",
    "near-bg": "#fbe7b7", "near-fg": "#553a00", "found-bg": "#6b3fa0", "found-fg": "#ffffff",
    "used": "#0b4a86", "cursor-bg": "#cfe0f5", "idle-bg": "#e6ebf1",
}  # fmt: skip
_CONTRAST = {
    "faint": "#d0d0d0", "bar": "#ffffff", "met": "#00ff7f", "partial": "#ffd700", "missing": "#ff8080",
    "unclear": "#80d0ff", "quote-bg": "#004d00", "quote-fg": "#ffffff", "now-bg": "#00ff7f", "now-fg": "#000000",
    "near-bg": "#5c4600", "near-fg": "#ffffff", "found-bg": "#ffff00", "found-fg": "#000000",
    "used": "#80d0ff", "cursor-bg": "#0040a0", "idle-bg": "#303030",
}  # fmt: skip

THEMES = (
    Theme(
        "dark", primary="#5b9bd5", secondary="#7aa2c9", accent="#7fb5e6", warning="#e2c07a", error="#f08d86",
        success="#7ec699", foreground="#dfe4ea", background="#14181d", surface="#1a2027", panel="#222a33",
        dark=True, variables=_DARK,
    ),
    Theme(
        "light", primary="#1d5fa8", secondary="#42607c", accent="#1d5fa8", warning="#835700", error="#b3261e",
        success="#1f6f3c", foreground="#1c2126", background="#fbfbf9", surface="#f0f2f4", panel="#e3e8ed",
        dark=False, variables=_LIGHT,
    ),
    Theme(
        "contrast", primary="#ffff00", secondary="#ffffff", accent="#ffff00", warning="#ffd700", error="#ff8080",
        success="#00ff7f", foreground="#ffffff", background="#000000", surface="#101010", panel="#202020",
        dark=True, variables=_CONTRAST,
    ),
)  # fmt: skip
