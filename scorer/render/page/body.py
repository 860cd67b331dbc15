"""The part of the page about one body: result, verdicts that lead to the words, what is missing, the text."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from scorer.locale.papers import words
from scorer.locale.wording import points_words, score_words
from scorer.model import Verdict
from scorer.render.citing import basis, quoted, where
from scorer.render.page import charts
from scorer.render.page.text import marked, spans

if TYPE_CHECKING:
    from scorer.locale.wording import Wording
    from scorer.render.entry import Entry, Mark, Quote

_QUOTES = 3  # under one criterion


def body(entry: Entry, id_: str, wording: Wording, text: str) -> str:
    """The whole part; `text` is the report's, offsets as in the source."""
    lang = wording.lang
    year = words("card.of", lang, body=entry.body, year=entry.year) if entry.year else entry.body
    parts = [f'<section class="body" id="{id_}"><h2>{escape(year)}</h2>']
    if entry.total is None:
        parts.append(f"<p>{escape(words('card.unscored', lang))}</p>")
    else:
        parts += [result(entry, wording), element_bars(entry, wording), verdicts(entry, id_, wording)]
        parts.append(checks(entry, id_, wording))
    parts += [f'<p class="note">{escape(note)}</p>' for note in entry.notes]
    name = escape(words("page.text", lang, body=entry.body))
    parts.append(
        f'<h3 class="screen">{name}</h3><div class="text screen" tabindex="0" role="region" aria-label="{name}">'
        f"{marked(text, spans(entry), id_ + 'o')}</div>"
    )
    rubric, version, sha = entry.rubric
    foot = words("card.foot", lang, id=rubric, version=version, sha=sha[:12], file=entry.sha256[:12])
    parts.append(f'<p class="note">{escape(entry.path)} · {escape(foot)}</p></section>')
    return "".join(parts)


def result(entry: Entry, wording: Wording) -> str:
    """Total, band, baseline, layers."""
    lang, comma = wording.lang, wording.say("card.comma")
    before = f"{score_words(entry.program_total)} &gt; " if entry.program_total is not None else ""
    total = f"<strong>{before}{score_words(entry.total)}</strong> {escape(entry.band)}"
    if entry.unclear:
        low, high = score_words(entry.low), score_words(entry.high)
        total += " " + escape(words("card.interval", lang, low=low, high=high, count=len(entry.unclear)))
    lacking = comma.join(entry.baseline_missing)
    baseline = words("baseline.lacks", lang, names=lacking) if lacking else words("baseline.complete", lang)
    layers = comma.join(f"{layer.name} {score_words(layer.score)}" for layer in entry.layers)
    rows = [("total", total), ("baseline", escape(baseline)), ("card.layers", escape(layers))]
    if entry.review:
        rows.append(("review", escape(entry.review)))
    if entry.title:
        rows.append(("card.document", escape(entry.title)))
    cells = "".join(f'<tr><th scope="row">{escape(words(key, lang))}</th><td>{cell}</td></tr>' for key, cell in rows)
    return f'<table class="facts"><tbody>{cells}</tbody></table>'


def element_bars(entry: Entry, wording: Wording) -> str:
    """The elements as bars."""
    rows = []
    for element in entry.elements:
        score = element.score
        fill = charts.MISSING if score is not None and score < 60 else charts.BAND_COLOURS[1]
        rows.append(charts.Bar(element.name, ((float(score or 0) / 100, fill), (0, "")), score_words(score)))
    title = words("meeting.elements", wording.lang)
    return f"<figure><figcaption>{escape(title)}</figcaption>{charts.bars(title, rows)}</figure>"


def verdicts(entry: Entry, id_: str, wording: Wording) -> str:
    """A row for each criterion: the verdict, the words that it rests on, what to add."""
    lang = wording.lang
    keys = ("element", "criterion", "verdict", "card.points", "quote", "page.mend")
    heads = "".join(f'<th scope="col">{escape(words(key, lang))}</th>' for key in keys)
    rows = []
    for element in entry.elements:
        name = f'<th scope="rowgroup" rowspan="{len(element.marks)}">{escape(element.name)}</th>'
        for criterion in element.marks:
            mark = entry.mark(criterion)
            rows.append(f'<tr class="{mark.verdict.value}">{name}{verdict_cells(mark, id_, wording)}</tr>')
            name = ""
    title = escape(words("card.verdict-list", lang))
    return (
        f'<h3>{title}</h3><div class="scroll" tabindex="0" role="region" aria-label="{title}"><table class="verdicts">'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def verdict_cells(mark: Mark, id_: str, wording: Wording) -> str:
    """The cells of one criterion."""
    lang = wording.lang
    points = "–"
    if mark.verdict not in (Verdict.EXEMPT, Verdict.UNCLEAR):
        points = f"{points_words(mark.points)}/{points_words(mark.weight)}"
    quotes = [f"<li>{link(quote, id_, wording)}</li>" for quote in mark.evidence[:_QUOTES]]
    if mark.verdict is not Verdict.MET:
        quotes.insert(0, f"<li>{escape(mark.reason)}</li>")
        near = [f"<li>{link(q, id_, wording)} <em>{escape(q.why)}</em></li>" for q in mark.near[:_QUOTES]]
        unanswered = escape(words("card.unanswered", lang))
        quotes += near + [f"<li>{unanswered}{link(q, id_, wording)}</li>" for q in mark.unanswered[:_QUOTES]]
    elif not quotes:
        quotes.append(f"<li>{escape(mark.reason)}</li>")
    mend = escape(mark.mend)
    if mark.mend and mark.bases:
        mend += f'<br><span class="note">{escape(words("card.basis", lang) + basis(mark, wording))}</span>'
    verdict = escape(wording.verdict(mark.verdict))
    if mark.program is not None:
        program = words("review.program", lang, verdict=wording.verdict(mark.program))
        verdict += f'<br><span class="note">{escape(program)}</span>'
    if mark.remark:
        quotes.append(f"<li><b>{escape(words('review.remark', lang))}</b> {escape(mark.remark)}</li>")
    return (
        f'<th scope="row">{escape(mark.name)}</th><td class="v">{verdict}</td>'
        f"<td>{points}</td><td><ul>{''.join(quotes)}</ul></td><td>{mend}</td>"
    )


def link(quote: Quote, id_: str, wording: Wording) -> str:
    """Quoted words that lead to where they stand in the text."""
    return f'<a href="#{id_}o{quote.start}">{escape(where(quote, wording))} {escape(quoted(quote, wording))}</a>'


def checks(entry: Entry, id_: str, wording: Wording) -> str:
    """What the checks found."""
    lang = wording.lang
    if not entry.checks:
        return ""
    items = []
    for check in entry.checks:
        told = " · ".join(part for part in (check.computation, check.message) if part)
        verdict = check.verdict if check.sure else f"{check.verdict} ({words('sure.no', lang)})"
        items.append(f"<li><b>{escape(verdict)}</b> {link(check.quote, id_, wording)} {escape(told)}</li>")
    return f"<h3>{escape(words('page.checks', lang))}</h3><ul>{''.join(items)}</ul>"
