"""Reports for tests: the seeds with their labels, and single sentences with a given role."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from scorer.judging.judge import Case
from scorer.judging.signs import Context
from scorer.model import Facts, Level, Role, Scorecard, Section, Source
from scorer.pipeline import load_rubric, score_source
from scorer.reading.source import read_bytes, read_path
from scorer.rules.rubric import Rubric
from scorer.statements.flags import Flags
from scorer.text.normalise import normalise
from scorer.text.words import Scan

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"
GOLD = HERE / "gold"
SEED_NUMBERS = ("000", "001", "002", "003", "004")


@cache
def builtin() -> Rubric:
    """The built-in rubric."""
    return load_rubric("fazhi-annual-report")


@cache
def labels(number: str) -> dict[str, Any]:
    """What two readers said of a seed."""
    return dict(yaml.safe_load((GOLD / f"{number}.yaml").read_text(encoding="utf-8")))


@cache
def seed(number: str) -> Source:
    """A seed as it is read."""
    return read_path(str(SEEDS / labels(number)["seed"]))


@cache
def scored_seed(number: str) -> Scorecard:
    """The scorecard of a seed."""
    return score_source(seed(number), builtin())


def scored_text(text: str, **chosen: Any) -> Scorecard:
    """The scorecard of a made-up report."""
    return score_source(read_bytes(text.encode(), "made-up.txt"), builtin(), **chosen)


def one_section(text: str, role: str = "measures", year: int | None = None, level: str | None = None) -> Case:
    """A text laid before the judges as if it stood in a section of the role."""
    plain = normalise(Source("sentence", text, "", "utf-8"))
    scan = Scan(builtin().lexicon, plain.text)
    known = Level(level) if level else None
    context = Context(scan, {Role(role): scan.clauses.all}, Flags(scan, year, known))
    section = Section(Role(role), 0, len(plain.text), 1, text.count("\n") + 1, None)
    return Case(plain, (section,), [], context, Facts(year=year, level=known))
