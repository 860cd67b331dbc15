"""Step 7: beyond presence: does the report contradict itself, is it this year's, are its references right.

Each check is switched and weighed in the rubric (`checks:` in rubric.yaml) and extended in its words
(`figure-…`, `leftover-…`) and in rubric/instruments.yaml. `run_checks` makes the Checks of one report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from scorer.checks.figures import CANNOT_TELL, CONSISTENT, INCONSISTENT, ROUNDING, find_figures
from scorer.checks.leftovers import find_leftovers
from scorer.checks.references import Book, book_of, find_references
from scorer.checks.years import find_wrong_years
from scorer.model import Check
from scorer.text.budget import SECONDS, Budget, OutOfTime

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scorer.judging.judge import Case
    from scorer.model import Heading
    from scorer.text.lexicon import Lexicon
    from scorer.text.words import Span

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


def run_checks(
    case: Case, headings: tuple[Heading, ...], rubric: Mapping[str, Any], seconds: float = SECONDS
) -> tuple[tuple[Check, ...], tuple[str, ...]]:
    """The checks of one report in the order of the text, and the ids of those that ran out of time.

    None at all if the rubric has no tables for them. `seconds` of the processor are for all of them together; what
    a check had found when it ran out stays.
    """
    if not rubric:
        return (), ()
    make = _Maker(case, rubric["settings"])
    budget = Budget(seconds)
    found: list[Check] = []
    undone = []
    for id_, find in _CHECKS.items():
        if not make.on(id_):
            continue
        try:
            budget.spend()
            found.extend(budget.watch(find(make, headings, rubric, budget)))
        except OutOfTime:
            undone.append(id_)
    found.sort(key=lambda check: (check.start, check.end, check.id, check.code, check.computation, check.other))
    return tuple(found), tuple(undone)


def speaks(check: Check) -> bool:
    """Whether a check has something to tell a reader."""
    return check.verdict not in _SILENT


def counts(check: Check) -> bool:
    """Whether a check says that something is wrong, without doubt and with weight."""
    return check.sure and check.verdict in ERRORS and check.weight == "error"


class _Maker:
    """Makes Checks of one report: quotes and lines of the source, the weight that the rubric gives."""

    def __init__(self, case: Case, settings: Mapping[str, Any]) -> None:
        self.case = case
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
        line = self.case.breaks.line(start)
        return Check(
            id_, verdict, text[start:end], start, end, line, computation, "",
            sure=sure, code=code, values=values, other=beside, weight=weight,
        )  # fmt: skip


Headings = tuple["Heading", ...]
Tables = Mapping[str, Any]  # those of the rubric, as `tables` makes them


def _years(make: _Maker, headings: Headings, _: Tables, budget: Budget) -> Iterator[Check]:
    case = make.case
    for left in find_wrong_years(case.context.scan, case.sections, headings, case.facts):
        yield make(left[:2], "years", INCONSISTENT, left.code, left.values, left.sure, other=left.other)


def _leftovers(make: _Maker, _: Headings, rubric: Tables, budget: Budget) -> Iterator[Check]:
    case = make.case
    for left in find_leftovers(case.context.scan, case.sections, case.facts, rubric):
        yield make(left[:2], "leftovers", LEFTOVER, left.code, left.values, left.sure)


def _references(make: _Maker, _: Headings, rubric: Tables, budget: Budget) -> Iterator[Check]:
    case = make.case
    titles = budget.watch(case.context.flags.names.titles)
    book = Book(**rubric["book"])
    for reference in find_references(
        case.context.scan, titles, case.sections, case.facts.year, book, rubric["prefixes"]
    ):
        verdict = WRONG if reference.sure else HINT
        yield make(reference[:2], "references", verdict, reference.code, reference.values, reference.sure)


def _substance(make: _Maker, _: Headings, rubric: Tables, budget: Budget) -> Iterator[Check]:
    from scorer.checks.substance import find_hints

    case = make.case
    for hint in find_hints(
        case.context.scan, case.sections, {**_LEAST, **make.settings.get("substance", {}).get("least", {})}
    ):
        yield make(hint[:2], "substance", HINT, hint.code, hint.values, hint.sure)


def _figures(make: _Maker, _: Headings, rubric: Tables, budget: Budget) -> Iterator[Check]:
    skipped = make.settings.get("figures", {}).get("without", ())
    for test in find_figures(make.case.context.scan, budget):
        if test.relation not in skipped:
            span = test.start, test.end
            yield make(span, "figures", test.verdict, test.relation, (), test.sure, computation=test.computation)


# Figures, which take the most time, come last: what runs out then costs no other check.
_CHECKS: Mapping[str, Callable[[_Maker, Headings, Tables, Budget], Iterator[Check]]] = {
    "years": _years,
    "leftovers": _leftovers,
    "references": _references,
    "substance": _substance,
    "figures": _figures,
}

__all__ = ["CANNOT_TELL", "CONSISTENT", "ERRORS", "HINT", "INCONSISTENT", "ROUNDING", "run_checks", "tables"]
