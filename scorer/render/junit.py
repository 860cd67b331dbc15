"""Entries -> JUnit XML, which build servers show: a suite for each report, a case for each criterion and check."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from scorer.locale.wording import score_words
from scorer.model import Verdict
from scorer.render.entry import Entry, entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scorer.model import Scorecard
    from scorer.render.entry import Checked, Mark
    from scorer.render.formats import Look, Scored

EXTENSION = ".junit.xml"
FILE_START = b""
FOR_PROGRAMS = True


def piece(card: Scorecard, look: Look) -> str:
    """The suite of one report."""
    return suite(entry(card, look.wording, look.rubric, look.voices))


def whole(scored: Iterable[Scored], look: Look) -> Iterator[str]:
    """The suites of all reports."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="fazhi-scorecard">\n'
    for one in scored:
        yield one.body
    yield "</testsuites>\n"


def suite(one: Entry) -> str:
    """Missing and partial criteria fail, what contradicts itself fails, what is exempt or open is skipped."""
    cases = [mark_case(mark) for mark in one.marks]
    cases += [check_case(check, number) for number, check in enumerate(one.checks, 1)]
    failures = sum("<failure" in case for case in cases)
    skipped = sum("<skipped" in case for case in cases)
    facts = {
        "body": one.body,
        "year": str(one.year or ""),
        "total": score_words(one.total),
        "band": one.band,
        "rubric": " ".join(one.rubric[:2]),
        "sha256": one.sha256,
    }
    properties = "".join(f"<property name={quoteattr(name)} value={quoteattr(text)}/>" for name, text in facts.items())
    return (
        f'<testsuite name={quoteattr(one.path)} tests="{len(cases)}" failures="{failures}" errors="0" '
        f'skipped="{skipped}">\n<properties>{properties}</properties>\n{"".join(cases)}</testsuite>\n'
    )


def mark_case(mark: Mark) -> str:
    """One criterion."""
    verdict = mark.verdict
    if verdict is Verdict.MET:
        outcome = ""
    elif verdict in (Verdict.EXEMPT, Verdict.UNCLEAR):
        outcome = f"<skipped message={quoteattr(f'{verdict.value}: {mark.reason}')}/>"
    else:
        near = (*mark.evidence, *mark.near)
        told = [f"{quote.line}: {quote.text}" + (f" ({quote.why})" if quote.why else "") for quote in near]
        outcome = failure(verdict.value, mark.reason, [*told, mark.mend])
    return case(mark.element, f"{mark.id} {mark.name}", outcome)


def check_case(check: Checked, number: int) -> str:
    """One check; what is only a remark, or leaves another reading, is skipped."""
    message = f"{check.verdict}: {check.message}"
    if check.error and check.sure:
        outcome = failure(check.id, message, [f"{check.quote.line}: {check.quote.text}", check.computation])
    else:
        outcome = f"<skipped message={quoteattr(message)}/>"
    return case("checks", f"{check.id} {number}", outcome)


def failure(kind: str, message: str, told: Iterable[str]) -> str:
    """A failure with the words that were found."""
    text = escape("\n".join(part for part in told if part))
    return f'<failure type="{kind}" message={quoteattr(message)}>{text}</failure>'


def case(group: str, name: str, outcome: str) -> str:
    """A test case; without an outcome it has passed."""
    return f"<testcase classname={quoteattr(group)} name={quoteattr(name)}>{outcome}</testcase>\n"
