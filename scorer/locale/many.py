"""Sentences of runs over many reports, in Chinese and English."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "include": (
        "文件夹里只取合乎这一样式的文件（写法同 .gitignore），可重复，如 --include '2024/**/*.docx'",
        "of folders take only files of this pattern (as in .gitignore), may be repeated: --include '2024/**/*.docx'",
    ),
    "exclude": (
        "文件夹里不取合乎这一样式的文件，可重复，如 --exclude '草稿/'",
        "of folders leave out files of this pattern, may be repeated: --exclude 'drafts/'",
    ),
    "progress.scoring": ("评分中", "scoring"),
    "progress.rate": ("每秒 {value} 份", "{value} a second"),
    "progress.each": ("每份 {value} 秒", "{value} s each"),
    "progress.left": ("还需", "left"),
    "unread": ("{count} 份没有评成，原因如下", "{count} could not be scored"),
}


def words(key: str, lang: str, **values: object) -> str:
    """The sentence of a key in a language, with its values filled in."""
    text = TEXTS[key][lang == "en"]
    return text.format(**values) if values else text
