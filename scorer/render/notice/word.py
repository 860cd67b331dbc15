"""Letter -> a Word document after GB/T 9704, without the red head that only the office may print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.render.word.paper import NOTE, Paper

if TYPE_CHECKING:
    from scorer.locale.wording import Wording
    from scorer.render.notice.letter import Letter


def document(letter: Letter, wording: Wording) -> bytes:
    """The notice as a file."""
    paper = Paper(wording, letter.title)
    paper.text(letter.title, "Title")
    paper.text("")
    paper.text(letter.to, flush=True)
    paper.text(letter.opening)
    for part in letter.parts:
        paper.heading(part.heading)
        for item in part.items:
            paper.heading(item.number + item.name, 2)
            for sentence in item.sentences:
                paper.text(sentence)
    paper.text(letter.closing)
    paper.text("")
    for text in (letter.office, letter.date):
        if text:
            paper.text(text, right=True)
    if letter.note:
        paper.text(letter.note, NOTE)
    return paper.bytes()


def starter(wording: Wording) -> bytes:
    """A template to begin with: the document above with placeholders in place of one body's words."""
    paper = Paper(wording, "")
    paper.text("{{ title }}", "Title")
    paper.text("{{ to }}", flush=True)
    paper.text("{{ opening }}")
    paper.text("{%p for part in parts %}")
    paper.heading("{{ part.heading }}")
    paper.text("{%p for item in part.matters %}")
    paper.heading("{{ item.number }}{{ item.name }}", 2)
    paper.text("{%p for sentence in item.sentences %}")
    paper.text("{{ sentence }}")
    paper.text("{%p endfor %}")
    paper.text("{%p endfor %}")
    paper.text("{%p endfor %}")
    paper.text("{{ closing }}")
    paper.text("")
    paper.text("{{ office }}", right=True)
    paper.text("{{ date }}", right=True)
    paper.text("{{ note }}", NOTE)
    return paper.bytes()
