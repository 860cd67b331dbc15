"""YAML with the line of every value, and the three bites of YAML refused: doubled keys, bare yes/no, tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from scorer.errors import ScorerError
from scorer.rules.faults import fault

Path = tuple[str | int, ...]
DEEPEST = 20
MOST_NODES = 200_000
LONGEST_NUMBER = 20  # signs

DEEPEST_BRACKETS = 500  # more may stand in quoted text than nest
_STEEP = re.compile(r"^[ ?:-]{400}", re.MULTILINE)
_FINITE = re.compile(r"[-+]?[\d.]+")  # no exponent, no .inf and no .nan
_BRACKET = re.compile(r"[\[\]{}]")
_SCALARS = {"str", "bool", "int", "float", "null", "timestamp"}
_BARE_WORDS = {"yes", "no", "on", "off", "y", "n"}


class At(int):
    """A line that knows its file: a rubric laid over another draws its values from several."""

    file: str

    @classmethod
    def of(cls, line: int, file: str) -> At:
        """A line of a file; a line that knows its file keeps it."""
        if isinstance(line, At):
            return line
        made = cls(line)
        made.file = file
        return made

    @property
    def place(self) -> str:
        """file:line."""
        return f"{self.file}:{int(self)}"


class Lines:
    """Lines of the values of one YAML file, by their path (keys and positions)."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._lines: dict[Path, int] = {(): 1}

    def note(self, path: Path, line: int) -> None:
        """Remember the line of a path."""
        self._lines[path] = line

    def items(self) -> list[tuple[Path, int]]:
        """Every known path with its line."""
        return list(self._lines.items())

    def drop(self, path: Path) -> None:
        """Forget the line of a path."""
        del self._lines[path]

    def of(self, path: Sequence[str | int]) -> int:
        """Line of a path, or of the nearest value around it; the first line is 1."""
        known = tuple(path)
        while known not in self._lines:
            known = known[:-1]
        return self._lines[known]


def read_yaml(text: str, file: str) -> tuple[Any, Lines, list[ScorerError]]:
    """YAML text -> (value, lines, faults); value is None where the file is no YAML.

    Only plain scalars, sequences and mappings: no tags, no anchors, at most 20 levels.
    """
    lines = Lines(file)
    faults: list[ScorerError] = []
    deep = _too_deep(text)
    if deep:
        return None, lines, [fault("deep", file, deep)]
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = " ".join(str(error.problem or error.context or error).split())
        return None, lines, [fault("yaml", file, mark.line + 1 if mark else 1, what=what)]
    except yaml.YAMLError as error:
        return None, lines, [fault("yaml", file, 1, what=" ".join(str(error).split()))]
    if node is None:
        return None, lines, [fault("empty", file, 1)]
    seen: set[int] = set()
    value = _value(node, (), lines, faults, seen)
    return value, lines, faults


def _too_deep(text: str) -> int:
    """Line at which a text nests so deep that composing it would exhaust the stack; 0 if it does not."""
    steep = _STEEP.search(text)
    if steep:
        return text.count("\n", 0, steep.end()) + 1
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth = depth + 1 if bracket.group() in "[{" else max(0, depth - 1)
        if depth > DEEPEST_BRACKETS:
            return text.count("\n", 0, bracket.start()) + 1
    return 0


def _value(node: yaml.Node, path: Path, lines: Lines, faults: list[ScorerError], seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    lines.note(path, line)
    if id(node) in seen:
        faults.append(fault("alias", lines.file, line))
        return None
    seen.add(id(node))
    if len(path) > DEEPEST or len(seen) > MOST_NODES:
        faults.append(fault("deep", lines.file, line))
        return None
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
            key_line = key_node.start_mark.line + 1
            if not key:
                faults.append(fault("key", lines.file, key_line))
                continue
            if key in result:
                faults.append(fault("doubled", lines.file, key_line, key=key))
            result[key] = _value(value_node, (*path, key), lines, faults, seen)
            lines.note((*path, key), key_line)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*path, index), lines, faults, seen) for index, item in enumerate(node.value)]
    return _scalar(node, line, lines, faults)


def _scalar(node: yaml.Node, line: int, lines: Lines, faults: list[ScorerError]) -> Any:
    text = str(node.value)
    tag = node.tag.rpartition(":")[2]
    if not node.tag.startswith("tag:yaml.org,2002:") or tag not in _SCALARS:
        faults.append(fault("tag", lines.file, line, tag=node.tag))
        return None
    if not isinstance(node, yaml.ScalarNode) or node.style:
        return text
    if text.lower() in _BARE_WORDS:
        faults.append(fault("bare-word", lines.file, line, word=text))
        return text
    if tag == "bool":
        return text.lower() == "true"
    if tag == "null":
        return None
    if tag in ("int", "float"):
        if len(text) > LONGEST_NUMBER or tag == "float" and not _FINITE.fullmatch(text):
            faults.append(fault("number", lines.file, line, number=text[:LONGEST_NUMBER], limit=LONGEST_NUMBER))
            return None
        try:
            return int(text, 10) if tag == "int" else float(text)
        except ValueError:
            return text
    return text


def paths(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a mapping or list with its path, outer ones first."""
    yield path, value
    items: Iterator[tuple[str | int, Any]]
    if isinstance(value, dict):
        items = iter(value.items())
    elif isinstance(value, list):
        items = iter(enumerate(value))
    else:
        return
    for key, inner in items:
        yield from paths(inner, (*path, key))
