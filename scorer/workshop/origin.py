"""Where every value of a rubric comes from: the file and line that decide, and what stood there before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scorer.rules.checked import Checked
from scorer.rules.merged import Merged
from scorer.rules.yaml_lines import At, Path, paths


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value comes from: the file and line that decide, and what stood there before."""

    path: str
    value: str
    place: str
    earlier: tuple[tuple[str, str], ...]  # (place, value), the lowest first


def origins(checked: Checked, criterion: str = "") -> Iterator[Origin]:
    """Every plain value of rubric.yaml, or of a criterion, with the place that it comes from."""
    value: Any = checked.rubric if not criterion else next(b for b in checked.criteria if b["id"] == criterion)
    lines = checked.lines[criterion]
    earlier: Mapping[Path, list[tuple[At, Any]]] = lines.earlier if isinstance(lines, Merged) else {}
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
