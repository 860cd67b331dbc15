"""Older names of the parts of a sign, as an overlay may still write them over a sign that says them anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from scorer.rules.draft import Draft
from scorer.rules.yaml_lines import Lines

NAMES = ("object", "topic")  # two names of what a sign is about; the second is the older
STATED = ("act", "with", "figure")  # what a sign says of a statement; `needs` is the older name of all of them


def renamed(draft: Draft, below: Mapping[str, Any], name: str, sign: Mapping[str, Any], lines: Lines) -> dict[str, Any]:
    """A sign of an overlay under the name that the sign below has for what it is about.

    `needs` over a sign that asks for act, with or figure would be asked for as well as them: that is a fault.
    """
    old: Mapping[str, Any] = below.get("signs", {}).get(name, {})
    path = ("signs", name)
    known = [part for part in STATED if part in old]
    if "needs" in sign and known:
        parts = "、".join(known)
        draft.add("needs-below", lines.file, lines.of((*path, "needs")), id=below["id"], sign=name, parts=parts)
    for said, meant in (NAMES, NAMES[::-1]):
        if said in sign and meant not in sign and said not in old and meant in old:
            for known_path, line in lines.items():
                if known_path[:3] == (*path, said):
                    lines.note((*path, meant, *known_path[3:]), line)
            return {meant if key == said else key: value for key, value in sign.items()}
    return dict(sign)
