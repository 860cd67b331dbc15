"""The reports of a folder as a table: columns, filter, order, groups, summary, and the card beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from scorer.model import Verdict
from tui.digest import Digest
from tui.rubrics import Rubrics
from tui.view.entry import Entry, group_of, group_order, sort_key
from tui.view.filters import fitting
from tui.view.lines import Line, Row, cell, head, labelled, paragraph
from tui.words import Words, tenths
from tui.wrapping import cut, pad, width

COLUMNS = ("body", "file", "level", "year", "total", "range", "band", "baseline", "checks")
REVIEW_COLUMNS = ("body", "file", "level", "year", "voices", "band", "progress", "first")  # where someone decides
RIGHT = ("total", "checks", "progress")  # columns with numbers
SORTED_BY = ("queue", "body", "level", "year", "total", "range", "band", "open", "baseline", "checks")
_FIXED = {"level": 4, "year": 4, "total": 5, "range": 9, "band": 6, "checks": 4}  # columns; the others share the rest
_FIXED_EN = {**_FIXED, "level": 10, "band": 10, "checks": 6}
_LEAST_BODY = 14


class Choice(NamedTuple):
    """What the reviewer has asked of the table."""

    filter: str = ""
    sort: str = ""  # a column; empty: the order of the files
    reverse: bool = False
    group: str = ""


def chosen(entries: Iterable[Entry], choice: Choice, rubrics: Rubrics) -> list[Entry]:
    """The entries that the filter fits, in the order asked for."""
    kept = fitting(entries, choice.filter, rubrics)
    if choice.sort:
        known = [entry for entry in kept if sort_key(entry, choice.sort) is not None]
        known.sort(key=lambda entry: sort_key(entry, choice.sort), reverse=choice.reverse)  # type: ignore[arg-type, return-value]
        kept = known + [entry for entry in kept if sort_key(entry, choice.sort) is None]  # unknown ones last, both ways
    if choice.group:
        places = {id_: at for at, id_ in enumerate(group_order(kept, choice.group))}
        kept.sort(key=lambda entry: places[group_of(entry, choice.group)])
    return kept


def orders(words: Words) -> Iterable[tuple[str, str]]:
    """The orders to choose from: a column with + or - for the way, or `file`; with what each is called."""
    yield "queue+", words.say("browse.sort.queue")
    for column in ("total", *(name for name in SORTED_BY if name not in ("total", "queue"))):
        for sign, way in (("+", "up"), ("-", "down")):
            yield column + sign, words.say("browse.sort." + way, column=words.say("browse.column." + column))
    yield "file", words.say("browse.sort.file")


class TableView(NamedTuple):
    """The lines of the table in order: a path, or a group's heading where the path is empty."""

    entries: tuple[Entry | str, ...]

    @classmethod
    def of(cls, entries: Sequence[Entry], group: str, words: Words) -> TableView:
        """Entries in order -> lines, with a heading before each group."""
        if not group:
            return cls(tuple(entries))
        lines: list[Entry | str] = []
        sizes = Counter(group_of(entry, group) for entry in entries)
        current: str | None = None
        for entry in entries:
            name = group_of(entry, group)
            if name != current:
                current = name
                scores = [
                    e.digest.total
                    for e in entries
                    if group_of(e, group) == name and e.digest and e.digest.total is not None
                ]
                mean = tenths(sum(scores, Fraction(0)) / len(scores)) if scores else "-"
                lines.append(
                    words.say("browse.group", name=name or words.say("browse.unknown"), count=sizes[name], mean=mean)
                )
            lines.append(entry)
        return cls(tuple(lines))


def widths(columns: int, lang: str, review: bool = False) -> dict[str, int]:
    """Columns of each cell for a table so wide; a narrow one leaves the range and the checks out."""
    if review:
        return _review_widths(columns, lang)
    fixed = dict(_FIXED if lang == "zh" else _FIXED_EN)
    if columns < (72 if lang == "zh" else 86):
        fixed["range"] = fixed["checks"] = 0
    rest = columns - 3 - sum(size + 1 for size in fixed.values() if size) - 2
    body = max(_LEAST_BODY, min(30, rest * 2 // 5))
    file = max(7, min(26, (rest - body) // 2))
    return {"body": body, "file": file, **fixed, "baseline": max(7, rest - body - file)}


class TableRows(Sequence[Row]):
    """Lines of the table, drawn only when they come into sight."""

    def __init__(self, entries: Sequence[Entry | str], draw: Callable[[Entry | str], Line]) -> None:
        self.entries, self.draw = entries, draw
        self.ids = ["" if isinstance(entry, str) else entry.path for entry in entries]

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, index: int) -> Row:  # type: ignore[override]
        return Row(self.ids[index], self.draw(self.entries[index]))


def _review_widths(columns: int, lang: str) -> dict[str, int]:
    fixed = {"level": 4, "year": 4, "voices": 9, "band": 6, "progress": 6}
    if lang == "en":
        fixed |= {"level": 10, "band": 10}
    rest = columns - 2 - sum(size + 1 for size in fixed.values()) - 3
    body = max(_LEAST_BODY, min(30, rest * 2 // 5))
    file = max(7, min(26, (rest - body) // 3))
    return {"body": body, "file": file, **fixed, "first": max(8, rest - body - file)}


def table_head(columns: int, choice: Choice, words: Words, review: bool = False) -> list[tuple[str, str, int]]:
    """Column, its heading with the direction of the order, its width; in the order shown."""
    sizes = widths(columns, words.lang, review)
    heads = []
    for name in REVIEW_COLUMNS if review else COLUMNS:
        if not sizes[name]:
            continue
        label = words.say("browse.column." + name)
        arrow = ("v" if choice.reverse else "^") if choice.sort == ("total" if name == "voices" else name) else ""
        heads.append((name, cut(label, sizes[name] - len(arrow)) + arrow, sizes[name]))
    return heads


def table_line(
    entry: Entry | str, columns: int, words: Words, marked: bool = False, changed: bool = False, review: bool = False
) -> Line:
    """One line of the table in cells of the same widths as its head."""
    if isinstance(entry, str):
        return [(cut(entry, columns), "group")]
    sizes = widths(columns, words.lang, review)
    sign = words.say("browse.sign-changed") if changed else words.say("browse.sign-marked") if marked else ""
    line: Line = [(pad(sign, 2), "warn" if changed else "key"), cell(entry.body, sizes["body"])]
    digest = entry.digest
    if digest is None:
        return [*line[:1], cell(entry.body, sizes["body"], "faint"), (" " + entry.baseline, "faint")]
    if digest.fault:
        return [*line, (" ", ""), cell(f"[{entry.band}] {entry.baseline}", columns - sizes["body"] - 3, "missing")]
    band = "faint" if digest.total is None else "missing" if digest.gates_missing else ""
    styles = {"range": "faint", "band": band, "checks": "warn"}
    styles["baseline"] = "faint" if digest.total is None else "lack" if digest.baseline_missing else "met"
    styles["total"] = "strong"
    styles |= {"file": "faint", "voices": "strong", "progress": "faint" if not _open(entry) else ""}
    styles["first"] = "hint" if _open(entry) else "met"
    for name in (REVIEW_COLUMNS if review else COLUMNS)[1:]:
        if sizes[name]:
            right = name in RIGHT
            line += [(" ", ""), cell(shown(entry, name, words), sizes[name], styles.get(name, ""), right)]
    return line


def _open(entry: Entry) -> int:
    return entry.standing.open if entry.standing else 0


def _first(entry: Entry, words: Words) -> str:
    """Why a report is to be looked at, most important first, or what has come of it."""
    standing = entry.standing
    if standing is None:
        return entry.baseline
    parts = [words.say("browse.same", count=entry.same)] if entry.same > 1 else []
    parts += [f"{words.review('reason.' + code)}{count}" for code, count in standing.reasons]
    if standing.changed:
        parts.append(words.say("browse.reviewed-changed", count=standing.changed))
    return " ".join(parts)


def shown(entry: Entry, column: str, words: Words) -> str:
    """What a column says of a report."""
    if column == "first":
        return _first(entry, words)
    if column == "band" and entry.standing and entry.standing.band:
        return words.band(entry.standing.band)
    if column == "baseline" and entry.same > 1:
        return f"{words.say('browse.same', count=entry.same)} {entry.baseline}"
    return str(getattr(entry, column))


def summary(entries: Sequence[Entry], shown: int, columns: int, words: Words) -> list[Row]:
    """Two lines: how many reports stand where, and which elements most of them lack."""
    say = words.say
    read = [e.digest for e in entries if e.digest is not None]
    scored = [d for d in read if d.total is not None]
    parts = [say("browse.count", count=len(entries))]
    if shown != len(entries):
        parts.append(say("browse.shown", count=shown))
    if faults := sum(bool(d.fault) for d in read):
        parts.append(say("browse.faults", count=faults))
    if others := sum(not d.fault and d.total is None for d in read):
        parts.append(say("browse.others", count=others))
    if scored:
        mean = sum((d.total for d in scored if d.total is not None), Fraction(0)) / len(scored)
        parts.append(say("browse.mean", mean=tenths(mean)))
        parts.append(say("browse.complete", count=sum(not d.baseline_missing for d in scored)))
        bands = Counter(d.band for d in scored)
        parts += [f"{words.band(band)} {count}" for band, count in bands.most_common()]
    gaps = Counter(criterion for d in scored for criterion, verdict in d.verdicts if verdict is Verdict.MISSING)
    second: Line = [(say("browse.most-missed") + " ", "faint")]
    room = columns - width(second[0][0])
    for criterion, count in gaps.most_common():
        text = f"{words.criterion(criterion)} {count}"
        if width(text) + 2 > room:
            break
        second.append((text + "  ", "missing" if criterion in _baseline_lacked(scored) else ""))
        room -= width(text) + 2
    return [Row("", [(cut("  ".join(parts), columns), "")]), Row("", second if gaps else [])]


def _baseline_lacked(scored: Sequence[Digest]) -> set[str]:
    """The criteria that some report lacks of what the national rule demands."""
    return {criterion for d in scored for criterion in d.baseline_missing}


def glance(entry: Entry | None, columns: int, words: Words) -> list[Row]:
    """The report under the cursor at a glance, for a wide screen."""
    if entry is None:
        return []
    say, digest = words.say, entry.digest
    rows = [head(entry.body, columns)]
    if digest is None:
        return [*rows, *paragraph(say("browse.waiting"), columns, "faint")]
    if digest.fault or digest.facts is None:
        return [*rows, *labelled(say("card.file"), entry.path, columns), Row("", []),
                *paragraph(digest.fault, columns, "missing")]  # fmt: skip
    rows += labelled(say("card.report-title"), digest.facts.title or say("card.no-title"), columns)
    rows += labelled(say("card.file"), entry.path, columns, "faint")
    if entry.same > 1:
        rows += labelled("", say("browse.same", count=entry.same), columns, "warn")
    for note in digest.warnings:
        rows += labelled(say("card.warning"), words.note(note), columns, "warn")
    if digest.total is None:
        return rows
    total = f"{entry.total}  {entry.band}"
    rows += [Row("", []), *labelled(say("card.total"), total, columns, "strong")]
    standing = entry.standing
    if standing is not None and standing.total is not None:
        open_range = f"{entry.voices}  ({tenths(standing.low)}-{tenths(standing.high)})"
        rows += labelled(say("browse.review"), f"{entry.progress}  {open_range}", columns, "hint")
    if entry.range:
        rows += labelled(say("browse.column.range"), entry.range, columns, "unclear")
    rows += labelled(say("card.baseline"), entry.baseline, columns, "missing" if digest.baseline_missing else "met")
    rows += [Row("", []), head(say("card.layers"), columns)]
    for layer, score in digest.layers:
        rows += labelled(words.layer(layer), tenths(score), columns)
    counts = Counter(verdict for _, verdict in digest.verdicts)
    rows.append(Row("", []))
    for verdict in Verdict:
        if counts[verdict]:
            rows.append(Row("", [(words.mark(verdict.value), verdict.value), (f" {counts[verdict]}", "")]))
    if digest.lifts:
        rows += [Row("", []), head(say("card.lifts"), columns)]
        for criterion, points in digest.lifts[:6]:
            rows.append(Row("", [(pad("+" + tenths(points), 6), "met"), cell(words.criterion(criterion), columns - 6)]))
    return rows
