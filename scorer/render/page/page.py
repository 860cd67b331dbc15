"""Entries -> one HTML page that needs nothing from outside: works from a stick, in an old browser, on paper."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape
from os.path import abspath, dirname, join
from typing import TYPE_CHECKING

from scorer.locale.papers import words
from scorer.render.entry import Entry, entry
from scorer.render.formats import entries
from scorer.render.page.body import body
from scorer.render.page.overview import overview
from scorer.render.page.text import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.model import Scorecard
    from scorer.render.formats import Look, Scored

EXTENSION = ".html"
FILE_START = b""
FOR_PROGRAMS = True

_HERE = dirname(abspath(__file__))


def piece(card: Scorecard, look: Look) -> Entry:
    """The entry of one report, with the report's text."""
    return entry(card, look.wording, look.rubric, look.voices)._replace(text=harmless(card.report.source.text))


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """The page, part by part."""
    all_entries = entries(scored)
    wording = look.wording
    ids = {id(one): f"r{number}" for number, one in enumerate(all_entries, 1)}
    key = "meeting.name" if len(all_entries) != 1 else "card.name"
    title = words(key, wording.lang, rubric=wording.of(look.rubric.name))
    yield opening(title, wording.lang, len(all_entries))
    if len(all_entries) > 1:
        yield overview(all_entries, ids, wording)
    for one in all_entries:
        yield body(one, ids[id(one)], wording, one.text)
    yield f"</main><script>{asset('page.js')}</script></body></html>\n"


def opening(title: str, lang: str, count: int) -> str:
    """Head, style, title and the ways to the parts; the policy lets only our own script run."""
    script = b64encode(sha256(asset("page.js").encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'; base-uri 'none'"
    ways = ("overview", "league", "statistics")
    links = "".join(f'<li><a href="#{id_}">{escape(words("page.way." + id_, lang))}</a></li>' for id_ in ways)
    nav = f'<nav aria-label="{escape(words("page.ways", lang))}"><ul>{links}</ul></nav>' if count > 1 else ""
    texts = {name: words("page." + name, lang) for name in ("filter", "every", "shown", "sort")}
    data = "".join(f' data-{name}="{escape(text)}"' for name, text in texts.items())
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{asset('page.css')}</style></head><body{data}>"
        f'<a class="skip" href="#main">{escape(words("page.skip", lang))}</a>'
        f"<header><h1>{escape(title)}</h1>{nav}</header>"
        f'<main id="main">'
    )


def asset(name: str) -> str:
    """A file that lies beside this module."""
    with open(join(_HERE, name), encoding="utf-8") as stream:
        return stream.read()
