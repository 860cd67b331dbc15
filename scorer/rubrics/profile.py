"""Which built-in overlay fits a report: by the level, year and place that the report shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from scorer import rubric_files
from scorer.model import Facts
from scorer.rubric import Rubric


class Profiles:
    """The national rubric and the built-in overlays that stand on it, with the reports they are for."""

    def __init__(self, national: Rubric, load: Callable[[str], Rubric]) -> None:
        self._national = national
        self._rubrics: list[tuple[int, Mapping[str, Any], Rubric]] = []
        for name in rubric_files.names():
            if name == national.id:
                continue
            rubric = load(name)
            chain = (rubric.data.get("profile") or {}).get("chain", ())
            if chain and chain[0]["id"] == national.id and chain[-1].get("applies"):
                applies = chain[-1]["applies"]
                self._rubrics.append((-len(applies), applies, rubric))
        self._rubrics.sort(key=lambda row: (row[0], row[2].id))

    def fitting(self, facts: Facts) -> Rubric:
        """The overlay with the most conditions that all hold; the national rubric where none fits."""
        return next((rubric for _, applies, rubric in self._rubrics if fits(applies, facts)), self._national)


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
