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
    "resume": (
        "接着评：文件、评分标准、选项和程序都没变的，用以前的结果；新结果存下来",
        "take what earlier runs scored where file, rubric, options and program are the same; keep what is scored now",
    ),
    "kept": (
        "结果存放的文件夹（即 --resume）；默认在用户的缓存文件夹",
        "folder where results are kept (implies --resume); default: the user's cache folder",
    ),
    "resumed": (
        "{found} 份用了以前的结果，{kept} 份新存下来",
        "{found} taken from earlier runs, {kept} kept for the next",
    ),
    "tables": ("已写入 {path}（行数：{rows}）", "written to {path} (rows: {rows})"),
    "tables.output": (
        "{format} 要写进一个文件夹：用 --output 给出",
        "{format} is written to a folder: name it with --output",
    ),
    "unread": ("{count} 份没有评成，原因如下", "{count} could not be scored"),
}


def words(key: str, lang: str, **values: object) -> str:
    """The sentence of a key in a language, with its values filled in."""
    text = TEXTS[key][lang == "en"]
    return text.format(**values) if values else text
