"""Files of a rubric -> checked mappings, or every fault with file, line, what and mend.

A rubric is a folder with rubric.yaml, criteria/*.yaml and, if it has words of its own, words/*.yaml.
The shared vocabulary rubric/words/ comes first. Nothing outside these folders is read.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from fractions import Fraction
from hashlib import sha256
from typing import Any, NamedTuple

from scorer.errors import RubricError, ScorerError
from scorer.rules.faults import fault
from scorer.rules.rubric import HOME
from scorer.text.normalise import fold
from scorer.text.words import BUILTIN, MOST_WORDS

LARGEST = 1_000_000  # bytes of one file
FIRST_YEAR, LAST_YEAR = 2016, 2030  # report years for which the weights must add up
MOST_GAPS = 3
MOST_FILES = 500  # of one rubric, with all that it stands on
MOST_BYTES = 8_000_000

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


class RubricFile(NamedTuple):
    """One file of a rubric: its name as messages show it, its part (rubric, criteria, words, places), its bytes."""

    name: str
    part: str
    data: bytes
    layer: int = 0  # 0: the lowest rubric and the shared words; each overlay one more
    path: str = ""  # where it was read from


def names() -> list[str]:
    """Names of the built-in rubrics."""
    return sorted(entry for entry in os.listdir(HOME) if os.path.isfile(os.path.join(HOME, entry, "rubric.yaml")))


def folder_of(path: str) -> str:
    """The folder of a rubric that a path names: itself, or that of its rubric.yaml or of another of its files."""
    if not os.path.isfile(path):
        return path
    folder = os.path.dirname(path) or "."
    if os.path.basename(os.path.abspath(folder)) in ("criteria", "words"):
        return os.path.normpath(os.path.join(folder, ".."))
    return folder


def collect(name_or_path: str) -> list[RubricFile]:
    """The files of a built-in rubric or of a folder, those that it stands on first; RubricError if there is none."""
    folder = os.path.join(HOME, name_or_path)
    if os.sep in name_or_path or "/" in name_or_path or not os.path.isdir(folder):
        folder = folder_of(name_or_path)
        if not os.path.isdir(folder):
            raise RubricError([fault("no-file", "", 0, name=name_or_path, names="、".join(names()))])
    files = [*_folder(os.path.join(HOME, "words"), "rubric/words", "words", HOME, 0)]
    files.append(_file(os.path.join(HOME, "places.yaml"), "rubric/places.yaml", "places", HOME, 0))
    files.append(_file(os.path.join(HOME, "instruments.yaml"), "rubric/instruments.yaml", "instruments", HOME, 0))
    _layers(folder, files, ())
    if len(files) > MOST_FILES or sum(len(file.data) for file in files) > MOST_BYTES:
        raise RubricError([fault("too-many", files[-1].name, 0, files=MOST_FILES, limit=MOST_BYTES)])
    return files


def _layers(folder: str, files: list[RubricFile], above: tuple[str, ...]) -> int:
    """Add the files of a folder, after those of the rubric that it extends; the number of its layer."""
    shown = os.path.basename(folder) if folder.startswith(HOME) else folder.replace(os.sep, "/")
    main = os.path.join(folder, "rubric.yaml")
    if not os.path.isfile(main):
        raise RubricError([fault("no-rubric-file", shown, 0)])
    real = os.path.realpath(folder)
    own = _file(main, f"{shown}/rubric.yaml", "rubric", folder, 0)
    layer = 0
    if b"extends:" in own.data:
        from scorer.rules.overlay import MOST_LAYERS, extended

        below = extended(own.data)
        if below:
            if real in above or len(above) >= MOST_LAYERS:
                raise RubricError([fault("too-many-layers", own.name, 1, limit=MOST_LAYERS)])
            layer = 1 + _layers(_below(folder, below, own.name), files, (*above, real))
    files.append(own._replace(layer=layer))
    for part in ("criteria", "words"):
        files += _folder(os.path.join(folder, part), f"{shown}/{part}", part, folder, layer)
    return layer


def _below(folder: str, name: str, file: str) -> str:
    """Folder of the rubric that another extends: a built-in one, or one beside or inside its folder."""
    if os.path.isfile(os.path.join(HOME, name, "rubric.yaml")) and re.fullmatch(r"[a-z0-9-]+", name):
        return os.path.join(HOME, name)
    if re.fullmatch(r"\.\.?(?:/[^/\\.][^/\\]*)", name):
        found = os.path.normpath(os.path.join(folder, name))
        around = os.path.realpath(os.path.join(folder, os.path.dirname(name)))
        if os.path.isdir(found) and os.path.dirname(os.path.realpath(found)) == around:
            return found
    raise RubricError([fault("extends", file, 1, name=name[:80], names="、".join(names()))])


def _folder(folder: str, shown: str, part: str, root: str, layer: int) -> Iterator[RubricFile]:
    if os.path.isdir(folder):
        for entry in sorted(os.listdir(folder))[: MOST_FILES + 1]:
            if entry.endswith(".yaml") and not entry.startswith("."):
                yield _file(os.path.join(folder, entry), f"{shown}/{entry}", part, root, layer)


def _file(path: str, shown: str, part: str, folder: str, layer: int) -> RubricFile:
    if not os.path.realpath(path).startswith(os.path.realpath(folder) + os.sep) or not os.path.isfile(path):
        raise RubricError([fault("outside", shown, 0, name=os.path.basename(path))])
    with open(path, "rb") as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise RubricError([fault("too-large", shown, 0, limit=LARGEST)])
    return RubricFile(shown, part, data, layer, path)


def paths(files: Sequence[RubricFile]) -> list[str]:
    """Absolute paths of the files and of the folders that they stand in, each once."""
    found = [os.path.abspath(file.path) for file in files]
    return list(dict.fromkeys([*found, *map(os.path.dirname, found)]))


def digest(files: Sequence[RubricFile]) -> str:
    """SHA-256 over names and bytes: the identity of a rubric, wherever its folder stands."""
    whole = sha256()
    for file in files:
        data = file.data.replace(b"\r\n", b"\n")
        layer = f"{file.layer}/" if file.layer else ""
        whole.update(f"{layer}{file.part}/{file.name.rpartition('/')[2]}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def instruments(files: Sequence[RubricFile]) -> Mapping[str, Any]:
    """The mapping of instruments.yaml: known instruments, and phrases that have their time."""
    from scorer.rules.yaml_lines import read_yaml

    for file in files:
        if file.part == "instruments":
            value, _, faults = read_yaml(file.data.decode("utf-8-sig"), file.name)
            if faults:
                raise RubricError(faults)
            found: Mapping[str, Any] = value
            return found
    return {}


class Checked(NamedTuple):
    """The mappings of a rubric that passed every check."""

    rubric: Mapping[str, Any]
    criteria: tuple[Mapping[str, Any], ...]
    words: Mapping[str, Mapping[str, Any]]
    lines: Mapping[str, Any]  # Lines of rubric.yaml (under "") and of each criterion
    origin: Mapping[str, tuple[str, int]]  # file and line of each word class
    chain: tuple[Mapping[str, Any], ...] = ()  # of an overlay: id, version, name … from the lowest rubric up
    off: Mapping[str, Mapping[str, Any]] = {}  # criteria switched off: reason, file, line
    replaced: tuple[str, ...] = ()  # shared word classes that the rubric has its own words for

    def profile(self) -> dict[str, Any]:
        """What an overlay says of itself, as plain values; empty for a rubric that stands alone."""
        if not self.chain:
            return {}
        off = {name: row["reason"] for name, row in self.off.items()}
        return {"chain": [dict(link) for link in self.chain], "off": off}


def check(files: Sequence[RubricFile], *, known_good: bool = False) -> Checked:
    """Read and check the files of a rubric; RubricError holds all faults of all files, by file and line.

    `known_good` only reads a rubric that was loaded before, in a fifth of the time.
    """
    reader = _Reader(known_good)
    layering = None
    for file in files:
        if (
            file.part not in ("places", "instruments") and not file.layer
        ):  # places are read by `places`, which knows their shape
            reader.read(file)
    if files and files[-1].layer and not reader.faults:
        layering = reader.lay([file for file in files if file.layer])
    if not reader.faults and not known_good:
        reader.check_words()
        reader.check_criteria()
    if reader.faults:
        raise RubricError(sorted(reader.faults, key=lambda error: (error.file, error.line)))
    lines = {"": reader.rubric_lines, **{body["id"]: of for body, of in reader.criteria}}
    bodies = tuple(body for body, _ in reader.criteria)
    chain, off = (tuple(layering.chain), layering.off) if layering else ((), {})
    return Checked(reader.rubric, bodies, reader.words, lines, reader.origin, chain, off, tuple(reader.replaced))


class _Reader:
    """Collects mappings and faults over all files of one rubric."""

    def __init__(self, known_good: bool) -> None:
        from scorer.rules.yaml_lines import Lines

        self.known_good = known_good
        self.schema: dict[str, Any] = {}
        self.validator: Any = None
        if not known_good:
            from jsonschema import Draft202012Validator

            with open(os.path.join(HOME, "schema.json"), encoding="utf-8") as stream:
                self.schema = json.load(stream)
            self.validator = Draft202012Validator
        self.faults: list[ScorerError] = []
        self.rubric: dict[str, Any] = {}
        self.rubric_lines = Lines("rubric.yaml")
        self.criteria: list[tuple[dict[str, Any], Lines]] = []
        self.words: dict[str, dict[str, Any]] = {}
        self.origin: dict[str, tuple[str, int]] = {}
        self.replaced: list[str] = []
        self.word_lines: dict[str, Lines] = {}
        self._sizes: dict[str, int] = {}

    def read(self, file: RubricFile) -> None:
        """Parse one file and hold it against the schema."""
        parsed = self._parse(file)
        if parsed is None:
            return
        value, lines = parsed
        shape = {"rubric": "rubric", "criteria": "criterion", "words": "word-file"}[file.part]
        if not self._fits(value, shape, lines):
            return
        if file.part == "words":
            self.add_words(value["words"], lines)
        elif file.part == "rubric":
            self.rubric, self.rubric_lines = value, lines
        else:
            self.criteria.append((value, lines))
            self.add_words(value.get("words", {}), lines)

    def _parse(self, file: RubricFile) -> tuple[Any, Any] | None:
        from scorer.rules.yaml_lines import read_yaml

        try:
            text = file.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = file.data.count(b"\n", 0, error.start) + 1
            self.faults.append(fault("encoding", file.name, line))
            return None
        value, lines, faults = read_yaml(text, file.name)
        self.faults += faults
        return None if faults else (value, lines)

    def lay(self, files: Sequence[RubricFile]) -> Any:
        """Lay overlays over what was read, the lowest first, and hold the result against the schema."""
        from scorer.rules.overlay import Layering

        layering = Layering(self)
        layering.start()
        for layer in range(1, files[-1].layer + 1):
            parsed = []
            for file in files:
                found = self._parse(file) if file.layer == layer else None
                if found is None:
                    continue
                changes = isinstance(found[0], dict) and "change" in found[0]
                shape = {"rubric": "overlay", "words": "word-file-change"}.get(
                    file.part, "criterion-change" if changes else "criterion"
                )
                if self._fits(found[0], shape, found[1]):
                    parsed.append((file.part, *found))
            if self.faults:
                return layering
            layering.lay(parsed)
        layering.balance()
        if not self.faults and self._fits(self.rubric, "rubric", self.rubric_lines):
            for body, lines in self.criteria:
                if body.get("kind") != "off":
                    self._fits({key: value for key, value in body.items() if key != "words"}, "criterion", lines)
        return layering

    def _fits(self, value: Any, shape: str, lines: Any) -> bool:
        if self.known_good:
            return True
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

    @staticmethod
    def folded(body: Mapping[str, Any]) -> dict[str, Any]:
        """The lists of a word class in normalised form."""
        return {
            key: [fold(str(w)) if key != "patterns" else str(w) for w in words]
            for key, words in body.items()
            if key != "replaces"
        }

    def add_words(self, classes: Mapping[str, Any], lines: Any) -> None:
        """Take over the word classes of a file; one that is known already must say that it replaces the other."""
        for name, body in classes.items():
            line = lines.of(("words", name))
            if name in self.words and not (body.get("replaces") and self.origin[name][0].startswith("rubric/words/")):
                other = self.origin[name]
                self.faults.append(fault("twice-words", lines.file, line, name=name, other=f"{other[0]}:{other[1]}"))
                continue
            if name in self.words:
                self.replaced.append(name)
            self.words[name] = self.folded(body)
            self.word_lines[name] = lines
            self.origin[name] = (lines.file, line)

    def check_words(self) -> None:
        """References, cycles, gaps, brackets, sizes and patterns of every class."""
        for name, body in self.words.items():
            file = self.origin[name][0]
            lines = self.word_lines[name]
            for index, entry in enumerate(body.get("any", ())):
                self._check_entry(entry, name, file, lines.of(("words", name, "any", index)))
            for index, pattern in enumerate(body.get("patterns", ())):
                self._check_pattern(pattern, name, file, lines.of(("words", name, "patterns", index)))
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
                mend = (
                    f"相近的有:{close} · close: {close}" if close else "词组写在 words 里 · classes stand under words"
                )
                self.faults.append(fault("unknown-class", file, line, id=place, name=name, mend=mend))

    def _check_pattern(self, pattern: str, place: str, file: str, line: int) -> None:
        from scorer.text.patterns import objection

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

    def _check_criterion(
        self, body: dict[str, Any], lines: Any, elements: Mapping[str, Any], listed: Mapping[str, str]
    ) -> None:
        name = body["id"]
        if not lines.file.endswith(f"/{name}.yaml"):
            self._add("file-name", lines, lines.of(["id"]), id=name)
        element = body["element"]
        if element not in elements:
            self._add(
                "unknown-element", lines, lines.of(["element"]), id=name, element=element, known="、".join(elements)
            )
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
                        self._add(
                            "unknown-sign",
                            lines,
                            lines.of(["verdicts", verdict, index]),
                            id=name,
                            where=f"verdicts.{verdict}",
                            sign=sign,
                            known="、".join(signs),
                        )
        for index, rule in enumerate(body.get("exempt", ())):
            if "says" in rule:
                used.add(rule["says"])
                if rule["says"] not in signs:
                    self._add(
                        "unknown-sign",
                        lines,
                        lines.of(["exempt", index]),
                        id=name,
                        where="exempt",
                        sign=rule["says"],
                        known="、".join(signs),
                    )
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
            laid = hasattr(self.rubric_lines, "earlier")
            self._add(
                "weights-laid" if laid else "weights", self.rubric_lines, self.rubric_lines.of(["weights_sum"]),
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
        if not unknown.isascii() or " " in unknown:  # {zh: 写明次数,写明日期}: the comma ended the value
            return (
                f"不认识的键 {unknown} · unknown key {unknown}",
                f'话里有逗号时整句加双引号 · quote a text that holds a comma: "…,{unknown}"',
            )
        hint = (
            f"是不是 {close[0]}? · did you mean {close[0]}?" if close else f"可用的键 · known keys: {'、'.join(known)}"
        )
        return f"不认识的键 {unknown} · unknown key {unknown}", hint
    if error.validator == "required":
        absent = [key for key in error.validator_value if key not in error.instance]
        return f"缺少 · missing: {'、'.join(absent)}", "补上 · add it"
    if error.validator == "enum":
        return (
            f"不能是 · cannot be {error.instance!r}",
            f"可以是 · can be: {'、'.join(map(str, error.validator_value))}",
        )
    if error.validator == "type" and error.instance is None:
        return "后面是空的 · nothing follows", "写上内容,或删去这一行 · fill it in or delete the line"
    if error.validator == "type":
        kinds = {
            "string": "文字 text",
            "object": "键和值 mapping",
            "array": "清单 list",
            "integer": "整数 integer",
            "boolean": "true / false",
            "number": "数字 number",
        }
        wanted = " / ".join(kinds.get(kind, kind) for kind in _listed(error.validator_value))
        return f"{error.instance!r} 的类型不对 · wrong type", f"应是 · should be: {wanted}"
    if error.validator == "pattern":
        return f"{error.instance!r} 的写法不对 · wrong form", error.schema.get(
            "description", f"应符合 · should match {error.validator_value}"
        )
    return error.message, error.schema.get("description", "对照 schema.json · see schema.json")
