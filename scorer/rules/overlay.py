"""Overlays: the files of one rubric laid over another, with the place that every value comes from.

What an overlay states goes before what stands below it; what it does not state stays.

- Mappings are laid over key by key; a list or a plain value takes the place of the one below.
- Examples, legal bases, exemptions and rows of verdicts are added behind those below; an example
  with the text of one below takes its place.
- `{add: […], drop: […]}` changes a list of words; `disabled: true` takes a sign out with its rows.
- `disabled` of rubric.yaml keeps a criterion on the card as exempt, with the reason given.
- A criterion is changed under `change: ID`; a file with an `id` that is known below is a conflict,
  and so is a value stated both in rubric.yaml and in a criterion's file of the same overlay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from scorer.model import Level
from scorer.rules.faults import fault
from scorer.rules.yaml_lines import At, Lines, Path, paths

_EXTENDS = re.compile(rb"""^extends:[ \t]*["']?([^"'#\r\n]*?)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)
MOST_LAYERS = 5  # overlays on overlays
ADDED = ("examples", "basis", "exempt")  # lists of a criterion that grow
SHORT = {"weights": "weight", "gates": "gate", "names": "name"}  # rubric.yaml of an overlay -> key of the criterion


def extended(data: bytes) -> str:
    """What the bytes of a rubric.yaml say that it extends; empty where it stands alone."""
    match = _EXTENDS.search(data)
    return match.group(1).decode("utf-8", "replace") if match else ""


class Merged(Lines):
    """Lines of values that come from several files, with what stood there before."""

    def __init__(self, below: Lines) -> None:
        super().__init__(below.file)
        self.earlier: dict[Path, list[tuple[At, Any]]] = {}
        for path, line in below.items():
            self.note(path, At.of(line, below.file))

    def take(self, path: Path, value: Any, source: Lines, source_path: Path) -> None:
        """Note the place of a new value and of all that it holds."""
        for below, _ in paths(value, source_path):
            self.note((*path, *below[len(source_path) :]), At.of(source.of(below), source.file))

    def replaced(self, path: Path, old: Any) -> None:
        """Remember what a value was and where it stood."""
        self.earlier.setdefault(path, []).append((At.of(self.of(path), self.file), old))

    def forget(self, path: Path) -> None:
        """Drop the places of what a replaced value held."""
        for known in [p for p, _ in self.items() if len(p) > len(path) and p[: len(path)] == path]:
            self.drop(known)


class Layering:
    """One rubric with overlays being laid over it."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader  # the reader of rubric_files: mappings, lines, faults
        self.chain: list[dict[str, Any]] = []
        self.off: dict[str, dict[str, Any]] = {}
        self.scaled_at: At | None = None  # where the lowest `balance: scale` stands
        self.touched: dict[str, int] = {}  # criterion: layer that last stated its weight

    def start(self) -> None:
        """Take the lowest rubric as it was read."""
        reader = self.reader
        reader.rubric_lines = Merged(reader.rubric_lines)
        reader.criteria = [(body, Merged(lines)) for body, lines in reader.criteria]
        self.chain.append(_link(reader.rubric))

    def lay(self, parsed: Sequence[tuple[str, dict[str, Any], Lines]]) -> None:
        """Lay the parsed files (part, mapping, lines) of one overlay over what stands."""
        self.stated: dict[tuple[str, str], At] = {}
        for part, body, lines in parsed:
            if part == "words":
                self._words(body["words"], lines)
        for part, body, lines in parsed:
            if part == "criteria":
                self._criterion(body, lines)
        for part, body, lines in parsed:
            if part == "rubric":
                self._rubric(body, lines)

    def _fault(self, code: str, at: At, **values: object) -> None:
        self.reader.faults.append(fault(code, at.file, at, **values))

    def _find(self, name: str) -> tuple[dict[str, Any], Merged] | None:
        return next(((body, lines) for body, lines in self.reader.criteria if body["id"] == name), None)

    def _known(self, name: str, at: At) -> tuple[dict[str, Any], Merged] | None:
        """A criterion of the rubric below; a fault where there is none or it is switched off."""
        found = self._find(name)
        if found is None:
            close = "、".join(get_close_matches(name, [body["id"] for body, _ in self.reader.criteria], 3, 0.5))
            self._fault("change-unknown", at, id=name, close=close or "score rubric show")
        elif name in self.off:
            self._fault("change-off", at, id=name, where=f"{self.off[name]['file']}:{self.off[name]['line']}")
            return None
        return found

    def _words(self, classes: Mapping[str, Any], lines: Lines) -> None:
        words, origin = self.reader.words, self.reader.origin
        for name, body in classes.items():
            at = At.of(lines.of(("words", name)), lines.file)
            if name not in words:
                if not ({"any", "patterns"} & set(body)) or any(isinstance(v, dict) for v in body.values()):
                    self._fault(
                        "class-unknown", at, name=name, close="、".join(get_close_matches(name, list(words), 3, 0.5))
                    )
                    continue
                words[name] = {}
            elif origin[name][0].startswith("rubric/words/"):
                self.reader.replaced.append(name)
            new = dict(words[name])
            for key, value in body.items():
                if key == "replaces":  # said anyway: what an overlay states replaces
                    continue
                folded = self.reader.folded({key: value})[key] if not isinstance(value, dict) else value
                new[key] = self._adjusted(new.get(key, []), folded, At.of(lines.of(("words", name, key)), lines.file))
            words[name] = new
            origin[name] = (lines.file, int(at))
            self.reader.word_lines[name] = lines

    def _adjusted(self, old: Any, new: Any, at: At) -> Any:
        """A list with words added and dropped, or the new value as it is."""
        if not (isinstance(new, dict) and set(new) <= {"add", "drop"}):
            return new
        result = [old] if isinstance(old, (str, int)) else list(old or [])
        for word in new.get("drop", ()):
            if word in result:
                result.remove(word)
            else:
                close = get_close_matches(str(word), [str(w) for w in result], 3, 0.4) or [str(w) for w in result[:8]]
                self._fault("drop-unknown", at, word=word, close="、".join(close))
        return result + [word for word in new.get("add", ()) if word not in result]

    def _criterion(self, body: dict[str, Any], lines: Lines) -> None:
        if "change" not in body:
            at = At.of(lines.of(("id",)), lines.file)
            found = self._find(body["id"])
            if found is not None:
                self._fault("already", at, id=body["id"], where=f"{found[1].file}")
                return
            merged = Merged(lines)
            self.reader.criteria.append((body, merged))
            self.reader.add_words(body.get("words", {}), lines)
            self.touched[body["id"]] = len(self.chain)
            return
        at = At.of(lines.of(("change",)), lines.file)
        known = self._known(body["change"], at)
        if known is None:
            return
        old, merged = known
        for key in SHORT.values():
            if key in body:
                self.stated[(old["id"], key)] = At.of(lines.of((key,)), lines.file)
        if "weight" in body:
            self.touched[old["id"]] = len(self.chain)
        if "words" in body:
            self._words(body["words"], lines)
        if "element" in body and body["element"] != old["element"]:
            for row in self.reader.rubric["elements"]:
                row["criteria"] = [name for name in row["criteria"] if name != old["id"]]
        signs_off = [name for name, sign in body.get("signs", {}).items() if sign.get("disabled")]
        change = {key: value for key, value in body.items() if key not in ("change", "words", "signs")}
        self._over(old, change, (), (), merged, lines)
        if "signs" in body:
            old.setdefault("signs", {})
            kept = {name: sign for name, sign in body["signs"].items() if not sign.get("disabled")}
            self._over(old["signs"], kept, ("signs",), ("signs",), merged, lines)
        for name in signs_off:
            self._sign_off(old, name, At.of(lines.of(("signs", name)), lines.file))

    def _sign_off(self, body: dict[str, Any], name: str, at: At) -> None:
        if name not in body.get("signs", {}):
            self._fault(
                "unknown-sign", at, id=body["id"], where="signs", sign=name, known="、".join(body.get("signs", {}))
            )
            return
        del body["signs"][name]
        body["verdicts"] = {
            verdict: kept
            for verdict, rows in body.get("verdicts", {}).items()
            if (kept := [r for r in rows if name not in r])
        }
        body["exempt"] = [rule for rule in body.get("exempt", ()) if rule.get("says") != name]

    def _over(
        self, old: dict[str, Any], new: Mapping[str, Any], path: Path, source: Path, merged: Merged, lines: Lines
    ) -> None:
        """Lay a mapping over another, key by key."""
        for key, value in new.items():
            here, there = (*path, key), (*source, key)
            at = At.of(lines.of(there), lines.file)
            before = old.get(key)
            if (
                key in old
                and isinstance(before, dict)
                and isinstance(value, dict)
                and not set(value) <= {"add", "drop"}
            ):
                self._over(before, value, here, there, merged, lines)
                continue
            grows = (len(here) == 1 and key in ADDED) or (len(here) == 2 and here[0] == "verdicts")
            if grows and isinstance(before, list):
                if key == "examples":  # the same text anew: the verdict it now must get
                    value = self._restated(before, value, here, there, merged, lines)
                old[key] = [*before, *value]
                for index, item in enumerate(value):
                    merged.take((*here, len(before) + index), item, lines, (*there, index))
                continue
            if key in old:
                merged.replaced(here, before)
                merged.forget(here)
            old[key] = self._adjusted(before, value, at)
            merged.take(here, value, lines, there)
            merged.note(here, at)

    def _restated(
        self, before: list[Any], added: list[Any], here: Path, there: Path, merged: Merged, lines: Lines
    ) -> list[Any]:
        """Put examples whose text is known below in the place of those; the others are left to be added."""
        texts = {example["text"]: index for index, example in enumerate(before)}
        left = []
        for number, example in enumerate(added):
            index = texts.get(example["text"])
            if index is None:
                left.append(example)
            else:
                merged.replaced((*here, index), before[index])
                merged.forget((*here, index))
                before[index] = example
                merged.take((*here, index), example, lines, (*there, number))
        return left

    def _rubric(self, body: dict[str, Any], lines: Lines) -> None:
        reader = self.reader
        rubric, merged = reader.rubric, reader.rubric_lines
        for key in ("layers", "elements", "bands"):
            for index, row in enumerate(body.get(key, ())):
                self._row(key, row, (key, index), lines)
        if "bands" in body:
            rubric["bands"].sort(key=lambda row: -float(row.get("least", 1000)))
        plain = ("weights_sum", "credit", "counts_in", "flags", "reasons", "checks", "id", "version", "name")
        self._over(rubric, {key: body[key] for key in plain if key in body}, (), (), merged, lines)
        for short, key in SHORT.items():
            for name, value in body.get(short, {}).items():
                at = At.of(lines.of((short, name)), lines.file)
                if (name, key) in self.stated:
                    self._fault("stated-twice", at, id=name, key=key, where=self.stated[(name, key)].place)
                    continue
                known = self._known(name, at)
                if known:
                    self._over(known[0], {key: value}, (), (short, name), known[1], _Shifted(lines, (short, name), key))
                    if key == "weight":
                        self.touched[name] = len(self.chain)
        for name, rule in body.get("only", {}).items():
            at = At.of(lines.of(("only", name)), lines.file)
            known = self._known(name, at)
            if known:
                rows = list(_narrowed(rule))
                start = len(known[0].setdefault("exempt", []))
                known[0]["exempt"] += rows
                for index, row in enumerate(rows):
                    known[1].take(("exempt", start + index), row, _Fixed(lines.file, at), ())
        for name, reason in body.get("disabled", {}).items():
            at = At.of(lines.of(("disabled", name)), lines.file)
            known = self._known(name, at)
            if known:
                self.off[name] = {"reason": reason, "file": at.file, "line": int(at)}
                self._switch_off(*known, reason, at)
        if body.get("balance") == "scale" and self.scaled_at is None:
            self.scaled_at = At.of(lines.of(("balance",)), lines.file)
        self.chain.append({**_link(body), "applies": body.get("applies", {}), "balance": body.get("balance", "exact")})
        self._list_new()

    def _row(self, key: str, row: dict[str, Any], path: Path, lines: Lines) -> None:
        """A layer, element or band changed or added."""
        rows = self.reader.rubric[key]
        merged = self.reader.rubric_lines
        for index, known in enumerate(rows):
            if known["id"] == row["id"]:
                change = {k: v for k, v in row.items() if k not in ("id", "criteria")}
                self._over(known, change, (key, index), path, merged, lines)
                if key == "elements":
                    known["criteria"] += [name for name in row.get("criteria", ()) if name not in known["criteria"]]
                return
        rows.append({"criteria": [], **row} if key == "elements" else row)
        merged.take((key, len(rows) - 1), row, lines, path)

    def _switch_off(self, body: dict[str, Any], merged: Merged, reason: dict[str, str], at: At) -> None:
        """Keep the criterion on the card as exempt with the reason."""
        for key in ("signs", "verdicts", "exempt", "gate"):
            body.pop(key, None)
        body["kind"] = "off"
        body["reasons"] = {**body.get("reasons", {}), "off": reason}
        body["examples"] = []
        merged.note(("kind",), at)
        merged.note(("reasons", "off"), at)

    def _list_new(self) -> None:
        """New criteria stand at the end of the element that they name, if nothing lists them."""
        listed = {name for row in self.reader.rubric["elements"] for name in row["criteria"]}
        for body, lines in self.reader.criteria:
            if body["id"] not in listed:
                for index, row in enumerate(self.reader.rubric["elements"]):
                    if row["id"] == body["element"]:
                        at = At.of(lines.of(("element",)), lines.file)
                        self.reader.rubric_lines.note(("elements", index, "criteria", len(row["criteria"])), at)
                        row["criteria"] = [*row["criteria"], body["id"]]

    def balance(self) -> None:
        """Scale the weights that neither the lowest scaling overlay nor one above it states."""
        scaling = [index for index, link in enumerate(self.chain) if link.get("balance") == "scale"]
        wanted = self.reader.rubric.get("weights_sum")
        if not scaling or wanted is None or self.scaled_at is None:
            return
        fixed = {name for name, layer in self.touched.items() if layer >= scaling[0]}
        before = {body["id"]: body["weight"] for body, _ in self.reader.criteria}
        scale(self.reader.criteria, fixed, Fraction(str(wanted)))
        for body, lines in self.reader.criteria:
            if body["weight"] != before[body["id"]]:
                lines.replaced(("weight",), before[body["id"]])
                lines.forget(("weight",))
                lines.note(("weight",), self.scaled_at)


class _Fixed(Lines):
    """Lines of a value that was made up from one place."""

    def __init__(self, file: str, at: At) -> None:
        super().__init__(file)
        self.at = at

    def of(self, path: Sequence[str | int]) -> int:
        return self.at


class _Shifted(Lines):
    """Lines of `weights: {ID: …}` read as those of the criterion's own key."""

    def __init__(self, lines: Lines, prefix: Path, key: str) -> None:
        super().__init__(lines.file)
        self.lines, self.prefix, self.key = lines, prefix, key

    def of(self, path: Sequence[str | int]) -> int:
        known = tuple(path)
        if known[: len(self.prefix) + 1] == (*self.prefix, self.key):
            known = (*self.prefix, *known[len(self.prefix) + 1 :])
        return self.lines.of(known)


def _link(body: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": body["id"], "version": str(body["version"]), "name": dict(body["name"])}


def _narrowed(rule: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """`only` as exemptions: years before, and the other levels."""
    if "from" in rule:
        yield {"before": rule["from"], "unless": "met", "reason": rule["reason"]}
    if "levels" in rule:
        yield {
            "levels": [level.value for level in Level if level.value not in rule["levels"]],
            "reason": rule["reason"],
        }


def rows_of(value: Any) -> list[dict[str, Any]]:
    """A weight as rows by year."""
    return value if isinstance(value, list) else [{"weight": value}]


def weight_in(value: Any, year: int) -> Fraction:
    """A weight as YAML states it, in one report year."""
    for row in rows_of(value):
        if row.get("from", 0) <= year <= row.get("to", 9999):
            return Fraction(str(row["weight"]))
    return Fraction(0)


def scale(criteria: Sequence[tuple[dict[str, Any], Any]], fixed: set[str], wanted: Fraction) -> None:
    """Scale the weights that are not fixed so that those of each year add up; fixed ones stay as they are."""
    edges = {0}
    for body, _ in criteria:
        for row in rows_of(body["weight"]):
            edges |= {row.get("from", 0), row.get("to", 9998) + 1}
    starts = sorted(edge for edge in edges if edge < 9999)
    factors = []
    for start in starts:
        held = sum((weight_in(b["weight"], start) for b, _ in criteria if b["id"] in fixed), Fraction(0))
        free = sum((weight_in(b["weight"], start) for b, _ in criteria if b["id"] not in fixed), Fraction(0))
        factors.append((wanted - held) / free if free and wanted > held else Fraction(1))
    for body, _ in criteria:
        if body["id"] in fixed or set(factors) == {Fraction(1)}:
            continue
        made: list[dict[str, Any]] = []
        for start, factor in zip(starts, factors, strict=True):
            weight = str(weight_in(body["weight"], start) * factor)
            if made and made[-1]["weight"] == weight:
                continue
            if made:
                made[-1]["to"] = start - 1
            made.append({"from": start, "weight": weight})
        body["weight"] = made if len(made) > 1 else made[0]["weight"]
