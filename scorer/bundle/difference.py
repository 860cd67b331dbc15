"""Where two scorecards differ: the field, by criterion, and what stands there in each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_AROUND = 12  # characters shown before the first that differs in a long text
_FIRST = ".verdict"
_ABSENT = object()


class Difference(NamedTuple):
    """One field; a text of JSON for each side, empty where there is no such field."""

    place: str  # as criteria[causes].verdict
    told: str
    right: str


def differences(told: bytes, right: bytes) -> list[Difference]:
    """Fields in which a scorecard of a bundle differs from the one that was worked out again, verdicts first.

    Where the values are the same and only the writing is not, or the first is no JSON, the first line that differs.
    """
    if told == right:
        return []
    try:
        found = sorted(_fields(json.loads(told), json.loads(right), ""), key=lambda one: not one.place.endswith(_FIRST))
    except (ValueError, RecursionError):
        found = []
    return found or [_line(told.decode("utf-8", "replace"), right.decode("utf-8", "replace"))]


def _line(told: str, right: str) -> Difference:
    at = next((i for i, (a, b) in enumerate(zip(told, right, strict=False)) if a != b), min(len(told), len(right)))
    line = told.count("\n", 0, at) + 1
    column = at - (told.rfind("\n", 0, at) + 1) + 1
    return Difference(f"{line}:{column}", *(repr(text[at : at + 1])[1:-1] for text in (told, right)))


def _fields(told: Any, right: Any, place: str) -> Iterator[Difference]:
    if type(told) is type(right) is dict:
        for key in dict.fromkeys((*right, *told)):
            yield from _fields(told.get(key, _ABSENT), right.get(key, _ABSENT), f"{place}.{key}" if place else key)
    elif type(told) is type(right) is list:
        one, other = _keyed(told), _keyed(right)
        for key in dict.fromkeys((*other, *one)):
            yield from _fields(one.get(key, _ABSENT), other.get(key, _ABSENT), f"{place}[{key}]")
    elif told is _ABSENT or right is _ABSENT or type(told) is not type(right) or told != right:
        yield Difference(place, *_sides(told, right))


def _keyed(items: list[Any]) -> dict[str, Any]:
    """The items of a list by their id where all have one of their own, else by their position."""
    ids = [item.get("id") if isinstance(item, dict) else None for item in items]
    if all(isinstance(one, str) for one in ids) and len(set(ids)) == len(ids):
        return dict(zip(map(str, ids), items, strict=True))
    return {str(at): item for at, item in enumerate(items)}


def _sides(told: Any, right: Any) -> tuple[str, str]:
    """Both values as JSON; of two texts from shortly before the first character that differs."""
    if isinstance(told, str) and isinstance(right, str):
        same = next((i for i, (a, b) in enumerate(zip(told, right, strict=False)) if a != b), 0)
        start = max(0, same - _AROUND)
        told, right = ("…" * (start > 0) + text[start:] for text in (told, right))
    return tuple("" if value is _ABSENT else json.dumps(value, ensure_ascii=False) for value in (told, right))  # type: ignore[return-value]
