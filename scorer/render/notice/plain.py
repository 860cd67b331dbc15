"""Letter -> Markdown."""

from __future__ import annotations

from scorer.render.markdown import safe
from scorer.render.notice.letter import Letter


def markdown(letter: Letter) -> str:
    """The notice as Markdown; text of the report stays plain words."""
    lines = [f"# {safe(letter.title)}", "", safe(letter.to), "", safe(letter.opening), ""]
    for part in letter.parts:
        lines += [f"## {safe(part.heading)}", ""]
        for item in part.items:
            lines += [f"### {safe(item.number + item.name)}", ""]
            for sentence in item.sentences:
                lines += [safe(sentence), ""]
    lines += [safe(letter.closing), ""]
    for text in (letter.office, letter.date):
        if text:
            lines += [f"{safe(text)}  "]
    if letter.note:
        lines += ["", "---", "", safe(letter.note)]
    return "\n".join(lines) + "\n"
