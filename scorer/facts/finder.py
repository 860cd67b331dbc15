"""What a report says of itself: every fact asked for in turn.

A fact that the file does not state stays None: the place of the addressee or of the web site is not the
place of the report, and a title that stands only in the page's frame is no title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.facts.addressee import find_addressees
from scorer.facts.body import Body, body_of
from scorer.facts.dates import page_dates
from scorer.facts.document import document_of, own_script, quote, split
from scorer.facts.issuer import find_signature, issuer_parts
from scorer.facts.jurisdiction import find_place, full_name, named_bodies, superior
from scorer.facts.level import find_level, lead_level, own_level
from scorer.facts.number import find_number
from scorer.facts.places import Places
from scorer.facts.publisher import stated_beside
from scorer.facts.title import find_titles, own_title, page_titles
from scorer.facts.year import find_year
from scorer.model import Facts, Level, Plain, Section
from scorer.text.words import Scan

if TYPE_CHECKING:
    from scorer.structure.outline import Outline


def find_facts(plain: Plain, scan: Scan, outline: Outline, sections: tuple[Section, ...], places: Places) -> Facts:
    """Facts of one report; values that are quoted stand in the file's own script."""
    document = document_of(plain, scan, outline, sections)
    titles = find_titles(document, places)
    title = own_title(document, titles) or []
    framed = page_titles(document)
    issuers, signed_on = find_signature(document, titles, places)
    addressees = find_addressees(document, titles)
    written, published = page_dates(document)
    number = find_number(document)
    beside = stated_beside(document, signed=bool(issuers), published=bool(published), numbered=bool(number))
    published = published or beside.get("published_on")
    signed_on = signed_on or written

    def read(text: str) -> Body:
        return body_of(text, scan.lexicon, places)

    named = named_bodies(document, title, places)
    signed = [read(part.replace(" ", "")) for span in issuers for part in issuer_parts(document, span)]
    pages = [read(document.words(span)) for span in framed]
    receivers = [read(document.words(part)) for span in addressees for part in split(plain.text, span, "、,")]
    own = own_level(scan) or lead_level(document)
    place = find_place(document, (*named, *signed, *pages), receivers, own, places)
    above = superior(place, receivers, places) if place else None
    return Facts(
        title=quote(document, title) if title else None,
        jurisdiction=own_script(document, place.text) if place else None,
        jurisdiction_full=full_name(document, place, above, places) if place else None,
        level=find_level(place, above, own, named, signed, pages),
        year=find_year(document, title, framed, signed_on, published),
        issuer=" ".join(quote(document, [span]) for span in issuers) or beside.get("issuer"),
        addressee="、".join(quote(document, [span]) for span in addressees) or None,
        signed_on=signed_on,
        published_on=published,
        document_number=number or beside.get("document_number"),
        script=plain.script,
        from_metadata=tuple(beside),
    )


def override(
    facts: Facts,
    year: int | None,
    level: Level | None,
    submitted: str | None = None,
    published: str | None = None,
) -> Facts:
    """The facts with what the caller knows better, dates in ISO form; None leaves a fact as found."""
    return facts._replace(
        year=facts.year if year is None else year,
        level=facts.level if level is None else level,
        signed_on=facts.signed_on if submitted is None else submitted,
        published_on=facts.published_on if published is None else published,
    )
