"""Facts on which the text is silent, as the data around it (a page's tags, a table of the page) state them."""

from __future__ import annotations

from scorer.facts.body import LONGEST_BODY
from scorer.facts.dates import DATE, iso
from scorer.facts.document import Document, own_script
from scorer.facts.number import DOCUMENT_NUMBER
from scorer.text.expressions import expression
from scorer.text.normalise import fold

_HAN = expression("[一-鿿]")


def stated_beside(document: Document, *, signed: bool, published: bool, numbered: bool) -> dict[str, str]:
    """Issuer, published_on and document_number where the text has none, by name of the fact."""
    stated = dict(document.plain.source.metadata)
    found: dict[str, str] = {}
    issuer = stated.get("issuer") or _publisher(document)
    if issuer and not signed and _HAN.search(issuer):
        found["issuer"] = issuer
    day = None if published else DATE.search(stated.get("published_on", ""))
    if day:
        found["published_on"] = iso(day)
    if not numbered and "document_number" in stated and DOCUMENT_NUMBER.fullmatch(fold(stated["document_number"])):
        found["document_number"] = stated["document_number"]
    return found


def _publisher(document: Document) -> str:
    """The body that a table of data around the document names as its publisher."""
    for start, end in document.lines.page if document.plain.source.furniture else ():
        label = document.scan.first("fact-publisher-label", start, min(end, start + 200))
        if label:
            value = document.text[label[1] : end].lstrip(" :|】]").split("|")[0].strip()
            if value:
                return own_script(document, value) if len(value) <= LONGEST_BODY else ""
    return ""
