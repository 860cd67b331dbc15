"""Two reports side by side, criterion by criterion."""

from __future__ import annotations

from fractions import Fraction

from scorer.model import Verdict
from scorer.rules.rubric import Rubric
from tui.view.across import finding_rows
from tui.view.lines import Line, Row, cell
from tui.view.reports import Entry
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

    def __init__(self, left: Entry, right: Entry, rubric: Rubric, words: Words) -> None:
        self.left, self.right, self.rubric, self.words = left, right, rubric, words

    def head(self, columns: int) -> list[Row]:
        """Whose reports, and their totals."""
        size = (columns - 2) // 2
        line: Line = []
        for entry in (self.left, self.right):
            line += [cell(f"{entry.body} {entry.year}  {entry.total}  {entry.band}", size, "head"), ("  ", "")]
        changes = [self.change_of(criterion.id) for criterion in self.rubric.criteria]
        counts = self.words.say(
            "browse.changes", better=changes.count("better"), worse=changes.count("worse"), same=changes.count("same")
        )
        total = ""
        if self.left.digest and self.right.digest:
            before, after = self.left.digest.total, self.right.digest.total
            if before is not None and after is not None:
                sign = "+" if after >= before else "-"
                total = f"{self.words.say('card.total')} {sign}{tenths(abs(after - before))}  "
        return [Row("", line), Row("", [(total, "strong"), (counts, "faint")])]

    def change_of(self, criterion: str) -> str:
        """How a criterion's verdict differs."""
        found = [entry.digest.finding(criterion) if entry.digest else None for entry in (self.left, self.right)]
        if found[0] is None or found[1] is None:
            return "other"
        return change(found[0].verdict, found[1].verdict)

    def rows(self, columns: int, changed_only: bool = False) -> list[Row]:
        """Element headings with both scores, then a line for each criterion."""
        words, rows = self.words, list[Row]()
        mark_size = max(width(words.mark(verdict.value)) for verdict in Verdict)
        change_size = max(width(words.say("browse.change." + c)) for c in ("better", "worse", "same", "other"))
        name_size = max(12, columns - 2 * mark_size - change_size - 4)
        for element in self.rubric.elements:
            ids = [i for i in element.criteria if not changed_only or self.change_of(i) != "same"]
            if not ids:
                continue
            scores = " -> ".join(tenths(self._element(entry, element.id)) for entry in (self.left, self.right))
            rows.append(
                Row("", [(pad(words.of(element.name), columns - width(scores) - 1), "group"), (" " + scores, "group")])
            )
            for id_ in ids:
                line: Line = [("  " + pad(words.criterion(id_), name_size - 2) + " ", "")]
                for entry in (self.left, self.right):
                    finding = entry.digest.finding(id_) if entry.digest else None
                    verdict = finding.verdict.value if finding else ""
                    line += [(pad(words.mark(verdict) if verdict else "-", mark_size) + " ", verdict)]
                how = self.change_of(id_)
                style = {"better": "met", "worse": "missing", "other": "unclear"}.get(how, "faint")
                line.append((words.say("browse.change." + how), style))
                rows.append(Row(id_, line))
        return rows or [Row("", [(words.say("browse.no-change"), "faint")])]

    def _element(self, entry: Entry, element: str) -> Fraction | None:
        return (
            next((score for id_, score, _ in entry.digest.elements if id_ == element), None) if entry.digest else None
        )

    def sides(self, criterion: str, columns: int) -> tuple[list[Row], list[Row]]:
        """What each report says to a criterion, for two panes of so many columns."""
        return (
            finding_rows(self.left, criterion, columns, self.words),
            finding_rows(self.right, criterion, columns, self.words),
        )
