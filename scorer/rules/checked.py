"""Files of a rubric -> checked mappings, or every fault with file, line, what and mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from scorer.errors import RubricError
from scorer.rules import overlay
from scorer.rules.draft import Draft, spread
from scorer.rules.files import RubricFile
from scorer.rules.fitting import Fitting
from scorer.rules.overlay import Layering, Parsed
from scorer.rules.relations import check_criteria
from scorer.rules.shape import misfits
from scorer.rules.vocabulary import check_words
from scorer.rules.yaml_lines import Lines, read_yaml

SHAPES = {"rubric": "rubric", "criteria": "criterion", "words": "word-file"}  # of the schema, by part


class Checked(NamedTuple):
    """The mappings of a rubric that passed every check."""

    rubric: Mapping[str, Any]
    criteria: tuple[Mapping[str, Any], ...]
    words: Mapping[str, Mapping[str, Any]]
    lines: Mapping[str, Lines]  # of rubric.yaml (under "") and of each criterion
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


def check(files: Sequence[RubricFile], *, known_good: bool = False, fitting: Fitting | None = None) -> Checked:
    """Read and check the files of a rubric; RubricError holds all faults of all files, by file and line.

    `known_good` only reads a rubric that was loaded before, in a fifth of the time. What `fitting` knows is not checked
    again, and what is found to be right it is told.
    """
    draft = Draft()
    for file in files:
        if file.part in SHAPES and not file.layer:  # places and instruments are read by those who know their shape
            _read(draft, file, known_good, fitting)
    layering = None
    if files and files[-1].layer and not draft.faults:
        layering = _lay(draft, [file for file in files if file.layer], known_good)
    if not draft.faults and not known_good:
        if not (fitting and fitting.holds_words(draft.words)):
            check_words(draft)
            if fitting and not draft.faults:
                fitting.add_words(draft.words)
        check_criteria(draft)
    if draft.faults:
        raise RubricError(sorted(draft.faults, key=lambda error: (error.file, error.line)))
    lines = {"": draft.rubric_lines, **{body["id"]: of for body, of in draft.criteria}}
    bodies = tuple(body for body, _ in draft.criteria)
    chain, off = (tuple(layering.chain), layering.off) if layering else ((), {})
    return Checked(draft.rubric, bodies, draft.words, lines, draft.origin, chain, off, tuple(draft.replaced))


def instruments(files: Sequence[RubricFile]) -> Mapping[str, Any]:
    """The mapping of instruments.yaml: known instruments, and phrases that have their time."""
    return _mapping(files, "instruments")


def structure(files: Sequence[RubricFile]) -> Mapping[str, Any]:
    """The mapping of structure.yaml: what the clues of a block weigh, and what a step from role to role costs."""
    return _mapping(files, "structure")


def _mapping(files: Sequence[RubricFile], part: str) -> Mapping[str, Any]:
    for file in files:
        if file.part == part:
            value, _, faults = read_yaml(file.data.decode("utf-8-sig"), file.name)
            if faults:
                raise RubricError(faults)
            found: Mapping[str, Any] = value
            return found
    return {}


def _parse(draft: Draft, file: RubricFile) -> tuple[Any, Lines] | None:
    """Value and lines of one file; None with faults noted where it is no YAML."""
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        draft.add("encoding", file.name, file.data.count(b"\n", 0, error.start) + 1)
        return None
    value, lines, faults = read_yaml(text, file.name)
    draft.faults += faults
    return None if faults else (value, lines)


def _fits(draft: Draft, value: Any, shape: str, lines: Lines, known_good: bool) -> bool:
    """Whether a value has a shape of the schema; what does not fit is noted."""
    found = [] if known_good else list(misfits(value, shape, lines))
    draft.faults += found
    return not found


def _read(draft: Draft, file: RubricFile, known_good: bool, fitting: Fitting | None) -> None:
    """One file of the lowest rubric or of the shared vocabulary."""
    parsed = _parse(draft, file)
    if parsed is None:
        return
    value, lines = parsed
    if not (fitting and fitting.holds(file)):
        if not _fits(draft, value, SHAPES[file.part], lines, known_good):
            return
        if fitting and not known_good:
            fitting.add(file)
    if file.part != "rubric":
        spread(value)
    if file.part == "words":
        draft.add_words(value["words"], lines)
    elif file.part == "rubric":
        draft.rubric, draft.rubric_lines = value, lines
    else:
        draft.criteria.append((value, lines))
        draft.add_words(value.get("words", {}), lines)


def _lay(draft: Draft, files: Sequence[RubricFile], known_good: bool) -> Layering:
    """Lay overlays over what was read, the lowest first, and hold the result against the schema."""
    layering = overlay.start(draft)
    for layer in range(1, files[-1].layer + 1):
        parsed: list[Parsed] = []
        for file in files:
            found = _parse(draft, file) if file.layer == layer else None
            if found and _fits(draft, found[0], _overlay_shape(file.part, found[0]), found[1], known_good):
                if file.part != "rubric":
                    spread(found[0])
                parsed.append((file.part, *found))
        if draft.faults:
            return layering
        overlay.lay(layering, parsed)
    overlay.balance(layering)
    if not draft.faults and _fits(draft, draft.rubric, "rubric", draft.rubric_lines, known_good):
        for body, lines in draft.criteria:
            if body.get("kind") != "off":
                whole = {key: value for key, value in body.items() if key != "words"}
                _fits(draft, whole, "criterion", lines, known_good)
    return layering


def _overlay_shape(part: str, value: Any) -> str:
    """The shape of the schema that a file of an overlay must have."""
    if part == "criteria":
        return "criterion-change" if isinstance(value, dict) and "change" in value else "criterion"
    return {"rubric": "overlay", "words": "word-file-change"}[part]
