"""Step 7: beyond presence: does the report contradict itself, is it this year's, are its references right.

Each check is switched and weighed in the rubric (`checks:` in rubric.yaml) and extended in its words
(`figure-…`, `leftover-…`) and in rubric/instruments.yaml. `run_checks` makes the Checks of one report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scorer.checks.figures import CANNOT_TELL, CONSISTENT, INCONSISTENT, ROUNDING, find_figures
from scorer.checks.leftovers import find_leftovers
from scorer.checks.references import Book, book_of, find_references
from scorer.checks.years import find_wrong_years
from scorer.model import Check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from scorer.judging.judge import Case
    from scorer.model import Heading
    from scorer.text.lexicon import Lexicon
    from scorer.text.words import Span

IDS = ("figures", "years", "leftovers", "references", "substance")
LEFTOVER, WRONG, HINT = "leftover", "wrong-reference", "hint"
ERRORS = (INCONSISTENT, LEFTOVER, WRONG)
_SILENT = (CONSISTENT, CANNOT_TELL)
_LEAST = {"problems": 20, "plan": 30}  # thousandths of the body


def tables(data: Mapping[str, Any], settings: Mapping[str, Any], lexicon: Lexicon) -> dict[str, Any]:
    """What the checks need of a rubric, as plain values: instruments.yaml, `checks:` and the prefixes of names."""
    prefixes: tuple[str, ...] = ()
    if "reference-prefix" in lexicon.names:
        prefixes = tuple(sorted(lexicon.words("reference-prefix"), key=lambda word: (-len(word), word)))
    periods = [dict(period) for period in data.get("periods", ())]
    times = {key: dict(data[key]) for key in ("congresses", "people", "plans", "publicity") if key in data}
    book = book_of(data, prefixes)
    return {"book": book, "periods": periods, "times": times, "prefixes": prefixes, "settings": dict(settings)}


def run_checks(case: Case, headings: tuple[Heading, ...], rubric: Mapping[str, Any]) -> tuple[Check, ...]:
    """The checks of one report in the order of the text; none if the rubric has no tables for them."""
    if not rubric:
        return ()
    found = list(_run(case, headings, rubric, rubric["settings"]))
    found.sort(key=lambda check: (check.start, check.end, check.id, check.code, check.computation, check.other))
    return tuple(found)


def speaks(check: Check) -> bool:
    """Whether a check has something to tell a reader."""
    return check.verdict not in _SILENT


def counts(check: Check) -> bool:
    """Whether a check says that something is wrong, without doubt and with weight."""
    return check.sure and check.verdict in ERRORS and check.weight == "error"


def _run(
    case: Case, headings: tuple[Heading, ...], rubric: Mapping[str, Any], settings: Mapping[str, Any]
) -> Iterator[Check]:
    scan, sections, facts = case.context.scan, case.sections, case.facts
    make = _Maker(case, settings)
    if make.on("figures"):
        skipped = settings.get("figures", {}).get("without", ())
        for test in find_figures(scan):
            if test.relation not in skipped:
                span = test.start, test.end
                yield make(span, "figures", test.verdict, test.relation, (), test.sure, computation=test.computation)
    if make.on("years"):
        for left in find_wrong_years(scan, sections, headings, facts):
            yield make(left[:2], "years", INCONSISTENT, left.code, left.values, left.sure, other=left.other)
    if make.on("leftovers"):
        for left in find_leftovers(scan, sections, facts, rubric):
            yield make(left[:2], "leftovers", LEFTOVER, left.code, left.values, left.sure)
    if make.on("references"):
        book = Book(**rubric["book"])
        for reference in find_references(
            scan, case.context.flags.titles, sections, facts.year, book, rubric["prefixes"]
        ):
            verdict = WRONG if reference.sure else HINT
            yield make(reference[:2], "references", verdict, reference.code, reference.values, reference.sure)
    if make.on("substance"):
        from scorer.checks.substance import find_hints

        for hint in find_hints(scan, sections, {**_LEAST, **settings.get("substance", {}).get("least", {})}):
            yield make(hint[:2], "substance", HINT, hint.code, hint.values, True)


class _Maker:
    """Makes Checks of one report: quotes and lines of the source, the weight that the rubric gives."""

    def __init__(self, case: Case, settings: Mapping[str, Any]) -> None:
        self.plain = case.plain
        self.source = case.plain.source
        self.settings = settings

    def on(self, id_: str) -> bool:
        """Whether the rubric lets a check run."""
        return bool(self.settings.get(id_, {}).get("on", True))

    def __call__(
        self,
        span: Span,
        id_: str,
        verdict: str,
        code: str,
        values: tuple[tuple[str, str], ...],
        sure: bool,
        *,
        computation: str = "",
        other: Span | None = None,
    ) -> Check:
        start, end = self.plain.to_source(*span)
        text = self.source.text
        beside = ""
        if other is not None:
            a, b = self.plain.to_source(*other)
            beside = text[a:b]
        weight = "remark" if verdict == ROUNDING else str(self.settings.get(id_, {}).get("weight", "error"))
        line = text.count("\n", 0, start) + 1
        return Check(
            id_, verdict, text[start:end], start, end, line, computation, "",
            sure=sure, code=code, values=values, other=beside, weight=weight,
        )  # fmt: skip


__all__ = ["CANNOT_TELL", "CONSISTENT", "ERRORS", "HINT", "IDS", "INCONSISTENT", "ROUNDING", "run_checks", "tables"]
