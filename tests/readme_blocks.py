"""The blocks of the READMEs that show what a command prints: `python tests/readme_blocks.py` writes them anew."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

from bench import results
from bench.table import table
from scorer.commands.options import Options
from scorer.locale.columns import KINDS
from scorer.locale.columns import TEXTS as COLUMN_TEXTS
from scorer.locale.wording import Wording
from scorer.pipeline import load_rubric
from scorer.render.tables.columns import TABLES
from scorer.workshop.pages import rubric_page

ROOT = Path(__file__).parent.parent
READMES = {"README.md": "en", "README.zh-CN.md": "zh"}
_BLOCK = re.compile(r"(<!-- begin: (score [^\n]*?) -->\n```text\n)(.*?)(\n```\n<!-- end -->)", re.DOTALL)
# What a script of docs/examples prints, and the script itself.
_OUTPUT = re.compile(r"(<!-- begin: (docs/[\w/]+\.py) -->\n```text\n)(.*?)(```\n<!-- end -->)", re.DOTALL)
_SCRIPT = re.compile(r"(<!-- begin: (docs/[\w/]+\.py) -->\n```python\n)(.*?)(```\n<!-- end -->)", re.DOTALL)
_ROOMS = re.compile(r"(<!-- begin rooms -->\n).*?(<!-- end rooms -->)", re.DOTALL)
DOCS = {"docs/architecture.md": "en", "docs/architecture.zh-CN.md": "zh"}
DATA = {"docs/data.md": "en", "docs/data.zh-CN.md": "zh"}
_COLUMNS = re.compile(r"(<!-- begin columns: (\w+) -->\n).*?(<!-- end columns -->)", re.DOTALL)
_BENCH = re.compile(r"(<!-- begin bench -->\n).*?(<!-- end bench -->)", re.DOTALL)
_CRITERIA = re.compile(r"(<!-- begin criteria -->\n).*?(<!-- end criteria -->)", re.DOTALL)


def commands(text: str) -> list[str]:
    """The commands whose output a README shows."""
    return [match[2] for match in _BLOCK.finditer(text)]


def refreshed(text: str, lang: str) -> str:
    """A README with every shown output as this version prints it."""
    text = _BLOCK.sub(lambda match: match[1] + printed(match[2]) + match[4], text)
    text = _OUTPUT.sub(lambda match: match[1] + run([match[2]]) + "\n" + match[4], text)
    text = _SCRIPT.sub(lambda match: match[1] + (ROOT / match[2]).read_text(encoding="utf-8") + match[4], text)
    text = _ROOMS.sub(lambda match: match[1] + rooms(lang) + match[2], text)
    text = _COLUMNS.sub(lambda match: match[1] + columns(match[2], lang) + match[3], text)
    text = _BENCH.sub(lambda match: match[1] + table(results.read(), lang) + match[2], text)
    return _CRITERIA.sub(lambda match: match[1] + criteria(lang) + match[2], text)


def pages() -> dict[str, str]:
    """The pages of docs/ that are generated from the rubric, by their path."""
    rubric = load_rubric(Options([]).rubric)
    return {
        path: rubric_page.printed("markdown", rubric, (), Wording(lang, rubric), 100)
        for path, lang in (("docs/rubric.md", "en"), ("docs/rubric.zh-CN.md", "zh"))
    }


def sentence(room: str) -> str:
    """The docstring of a package up to its first blank line, as one line without the number of its step."""
    module = ast.parse((ROOT / room / "__init__.py").read_text(encoding="utf-8"))
    first = " ".join((ast.get_docstring(module) or "").partition("\n\n")[0].split())
    return re.sub(r"^Step \d+: ", "", first)


def rooms(lang: str) -> str:
    """The numbered listing of the rooms."""
    chinese: dict[str, str] = yaml.safe_load((ROOT / "tests" / "rooms.yaml").read_text(encoding="utf-8"))
    heads = {"en": "| | room | what it does |", "zh": "| | 房间 | 做什么 |"}
    rows = [
        f"| {number} | `{room}/` | {sentence(room) if lang == 'en' else said} |"
        for number, (room, said) in enumerate(chinese.items(), 1)
    ]
    return "\n".join([heads[lang], "|---|---|---|", *rows, ""])


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


def columns(table: str, lang: str) -> str:
    """A table of the columns of a table."""
    said = 1 if lang == "en" else 0
    head = "| column | type | what it is |" if lang == "en" else "| 列 | 类型 | 是什么 |"
    rows = [
        f"| `{name}` | {KINDS[kind][said]} | {COLUMN_TEXTS[f'{table}.{name}'][said]} |"
        for name, kind in TABLES[table].items()
    ]
    return "\n".join([head, "|---|---|---|", *rows, ""])


def printed(command: str) -> str:
    """What a command prints, run in the project's folder; lines that a README leaves out are told."""
    words = command.split()
    cut = None
    if words[-2:-1] == ["|head"]:  # score … |head N
        cut = int(words.pop())
        words.pop()
    lines = run(["-m", "scorer", *words[1:]]).split("\n")
    if cut is not None and len(lines) > cut:
        lines = [*lines[:cut], "…"]
    return "\n".join(lines)


def run(words: list[str]) -> str:
    """What Python prints for some words, run in the project's folder; an error stands in it as Python tells it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    told = done.stderr if words[0] != "-m" else ""
    return (done.stdout + told).rstrip("\n")


if __name__ == "__main__":
    for name, lang in {**READMES, **DOCS, **DATA}.items():
        path = ROOT / name
        path.write_text(refreshed(path.read_text(encoding="utf-8"), lang), encoding="utf-8")
    for name, text in pages().items():
        (ROOT / name).write_text(text, encoding="utf-8")
