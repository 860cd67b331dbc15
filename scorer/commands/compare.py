"""`score compare A B …`: reports side by side – verdicts, what makes the difference, figures, promises, copies."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from scorer.comparison.known import known_quantities
from scorer.comparison.promises import DONE, NO_TRACE, TOUCHED, Promise, keep_promises
from scorer.comparison.recycled import Recycled, Sketch, compare, formula_pattern, sketch
from scorer.errors import EXIT_INPUT, EXIT_OK, InputError, ScorerError
from scorer.judging.judge import Case
from scorer.locale.checks import sentence
from scorer.locale.wording import LANGUAGES, Wording, rounded, score_words
from scorer.model import Role, Scorecard, Source, Verdict
from scorer.rules.rubric import Rubric

SCHEMA = "comparison/1"
FORMATS = ("table", "markdown", "json")
_WORTH_PROCESSES = 200  # reports below which starting processes costs more than it saves
_PAIRS_SHOWN = 5
_QUOTE = 60
HUNDRED = Fraction(100)


class Compared(NamedTuple):
    """One report of a comparison."""

    name: str
    card: Scorecard
    case: Case

    @property
    def label(self) -> str:
        """How the report is called in the comparison: its body and year, else its file."""
        facts = self.card.report.facts
        if facts.jurisdiction and facts.year:
            return f"{facts.jurisdiction} {facts.year}"
        return self.name.rsplit("/", 1)[-1]


def main(words: Sequence[str] | None = None) -> int:
    """The sub-command: words of the command line -> exit code."""
    from scorer.commands.cli import language
    from scorer.commands.inputs import expand
    from scorer.commands.streams import complain
    from scorer.pipeline import load_rubric
    from scorer.reading.source import read_path

    arguments = list(words or ())
    lang = language(arguments)
    wording = Wording(lang)
    options = parser_of(wording).parse_args(arguments)
    inputs, faults = expand(options.paths)
    if options.recycled:
        from scorer.commands.batch import processors

        for fault in faults:
            complain(wording.error(fault), wording)
        found = copies([one.path for one in inputs], load_rubric(options.rubric), processors())
        result = {"schema": SCHEMA, "recycled": found}
        _put(result, options, lang)
        return EXIT_INPUT if faults or len(found) < len(inputs) else EXIT_OK
    sources: list[Source] = []
    failed = list(faults)
    for one in inputs:
        try:
            sources.append(read_path(one.path))
        except InputError as error:
            failed.append(error)
    for fault in failed:
        complain(wording.error(fault), wording)
    if len(sources) < 2:
        raise ScorerError(sentence("compare.few", lang))
    rubric = load_rubric(options.rubric)
    result = record(compare_sources(sources, rubric), rubric, lang)
    _put(result, options, lang)
    return EXIT_INPUT if failed else EXIT_OK


def _put(result: dict[str, Any], options: argparse.Namespace, lang: str) -> None:
    """Write the result where the options say."""
    if options.format == "json":
        text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    else:
        text = _page(result, lang, options.format)
    if options.output:
        from scorer.commands.outputs import whole_file

        with whole_file(options.output) as stream:
            stream.write(text.encode("utf-8", "backslashreplace"))
    else:
        sys.stdout.write(text)


def parser_of(wording: Wording) -> argparse.ArgumentParser:
    """The options of the sub-command, its help and faults in the language."""
    from scorer.commands.arguments import Parser, speak

    speak(wording)
    lang = wording.lang
    parser = Parser(
        prog="score compare", usage=sentence("compare.usage", lang), description=sentence("compare.about", lang)
    )
    parser.wording = wording
    parser.add_argument("paths", nargs="+", metavar="PATH")
    parser.add_argument("--format", choices=FORMATS, default="table")
    parser.add_argument("--recycled", action="store_true", help=sentence("compare.only-recycled", lang))
    parser.add_argument("--output", default="", metavar="FILE")
    parser.add_argument("--rubric", default="fazhi-annual-report", metavar="NAME|DIR")
    parser.add_argument("--lang", choices=LANGUAGES)
    return parser


def compare_sources(sources: Sequence[Source], rubric: Rubric) -> list[Compared]:
    """Score the sources; reports of one body stand together, by year, in the order in which the bodies came."""
    from scorer.pipeline import read_report, score_case

    made = []
    for source in sources:
        case, report = read_report(source, rubric)
        made.append(Compared(source.name, score_case(case, report, rubric), case))
    first: dict[str, int] = {}
    for number, one in enumerate(made):
        first.setdefault(one.card.report.facts.jurisdiction or one.name, number)
    return sorted(
        made, key=lambda one: (first[one.card.report.facts.jurisdiction or one.name], one.card.report.facts.year or 0)
    )


def shares(card: Scorecard) -> dict[str, Fraction]:
    """Points of the total that each criterion brings; they add up to the total."""
    clear = [
        (f, w)
        for f, w in zip(card.findings, card.weights, strict=True)
        if f.verdict not in (Verdict.EXEMPT, Verdict.UNCLEAR)
    ]
    full = sum((weight for _, weight in clear), Fraction(0))
    points = {f.criterion: p for f, p in zip(card.findings, card.points, strict=True)}
    return {f.criterion: HUNDRED * points[f.criterion] / full if full else Fraction(0) for f, _ in clear}


def record(reports: Sequence[Compared], rubric: Rubric, lang: str) -> dict[str, Any]:
    """The comparison as plain values, schema `comparison/1`."""
    wording = Wording(lang, rubric)
    return {
        "schema": SCHEMA,
        "reports": [
            {
                "path": one.name,
                "label": one.label,
                "title": one.card.report.facts.title,
                "jurisdiction": one.card.report.facts.jurisdiction,
                "year": one.card.report.facts.year,
                "total": _number(one.card.total),
                "band": wording.band(one.card.band),
            }
            for one in reports
        ],
        "criteria": [
            {
                "id": criterion.id,
                "name": wording.criterion(criterion.id),
                "verdicts": [_verdict(one.card, criterion.id) for one in reports],
            }
            for criterion in rubric.criteria
        ],
        "differences": [_difference(a, b, wording) for a, b in zip(reports, reports[1:], strict=False)],
        "figures": _figures(reports, lang),
        "promises": [_promises(a, b) for a, b in zip(reports, reports[1:], strict=False) if _follows(a.card, b.card)],
        "recycled": _recycled(reports, rubric),
    }


def _number(value: Fraction | None) -> float | None:
    return None if value is None else rounded(value, 1) / 10


def _verdict(card: Scorecard, criterion: str) -> str:
    return next(f.verdict.value for f in card.findings if f.criterion == criterion)


def _difference(a: Compared, b: Compared, wording: Wording) -> dict[str, Any]:
    """The change of the total, criterion by criterion, the largest first."""
    before, after = shares(a.card), shares(b.card)
    changes = {name: after.get(name, Fraction(0)) - before.get(name, Fraction(0)) for name in {**before, **after}}
    rows = sorted((item for item in changes.items() if item[1]), key=lambda item: (-abs(item[1]), item[0]))
    total = (b.card.total or Fraction(0)) - (a.card.total or Fraction(0))
    return {
        "from": a.label,
        "to": b.label,
        "points": _signed(total),
        "criteria": [
            {
                "id": name,
                "name": wording.criterion(name),
                "points": _signed(change),
                "from": _verdict(a.card, name),
                "to": _verdict(b.card, name),
            }
            for name, change in rows
        ],
    }


def _signed(value: Fraction) -> float:
    size = rounded(abs(value), 2) / 100
    return -size if value < 0 else size


def _figures(reports: Sequence[Compared], lang: str) -> list[dict[str, Any]]:
    """Quantities that two reports at least state, with the words of each number and its line."""
    found = [dict(known_quantities(one.case)) for one in reports]
    names = dict.fromkeys(name for one in found for name in one)
    rows = []
    for name in names:
        if sum(name in one for one in found) < 2:
            continue
        values: list[dict[str, Any] | None] = []
        for one, report in zip(found, reports, strict=True):
            quote = report.case.evidence(one[name], "quantity") if name in one else None
            values.append(
                {"quote": quote.quote, "line": quote.line, "start": quote.start, "end": quote.end} if quote else None
            )
        rows.append({"id": name, "name": sentence(f"quantity.{name}", lang), "values": values})
    return rows


def _follows(a: Scorecard, b: Scorecard) -> bool:
    """Whether b is the next year's report of the same body."""
    one, two = a.report.facts, b.report.facts
    return bool(one.jurisdiction and one.jurisdiction == two.jurisdiction and one.year and two.year == one.year + 1)


def _promises(a: Compared, b: Compared) -> dict[str, Any]:
    kept = keep_promises(a.case, b.case)
    return {
        "from": a.label,
        "to": b.label,
        "counts": {verdict: sum(p.verdict == verdict for p in kept) for verdict in (DONE, TOUCHED, NO_TRACE)},
        "items": [_promise(p) for p in kept],
    }


def _promise(promise: Promise) -> dict[str, Any]:
    answer = promise.answer
    return {
        "verdict": promise.verdict,
        "plan": {"quote": promise.plan.quote, "line": promise.plan.line},
        "answer": {"quote": answer.quote, "line": answer.line} if answer else None,
    }


def _recycled(reports: Sequence[Compared], rubric: Rubric) -> list[dict[str, Any]]:
    formulas = _formulas(rubric)
    sketches = []
    for one in reports:
        within = [(s.start, s.end) for s in one.case.sections if s.role not in (Role.CHROME, Role.SIGNATURE)]
        year = one.card.report.facts.year or 0
        sketches.append(sketch(one.case.plain, formulas, year=year, within=within))
    labels = [one.label for one in reports]
    return [_copied(number, found, labels, sketches) for number, found in enumerate(compare(sketches))]


def _formulas(rubric: Rubric) -> re.Pattern[str] | None:
    known = "recycled-formula" in rubric.lexicon.names
    return formula_pattern(rubric.lexicon.words("recycled-formula")) if known else None


def _copied(number: int, found: Recycled, labels: Sequence[str], sketches: Sequence[Sketch]) -> dict[str, Any]:
    own = sketches[number]
    return {
        "report": labels[number],
        "sentences": found.sentences,
        "repeated": found.repeated,
        "new_percent": found.new_permille / 10,
        "pairs": [
            {
                "quote": own.said[pair.sentence],
                "line": own.lines[pair.sentence],
                "other": labels[pair.other],
                "other_quote": sketches[pair.other].said[pair.other_sentence],
                "other_line": sketches[pair.other].lines[pair.other_sentence],
                "likeness": pair.likeness,
            }
            for pair in found.pairs
        ],
    }


def copies(paths: Sequence[str], rubric: Rubric, jobs: int) -> list[dict[str, Any]]:
    """Recycled text over many reports, which are read but not scored; unreadable ones are passed over."""
    formulas = _formulas(rubric)
    if jobs > 1 and len(paths) > _WORTH_PROCESSES:
        from concurrent.futures import ProcessPoolExecutor

        with ProcessPoolExecutor(jobs) as pool:
            made = list(pool.map(_sketch_file, paths, [formulas] * len(paths), chunksize=32))
    else:
        made = [_sketch_file(path, formulas) for path in paths]
    sketches = [one for one in made if one is not None]
    labels = [one.name for one in sketches]
    return [_copied(number, found, labels, sketches) for number, found in enumerate(compare(sketches))]


def _sketch_file(path: str, formulas: re.Pattern[str] | None) -> Sketch | None:
    from scorer.reading.source import read_path
    from scorer.text.normalise import normalise

    try:
        return sketch(normalise(read_path(path)), formulas)
    except InputError:
        return None


# —— pages for people ——


def _page(result: dict[str, Any], lang: str, form: str) -> str:
    """The comparison as a page of text, plain or Markdown."""
    page = _Page(lang, form == "markdown")
    page.title(page.say("compare.title"))
    if "reports" in result:
        _side_by_side(page, result)
    page.heading(page.say("compare.recycled"))
    for copied in result["recycled"]:
        share = f"{copied['new_percent']:g}"
        page.line(page.say("compare.new", name=copied["report"], count=str(copied["sentences"]), share=share))
        for pair in copied["pairs"][:_PAIRS_SHOWN]:
            page.item(f"{pair['likeness']}%  {page.quote(pair)}")
            there = {"quote": pair["other_quote"], "line": pair["other_line"]}
            page.item(f"{pair['other']}  {page.quote(there)}", deeper=True)
    return page.text()


def _side_by_side(page: _Page, result: dict[str, Any]) -> None:
    """Reports, verdicts, differences, figures and promises of a comparison."""
    labels = [report["label"] for report in result["reports"]]
    page.heading(page.say("compare.reports"))
    rows = [[r["label"], _shown(r["total"]), r["band"], r["path"].rsplit("/", 1)[-1]] for r in result["reports"]]
    page.table([page.say(f"compare.{key}") for key in ("place", "total", "band", "report")], rows)
    page.heading(page.say("compare.verdicts"))
    wording = Wording(page.lang)
    moved = [row for row in result["criteria"] if len(set(row["verdicts"])) > 1]
    page.table(
        [page.say("compare.criterion"), *labels],
        [[row["name"], *(wording.verdict(Verdict(verdict)) for verdict in row["verdicts"])] for row in moved],
    )
    page.line(page.say("compare.same", count=str(len(result["criteria"]) - len(moved))))
    page.heading(page.say("compare.differences"))
    for difference in result["differences"]:
        delta = f"{difference['points']:+g}"
        page.line(page.say("compare.difference", a=difference["from"], b=difference["to"], delta=delta))
        for row in difference["criteria"]:
            verdicts = " → ".join(wording.verdict(Verdict(row[key])) for key in ("from", "to"))
            page.item(f"{row['points']:+g}  {row['name']}  {verdicts}")
    if result["figures"]:
        page.heading(page.say("compare.figures"))
        page.table(
            [page.say("compare.criterion"), *labels],
            [[row["name"], *(_value(value, page) for value in row["values"])] for row in result["figures"]],
        )
    for kept in result["promises"]:
        page.heading(page.say("compare.promises"))
        counts = kept["counts"]
        page.line(
            page.say(
                "compare.promised", a=kept["from"], b=kept["to"], done=str(counts[DONE]), touched=str(counts[TOUCHED]),
                none=str(counts[NO_TRACE]),
            )
        )  # fmt: skip
        for item in kept["items"]:
            page.item(f"[{page.say('promise.' + item['verdict'])}] {page.quote(item['plan'])}")
            if item["answer"]:
                page.item(f"→ {page.quote(item['answer'])}", deeper=True)


def _shown(value: float | None) -> str:
    return score_words(None if value is None else Fraction(str(value)))


def _value(value: dict[str, Any] | None, page: _Page) -> str:
    return f"{value['quote']} ({page.say('compare.line', line=str(value['line']))})" if value else "–"


class _Page:
    """Lines of a page; tables are aligned in plain text and piped in Markdown."""

    def __init__(self, lang: str, markdown: bool) -> None:
        self.lang = lang
        self.markdown = markdown
        self.lines: list[str] = []

    def say(self, key: str, **values: str) -> str:
        return sentence(key, self.lang, **values)

    def _safe(self, text: str) -> str:
        if not self.markdown:
            from scorer.render.cells import clean

            return clean(text)
        from scorer.render.markdown import safe

        return safe(text)

    def title(self, text: str) -> None:
        self.lines.append(f"# {text}" if self.markdown else text)

    def heading(self, text: str) -> None:
        self.lines += ["", f"## {text}", ""] if self.markdown else ["", text, "─" * 60]

    def line(self, text: str) -> None:
        self.lines += [self._safe(text), ""] if self.markdown else [self._safe(text)]

    def item(self, text: str, *, deeper: bool = False) -> None:
        indent = "  " if deeper else ""
        self.lines.append(f"{indent}- {self._safe(text)}" if self.markdown else f"  {indent}{self._safe(text)}")

    def quote(self, words: dict[str, Any]) -> str:
        text = " ".join(words["quote"].split())
        text = text if len(text) <= _QUOTE else text[:_QUOTE] + "…"
        return f"{self.say('compare.line', line=str(words['line']))} “{text}”"

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        cells = [[self._safe(cell) for cell in row] for row in (head, *rows)]
        if self.markdown:
            lines = ["| " + " | ".join(row) + " |" for row in cells]
            self.lines += [lines[0], "|" + " --- |" * len(head), *lines[1:]]
            return
        from scorer.render.cells import pad, width

        columns = [max(width(row[index]) for row in cells) for index in range(len(head))]
        for row in cells:
            self.lines.append("  ".join(pad(cell, size) for cell, size in zip(row, columns, strict=True)).rstrip())

    def text(self) -> str:
        return "\n".join(self.lines).rstrip() + "\n"
