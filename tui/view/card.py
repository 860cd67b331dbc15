"""One scorecard as a screen shows it: criteria, quotes, the text with its roles, the outline, problems and answers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from scorer.checks import ERRORS, speaks
from scorer.kept.results import Stamp
from scorer.locale.wording import points_words
from scorer.model import Evidence, Finding, NearMiss, Role, Scorecard, Verdict
from scorer.render import checked
from scorer.render.explanation import basis_words
from scorer.review.decision import asked, check_key
from scorer.review.line import Line as LogLine
from scorer.review.mark import Mark, Reviewed
from scorer.rules.rubric import Rubric
from tui.view.decided import asked_rows, decided_rows
from tui.view.lines import Line, Row, labelled
from tui.words import Words, tenths
from tui.wrapping import cut, harmless, pad, width

_SENTENCE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;][”’」』）)]*|\n|$)")


class Quote(NamedTuple):
    """Words of the report that a criterion rests on, or that almost counted."""

    criterion: str
    start: int  # characters of the source text, half-open
    end: int
    line: int
    role: Role
    words: str
    why: str = ""  # code of why they do not count; empty for evidence
    half: str = ""  # of evidence: code of what keeps it from counting in full


class CardView:
    """What the screen of one report needs, worked out once."""

    def __init__(self, card: Scorecard, rubric: Rubric, words: Words, stamp: Stamp = (0, 0)) -> None:
        self.card, self.rubric, self.words, self.stamp = card, rubric, words, stamp
        self.reviewed: Reviewed | None = None  # with people's decisions, where there is someone who decides
        self.notes: Callable[[str], Sequence[LogLine]] = lambda criterion: ()
        report = card.report
        self.name = report.source.name
        self.text = report.source.text
        self.shown = harmless(self.text)  # the same characters, safe to print
        self.body = harmless(report.facts.jurisdiction or self.name.rsplit("/", 1)[-1])
        self.year = str(report.facts.year or "")
        self.findings: Mapping[str, Finding] = {f.criterion: f for f in card.findings}
        ids = [f.criterion for f in card.findings]
        self.weights: Mapping[str, Fraction] = dict(zip(ids, card.weights, strict=True))
        self.points: Mapping[str, Fraction] = dict(zip(ids, card.points, strict=True))
        self.lifts: Mapping[str, Fraction] = dict(card.lifts)
        self.quotes: Mapping[str, tuple[Quote, ...]] = {f.criterion: quotes_of(f) for f in card.findings}
        self.all_quotes = sorted((q for quotes in self.quotes.values() for q in quotes), key=lambda q: (q.start, q.end))
        self.checks = [(check.start, check.end) for check in checked.shown(card.checks) if check.verdict != "hint"]
        plain = report.plain
        self.role_starts = [plain.to_source(s.start, s.start)[0] for s in report.sections]
        self.roles = [s.role for s in report.sections]
        self.lines = text_lines(self.text)
        self.line_starts = [start for start, _ in self.lines]
        self.sentences = [m.span() for m in _SENTENCE.finditer(self.text) if m.group().strip()]
        self._sentence_starts = [start for start, _ in self.sentences]

    def role_at(self, offset: int) -> Role | None:
        """The role of the section that a character stands in."""
        at = bisect_right(self.role_starts, offset) - 1
        return self.roles[at] if at >= 0 else None

    def line_at(self, offset: int) -> int:
        """The line of a character; the first is 1."""
        return max(1, bisect_right(self.line_starts, offset))

    def sentence_at(self, offset: int) -> int:
        """The index of the sentence that a character stands in, or of the one before it."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def users(self, start: int, end: int) -> list[Quote]:
        """The quotes that touch a stretch of text, one for each criterion and kind."""
        seen: dict[tuple[str, str], Quote] = {}
        for quote in self.all_quotes:
            if quote.start < end and quote.end > start:
                seen.setdefault((quote.criterion, quote.why), quote)
        return sorted(seen.values(), key=lambda quote: bool(quote.why))

    def title(self, room: int = 0) -> str:
        """Who, when, how much, in one line; without the interval where that has no room (columns; 0: any)."""
        say, card = self.words.say, self.card
        level = card.report.facts.level
        parts = [self.body, self.words.level(level) if level else "", self.year]
        if card.total is None:
            parts.append(say("card.not-scored"))
        else:
            after = self.reviewed.card if self.reviewed else card
            changed = after.total != card.total
            parts += [f"{tenths(card.total)} > {tenths(after.total)}" if changed else tenths(card.total)]
            parts.append(self.words.band(after.band))
            if self.reviewed:
                parts.append(self._progress(self.reviewed))
        text = "  ".join(part for part in parts if part)
        ends = self.reviewed or card
        interval = f"  ({tenths(ends.low)}-{tenths(ends.high)})" if ends.low != ends.high else ""
        return text + interval if not room or width(text + interval) <= room else text

    def _progress(self, reviewed: Reviewed) -> str:
        say = self.words.say
        done, left = reviewed.done, len(reviewed.open)
        parts = [say("browse.reviewed", done=done, count=done + left)]
        if reviewed.changed:
            parts.append(say("browse.reviewed-changed", count=reviewed.changed))
        if reviewed.doubted:
            parts.append(say("browse.reviewed-doubted", count=reviewed.doubted))
        return " ".join(parts)

    def mark(self, key: str) -> Mark | None:
        """How a criterion or check stands between program and people; None as long as nobody decides."""
        return next((m for m in self.reviewed.all if m.key == key), None) if self.reviewed else None

    def lacking(self, criterion: str) -> bool:
        """Whether a criterion is to be looked at: not met, or open."""
        mark = self.mark(criterion)
        verdict = mark.verdict if mark else self.findings[criterion].verdict
        return verdict not in (Verdict.MET, Verdict.EXEMPT) or bool(mark and mark.open)

    def warnings(self) -> str:
        """What reading noticed, in one line."""
        return harmless("；".join(self.words.note(note) for note in self.card.report.warnings))

    def criteria_rows(self, columns: int, gaps_only: bool = False) -> list[Row]:
        """Layers, elements and criteria with verdict and points."""
        words, rows = self.words, list[Row]()
        card = self.reviewed.card if self.reviewed else self.card
        scores = {layer.id: layer.score for layer in card.layers}
        layer = ""
        for element in card.elements:
            ids = [i for i in element.criteria if i in self.findings]
            if gaps_only:
                ids = [i for i in ids if self.lacking(i)]
                if not ids:
                    continue
            if element.layer != layer:
                layer = element.layer
                rows.append(Row("", _title_line(words.layer(layer), tenths(scores.get(layer)), columns, "group")))
            if len(element.criteria) > 1:
                name = " " + words.element(element.id)
                rows.append(Row("", _title_line(name, tenths(element.score), columns, "faint")))
            rows += [Row(id_, self._criterion_line(id_, columns)) for id_ in ids]
        return rows

    def _criterion_line(self, id_: str, columns: int) -> Line:
        verdict = self.findings[id_].verdict
        mark = self.mark(id_)
        now = mark.verdict if mark else verdict
        line: Line = [(pad(self.words.sign(mark.state), 2), "key")] if mark else []
        voices: Line = [(self.words.mark(verdict.value), verdict.value)]
        if now is not verdict:
            voices += [(">", "faint"), (self.words.mark(now.value), now.value)]
        points = self._points(id_)
        used = sum(width(text) for text, _ in (*line, *voices))
        name = pad(harmless(self.words.criterion(id_)), columns - used - 2 - width(points))
        return [*line, *voices, (" " + name, ""), (" " + points, "faint")]

    def _points(self, id_: str) -> str:
        mark = self.mark(id_)
        verdict = mark.verdict if mark else self.findings[id_].verdict
        if verdict in (Verdict.EXEMPT, Verdict.UNCLEAR):
            return ""
        points = self.points[id_]
        if self.reviewed and mark and mark.changed:
            at = next(at for at, finding in enumerate(self.reviewed.card.findings) if finding.criterion == id_)
            points = self.reviewed.card.points[at]
        return f"{points_words(points)}/{points_words(self.weights[id_])}"

    def outline_rows(self, columns: int) -> list[Row]:
        """The headings as a tree by indent, with line and role; choosing one goes there."""
        report, rows = self.card.report, list[Row]()
        for heading in report.headings:
            start, end = report.plain.to_source(heading.start, heading.end)
            role = self.role_at(start)
            mark = self.words.say("browse.margin." + role.value) if role else "  "
            indent = "  " * max(0, heading.level - 1)
            rows.append(
                Row(
                    f"heading-{start}",
                    [(pad(mark, 2) + " ", f"role-{role.value}" if role else ""),
                     (cut(indent + harmless(heading.text), columns - 3), "head" if heading.level <= 1 else "")],
                    (start, end),
                )
            )  # fmt: skip
        if not rows:
            rows.append(Row("", [(cut(self.words.say("browse.no-outline"), columns), "faint")]))
        return rows

    def pairing_rows(self, columns: int) -> list[Row]:
        """Each stated problem with the plan item that answers it."""
        say, rows = self.words.say, list[Row]()
        pairs = [pair for finding in self.card.findings for pair in finding.pairings]
        answered = sum(pair.answer is not None for pair in pairs)
        if pairs:
            rows.append(Row("", [(cut(say("browse.pairs", count=len(pairs), answered=answered), columns), "group")]))
        for number, pair in enumerate(pairs, 1):
            problem = (pair.problem.start, pair.problem.end)
            rows += _quote_rows(f"{number} {say('browse.problem')}", pair.problem, problem, columns, "role-problems")
            if pair.answer is None:
                told = cut(f"  {self.words.mark('missing')}{say('browse.unanswered')}", columns)
                rows.append(Row("", [(told, "missing")]))
            else:
                answer = (pair.answer.start, pair.answer.end)
                rows += _quote_rows(f"  {say('card.answered-by')}", pair.answer, answer, columns, "role-plan")
            rows.append(Row("", []))
        return rows or [Row("", [(cut(say("browse.no-pairs"), columns), "faint")])]

    def why_rows(self, criterion: str, columns: int, room: int = 0) -> list[Row]:
        """What the criterion asks, the basis, the reason, the quotes, the mend, and what it would lift.

        With `room` (rows; 0: without end) long quotes are cut, then left out from the last one on, so that it fits.
        """
        quotes = self.quotes[criterion]
        rows = self._why(criterion, columns, quotes, 0)
        for lines in (3, 2, 1):
            if not room or len(rows) <= room:
                return rows
            rows = self._why(criterion, columns, quotes, lines)
        for count in range(len(quotes) - 1, 0, -1):
            if len(rows) <= room:
                break
            rows = self._why(criterion, columns, quotes[:count], 1, len(quotes) - count)
        return rows

    def _why(self, criterion: str, columns: int, quotes: Sequence[Quote], lines: int, more: int = 0) -> list[Row]:
        words, say = self.words, self.words.say
        finding = self.findings[criterion]
        known = self.rubric.criterion(criterion)
        points = f"{points_words(self.points[criterion])}/{points_words(self.weights[criterion])}  "
        verdict = finding.verdict.value
        rows = labelled(words.mark(verdict), points + words.reason(finding), columns, label_style=verdict)
        rows += decided_rows(self.mark(criterion), columns, words)
        stake = self.reviewed.stakes.get(criterion) if self.reviewed else None
        noted = self.notes(criterion)
        rows += asked_rows(self.mark(criterion), stake, finding.doubt, noted, columns, words)
        for quote in quotes:
            rows += self._quoted(quote, columns, lines)
        if more:
            rows.append(Row("", [(say("browse.more-quotes", count=more), "faint")]))
        if not quotes:
            rows += labelled(say("explain.found"), say("explain.nothing"), columns, "faint")
        if finding.verdict not in (Verdict.MET, Verdict.EXEMPT):
            lift = self.lifts.get(criterion)
            told = f"{say('browse.lift', points=tenths(lift))}  " if lift else ""
            rows += labelled(say("explain.mend"), told + words.mend(criterion), columns, "met")
        rows += labelled(say("explain.asks"), words.asks(criterion), columns)
        for basis in known.basis:
            label, told = say("explain.basis"), basis_words(dict(basis), words).replace(" · ", "  ")
            rows += labelled(label, cut(told, columns - width(label) - 3) if lines else told, columns, "faint")
        return rows

    def _quoted(self, quote: Quote, columns: int, lines: int = 0) -> list[Row]:
        words = self.words
        label = words.say("browse.near" if quote.why else "browse.evidence")
        place = words.say("card.place", line=quote.line, role=words.role(quote.role)).replace("·", " ")
        note = ""
        if quote.why:
            note = f"  <- {words.why(quote.why)}"
        elif quote.half:
            note = "  <- " + words.say("browse.half", why=words.why(quote.half))
        text = f"{place} {_bare(quote.words)}"
        if lines:
            room = lines * (columns - width(label) - 2) - width(note) - lines  # a line may end a column or so early
            text = cut(text, max(room, width(place) + 9))
        style = "almost" if quote.why or quote.half else "evidence"
        return labelled(label, text + note, columns, style, (quote.start, quote.end))

    def longest_line(self) -> int:
        """Columns that the longest line of the criteria needs."""
        words = self.words
        mark = max(width(words.mark(verdict.value)) for verdict in Verdict)
        names = max((width(harmless(words.criterion(id_))) for id_ in self.findings), default=0)
        points = max(
            (len(points_words(self.points[i]) + points_words(self.weights[i])) for i in self.findings), default=0
        )
        return mark + names + points + 3

    def sentence_rows(self, start: int, end: int, columns: int) -> list[Row]:
        """The criteria that use a sentence, with what they make of it."""
        words, say = self.words, self.words.say
        line, role = self.line_at(start), self.role_at(start)
        place = say("card.place", line=line, role=words.role(role) if role else "-").replace("·", " ")
        users = self.users(start, end)
        rows = [Row("", [(say("browse.sentence-users", place=place, count=len({q.criterion for q in users})), "head")])]
        for quote in users:
            verdict = self.findings[quote.criterion].verdict
            how = words.why(quote.why) if quote.why else say("browse.as-evidence")
            mark = words.mark(verdict.value)
            name = f" {words.criterion(quote.criterion)}  "
            room = columns - width(mark) - width(name)
            spans = [(mark, verdict.value), (name, ""), (cut(how, room), "almost" if quote.why else "evidence")]
            rows.append(Row(quote.criterion, spans, (quote.start, quote.end)))
        for check in self.card.checks:
            if check.start < end and check.end > start:
                told = f"{check.computation} {checked.message(check, words.lang)}".strip()
                rows += labelled(say("card.checks"), told, columns, "warn" if speaks(check) else "faint")
        if len(rows) == 1:
            rows.append(Row("", [(say("browse.unused"), "faint")]))
        return rows

    def check_rows(self, columns: int) -> list[Row]:
        """The checks of figures, years and references, those that do not agree first."""
        words, rows = self.words, list[Row]()
        order = {"rounding": 1, "hint": 2, "cannot-tell": 3, "consistent": 4}
        for check in sorted(self.card.checks, key=lambda c: (order.get(c.verdict, 0), c.line)):
            verdict = checked.verdict_words(check, words.lang)
            told = f"{check.computation} {checked.message(check, words.lang)}"
            text = f"{words.say('card.line', line=check.line)} {_bare(check.quote)}  {told.strip()}"
            style = "warn" if check.sure and check.verdict in ERRORS else "faint"
            mark = self.mark(check_key(check)) if asked(check) else None
            label = f"{pad(words.sign(mark.state), 2)}[{verdict}]" if mark else f"[{verdict}]"
            own = labelled(label, text, columns, style, (check.start, check.end))
            if mark:
                own[0] = own[0]._replace(id=mark.key)
                own += decided_rows(mark, columns, words)
            rows += own
        return rows or [Row("", [(cut(words.say("browse.no-checks"), columns), "faint")])]

    def find(self, query: str) -> list[tuple[int, int]]:
        """Where a text stands in the report, whatever its case and the width of its marks."""
        return found_in(self.text, query)


def quotes_of(finding: Finding) -> tuple[Quote, ...]:
    """Evidence first, then near misses; each in the order in which judging gives them.

    The same words are shown once: what counts only in part says why beside it.
    """
    near = [n for n in finding.near_misses if not any(_touch(n, e) for e in finding.evidence)]
    quotes = []
    for words in finding.evidence:
        half = next((n.why for n in finding.near_misses if _touch(n, words)), "")
        quotes.append(Quote(finding.criterion, words.start, words.end, words.line, words.role, words.quote, half=half))
    quotes += [Quote(finding.criterion, n.start, n.end, n.line, n.role, n.quote, n.why) for n in near]
    return tuple(quotes)


def _touch(one: Evidence | NearMiss, other: Evidence | NearMiss) -> bool:
    return one.start < other.end and other.start < one.end


def text_lines(text: str) -> list[tuple[int, int]]:
    """Spans of the lines of a text, without their line ends."""
    lines, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        lines.append((start, end - 1 if line.endswith("\r") else end))
        start = end + 1
    return lines


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def found_in(text: str, query: str) -> list[tuple[int, int]]:
    """Half-open spans where a query stands; width and case of Latin signs do not matter."""
    wanted = query.translate(_WIDE).lower()
    if not wanted.strip():
        return []
    folded = text.translate(_WIDE)
    lowered = folded.lower()
    if len(lowered) != len(folded):  # a letter that grows in lower case would shift every place behind it
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in folded)
    spans, at = [], lowered.find(wanted)
    while at >= 0:
        spans.append((at, at + len(wanted)))
        at = lowered.find(wanted, at + len(wanted))
    return spans


def _bare(text: str) -> str:
    return harmless(" ".join(text.split()))


def _title_line(name: str, score: str, columns: int, style: str) -> Line:
    return [(pad(harmless(name), columns - width(score) - 1), style), (" " + score, style)]


def _quote_rows(label: str, words: Evidence, target: tuple[int, int], columns: int, style: str) -> list[Row]:
    rows = labelled(label, f"{words.line}  {_bare(words.quote)}", columns, "", target)
    first = rows[0]
    rows[0] = first._replace(id=f"pair-{target[0]}-{target[1]}", spans=[(first.spans[0][0], style), *first.spans[1:]])
    return rows
