"""Files of a rubric -> checked mappings, or every fault with file, line, what and mend.

A rubric is a folder with rubric.yaml, criteria/*.yaml and, if it has words of its own, words/*.yaml.
The shared vocabulary rubric/words/ comes first. Nothing outside these folders is read.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from hashlib import sha256
from typing import Any

from scorer.errors import RubricError, ScorerError
from scorer.faults import fault
from scorer.normalise import fold
from scorer.words import BUILTIN, MOST_WORDS

HOME = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "rubric")
LARGEST = 1_000_000  # bytes of one file
FIRST_YEAR, LAST_YEAR = 2016, 2030  # report years for which the weights must add up
MOST_GAPS = 3

SETTINGS = {
    "measures": ("figures", "acts"),
    "problems": ("least",),
    "plan": ("least",),
    "title": ("names",),
    "addressee": ("both",),
    "submitted": ("due",),
    "published": ("due",),
    "share": ("permille",),
}


@dataclass(frozen=True, slots=True)
class RubricFile:
    """One file of a rubric: its name as messages show it, its part (rubric, criteria, words, places), its bytes."""

    name: str
    part: str
    data: bytes


def names() -> list[str]:
    """Names of the built-in rubrics."""
    return sorted(entry for entry in os.listdir(HOME) if os.path.isfile(os.path.join(HOME, entry, "rubric.yaml")))


def collect(name_or_path: str) -> list[RubricFile]:
    """The files of a built-in rubric or of a folder, in a fixed order; RubricError if there is none."""
    folder = os.path.join(HOME, name_or_path)
    if os.sep in name_or_path or "/" in name_or_path or not os.path.isdir(folder):
        folder = os.path.dirname(name_or_path) or "." if os.path.isfile(name_or_path) else name_or_path
        if not os.path.isdir(folder):
            raise RubricError([fault("no-file", "", 0, name=name_or_path, names="、".join(names()))])
    shown = os.path.basename(folder) if folder.startswith(HOME) else folder.replace(os.sep, "/")
    main = os.path.join(folder, "rubric.yaml")
    if not os.path.isfile(main):
        raise RubricError([fault("no-rubric-file", shown, 0)])
    files = [*_folder(os.path.join(HOME, "words"), "rubric/words", "words")]
    files.append(_file(os.path.join(HOME, "places.yaml"), "rubric/places.yaml", "places", HOME))
    files.append(_file(main, f"{shown}/rubric.yaml", "rubric", folder))
    files += _folder(os.path.join(folder, "criteria"), f"{shown}/criteria", "criteria")
    files += _folder(os.path.join(folder, "words"), f"{shown}/words", "words")
    return files


def _folder(folder: str, shown: str, part: str) -> Iterator[RubricFile]:
    if os.path.isdir(folder):
        for entry in sorted(os.listdir(folder)):
            if entry.endswith(".yaml") and not entry.startswith("."):
                yield _file(os.path.join(folder, entry), f"{shown}/{entry}", part, folder)


def _file(path: str, shown: str, part: str, folder: str) -> RubricFile:
    if os.path.islink(path) and not os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep):
        raise RubricError([fault("outside", shown, 0, name=os.path.basename(path))])
    with open(path, "rb") as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise RubricError([fault("too-large", shown, 0, limit=LARGEST)])
    return RubricFile(shown, part, data)


def digest(files: Sequence[RubricFile]) -> str:
    """SHA-256 over names and bytes: the identity of a rubric, wherever its folder stands."""
    whole = sha256()
    for file in files:
        data = file.data.replace(b"\r\n", b"\n")
        whole.update(f"{file.part}/{file.name.rpartition('/')[2]}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Checked:
    """The mappings of a rubric that passed every check."""

    rubric: Mapping[str, Any]
    criteria: tuple[Mapping[str, Any], ...]
    words: Mapping[str, Mapping[str, Any]]


def check(files: Sequence[RubricFile]) -> Checked:
    """Read and check the files of a rubric; RubricError holds all faults of all files, by file and line."""
    reader = _Reader()
    for file in files:
        if file.part != "places":  # read by `places`, which knows its shape
            reader.read(file)
    if not reader.faults:
        reader.check_words()
        reader.check_criteria()
    if reader.faults:
        raise RubricError(sorted(reader.faults, key=lambda error: (error.file, error.line)))
    return Checked(reader.rubric, tuple(body for body, _ in reader.criteria), reader.words)


class _Reader:
    """Collects mappings and faults over all files of one rubric."""

    def __init__(self) -> None:
        from jsonschema import Draft202012Validator

        from scorer.yaml_lines import Lines

        with open(os.path.join(HOME, "schema.json"), encoding="utf-8") as stream:
            self.schema = json.load(stream)
        self.validator = Draft202012Validator
        self.faults: list[ScorerError] = []
        self.rubric: dict[str, Any] = {}
        self.rubric_lines = Lines("rubric.yaml")
        self.criteria: list[tuple[dict[str, Any], Lines]] = []
        self.words: dict[str, dict[str, Any]] = {}
        self.origin: dict[str, tuple[str, int]] = {}
        self._sizes: dict[str, int] = {}

    def read(self, file: RubricFile) -> None:
        """Parse one file and hold it against the schema."""
        from scorer.yaml_lines import read_yaml

        try:
            text = file.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = file.data.count(b"\n", 0, error.start) + 1
            self.faults.append(fault("encoding", file.name, line))
            return
        value, lines, faults = read_yaml(text, file.name)
        self.faults += faults
        if faults:
            return
        shape = {"rubric": "rubric", "criteria": "criterion", "words": "word-file"}[file.part]
        if not self._fits(value, shape, lines):
            return
        if file.part == "words":
            self._add_words(value["words"], lines, ("words",))
        elif file.part == "rubric":
            self.rubric, self.rubric_lines = value, lines
        else:
            self.criteria.append((value, lines))
            self._add_words(value.get("words", {}), lines, ("words",))

    def _fits(self, value: Any, shape: str, lines: Any) -> bool:
        schema = {"$defs": self.schema["$defs"], "$ref": f"#/$defs/{shape}"}
        fits = True
        for error in self.validator(schema).iter_errors(value):
            fits = False
            deepest = _deepest(error)
            path = list(error.absolute_path)
            if deepest is not error:
                path = list(deepest.absolute_path)
            where = ".".join(str(step) for step in path) or "文件"
            what, mend = _in_words(deepest)
            line = lines.of(path)
            unknown = _unknown_key(deepest)
            if unknown:
                line = lines.of([*path, unknown])
            self.faults.append(fault("shape", lines.file, line, where=where, what=what, mend=mend))
        return fits

    def _add_words(self, classes: Mapping[str, Any], lines: Any, path: tuple[str, ...]) -> None:
        for name, body in classes.items():
            line = lines.of((*path, name))
            if name in self.words:
                other = self.origin[name]
                self.faults.append(fault("twice-words", lines.file, line, name=name, other=f"{other[0]}:{other[1]}"))
                continue
            self.words[name] = {key: [fold(str(w)) if key != "patterns" else str(w) for w in words] for key, words in body.items()}
            self.origin[name] = (lines.file, line)

    def check_words(self) -> None:
        """References, cycles, gaps, brackets, sizes and patterns of every class."""
        for name, body in self.words.items():
            file, line = self.origin[name]
            for entry in body.get("any", ()):
                self._check_entry(entry, name, file, line)
            for pattern in body.get("patterns", ()):
                self._check_pattern(pattern, name, file, line)
        if not self.faults:
            for name in self.words:
                self._size(name, ())

    def _check_entry(self, entry: str, place: str, file: str, line: int) -> None:
        if "<" in re.sub(r"<[^<>]+>", "", entry):
            self.faults.append(fault("brackets", file, line, id=place, entry=entry))
            return
        parts = entry.split("…")
        if len(parts) > 1 and ("" in parts or len(parts) > MOST_GAPS + 1):
            self.faults.append(fault("gap", file, line, id=place, entry=entry))
        for name in re.findall(r"<([^<>]+)>", entry):
            if name not in self.words and not (name in BUILTIN and entry == f"<{name}>"):
                close = "、".join(get_close_matches(name, list(self.words), 3, 0.5))
                mend = f"相近的有:{close} · close: {close}" if close else "词组写在 words 里 · classes stand under words"
                self.faults.append(fault("unknown-class", file, line, id=place, name=name, mend=mend))

    def _check_pattern(self, pattern: str, place: str, file: str, line: int) -> None:
        from scorer.patterns import objection

        wrong = objection(pattern)
        if wrong:
            self.faults.append(fault("pattern", file, line, id=place, entry=pattern, what=wrong[0], mend=wrong[1]))

    def _size(self, name: str, path: tuple[str, ...]) -> int:
        """Number of words that a class expands to."""
        if name in BUILTIN and name not in self.words:
            return 1
        if name in self._sizes:
            return self._sizes[name]
        file, line = self.origin[name]
        if name in path:
            self.faults.append(fault("cycle", file, line, name=name, path=" → ".join((*path, name))))
            self._sizes[name] = 1
            return 1
        total = 0
        for entry in self.words[name].get("any", ()):
            size = 1
            for inner in re.findall(r"<([^<>]+)>", entry):
                size *= self._size(inner, (*path, name))
            total += size
        if total > MOST_WORDS and name not in self._sizes:
            self.faults.append(fault("too-many-words", file, line, id=f"<{name}>", limit=MOST_WORDS))
        self._sizes[name] = total
        return total

    def check_criteria(self) -> None:
        """References between rubric.yaml and the criteria, signs, reasons, settings, weights, bands."""
        lines = self.rubric_lines
        layers = [row["id"] for row in self.rubric["layers"]]
        elements = {row["id"]: row for row in self.rubric["elements"]}
        have = {body["id"] for body, _ in self.criteria}
        listed: dict[str, str] = {}
        for index, row in enumerate(self.rubric["elements"]):
            line = lines.of(["elements", index])
            if row["layer"] not in layers:
                self._add("unknown-layer", lines, line, element=row["id"], layer=row["layer"], known="、".join(layers))
            for position, name in enumerate(row["criteria"]):
                line = lines.of(["elements", index, "criteria", position])
                if name in listed:
                    self._add("twice-listed", lines, line, id=name)
                listed[name] = row["id"]
                if name not in have:
                    self._add("no-criterion", lines, line, element=row["id"], id=name)
        for body, of in self.criteria:
            self._check_criterion(body, of, elements, listed)
        for index, band in enumerate(self.rubric["bands"]):
            if ("least" in band) == ("gate_missing" in band):
                self._add("band", lines, lines.of(["bands", index]), band=band["id"])
        if not self.faults:
            self._check_weights()

    def _add(self, code: str, lines: Any, line: int, **values: object) -> None:
        self.faults.append(fault(code, lines.file, line, **values))

    def _check_criterion(self, body: dict[str, Any], lines: Any, elements: Mapping[str, Any], listed: Mapping[str, str]) -> None:
        name = body["id"]
        if not lines.file.endswith(f"/{name}.yaml"):
            self._add("file-name", lines, lines.of(["id"]), id=name)
        element = body["element"]
        if element not in elements:
            self._add("unknown-element", lines, lines.of(["element"]), id=name, element=element, known="、".join(elements))
        elif listed.get(name) != element:
            self._add("not-listed", lines, lines.of(["element"]), id=name, element=element)
        for setting in SETTINGS.get(body.get("kind", "signs"), ()):
            if setting not in body.get("settings", {}):
                self._add("settings", lines, lines.of(["settings"]), id=name, name=setting)
        if body.get("kind", "signs") == "signs":
            self._check_signs(name, body, lines)

    def _check_signs(self, name: str, body: dict[str, Any], lines: Any) -> None:
        signs = body.get("signs", {})
        verdicts = body.get("verdicts", {})
        if not signs or not verdicts.get("met"):
            self._add("no-signs", lines, lines.of(["verdicts" if "verdicts" in body else "id"]), id=name)
            return
        used = set()
        for verdict, rows in verdicts.items():
            for index, row in enumerate(rows):
                used |= set(row)
                for sign in row:
                    if sign not in signs:
                        self._add("unknown-sign", lines, lines.of(["verdicts", verdict, index]), id=name, where=f"verdicts.{verdict}", sign=sign, known="、".join(signs))
        for index, rule in enumerate(body.get("exempt", ())):
            if "says" in rule:
                used.add(rule["says"])
                if rule["says"] not in signs:
                    self._add("unknown-sign", lines, lines.of(["exempt", index]), id=name, where="exempt", sign=rule["says"], known="、".join(signs))
        for sign, sign_body in signs.items():
            line = lines.of(["signs", sign])
            if sign not in used:
                self._add("unused-sign", lines, line, id=name, sign=sign)
            if sign_body.get("reason") and sign_body["reason"] not in body.get("reasons", {}):
                self._add("unknown-reason", lines, line, id=name, sign=sign, reason=sign_body["reason"])
            self._check_lists(name, sign, sign_body, lines)

    def _check_lists(self, name: str, sign: str, body: dict[str, Any], lines: Any) -> None:
        lists = [("topic", body["topic"]), ("unless", body.get("unless", []))]
        lists += [(f"needs.{index}", need) for index, need in enumerate(body.get("needs", ()))]
        topic = {word for word in _listed(body["topic"]) if not word.startswith("<")}
        for part, words in lists:
            path = ["signs", sign, *(int(p) if p.isdigit() else p for p in part.split("."))]
            for position, entry in enumerate(_listed(words)):
                line = lines.of([*path, position])
                self._check_entry(fold(entry), f"{name} signs.{sign}.{part}", lines.file, line)
                if part.startswith("needs") and entry in topic:
                    self._add("overlap", lines, line, id=f"{name} signs.{sign}", word=entry)

    def _check_weights(self) -> None:
        wanted = self.rubric.get("weights_sum")
        if wanted is None:
            return
        by_sum: dict[Fraction, list[int]] = {}
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            total = sum((_weight(body["weight"], year) for body, _ in self.criteria), Fraction(0))
            if total != Fraction(str(wanted)):
                by_sum.setdefault(total, []).append(year)
        for total, years in by_sum.items():
            yearly = [body["id"] for body, _ in self.criteria if isinstance(body["weight"], list)]
            self._add(
                "weights", self.rubric_lines, self.rubric_lines.of(["weights_sum"]),
                year=f"{years[0]}-{years[-1]}" if len(years) > 1 else years[0], sum=_decimal(total), wanted=wanted,
                who="、".join(yearly) or "criteria/*.yaml",
            )  # fmt: skip


def _decimal(value: Fraction) -> str:
    return str(int(value)) if value.denominator == 1 else f"{float(value):.2f}"


def _weight(value: Any, year: int) -> Fraction:
    if not isinstance(value, list):
        return Fraction(str(value))
    for row in value:
        if row.get("from", 0) <= year <= row.get("to", 9999):
            return Fraction(str(row["weight"]))
    return Fraction(0)


def _listed(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list) else [str(value)]


def _deepest(error: Any) -> Any:
    """The most telling error below an anyOf: the one that lies deepest."""
    while error.context:
        error = max(error.context, key=lambda inner: (len(inner.absolute_path), inner.validator != "type"))
    return error


def _unknown_key(error: Any) -> str | None:
    if error.validator != "additionalProperties":
        return None
    known = error.schema.get("properties", {})
    return next((str(key) for key in error.instance if key not in known), None)


def _in_words(error: Any) -> tuple[str, str]:
    """What a schema error says and how to mend it, in both languages."""
    unknown = _unknown_key(error)
    if unknown:
        known = list(error.schema.get("properties", {}))
        close = get_close_matches(unknown, known, 1, 0.5)
        hint = f"是不是 {close[0]}? · did you mean {close[0]}?" if close else f"可用的键 · known keys: {'、'.join(known)}"
        return f"不认识的键 {unknown} · unknown key {unknown}", hint
    if error.validator == "required":
        absent = [key for key in error.validator_value if key not in error.instance]
        return f"缺少 · missing: {'、'.join(absent)}", "补上 · add it"
    if error.validator == "enum":
        return f"不能是 · cannot be {error.instance!r}", f"可以是 · can be: {'、'.join(map(str, error.validator_value))}"
    if error.validator == "type":
        kinds = {"string": "文字 text", "object": "键和值 mapping", "array": "清单 list", "integer": "整数 integer", "boolean": "true / false", "number": "数字 number"}
        wanted = " / ".join(kinds.get(kind, kind) for kind in _listed(error.validator_value))
        return f"{error.instance!r} 的类型不对 · wrong type", f"应是 · should be: {wanted}"
    if error.validator == "pattern":
        return f"{error.instance!r} 的写法不对 · wrong form", error.schema.get("description", f"应符合 · should match {error.validator_value}")
    return error.message, error.schema.get("description", "对照 schema.json · see schema.json")
