"""Agreement with labels: for a terminal, as Markdown, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from scorer.locale.rubric import Say
from scorer.locale.wording import Wording
from scorer.render.cells import clean, cut, pad

if TYPE_CHECKING:
    from scorer.rules.rubric import Rubric
    from scorer.workshop.measure import Agreement, Judged, Measure

FORMATS = ("table", "json", "markdown")
_VERDICTS = ("met", "partial", "missing", "exempt", "unclear")
Rows = list[list[str]]


def share(value: float | None) -> str:
    """A share in per cent with one decimal; a dash where there is none."""
    return "–" if value is None else f"{100 * value:.1f} %"


def number(value: float | None) -> str:
    """A coefficient with two decimals."""
    return "–" if value is None else f"{value:.2f}"


def _measure_cells(measure: Measure) -> list[str]:
    values = (measure.precision, measure.recall, measure.f(1), measure.f(2))
    return [str(measure.labelled), str(measure.found), *map(share, values)]


def tables(rubric: Rubric, agreement: Agreement, wording: Wording) -> tuple[list[str], list[tuple[str, Rows]]]:
    """The sentences at the head, and the tables with their titles; the first row of each is its head."""
    say = Say(wording.lang)
    count = len(agreement.judged)
    right = share(agreement.right / count if count else None)
    there = agreement.presence()
    head = [
        say(
            "measure.head",
            name=rubric.id,
            version=rubric.version,
            reports=agreement.reports,
            sentences=agreement.sentences,
            right=agreement.right,
            all=count,
            share=right,
            kappa=number(agreement.kappa()),
        ),
        say(
            "measure.presence",
            precision=share(there.precision),
            recall=share(there.recall),
            f1=share(there.f(1)),
            f2=share(there.f(2)),
        ),
    ]
    names = [wording.find("verdict." + verdict, verdict) for verdict in _VERDICTS]
    columns = [say("measure." + key) for key in ("labelled", "found", "precision", "recall")] + ["F1", "F2"]
    by_verdict = [[say("measure.verdict"), *columns]]
    for verdict, name in zip(_VERDICTS, names, strict=True):
        measure = agreement.verdict(verdict)
        if measure.labelled or measure.found:
            by_verdict.append([name, *_measure_cells(measure)])
    counts = agreement.confusion()
    confusion = [["", *names]]
    for label, name in zip(_VERDICTS, names, strict=True):
        row = [counts[(label, found)] for found in _VERDICTS]
        if any(row):
            confusion.append([name, *(str(cell or "·") for cell in row)])
    right_of = f"{say('measure.right')}/{say('measure.of')}"
    heads = [say("measure.criterion"), right_of, say("measure.precision"), say("measure.recall"), "F1", "F2", "kappa"]
    by_criterion = [heads]
    for name in agreement.criteria():
        part = agreement.of(name)
        there = part.presence()
        cells = [share(value) for value in (there.precision, there.recall, there.f(1), there.f(2))]
        by_criterion.append([wording.criterion(name), f"{part.right}/{len(part.judged)}", *cells, number(part.kappa())])
    return head, [
        (say("measure.by-verdict"), by_verdict),
        (say("measure.confusion"), confusion),
        (say("measure.by-criterion"), by_criterion),
    ]


def _apart(agreement: Agreement) -> list[Judged]:
    return [one for one in agreement.judged if not one.right]


def table(rubric: Rubric, agreement: Agreement, wording: Wording, columns: int) -> str:
    """Everything for a terminal."""
    say = Say(wording.lang)
    head, found = tables(rubric, agreement, wording)
    lines = list(head)
    for title, rows in found:
        wide = 34 if len(rows[0]) == 7 and len(rows) > 8 else 12
        lines += ["", title]
        lines += ["  " + pad(row[0], wide) + "".join(pad(cell, 11, right=True) for cell in row[1:]) for row in rows]
    if _apart(agreement):
        lines += ["", say("measure.disagreements")]
    for one in _apart(agreement):
        labels = _label(one, wording, say)
        lines.append(f"{clean(one.report)}  {wording.criterion(one.criterion)}  {labels}")
        lines += [cut(f"    {say('measure.said')}  “{clean(quote)}”", columns) for quote in one.said]
        for line, quote in one.quotes:
            lines.append(
                cut(f"    {say('measure.quoted')}  {say('measure.line', line=line)} “{clean(quote)}”", columns)
            )
    return "\n".join(lines) + "\n"


def _label(one: Judged, wording: Wording, say: Say) -> str:
    label, found = (wording.find("verdict." + verdict, verdict) for verdict in (one.label, one.found))
    return say("measure.label", label=label, found=found)


def markdown(rubric: Rubric, agreement: Agreement, wording: Wording, escape: Callable[[str], str]) -> str:
    """Everything as Markdown."""
    say = Say(wording.lang)
    head, found = tables(rubric, agreement, wording)
    lines = [f"# {rubric.id} {rubric.version}", "", *[line + "\n" for line in head]]
    for title, rows in found:
        lines += [f"## {title}", "", *_rows(rows), ""]
    if _apart(agreement):
        lines += [f"## {say('measure.disagreements')}", ""]
    for one in _apart(agreement):
        lines.append(
            f"- {escape(clean(one.report))} · {wording.criterion(one.criterion)} · {_label(one, wording, say)}"
        )
        lines += [f"  - {say('measure.said')}: “{escape(clean(quote))}”" for quote in one.said]
        lines += [
            f"  - {say('measure.quoted')}: {say('measure.line', line=n)} “{escape(clean(q))}”" for n, q in one.quotes
        ]
    return "\n".join(lines) + "\n"


def _rows(rows: Rows) -> list[str]:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return [lines[0], "|" + "---|" * len(rows[0]), *lines[1:]]


def record(rubric: Rubric, agreement: Agreement, order: Sequence[str]) -> str:
    """Everything as JSON."""

    def measure(value: Measure) -> dict[str, Any]:
        return {
            "labelled": value.labelled,
            "found": value.found,
            "hits": value.hits,
            "precision": _four(value.precision),
            "recall": _four(value.recall),
            "f1": _four(value.f(1)),
            "f2": _four(value.f(2)),
        }

    counts = agreement.confusion()
    criteria = {}
    for name in agreement.criteria():
        part = agreement.of(name)
        criteria[name] = {
            "right": part.right,
            "of": len(part.judged),
            "kappa": _four(part.kappa()),
            "presence": measure(part.presence()),
            "verdicts": {
                v: measure(part.verdict(v)) for v in order if part.verdict(v).labelled or part.verdict(v).found
            },
        }
    plain = {
        "schema": "rubric-measure/1",
        "rubric": {"id": rubric.id, "version": rubric.version, "sha256": rubric.sha256},
        "reports": agreement.reports,
        "sentences": agreement.sentences,
        "right": agreement.right,
        "of": len(agreement.judged),
        "kappa": _four(agreement.kappa()),
        "presence": measure(agreement.presence()),
        "verdicts": {v: measure(agreement.verdict(v)) for v in order},
        "confusion": {label: {found: counts[(label, found)] for found in order} for label in order},
        "criteria": criteria,
        "disagreements": [
            {
                "report": one.report,
                "criterion": one.criterion,
                "label": one.label,
                "found": one.found,
                "reason": one.reason,
                "label_quotes": list(one.said),
                "quotes": [{"line": line, "quote": quote} for line, quote in one.quotes],
            }
            for one in _apart(agreement)
        ],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _four(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
