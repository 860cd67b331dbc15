"""The document number under which a report went out."""

from __future__ import annotations

from scorer.facts.document import Document, quote
from scorer.text.expressions import expression

DOCUMENT_NUMBER = expression(r"[一-鿿]{1,16}(?:\(\d\))?[〔\[(【﹝〈](20[0-4]\d)[〕\])】﹞〉]\d{0,2}第?\d{1,5}号")
_BRACKETED_YEAR = expression(r"[\[(【﹝〈［（](20\d\d)[\])】﹞〉］）]")


def find_number(document: Document) -> str | None:
    """The number under which the report went out, its year in 〔〕; not that of a document it cites."""
    text = document.text
    for start, end in (*document.lines.front[:12], *document.lines.page):
        if text.find("号", start, min(end, start + 200)) < 0:
            continue
        for found in DOCUMENT_NUMBER.finditer(text[start : min(end, start + 200)]):
            alone = end - start - len(found.group()) <= 14 and found.start() <= 12
            label = document.scan.inside("fact-number-label", start, start + found.start())
            if alone or (label and start + found.start() - label[-1][1] <= 6):
                quoted = quote(document, [(start + found.start(), start + found.end())])
                return _BRACKETED_YEAR.sub(r"〔\1〕", quoted)
    return None
