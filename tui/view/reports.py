"""The reports of a folder as a table: columns, filter, order, groups, summary, and the card beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple
from unicodedata import normalize

from scorer.model import Verdict
from tui.digest import Digest
from tui.view.lines import Line, Row, cell, head, labelled, paragraph
from tui.words import Words, tenths
from tui.wrapping import cut, harmless, pad, width

COLUMNS = ("body", "level", "year", "total", "range", "band", "baseline", "checks")
GROUPS = ("", "level", "year")
_FIXED = {"level": 4, "year": 4, "total": 5, "range": 9, "band": 8, "checks": 4}  # columns; the others share the rest
_FIXED_EN = {**_FIXED, "level": 10, "band": 10, "checks": 6}
_LEAST_BODY = 16


class Entry(NamedTuple):
    """One report of the table in the words that are shown; `digest` None while it waits."""

    path: str
    digest: Digest | None
    body: str
    level: str
    year: str
    total: str
    range: str
    band: str
    baseline: str
    checks: str
    words: str  # everything a filter may name, folded

    @classmethod
    def of(cls, path: str, digest: Digest | None, words: Words) -> Entry:
        """The entry of a report, read or not."""
        name = harmless(path.rsplit("/", 1)[-1])
        if digest is None:
            return cls(path, None, name, "", "", "", "", "", words.say("browse.waiting"), "", folded(path))
        if digest.fault or digest.facts is None:
            mark = words.say("browse.unreadable")
            told = " ".join(digest.fault.split())
            return cls(path, digest, name, "", "", "", "", mark, told, "", folded(f"{path} {mark} {told}"))
        facts = digest.facts
        body = harmless(facts.jurisdiction or name)
        level = words.level(facts.level) if facts.level else ""
        year = str(facts.year or "")
        missing = words.criteria(digest.baseline_missing)
        if digest.total is None:
            band = words.say("card.not-scored")
            baseline = "；".join(words.note(note) for note in digest.warnings) or "-"
        else:
            band = words.band(digest.band)
            baseline = words.say("browse.lacks", names=missing) if missing else words.say("card.baseline-complete")
        checks = sum(check.verdict == "inconsistent" for check in digest.checks)
        interval = f"{tenths(digest.low)}-{tenths(digest.high)}" if digest.low != digest.high else ""
        gaps = " ".join(words.criterion(f.criterion) for f in digest.findings if f.verdict is Verdict.MISSING)
        elements = " ".join(words.element(id_) for id_, score, _ in digest.elements if score == 0)
        if digest.total is None:
            gaps = elements = ""
        return cls(
            path, digest, body, level, year, tenths(digest.total), interval, band, baseline, str(checks or ""),
            folded(" ".join((path, body, facts.jurisdiction_full or "", level, year, band, baseline, gaps, elements))),
        )  # fmt: skip


class Choice(NamedTuple):
    """What the reviewer has asked of the table."""

    filter: str = ""
    sort: str = ""  # a column; empty: the order of the files
    reverse: bool = False
    group: str = ""


def folded(text: str) -> str:
    """A text as filters compare it: width and case do not matter."""
    return normalize("NFKC", text).casefold()


def chosen(entries: Iterable[Entry], choice: Choice) -> list[Entry]:
    """The entries that hold every word of the filter, in the order asked for."""
    wanted = folded(choice.filter).split()
    kept = [entry for entry in entries if all(word in entry.words for word in wanted)]
    if choice.sort:
        known = [entry for entry in kept if sort_key(entry, choice.sort) is not None]
        known.sort(key=lambda entry: sort_key(entry, choice.sort), reverse=choice.reverse)  # type: ignore[arg-type, return-value]
        kept = known + [entry for entry in kept if sort_key(entry, choice.sort) is None]  # unknown ones last, both ways
    if choice.group:
        places = {id_: at for at, id_ in enumerate(_group_order(kept, choice.group))}
        kept.sort(key=lambda entry: places[group_of(entry, choice.group)])
    return kept


def sort_key(entry: Entry, column: str) -> tuple[object, ...] | None:
    """What a column sorts by; None where the report does not say."""
    digest = entry.digest
    if column == "body":
        return (entry.body.encode("gb18030", "replace"),)  # that code follows the sound of common characters
    if digest is None or digest.facts is None:
        return None
    facts = digest.facts
    if column == "level":
        return (list(type(facts.level)).index(facts.level),) if facts.level else None
    if column == "year":
        return (facts.year,) if facts.year else None
    if digest.total is None or digest.low is None or digest.high is None:
        return None
    values: Mapping[str, tuple[object, ...]] = {
        "total": (digest.total,),
        "range": (digest.high - digest.low,),
        "band": (digest.band, digest.total),
        "baseline": (len(digest.baseline_missing), digest.baseline_missing),
        "checks": (int(entry.checks or 0),),
    }
    return values[column]


def group_of(entry: Entry, group: str) -> str:
    """The group that an entry stands in."""
    return entry.level if group == "level" else entry.year


def _group_order(entries: Sequence[Entry], group: str) -> list[str]:
    names = {group_of(entry, group): sort_key(entry, group) for entry in entries}
    known = sorted((key, name) for name, key in names.items() if key is not None and name)
    ordered = [name for _, name in known]
    if group == "year":
        ordered.reverse()
    return ordered + [name for name in names if name not in ordered]


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


def widths(columns: int, lang: str) -> dict[str, int]:
    """Columns of each cell for a table so wide; a narrow one leaves the range and the checks out."""
    fixed = dict(_FIXED if lang == "zh" else _FIXED_EN)
    if columns < (72 if lang == "zh" else 86):
        fixed["range"] = fixed["checks"] = 0
    rest = columns - 2 - sum(size + 1 for size in fixed.values() if size) - 2
    body = max(_LEAST_BODY, min(30, rest * 2 // 5))
    return {"body": body, **fixed, "baseline": max(8, rest - body)}


def table_head(columns: int, choice: Choice, words: Words) -> list[tuple[str, str, int]]:
    """Column, its heading with the direction of the order, its width; in the order shown."""
    sizes = widths(columns, words.lang)
    heads = []
    for name in COLUMNS:
        if not sizes[name]:
            continue
        label = words.say("browse.column." + name)
        arrow = ("v" if choice.reverse else "^") if choice.sort == name else ""
        heads.append((name, cut(label, sizes[name] - len(arrow)) + arrow, sizes[name]))
    return heads


def table_line(entry: Entry | str, columns: int, words: Words, marked: bool = False, changed: bool = False) -> Line:
    """One line of the table in cells of the same widths as its head."""
    if isinstance(entry, str):
        return [(cut(entry, columns), "group")]
    sizes = widths(columns, words.lang)
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
    for name in COLUMNS[1:]:
        if sizes[name]:
            right = name in ("total", "checks")
            line += [(" ", ""), cell(str(getattr(entry, name)), sizes[name], styles.get(name, ""), right)]
    return line


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
    gaps = Counter(f.criterion for d in scored for f in d.findings if f.verdict is Verdict.MISSING)
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
    for note in digest.warnings:
        rows += labelled(say("card.warning"), words.note(note), columns, "warn")
    if digest.total is None:
        return rows
    total = f"{entry.total}  {entry.band}"
    rows += [Row("", []), *labelled(say("card.total"), total, columns, "strong")]
    if entry.range:
        rows += labelled(say("browse.column.range"), entry.range, columns, "unclear")
    rows += labelled(say("card.baseline"), entry.baseline, columns, "missing" if digest.baseline_missing else "met")
    rows += [Row("", []), head(say("card.layers"), columns)]
    for layer, score in digest.layers:
        rows += labelled(words.layer(layer), tenths(score), columns)
    counts = Counter(f.verdict for f in digest.findings)
    rows.append(Row("", []))
    for verdict in Verdict:
        if counts[verdict]:
            rows.append(Row("", [(words.mark(verdict.value), verdict.value), (f" {counts[verdict]}", "")]))
    if digest.lifts:
        rows += [Row("", []), head(say("card.lifts"), columns)]
        for criterion, points in digest.lifts[:6]:
            rows.append(Row("", [(pad("+" + tenths(points), 6), "met"), cell(words.criterion(criterion), columns - 6)]))
    return rows


def same_body_other_year(entries: Iterable[Entry], one: Entry) -> Entry | None:
    """The same body's report of the year before, else of the nearest other year."""
    if one.digest is None or one.digest.facts is None or not one.digest.facts.year:
        return None
    facts, own = one.digest.facts, one.digest.facts.year
    found = [
        (abs(year - own + 1), -year, at, entry)
        for at, entry in enumerate(entries)
        if entry.path != one.path
        and entry.digest is not None
        and entry.digest.facts is not None
        and (year := entry.digest.facts.year)
        and year != own
        and entry.digest.facts.jurisdiction
        and entry.digest.facts.jurisdiction == facts.jurisdiction
    ]
    return min(found)[3] if found else None
