"""Entry and phrases -> what a notice of correction says; doubtful verdicts are asked, not asserted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scorer.locale.papers import ordinal
from scorer.model import Verdict
from scorer.render.cells import cut
from scorer.render.citing import joined, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scorer.locale.wording import Wording
    from scorer.render.entry import Checked, Entry, Mark, Quote

Phrases = dict[str, str]

_QUOTES = 2  # under one item
_CHECKS = ("figures", "references")  # kinds of criteria that the checks tell of more exactly
_NAME = 60  # columns


class Item(NamedTuple):
    """One matter: its name and the sentences about it, in the order in which they are read."""

    number: str  # （一）
    name: str
    said: str  # what is missing, with the words found
    law: str  # only what may be cited as law; empty
    reference: str
    wanted: str  # what to add

    @property
    def sentences(self) -> list[str]:
        """The paragraphs below the name."""
        return [text for text in (self.said, self.law + self.reference, self.wanted) if text]


class Part(NamedTuple):
    """Matters of one kind below a heading."""

    kind: str  # gaps, conflicts, questions, hints
    heading: str
    items: tuple[Item, ...]


class Letter(NamedTuple):
    """The whole notice; dates in words."""

    title: str
    to: str
    opening: str
    parts: tuple[Part, ...]
    closing: str
    office: str
    date: str
    note: str
    body: str
    report: str
    due: str


class Occasion(NamedTuple):
    """What the caller says: who sends the notice, when, and by when the answer is due (dates in words, or empty)."""

    office: str
    due: str
    date: str


def letter(entry: Entry, phrases: Phrases, occasion: Occasion, wording: Wording) -> Letter | None:
    """The notice of one body; None where nothing is to be corrected, or the document was not scored."""
    writer = _Writer(phrases, wording)
    kinds = sort_marks(entry)
    matters = {
        "gaps": [writer.gap(mark, "add") for mark in kinds["gaps"]],
        "conflicts": [writer.conflict(check) for check in entry.checks],
        "questions": [writer.question(mark) for mark in kinds["questions"]],
        "hints": [writer.gap(mark, "advise") for mark in kinds["hints"]],
    }
    if entry.total is None or not any(matters[kind] for kind in ("gaps", "conflicts", "questions", "hints")):
        return None
    parts: list[Part] = []
    for kind, items in matters.items():
        if items:
            heading = f"{ordinal(len(parts) + 1, 'zh')[1:-1]}、{phrases[kind]}"
            numbered = (item._replace(number=ordinal(at, "zh")) for at, item in enumerate(items, 1))
            parts.append(Part(kind, heading, tuple(numbered)))
    body = cut(entry.body, _NAME)
    key = "report" if entry.year else "report_without_year"
    report = f"《{cut(entry.title, 100)}》" if entry.title else writer.fill(key, body=body, year=entry.year or "")
    closing = "closing" if occasion.due else "closing_without_due"
    return Letter(
        title=writer.fill("title", report=report),
        to=writer.fill("to", to=cut(entry.issuer, 100) or body),
        opening=writer.fill("opening", report=report),
        parts=tuple(parts),
        closing=writer.fill(closing, due=occasion.due),
        office=writer.fill("office", office=occasion.office),
        date=writer.fill("date", date=occasion.date),
        note=writer.fill("note"),
        body=body,
        report=report,
        due=occasion.due,
    )


def sort_marks(entry: Entry) -> dict[str, list[Mark]]:
    """Gaps that some rule stands behind, questions, and hints of quality; what the checks tell of is left to them."""
    kinds: dict[str, list[Mark]] = {"gaps": [], "questions": [], "hints": []}
    for mark in [*entry.gaps, *entry.unclear]:
        if mark.kind in _CHECKS and entry.checks:
            continue
        if mark.verdict is Verdict.UNCLEAR or mark.doubtful:
            kinds["questions"].append(mark)
        elif mark.bases:
            kinds["gaps"].append(mark)
        else:
            kinds["hints"].append(mark)
    return kinds


class _Writer:
    """Sentences from phrases."""

    def __init__(self, phrases: Phrases, wording: Wording) -> None:
        self._phrases = phrases
        self._wording = wording

    def fill(self, key: str, **values: object) -> str:
        """A phrase with its values; braces in a value stay as they are."""
        return filled(self._phrases[key], values)

    def gap(self, mark: Mark, wish: str) -> Item:
        """Something missing or partial, said as the report's text shows it."""
        near = [quote for quote in mark.near if not quote.only_similar]  # a passage that is only alike proves nothing
        absent = mark.verdict is Verdict.MISSING and mark.near and not near
        key = "absent" if absent else mark.verdict.value
        said = [self.fill(key, reason=mark.reason.rstrip("。"))]
        for quote in (*mark.evidence, *near)[:_QUOTES]:
            key = "near" if quote.why and quote.why != mark.reason else "found"
            said.append(self.fill(key, place=self._place(quote), quote=self._quote(quote), why=quote.why))
        for quote in mark.unanswered[:_QUOTES]:
            said.append(self.fill("unanswered", place=self._place(quote), quote=self._quote(quote)))
        wanted = self.fill(wish, mend=mark.mend) if mark.mend else ""
        return Item("", mark.name, "".join(said), self._cited(mark, True), self._cited(mark, False), wanted)

    def question(self, mark: Mark) -> Item:
        """Something that the file does not settle, or that the program often judges wrong."""
        key = "ask" if mark.verdict is Verdict.UNCLEAR else "ask_measured"
        if mark.kind in _CHECKS:
            key = "ask_check"
        said = self.fill(key, reason=mark.reason.rstrip("。"), mend=mark.mend or mark.asks)
        return Item("", mark.name, said, self._cited(mark, True), self._cited(mark, False), "")

    def conflict(self, check: Checked) -> Item:
        """Figures, years or names that contradict each other; asked where another reading is left."""
        key = "conflict" if check.sure and check.error else "doubt"
        place, quote = self._place(check.quote), self._quote(check.quote)
        said = self.fill(key, place=place, quote=quote, message=check.message.rstrip("。"))
        worked_out = self.fill("computation", computation=check.computation) if check.computation else ""
        return Item("", check.verdict, said + worked_out, "", "", "")

    def _cited(self, mark: Mark, law: bool) -> str:
        names = [citation.text for citation in mark.bases if citation.law is law]
        return self.fill("law" if law else "reference", names=joined(names)) if names else ""

    def _quote(self, quote: Quote) -> str:
        return quoted(quote, self._wording)

    def _place(self, quote: Quote) -> str:
        page = "" if quote.page is None else f"第{quote.page}页"
        return f"{page}第{quote.line}行"


def filled(phrase: str, values: Mapping[str, object]) -> str:
    """A phrase with the names in braces replaced, each once and none inside another's value."""
    parts = phrase.split("{")
    made = [parts[0]]
    for part in parts[1:]:
        name, brace, rest = part.partition("}")
        made.append(str(values[name]) + rest if brace and name in values else "{" + part)
    return "".join(made)


def names_in(phrase: str) -> Sequence[str]:
    """The names in braces of a phrase."""
    return [part.partition("}")[0] for part in phrase.split("{")[1:] if "}" in part]
