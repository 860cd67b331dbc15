"""Two reports side by side, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from scorer.model import Verdict
from tui.rubrics import Rubrics
from tui.view.across import finding_rows
from tui.view.entry import Entry, same_body_other_year
from tui.view.lines import Line, Row, cell
from tui.words import Words, tenths
from tui.wrapping import pad, width

_ORDER = {Verdict.MISSING: 0, Verdict.PARTIAL: 1, Verdict.MET: 2}


def change(before: Verdict, after: Verdict) -> str:
    """better, worse, same, or other where one of them was not judged."""
    if before is after:
        return "same"
    if before not in _ORDER or after not in _ORDER:
        return "other"
    return "better" if _ORDER[after] > _ORDER[before] else "worse"


class CompareView:
    """The left report is the one compared with, the right one the report at hand."""

    def __init__(self, left: Entry, right: Entry, rubrics: Rubrics) -> None:
        self.left, self.right, self.rubrics = left, right, rubrics
        self.words = rubrics.words
        self.criteria = [c.id for c in rubrics.criteria() if any(self._verdict(e, c.id) for e in (left, right))]

    @staticmethod
    def _verdict(entry: Entry, criterion: str) -> Verdict | None:
        voice = entry.voice(criterion)
        return voice.verdict if voice else None

    @property
    def same_body(self) -> bool:
        """Whether it is one body's progress that is looked at; else two bodies, of which none gets better or worse."""
        facts = [entry.digest.facts if entry.digest else None for entry in (self.left, self.right)]
        names = [known.jurisdiction if known else None for known in facts]
        return names[0] is not None and names[0] == names[1]

    def head(self, columns: int) -> list[Row]:
        """Whose reports, and their totals."""
        size = (columns - 2) // 2
        line: Line = []
        for entry in (self.left, self.right):
            line += [cell(f"{entry.body} {entry.year}  {entry.voices}  {entry.band}", size, "head"), ("  ", "")]
        changes = [self.change_of(criterion) for criterion in self.criteria]
        better, worse, same = (changes.count(how) for how in ("better", "worse", "same"))
        key = "browse.changes" if self.same_body else "browse.changes-between"
        counts = self.words.say(key, better=better, worse=worse, same=same)
        total = ""
        if self.left.digest and self.right.digest:
            before, after = self.left.in_effect, self.right.in_effect
            if before is not None and after is not None:
                sign = "+" if after >= before else "-"
                total = f"{self.words.say('card.total')} {sign}{tenths(abs(after - before))}  "
        return [Row("", line), Row("", [(total, "strong"), (counts, "faint")])]

    def change_of(self, criterion: str) -> str:
        """How a criterion's verdict differs."""
        before, after = self._verdict(self.left, criterion), self._verdict(self.right, criterion)
        return "other" if before is None or after is None else change(before, after)

    def change_words(self, how: str) -> str:
        """A change in words: progress of one body, or which of two stands better."""
        between = "" if self.same_body or how not in ("better", "worse") else "-between"
        return self.words.say(f"browse.change.{how}{between}")

    def rows(self, columns: int, changed_only: bool = False) -> list[Row]:
        """Element headings with both scores, then a line for each criterion."""
        words, rows = self.words, list[Row]()
        mark_size = max(width(words.mark(verdict.value)) for verdict in Verdict)
        if any(e.standing and e.standing.changed for e in (self.left, self.right)):
            mark_size = 2 * mark_size + 1
        change_size = max(width(self.change_words(c)) for c in ("better", "worse", "same", "other"))
        name_size = max(12, columns - 2 * mark_size - change_size - 4)
        for element in self.rubrics.elements():
            ids = [i for i in element.criteria if i in self.criteria]
            ids = [i for i in ids if not changed_only or self.change_of(i) != "same"]
            if not ids:
                continue
            scores = " -> ".join(tenths(self._element(entry, element.id)) for entry in (self.left, self.right))
            rows.append(
                Row("", [(pad(words.of(element.name), columns - width(scores) - 1), "group"), (" " + scores, "group")])
            )
            for id_ in ids:
                name = self.rubrics.criterion_words(id_).criterion(id_)
                line: Line = [("  " + pad(name, name_size - 2) + " ", "")]
                for entry in (self.left, self.right):
                    voice = entry.voice(id_)
                    shown = words.voices(voice.program.value, voice.verdict.value) if voice else "-"
                    line += [(pad(shown, mark_size) + " ", voice.verdict.value if voice else "")]
                how = self.change_of(id_)
                style = {"better": "met", "worse": "missing", "other": "unclear"}.get(how, "faint")
                line.append((self.change_words(how), style))
                rows.append(Row(id_, line))
        return rows or [Row("", [(words.say("browse.no-change"), "faint")])]

    def _element(self, entry: Entry, element: str) -> Fraction | None:
        return next((score for id_, score, _ in entry.elements if id_ == element), None)

    def sides(self, criterion: str, columns: int) -> tuple[list[Row], list[Row]]:
        """What each report says to a criterion, for two panes of so many columns."""
        return (
            finding_rows(self.left, criterion, columns, self._words_of(self.left)),
            finding_rows(self.right, criterion, columns, self._words_of(self.right)),
        )

    def _words_of(self, entry: Entry) -> Words:
        return self.rubrics.words_of(entry.digest.rubric) if entry.digest and entry.digest.rubric else self.words


def comparable(entries: Iterable[Entry], one: Entry) -> list[Entry]:
    """The reports that one may be compared with, the same body's other years first."""
    entries = list(entries)
    near = same_body_other_year(entries, one)
    others = [e for e in entries if e.path != one.path and e.readable]
    return sorted(others, key=lambda e: (e is not near, e.body != one.body, e.level != one.level))
