"""A rubric as a person reads it: blocks of headings, texts and lists, for a terminal, as Markdown, as HTML, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from scorer.locale.rubric import Say
from scorer.locale.spoken import spoken
from scorer.locale.wording import Wording, points_words
from scorer.render.cells import clean, pad, wrap
from scorer.render.explanation import basis_words
from scorer.render.spoken import headed, read_aloud

if TYPE_CHECKING:
    from scorer.rules.rubric import Criterion, Rubric

FORMATS = ("table", "markdown", "html", "json")
_LABEL = 16  # columns of a label
Block = tuple[str, Any]  # (h1 h2 h3 | p | item | row | quote, words)


def printed(form: str, rubric: Rubric, only: Sequence[str], wording: Wording, columns: int) -> str:
    """A rubric or some criteria of it in one of the formats."""
    if form == "json":
        return record(rubric, wording, only)
    blocks = page(rubric, wording, only)
    if form == "markdown":
        return markdown(blocks, "" if only else Say(wording.lang)("show.generated", id=rubric.id))
    if form == "html":
        return html(blocks, wording.of(rubric.name), wording.lang)
    return terminal(blocks, columns)


def page(rubric: Rubric, wording: Wording, only: Sequence[str] = ()) -> list[Block]:
    """The whole rubric, or the criteria named with all their words."""
    say = Say(wording.lang)
    blocks: list[Block] = []
    if only:
        for criterion in rubric.criteria:
            if criterion.id in only:
                blocks += _criterion(criterion, rubric, wording, say, words=True)
        return blocks
    blocks += [("h1", wording.of(rubric.name)), ("p", say("show.version", id=rubric.id, version=rubric.version))]
    credit = {verdict.value: str(value) for verdict, value in rubric.credit.items()}
    blocks.append(("p", say("show.credit", **credit)))
    blocks += _profile(rubric, wording, say)
    blocks.append(("h3", say("show.bands")))
    for band in rubric.bands:
        key, least = ("show.band-gate", "") if band.least is None else ("show.band", points_words(band.least))
        blocks.append(("item", say(key, name=wording.of(band.name), least=least)))
    for layer in rubric.layers:
        blocks.append(("h2", wording.of(layer.name)))
        for element in rubric.elements:
            if element.layer == layer.id:
                blocks.append(("h3", wording.of(element.name)))
                for criterion in rubric.criteria:
                    if criterion.element == element.id:
                        blocks += _criterion(criterion, rubric, wording, say, words=False)
    return blocks


def _profile(rubric: Rubric, wording: Wording, say: Say) -> list[Block]:
    profile = rubric.data.get("profile") or {}
    chain = profile.get("chain", ())
    if len(chain) < 2:
        return []
    names = " ← ".join(f"{link['id']} {link['version']}" for link in reversed(chain[:-1]))
    blocks: list[Block] = [("p", say("show.on", names=names))]
    applies = chain[-1].get("applies")
    if applies:
        what = [wording.find("level." + level, level) for level in applies.get("levels", ())]
        what += [f"{applies.get('from', '')}–{applies.get('to', '')}"] if {"from", "to"} & set(applies) else []
        what += applies.get("places", [])
        blocks.append(("p", say("show.applies", what=wording.say("card.comma").join(what))))
    if profile.get("off"):
        blocks.append(("h3", say("show.off")))
        blocks += [
            ("item", f"{wording.criterion(name)}: {wording.of(reason)}") for name, reason in profile["off"].items()
        ]
    return blocks


def weight_words(criterion: Criterion) -> str:
    """The weight of a criterion, by year where it differs."""
    rows = criterion.weights
    if len(rows) == 1:
        return points_words(rows[0][2])
    return " / ".join(f"{points_words(weight)} ({first or ''}–{last or ''})" for first, last, weight in rows)


def _criterion(criterion: Criterion, rubric: Rubric, wording: Wording, say: Say, *, words: bool) -> list[Block]:
    blocks: list[Block] = [("h4", (wording.of(criterion.name), criterion.id))]
    if criterion.kind == "off":
        return [*blocks, ("row", (say("show.disabled"), wording.of(criterion.reasons["off"])))]
    blocks.append(("row", (say("show.weight"), weight_words(criterion))))
    if criterion.gate_from is not None:
        text = say("show.gate-from", year=criterion.gate_from) if criterion.gate_from else say("show.gate")
        blocks.append(("p", text))
    blocks.append(("row", (say("show.asks"), wording.of(criterion.asks))))
    blocks.append(("row", (say("show.mend"), wording.of(criterion.mend))))
    blocks += [("row", (say("show.basis"), basis_words(dict(basis), wording))) for basis in criterion.basis]
    roles = wording.say("card.comma").join(wording.role(role) for role in criterion.counts_in)
    blocks.append(("row", (say("show.counts"), roles)))
    for rule in criterion.exemptions:
        when = [wording.level(level) for level in rule.levels]
        when += [say("show.before", year=rule.before)] if rule.before is not None else []
        parts = [wording.say("card.comma").join(when)] if when else []  # of words in the report the reason tells itself
        text = ": ".join([*parts, wording.of(rule.reason)])
        blocks.append(("row", (say("show.exempt"), text)))
    if words:
        blocks.append(("p", say("show.signs")))
        reading = read_aloud(criterion, rubric, wording)
        for head, rows in headed(reading, wording.lang):
            several = spoken("any", wording.lang) if len(rows) > 1 else ""
            blocks.append(("p", f"{head} {several}".rstrip()))
            blocks += [("item", f"{number}. {sentence}") for number, sentence in rows]
        blocks += [("p", sentence) for sentence in reading.limits]
    shown: set[str] = set()
    examples: list[Block] = []
    for example in criterion.examples:
        if words or (example["verdict"] not in shown and not example.get("whole")):
            shown.add(example["verdict"])
            mark = wording.find("verdict." + example["verdict"], example["verdict"])
            if "role" in example:
                mark += f" · {wording.find('role.' + example['role'], example['role'])}"
            examples.append(("item", f"[{mark}] {clean(example['text'])}"))
    return [*blocks, ("p", say("show.examples")), *examples] if examples else blocks


def terminal(blocks: Iterable[Block], columns: int) -> str:
    """Plain text in so many columns."""
    lines: list[str] = []
    for kind, value in blocks:
        if kind in ("h1", "h2", "h3", "h4"):
            text = f"{value[0]}  {value[1]}" if isinstance(value, tuple) else value
            lines += ["", text] if kind != "h2" else ["", text, "─" * columns]
        elif kind == "row":
            first, *rest = wrap(value[1], max(20, columns - _LABEL - 2))
            lines.append("  " + pad(value[0], _LABEL) + first)
            lines += [" " * (_LABEL + 2) + line for line in rest]
        elif kind == "item":
            first, *rest = wrap(value, columns - 4)
            lines += ["  - " + first, *("    " + line for line in rest)]
        else:
            lines += ["  " + line for line in wrap(value, columns - 2)]
    return "\n".join(lines).lstrip("\n") + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, "\\" + mark)
    return text


def markdown(blocks: Iterable[Block], note: str = "") -> str:
    """Markdown; `note` is a comment at its head."""
    lines = [f"<!-- {note} -->", ""] if note else []
    for kind, value in blocks:
        if kind == "h4":
            lines += ["", f"#### {escaped(value[0])} `{value[1]}`", ""]
        elif kind in ("h1", "h2", "h3"):
            lines += ["", "#" * int(kind[1]) + " " + escaped(value), ""]
        elif kind == "row":
            lines.append(f"- **{value[0]}** {escaped(value[1])}")
        elif kind == "item":
            lines.append(f"- {escaped(value)}")
        else:
            lines += ["", escaped(value), ""]
    text = "\n".join(lines)
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip("\n") + "\n"


_STYLE = (
    "body{font:16px/1.6 sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}"
    "h4{margin-bottom:.2em}code{color:#555;font-size:.85em}dt{font-weight:bold;float:left;clear:left;width:7em}"
    "dd{margin-left:8em}ul{margin-top:.2em}"
)


def html(blocks: Iterable[Block], title: str, lang: str) -> str:
    """One page of HTML that stands alone."""
    from html import escape

    tag = "en" if lang == "en" else "zh-Hans"
    lines = [f'<!doctype html><html lang="{tag}"><head><meta charset="utf-8"><title>{escape(title)}</title>',
             f"<style>{_STYLE}</style></head><body>"]  # fmt: skip
    open_tag = ""
    for kind, value in blocks:
        wanted = {"row": "dl", "item": "ul"}.get(kind, "")
        if wanted != open_tag:
            lines += [f"</{open_tag}>"] if open_tag else []
            lines += [f"<{wanted}>"] if wanted else []
            open_tag = wanted
        if kind == "h4":
            lines.append(f'<h4 id="{escape(value[1])}">{escape(value[0])} <code>{escape(value[1])}</code></h4>')
        elif kind in ("h1", "h2", "h3", "p"):
            lines.append(f"<{kind}>{escape(value)}</{kind}>")
        elif kind == "row":
            lines.append(f"<dt>{escape(value[0])}</dt><dd>{escape(value[1])}</dd>")
        else:
            lines.append(f"<li>{escape(value)}</li>")
    lines += [f"</{open_tag}>"] if open_tag else []
    return "\n".join([*lines, "</body></html>"]) + "\n"


def record(rubric: Rubric, wording: Wording, only: Sequence[str] = ()) -> str:
    """The rubric as JSON."""
    rows = []
    for c in rubric.criteria:
        if only and c.id not in only:
            continue
        reading = read_aloud(c, rubric, wording)
        weights = [{"from": first, "to": last, "weight": str(weight)} for first, last, weight in c.weights]
        rows.append(
            {
                "id": c.id, "element": c.element, "layer": c.layer, "kind": c.kind, "name": wording.of(c.name),
                "asks": wording.of(c.asks), "mend": wording.of(c.mend), "weights": weights, "gate_from": c.gate_from,
                "basis": [dict(basis) for basis in c.basis], "counts_in": [role.value for role in c.counts_in],
                "signs": [sign.id for sign in c.signs], "met": c.met, "partial": c.partial, "examples": len(c.examples),
                "ways": [way._asdict() for way in reading.ways], "limits": reading.limits,
            }
        )  # fmt: skip
    plain = {
        "schema": "rubric/1", "id": rubric.id, "version": rubric.version, "sha256": rubric.sha256,
        "name": wording.of(rubric.name), "profile": rubric.data.get("profile") or None, "criteria": rows,
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
