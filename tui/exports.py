"""What is on screen, written to a folder; nothing already there is overwritten."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from scorer.commands.outputs import whole_file
from scorer.commands.streams import encoded
from scorer.model import Scorecard
from scorer.render.formats import RECORDS, Look, Scored, load_format, scored
from tui.loading import Bench
from tui.reviewing import Reviewing
from tui.view.entry import Entry
from tui.view.reports import COLUMNS, shown
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


def card(folder: str, path: str, format_name: str, bench: Bench, review: Reviewing) -> str:
    """One report's scorecard in one of the program's formats, read anew, with what people decided."""
    module = load_format(format_name)
    made = bench.open(path)
    piece = _piece(made, format_name, _look(made.rubric_id, bench, review), review)
    parts = module.whole([piece], _look(made.rubric_id, bench, review))
    return write(free_path(folder, _stem(path), module.EXTENSION), parts, module.FILE_START)


def verdict_rows(folder: str, paths: Sequence[str], bench: Bench, review: Reviewing) -> str:
    """A row for each report and criterion, with what people decided."""
    module = load_format("csv")
    pieces = []
    for path in paths:
        made = bench.open(path)
        pieces.append(_piece(made, "csv", _look(made.rubric_id, bench, review, many=True), review))
    look = _look(bench.rubrics.base.id, bench, review, many=True)
    return write(free_path(folder, "reports", module.EXTENSION), module.whole(pieces, look), module.FILE_START)


def ledger(folder: str, bench: Bench, review: Reviewing) -> str:
    """Every line of the log that this reader may see, as `score review export` writes it."""
    from scorer.render.review import ledger as made

    text = made.ledger(review.visible(), bench.rubrics.words)
    return write(free_path(folder, "ledger", ".csv"), [text], made.FILE_START)


def opinions(folder: str, paths: Sequence[str], bench: Bench, review: Reviewing) -> list[str]:
    """The opinion on each report of which something is decided, ready to be sent back; the paths written."""
    from scorer.render.review.opinion import opinion

    written = []
    for path in paths:
        reviewed = review.lay(bench.open(path))
        if reviewed.done:
            rubric = bench.rubrics.of(reviewed.card.rubric_id)
            text = opinion(reviewed, rubric, bench.rubrics.words_of(rubric.id))
            written.append(write(free_path(folder, f"{_stem(path)}-opinion", ".md"), [text]))
    return written


def labels(folder: str, paths: Sequence[str], bench: Bench, review: Reviewing) -> list[str]:
    """What was decided of each report as labels for `score rubric measure`; the paths written."""
    from scorer.render.review.labels import labels as made

    written = []
    for path in paths:
        text = made(review.lay(bench.open(path)), os.path.basename(path))
        if text:
            written.append(write(free_path(folder, _stem(path), ".yaml"), [text]))
    return written


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]


def _look(rubric: str, bench: Bench, review: Reviewing, many: bool = False) -> Look:
    reviews = bool(review.reviews.lines)
    return Look(bench.rubrics.words_of(rubric), bench.rubrics.of(rubric), many=many, reviews=reviews)


def _piece(made: Scorecard, format_name: str, look: Look, review: Reviewing) -> Scored:
    """One report in a format; records keep the program's verdicts where they always stood."""
    module = load_format(format_name)
    if not look.reviews:
        return scored(made, module.piece(made, look))
    from scorer.render.voices import Voices

    reviewed = review.lay(made)
    shown = made if format_name in RECORDS else reviewed.card
    piece = module.piece(shown, look._replace(voices=Voices(reviewed, look.wording)))
    return scored(reviewed.card, piece, open=len(reviewed.open))


def table(folder: str, entries: Sequence[Entry], words: Words, columns: Sequence[str] = COLUMNS) -> str:
    """The list as shown, as a Markdown table."""
    from scorer.render.markdown import safe
    from scorer.render.markdown import table as markdown_table

    heads = [words.say("browse.column." + name) for name in columns]
    rows = [[safe(entry.path if n == "file" else shown(entry, n, words)) for n in columns] for entry in entries]
    text = "\n".join([f"# {words.say('browse.title')}", "", *markdown_table(heads, rows), ""])
    return write(free_path(folder, "reports", ".md"), [text])


def screen(folder: str, name: str, text: str) -> str:
    """The lines of a screen as a Markdown file; report text stands in a block where nothing is markup."""
    fence = "````"
    while fence in text:
        fence += "`"
    return write(free_path(folder, name, ".md"), [f"{fence}text\n{text}\n{fence}\n"])
