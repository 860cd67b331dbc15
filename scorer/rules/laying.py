"""One mapping laid over another, key by key, with the place of every value that results."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from scorer.rules.draft import Draft
from scorer.rules.merged import Merged
from scorer.rules.yaml_lines import At, Lines, Path

ADDED = ("examples", "basis", "exempt")  # lists of a criterion that grow


def lay_over(
    draft: Draft,
    old: dict[str, Any],
    new: Mapping[str, Any],
    merged: Merged,
    lines: Lines,
    path: Path = (),
    source: Path = (),
) -> None:
    """Lay `new` (which stands at `source` in the file of `lines`) over `old` (at `path` in `merged`)."""
    for key, value in new.items():
        here, there = (*path, key), (*source, key)
        before = old.get(key)
        if isinstance(before, dict) and isinstance(value, dict) and not set(value) <= {"add", "drop"}:
            lay_over(draft, before, value, merged, lines, here, there)
        elif isinstance(before, list) and _grows(here):
            if key == "examples":  # the same text anew: the verdict it now must get
                value = _restated(before, value, merged, lines, here, there)
            old[key] = [*before, *value]
            for index, item in enumerate(value):
                merged.take((*here, len(before) + index), item, lines, (*there, index))
        else:
            if key in old:
                merged.replaced(here, before)
                merged.forget(here)
            at = At.of(lines.of(there), lines.file)
            old[key] = adjusted(draft, before, value, at)
            merged.take(here, value, lines, there)
            merged.note(here, at)


def _grows(path: Path) -> bool:
    """Whether a list is added to: examples, bases, exemptions, and the rows of a verdict."""
    return (len(path) == 1 and path[0] in ADDED) or (len(path) == 2 and path[0] == "verdicts")


def _restated(before: list[Any], added: list[Any], merged: Merged, lines: Lines, here: Path, there: Path) -> list[Any]:
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


def adjusted(draft: Draft, old: Any, new: Any, at: At) -> Any:
    """A list with words added and dropped where `new` says so, else `new`; an unknown word to drop is a fault."""
    if not (isinstance(new, dict) and set(new) <= {"add", "drop"}):
        return new
    result = [old] if isinstance(old, (str, int)) else list(old or [])
    for word in new.get("drop", ()):
        if word in result:
            result.remove(word)
        else:
            close = get_close_matches(str(word), [str(w) for w in result], 3, 0.4) or [str(w) for w in result[:8]]
            draft.add("drop-unknown", at.file, at, word=word, close="、".join(close))
    return result + [word for word in new.get("add", ()) if word not in result]
