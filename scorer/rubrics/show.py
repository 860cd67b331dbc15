"""A rubric as plain values for people: elements, criteria, weights, bases, what counts, and where each value comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scorer.rubric import Criterion, Rubric
from scorer.rubric_files import Checked
from scorer.yaml_lines import At, Path, paths

WORDS_SHOWN = 14  # of one list


@dataclass(frozen=True, slots=True)
class SignView:
    """A sign for people: its words, with the number of those not shown."""

    id: str
    about: Mapping[str, str] | None
    topic: tuple[tuple[str, ...], int]
    needs: tuple[tuple[tuple[str, ...], int], ...]
    unless: tuple[tuple[str, ...], int] | None
    sign: Any


@dataclass(frozen=True, slots=True)
class CriterionView:
    """A criterion for people."""

    criterion: Criterion
    signs: tuple[SignView, ...]
    weight: Fraction  # of the newest year
    off: bool


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value comes from: the file and line that decide, and what stood there before."""

    path: str
    value: str
    place: str
    earlier: tuple[tuple[str, str], ...]  # (place, value), the lowest first


def view(rubric: Rubric, only: Sequence[str] = ()) -> list[CriterionView]:
    """The criteria in order, or those named."""
    found = []
    for criterion in rubric.criteria:
        if only and criterion.id not in only:
            continue
        signs = tuple(
            SignView(
                sign.id, None, words_of(rubric, sign.topic), tuple(words_of(rubric, need) for need in sign.needs),
                words_of(rubric, sign.unless) if sign.unless else None, sign,
            )
            for sign in criterion.signs
        )  # fmt: skip
        found.append(CriterionView(criterion, signs, criterion.weight(None), criterion.kind == "off"))
    return found


def words_of(rubric: Rubric, name: str) -> tuple[tuple[str, ...], int]:
    """The first words of a class as YAML would write them, and how many more there are."""
    lexicon = rubric.lexicon
    words: dict[str, None] = {}

    def gather(one: str, seen: tuple[str, ...]) -> None:
        if one not in lexicon.classes or one in seen:
            words[f"<{one}>"] = None
            return
        members, takes, patterns = lexicon.classes[one][:3]
        for parts, *_ in members:
            words["…".join(lexicon.literals[part] for part in parts)] = None
        for taken in takes:
            gather(taken, (*seen, one))
        for pattern in patterns:
            words[f"/{pattern}/"] = None

    gather(name, ())
    listed = list(words)
    return tuple(listed[:WORDS_SHOWN]), max(0, len(listed) - WORDS_SHOWN)


def origins(checked: Checked, criterion: str = "") -> Iterator[Origin]:
    """Every plain value of rubric.yaml, or of a criterion, with the place that it comes from."""
    value: Any = checked.rubric if not criterion else next(b for b in checked.criteria if b["id"] == criterion)
    lines = checked.lines[criterion]
    earlier: Mapping[Path, list[tuple[At, Any]]] = getattr(lines, "earlier", {})
    for path, item in paths(value):
        if not path or path[0] in ("words", "examples") or not _shown(path, item):
            continue
        at = At.of(lines.of(path), lines.file)
        before = tuple((old.place, _short(was)) for old, was in earlier.get(path, ()))
        yield Origin(".".join(map(str, path)), _short(item), at.place, before)


def _shown(path: Path, item: Any) -> bool:
    """Plain values, and lists of plain values as one."""
    if isinstance(item, dict):
        return False
    if isinstance(item, list):
        return all(not isinstance(part, (dict, list)) for part in item)
    return not isinstance(path[-1], int)


def _short(value: Any) -> str:
    if isinstance(value, list):
        text = "[" + ", ".join(map(_short, value)) + "]"
    elif isinstance(value, dict):
        text = "{" + ", ".join(f"{key}: {_short(part)}" for key, part in value.items()) + "}"
    else:
        text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
