"""What is on screen, written to a folder; nothing already there is overwritten."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from scorer.commands.outputs import whole_file
from scorer.commands.streams import encoded
from scorer.model import Scorecard
from scorer.render.formats import Look, load_format, scored
from tui.loading import Bench
from tui.view.entry import Entry
from tui.view.reports import COLUMNS
from tui.words import Words
from tui.wrapping import harmless


def free_path(folder: str, name: str, extension: str) -> str:
    """A path in the folder that nothing stands at."""
    stem = (
        "".join(char if char.isalnum() or char in "-_." else "_" for char in harmless(name))[:80].strip("._")
        or "report"
    )
    path = os.path.join(folder, stem + extension)
    count = 2
    while os.path.exists(path):
        path = os.path.join(folder, f"{stem}-{count}{extension}")
        count += 1
    return path


def write(path: str, parts: Iterable[str | bytes], start: bytes = b"") -> str:
    """Write the parts of a text, whole or not at all; the path for telling."""
    with whole_file(path) as stream:
        stream.write(start)
        for part in parts:
            stream.write(encoded(part, "utf-8"))
    return path


def card(folder: str, path: str, format_name: str, bench: Bench) -> str:
    """One report's scorecard in one of the program's formats, read anew."""
    made = bench.open(path)
    module = load_format(format_name)
    look = _look(made, bench)
    parts = module.whole([scored(made, module.piece(made, look))], look)
    stem = os.path.splitext(os.path.basename(path))[0]
    return write(free_path(folder, stem, module.EXTENSION), parts, module.FILE_START)


def verdict_rows(folder: str, paths: Sequence[str], bench: Bench) -> str:
    """A row for each report and criterion."""
    module = load_format("csv")
    pieces = []
    for path in paths:
        made = bench.open(path)
        pieces.append(scored(made, module.piece(made, _look(made, bench, many=True))))
    look = Look(bench.rubrics.words, bench.rubrics.base, many=True)
    return write(free_path(folder, "reports", module.EXTENSION), module.whole(pieces, look), module.FILE_START)


def _look(made: Scorecard, bench: Bench, many: bool = False) -> Look:
    return Look(bench.rubrics.words_of(made.rubric_id), bench.rubrics.of(made.rubric_id), many=many)


def table(folder: str, entries: Sequence[Entry], words: Words) -> str:
    """The list as shown, as a Markdown table."""
    from scorer.render.markdown import safe
    from scorer.render.markdown import table as markdown_table

    heads = [words.say("browse.column." + name) for name in COLUMNS]
    rows = [[safe(str(getattr(entry, "path" if name == "file" else name))) for name in COLUMNS] for entry in entries]
    text = "\n".join([f"# {words.say('browse.title')}", "", *markdown_table(heads, rows), ""])
    return write(free_path(folder, "reports", ".md"), [text])


def screen(folder: str, name: str, text: str) -> str:
    """The lines of a screen as a Markdown file; report text stands in a block where nothing is markup."""
    fence = "````"
    while fence in text:
        fence += "`"
    return write(free_path(folder, name, ".md"), [f"{fence}text\n{text}\n{fence}\n"])
