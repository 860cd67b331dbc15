"""The blocks of the READMEs that show what a command prints: `python tests/readme_blocks.py` writes them anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from scorer.commands.options import Options
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric
from scorer.workshop.pages import rubric_page

ROOT = Path(__file__).parent.parent
READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
_BLOCK = re.compile(r"(<!-- begin: (score [^\n]*?) -->\n```text\n)(.*?)(\n```\n<!-- end -->)", re.DOTALL)
_CRITERIA = re.compile(r"(<!-- begin criteria -->\n).*?(<!-- end criteria -->)", re.DOTALL)


def commands(text: str) -> list[str]:
    """The commands whose output a README shows."""
    return [match[2] for match in _BLOCK.finditer(text)]


def refreshed(text: str, lang: str) -> str:
    """A README with every shown output as this version prints it."""
    text = _BLOCK.sub(lambda match: match[1] + printed(match[2]) + match[4], text)
    return _CRITERIA.sub(lambda match: match[1] + criteria(lang) + match[2], text)


def pages() -> dict[str, str]:
    """The pages of docs/ that are generated from the rubric, by their path."""
    rubric = load_rubric(Options([]).rubric)
    return {
        path: rubric_page.printed("markdown", rubric, (), Wording(lang, rubric), 100)
        for path, lang in (("docs/rubric.md", "en"), ("docs/rubric.zh-CN.md", "zh"))
    }


def criteria(lang: str) -> str:
    """A table of the criteria with their ids."""
    rubric = load_rubric(Options([]).rubric)
    wording = Wording(lang, rubric)
    heads = {"en": "| layer | element | criterion | id |", "zh": "| 层 | 要素 | 评分点 | id |"}
    rows = [
        f"| {wording.layer(c.layer)} | {wording.element(c.element)} | {wording.of(c.name)} | `{c.id}` |"
        for c in rubric.criteria
    ]
    return "\n".join([heads[lang], "|---|---|---|---|", *rows, ""])


def printed(command: str) -> str:
    """What a command prints, run in the project's folder; lines that a README leaves out are told."""
    words = command.split()
    cut = None
    if words[-2:-1] == ["|head"]:  # score … |head N
        cut = int(words.pop())
        words.pop()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "scorer", *words[1:]],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    lines = done.stdout.rstrip("\n").split("\n")
    if cut is not None and len(lines) > cut:
        lines = [*lines[:cut], "…"]
    return "\n".join(lines)


if __name__ == "__main__":
    for name, lang in READMES.items():
        path = ROOT / name
        path.write_text(refreshed(path.read_text(encoding="utf-8"), lang), encoding="utf-8")
    for name, text in pages().items():
        (ROOT / name).write_text(text, encoding="utf-8")
