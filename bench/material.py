"""What is measured on: the seeds many times, the rubric's terms as patterns, a rubric with every criterion twice."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from scorer.commands.options import Options
from scorer.pipeline import load_rubric
from scorer.rules.rubric import HOME, Rubric
from scorer.rules.yaml_lines import read_yaml
from scorer.text.lexicon import BUILTIN
from scorer.text.words import GAP

Patterns = dict[str, list[list[str]]]  # by class: words, each in the parts between its gaps
SEEDS = Path(__file__).parent.parent / "seeds"
_AGAIN = "-again"
_ID = re.compile(r"^id: [a-z-]+", re.MULTILINE)
_WORDS = re.compile(r"^words:.*\n(?:[ #].*\n|\n)*", re.MULTILINE)  # a block and what is indented under it


def reports(folder: Path, count: int) -> Path:
    """A folder with so many reports, the seeds in turn."""
    folder.mkdir()
    seeds = sorted(SEEDS.glob("*.txt"))
    for number in range(count):
        shutil.copy(seeds[number % len(seeds)], folder / f"{number}.txt")
    return folder


def patterns() -> Patterns:
    """By class of words that a sign of the rubric names: its words, each in the parts between its gaps.

    What may not stand around a word, and the rubric's few expressions, are left out: the peers do less.
    """
    rubric = load_rubric(Options([]).rubric)
    named = {
        name
        for criterion in rubric.criteria
        for sign in criterion.signs
        for name in (sign.topic, *sign.needs, *filter(None, [sign.unless]))
    }
    found = {name: _words(rubric, name) for name in sorted(named)}
    return {name: words for name, words in found.items() if words}


def _words(rubric: Rubric, name: str) -> list[list[str]]:
    lexicon = rubric.lexicon
    todo, classes = [name], dict[str, None]()
    while todo:
        one = todo.pop()
        if one not in classes and one not in BUILTIN:
            classes[one] = None
            todo += lexicon.takes(one)
    parts = {tuple(lexicon.literals[part] for part in member[0]) for one in classes for member in lexicon.members(one)}
    return sorted(map(list, parts))


def expression(words: list[list[str]]) -> str:
    """Words as one expression that every engine takes."""
    return "|".join(f"[^。;\\n]{{0,{GAP}}}".join(map(re.escape, parts)) for parts in words)


def doubled_rubric(folder: Path) -> Path:
    """A copy of the national rubric in which every criterion stands twice."""
    shutil.copytree(Path(HOME) / Options([]).rubric, folder)
    path = folder / "rubric.yaml"
    main: dict[str, Any] = read_yaml(path.read_text(encoding="utf-8"), path.name)[0]
    for element in main["elements"]:
        element["criteria"] += [name + _AGAIN for name in element["criteria"]]
    main["weights_sum"] *= 2
    path.write_text(yaml.safe_dump(main, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for path in sorted((folder / "criteria").glob("*.yaml")):
        # Classes of words are known by their names to both; the text is cut as text, reading YAML takes a while.
        text = _WORDS.sub("", path.read_text(encoding="utf-8"))
        again = _ID.sub(rf"\g<0>{_AGAIN}", text)
        path.with_name(f"{path.stem}{_AGAIN}.yaml").write_text(again, encoding="utf-8")
    return folder
