"""Two rubrics compared: what changed, and which reports move; for a terminal, as Markdown, as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from scorer.locale.rubric import Say
from scorer.locale.wording import Wording, rounded, score_words
from scorer.render.cells import clean, cut, cut_middle, pad

if TYPE_CHECKING:
    from scorer.workshop.diff import Change, Moved

FORMATS = ("table", "markdown", "json")
_VALUE = 60  # columns of a value


def table(changes: Sequence[Change], moved: Sequence[Moved], wording: Wording, columns: int) -> str:
    """Changes of the rubric by criterion, then the reports with their flips and quotes."""
    say = Say(wording.lang)
    lines = [say("diff.changes") if changes else say("diff.none")]
    last = None
    for change in changes:
        if change.criterion != last:
            last = change.criterion
            lines.append(f"  {wording.criterion(last)}  {last}" if last else "  rubric.yaml")
        lines.append("    " + _change(change, say))
    if moved:
        lines += ["", say("diff.reports"), _summary(moved, say)]
        lines += ["", *_by_criterion(moved, wording, say)]
        for one in moved:
            if not one.flips and one.old_total == one.new_total:
                continue
            totals = f"{score_words(one.old_total)} → {score_words(one.new_total)}"
            bands = (
                f"  {wording.band(one.old_band)} → {wording.band(one.new_band)}" if one.old_band != one.new_band else ""
            )
            lines += ["", f"{cut_middle(clean(one.report), columns - 24)}  {totals}{bands}"]
            for flip in one.flips:
                verdicts = say("diff.flip", old=_verdict(flip.old, wording, say), new=_verdict(flip.new, wording, say))
                lines.append(f"  {pad(wording.criterion(flip.criterion), 30)} {verdicts}")
                for line, quote in flip.quotes:
                    lines.append(cut(f"      {say('measure.line', line=line)} “{clean(quote)}”", columns))
    return "\n".join(lines) + "\n"


def _verdict(verdict: str, wording: Wording, say: Say) -> str:
    return wording.find("verdict." + verdict, verdict) if verdict else say("diff.none-verdict")


def _change(change: Change, say: Say) -> str:
    if change.added or change.dropped:
        words = [f"+{word}" for word in change.added] + [f"-{word}" for word in change.dropped]
        return cut(f"{change.path}: {' '.join(words)}", 110)
    if not change.path:
        return say("diff.added") if change.new else say("diff.removed")
    if change.path == "weights":
        return say("diff.scaled", count=change.old, factor=change.new)
    if not change.old:
        return f"{change.path}: {say('diff.added')} {cut(change.new, _VALUE)}"
    if not change.new:
        return f"{change.path}: {say('diff.removed')} {cut(change.old, _VALUE)}"
    return f"{change.path}: {cut(change.old, _VALUE)} → {cut(change.new, _VALUE)}"


def _summary(moved: Sequence[Moved], say: Say) -> str:
    flips = sum(len(one.flips) for one in moved)
    steps = [one.new_total - one.old_total for one in moved if one.new_total is not None and one.old_total is not None]
    steps = [step for step in steps if step]
    if not flips and not steps:
        return say("diff.same", count=len(moved))
    mean = sum(steps, Fraction(0)) / len(steps) if steps else Fraction(0)
    sign = "+" if mean >= 0 else "−"
    return say("diff.summary", count=len(moved), moved=len(steps), mean=sign + score_words(abs(mean)), flips=flips)


def _by_criterion(moved: Sequence[Moved], wording: Wording, say: Say) -> list[str]:
    counts = Counter((flip.criterion, flip.old, flip.new) for one in moved for flip in one.flips)
    rows = []
    for (criterion, old, new), count in counts.most_common():
        verdicts = say("diff.flip", old=_verdict(old, wording, say), new=_verdict(new, wording, say))
        rows.append(f"  {count:4} × {pad(wording.criterion(criterion), 30)} {verdicts}")
    return [say("diff.by-criterion"), *rows] if rows else []


def markdown(changes: Sequence[Change], moved: Sequence[Moved], wording: Wording) -> str:
    """The same as Markdown tables."""
    say = Say(wording.lang)
    lines = [f"## {say('diff.changes') if changes else say('diff.none')}", ""]
    for change in changes:
        name = f"{wording.criterion(change.criterion)} `{change.criterion}` " if change.criterion else ""
        lines.append(f"- {name}{_plain(_change(change, say))}")
    if moved:
        lines += ["", f"## {say('diff.reports')}", "", _summary(moved, say), ""]
        lines += [f"| {say('diff.report')} | {say('diff.total')} | {say('diff.criterion')} | |", "|---|---|---|---|"]
        for one in moved:
            totals = f"{score_words(one.old_total)} → {score_words(one.new_total)}"
            for flip in one.flips:
                verdicts = say("diff.flip", old=_verdict(flip.old, wording, say), new=_verdict(flip.new, wording, say))
                quotes = "; ".join(f"{say('measure.line', line=line)} “{clean(quote)}”" for line, quote in flip.quotes)
                row = (clean(one.report), totals, f"{wording.criterion(flip.criterion)} {verdicts}", quotes)
                lines.append("| " + " | ".join(map(_plain, row)) + " |")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    for mark in "\\`*_[]<>|":
        text = text.replace(mark, "\\" + mark)
    return text


def record(old: dict[str, str], new: dict[str, str], changes: Sequence[Change], moved: Sequence[Moved]) -> str:
    """The same as JSON."""

    def score(value: Fraction | None) -> float | None:
        return None if value is None else rounded(value, 1) / 10

    plain = {
        "schema": "rubric-diff/1",
        "old": old,
        "new": new,
        "changes": [
            {
                "criterion": c.criterion,
                "path": c.path,
                "old": c.old,
                "new": c.new,
                "added": c.added,
                "dropped": c.dropped,
            }
            for c in changes
        ],
        "reports": [
            {
                "report": m.report,
                "old_total": score(m.old_total),
                "new_total": score(m.new_total),
                "old_band": m.old_band,
                "new_band": m.new_band,
                "flips": [
                    {
                        "criterion": f.criterion,
                        "old": f.old,
                        "new": f.new,
                        "sign": f.sign,
                        "quotes": [{"line": line, "quote": quote} for line, quote in f.quotes],
                    }
                    for f in m.flips
                ],
            }
            for m in moved
        ],
    }
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"
