"""Which built-in overlay fits a report: by the level, year and place that the report shows."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from scorer.model import Facts
from scorer.rules.files import extended, names
from scorer.rules.rubric import HOME, Rubric
from scorer.rules.yaml_lines import read_yaml


class Profiles:
    """The national rubric and the built-in overlays that stand on it; each is loaded when a report needs it."""

    def __init__(self, national: Rubric, load: Callable[[str], Rubric]) -> None:
        self.national = national
        self._load = load
        self._rubrics: dict[str, Rubric] = {}
        found = []
        for name in names():
            applies = conditions(name, national.id)
            if applies:
                found.append((-len(applies), name, applies))
        self._applies = [(name, applies) for _, name, applies in sorted(found, key=lambda row: row[:2])]

    def fitting(self, facts: Facts) -> Rubric:
        """The overlay with the most conditions that all hold; the national rubric where none fits."""
        name = next((name for name, applies in self._applies if fits(applies, facts)), "")
        if not name:
            return self.national
        if name not in self._rubrics:
            self._rubrics[name] = self._load(name)
        return self._rubrics[name]


def conditions(name: str, below: str) -> Mapping[str, Any]:
    """What a built-in overlay on `below` says of the reports that it is for; empty for any other rubric."""
    with open(os.path.join(HOME, name, "rubric.yaml"), "rb") as stream:
        data = stream.read()
    if extended(data) != below:
        return {}
    value, _, faults = read_yaml(data.decode("utf-8"), name)
    return {} if faults else value.get("applies", {})


def fits(applies: Mapping[str, Any], facts: Facts) -> bool:
    """Whether a report is one of those that an overlay is for; what the report does not show does not fit."""
    if "levels" in applies and (facts.level is None or facts.level.value not in applies["levels"]):
        return False
    if {"from", "to"} & set(applies):
        year = facts.year
        if year is None or not applies.get("from", 0) <= year <= applies.get("to", 9999):
            return False
    place = facts.jurisdiction_full or facts.jurisdiction or ""
    return not applies.get("places") or any(name in place for name in applies["places"])
