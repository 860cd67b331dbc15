"""How papers cite: where words stand, the words in quotation marks, the legal basis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.locale.papers import words
from scorer.render.cells import cut

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scorer.locale.wording import Wording
    from scorer.render.entry import Mark, Quote

QUOTE = 160  # columns of a quote


def where(quote: Quote, wording: Wording) -> str:
    """Page, where the file has pages, line and role."""
    place = wording.say("card.line", line=quote.line)
    if quote.page is not None:
        place = words("place.page", wording.lang, page=quote.page) + place
    return f"{place}·{quote.role}" if quote.role else place


def quoted(quote: Quote, wording: Wording, columns: int = QUOTE) -> str:
    """The words in quotation marks, cut to so many columns."""
    return wording.say("card.quote", quote=cut(quote.text, columns))


def lines(quotes: Sequence[Quote], wording: Wording, most: int = 4) -> str:
    """Where all quotes stand, in one line: 第11、13行, of a file with pages 第2页第11行; none twice."""
    lang, comma = wording.lang, wording.say("card.comma")
    if all(quote.page is None for quote in quotes):
        numbers = list(dict.fromkeys(quote.line for quote in quotes))
        shown = comma.join(map(str, numbers[:most]))
        more = " …" if len(numbers) > most else ""
        return words("place.short", lang, line=shown) + more if shown else ""
    places = [words("place.short-page", lang, line=quote.line, page=quote.page) for quote in quotes]
    known = list(dict.fromkeys(places))
    return comma.join(known[:most]) + (" …" if len(known) > most else "")


def stopped(text: str, wording: Wording) -> str:
    """A sentence with the stop that it may lack."""
    stop = "." if wording.lang == "en" else "。"
    return text if not text or text[-1] in "。.!?！？…”" else text + stop


def joined(names: Sequence[str], comma: str = "、") -> str:
    """Names of instruments in a row; between two pairs of 《》 stands no comma (GB/T 15834)."""
    return comma.join(names).replace(f"》{comma}《", "》《")


def basis(mark: Mark, wording: Wording) -> str:
    """The legal basis: law as law, what was not seen as reference; empty where no rule was found."""
    parts = []
    for key, law in (("basis.law", True), ("basis.reference", False)):
        names = [citation.text for citation in mark.bases if citation.law is law]
        if names:
            parts.append(words(key, wording.lang, names=joined(names, wording.say("card.comma"))))
    return words("basis.and", wording.lang).join(parts)
